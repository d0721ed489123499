import { digitsOf, type Extractor, matchAt } from './source.ts'

const INTERNATIONAL = /(?:\+|00)[1-9]\d{0,2}(?:[ .\-()]{0,2}\d){6,13}(?!\d)/y
const CHINESE_MOBILE = /1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)/y
const GROUPED = /(?<!\d[ -])\(?\d{2,4}\)?[ .-]{1,2}\d{3,4}[ .-]\d{3,4}(?![ -]?\d)/y
const NATIONAL = /(?<!\d[ -])\(?0\d{2,4}\)?(?:[ .\-/]?\d){5,8}(?![ -]?\d)/y

/** Finds a telephone number: international, Chinese mobile, grouped (415-555-0132) or with a leading zero. */
export const extractPhone: Extractor = (text, at) => {
  for (const pattern of [INTERNATIONAL, CHINESE_MOBILE, GROUPED, NATIONAL]) {
    const match = matchAt(pattern, text, at)
    if (match === undefined) continue
    const digits = digitsOf(match[0])
    if (digits.length < 8 || digits.length > 15) continue
    const international = pattern === INTERNATIONAL
    const value = international ? `+${digits.replace(/^00/, '')}` : digits
    return { kind: 'phone', end: at + match[0].length, value }
  }
  return undefined
}
