import { digitsOf, type Extractor, matchAt } from './source.ts'

const CARD = /\d(?:[ -]?\d){12,18}(?!\d)/y

/** Finds a payment card number with a right check digit; the value shows only the last four digits. */
export const extractCard: Extractor = (text, at) => {
  const match = matchAt(CARD, text, at)
  if (match === undefined) return undefined
  const digits = digitsOf(match[0])
  if (!passesLuhn(digits) || /^(\d)\1+$/.test(digits)) return undefined
  return { kind: 'card', end: at + match[0].length, value: `•••• ${digits.slice(-4)}` }
}

/** Luhn's check (ISO/IEC 7812-1, annex B). */
export function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let index = 0; index < digits.length; index++) {
    const digit = digits.charCodeAt(digits.length - 1 - index) - 48
    const doubled = index % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}
