import { isDigit } from './pieces.ts'
import { type Extractor, isSign, isWordOf, type Scan, startOf } from './source.ts'
import { setOf } from './word-set.ts'

const SHORTEST = 13
const LONGEST = 19
/** Numbers with a check digit of the same kind, or with none: one in ten would pass for a card. */
const NO_CARDS = setOf('imei isbn serial tracking parcel shipment order invoice barcode ean')
const NO_CARDS_CHINESE = /(?:单号|订单|运单|快递|条码|序列号|串号)[号:：是]{0,2}$/

/** Finds a payment card number with a right check digit; the value shows only the last four digits. */
export const extractCard: Extractor = (scan, index) => {
  const at = startOf(scan, index)
  const run = groupsAt(scan.text, at)
  for (let group = run.ends.length - 1; group >= 0; group--) {
    const end = run.ends[group] ?? 0
    const digits = run.digits.slice(0, run.counts[group])
    if (digits.length < SHORTEST) break
    if (isCard(digits) && !isNamedOtherwise(scan, index))
      return { kind: 'card', end, value: `•••• ${digits.slice(-4)}` }
  }
  return undefined
}

interface Groups {
  readonly digits: string
  /** Offset behind each group of digits, and how many digits there are until there. */
  readonly ends: readonly number[]
  readonly counts: readonly number[]
}

/** Groups of digits, parted by one space or dash, up to the length of the longest card. */
function groupsAt(text: string, at: number): Groups {
  const ends: number[] = []
  const counts: number[] = []
  let digits = ''
  let end = at
  while (isDigit(text.charCodeAt(end))) {
    const from = end
    while (isDigit(text.charCodeAt(end)) && end - from <= LONGEST) end++
    digits += text.slice(from, end)
    if (digits.length > LONGEST) break
    ends.push(end)
    counts.push(digits.length)
    if (text[end] === ' ' || text[end] === '-') end++
  }
  return { digits, ends, counts }
}

function isCard(digits: string): boolean {
  return hasIssuer(digits) && !/^(\d)\1+$/.test(digits) && passesLuhn(digits)
}

/** First digits by length (ISO/IEC 7812): airlines and times in milliseconds begin with 1, nobody with 0 or 7. */
function hasIssuer(digits: string): boolean {
  const first = digits[0] ?? ''
  if (digits.length === 13) return first === '4'
  if (digits.length === 14) return first === '3'
  if (digits.length === 15) return first === '3' || first === '2'
  return !'017'.includes(first)
}

function isNamedOtherwise(scan: Scan, index: number): boolean {
  let before = index - 1
  for (let step = 0; step < 3; step++) {
    if (isWordOf(scan, before, NO_CARDS)) return true
    const isLink = isSign(scan, before, ':#.') || isWordOf(scan, before, LINKS)
    if (!isLink) break
    before--
  }
  const at = startOf(scan, index)
  return NO_CARDS_CHINESE.test(scan.text.slice(Math.max(0, at - 8), at))
}
const LINKS = setOf('is number no nr code')

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
