import { type Extractor, isAlphanumeric, isDigit } from './source.ts'

const SEPARATORS = new Set([...' -–—_/#.:'])
const MAX_SEPARATORS = 3

/**
 * Makes an extractor for order numbers from a mask: `A` is any letter, `9` any digit, every other letter or
 * sign is itself; a separator of the mask may be missing, doubled or another one. Masks instead of regular
 * expressions, because an operator types them.
 */
export function createOrderExtractor(mask: string): Extractor {
  const canonical = mask.trim().toUpperCase()
  const pattern = [...canonical].filter((sign) => !SEPARATORS.has(sign))
  if (pattern.length === 0) return () => undefined
  return (text, at) => {
    const signs: string[] = []
    let position = at
    for (const expected of pattern) {
      const next = signs.length === 0 ? position : skipSeparators(text, position)
      // A separator inside a run of digits is no typing slip: `NW-123 45 pieces` is not `NW-12345`.
      if (next !== position && expected === '9' && signs.at(-1) !== undefined && isDigitSign(signs.at(-1)))
        return undefined
      const sign = text[next]?.toUpperCase()
      if (sign === undefined || !fits(sign, expected)) return undefined
      signs.push(sign)
      position = next + 1
    }
    if (isAlphanumeric(text.charCodeAt(position))) return undefined
    return { kind: 'order', end: position, value: fillMask(canonical, signs) }
  }
}

/** The order number that bare digits mean when everything else in the mask is fixed: `12345` → `NW-12345`. */
export function completeOrderNumber(mask: string, text: string): string | undefined {
  const canonical = mask.trim().toUpperCase()
  const digits = text.trim()
  if (!/^\d{1,20}$/.test(digits) || canonical.includes('A')) return undefined
  const places = [...canonical].filter((sign) => sign === '9').length
  if (digits.length !== places) return undefined
  let next = 0
  return canonical.replaceAll('9', () => digits[next++] ?? '')
}

function skipSeparators(text: string, from: number): number {
  let position = from
  while (position - from < MAX_SEPARATORS && SEPARATORS.has(text[position] ?? '')) position++
  return position
}

function fits(sign: string, expected: string): boolean {
  if (expected === '9') return isDigitSign(sign)
  if (expected === 'A') return sign >= 'A' && sign <= 'Z'
  return sign === expected
}

function isDigitSign(sign: string | undefined): boolean {
  return sign !== undefined && isDigit(sign.charCodeAt(0))
}

function fillMask(mask: string, signs: readonly string[]): string {
  let next = 0
  return [...mask].map((sign) => (SEPARATORS.has(sign) ? sign : (signs[next++] ?? ''))).join('')
}
