import { isAlphanumeric, isDigit } from './pieces.ts'
import type { Found } from './source.ts'

const SEPARATORS = new Set([...' -–—_/#.:'])
const MAX_SEPARATORS = 3
/** More than any mask has places. */
const NEVER = 1000
const LETTER = 0
const DIGIT = 1
/** A number of its own follows: `NW-123 45 pieces`. */
const COUNTS_ON = /[a-z0-9件个条双只张块元天次份套箱包号月日点台年]/

interface Place {
  /** LETTER, DIGIT, or the UTF-16 unit, in lower case, that must stand here. */
  readonly fits: number
  /** Whether the mask has a separator before it. */
  readonly isParted: boolean
  /** Whether letters follow somewhere: digits between letters are told apart from other numbers. */
  readonly isInside: boolean
}

/** A mask of order numbers, ready to be looked for. */
export interface OrderMask {
  /** As it was given. */
  readonly mask: string
  readonly canonical: string
  readonly places: readonly Place[]
  readonly first: Place | undefined
  /** Whether any letter may begin it. */
  readonly isOpen: boolean
}

/**
 * Reads a mask: `A` is any letter, `9` any digit, every other letter or sign is itself; a separator of the mask may
 * be missing, doubled or another one. Masks instead of regular expressions, because an operator types them.
 */
export function readMask(mask: string): OrderMask {
  const canonical = mask.trim().toUpperCase()
  const places: Place[] = []
  let isParted = false
  for (const sign of canonical) {
    if (SEPARATORS.has(sign)) {
      isParted = true
      continue
    }
    const fits = sign === 'A' ? LETTER : sign === '9' ? DIGIT : sign.toLowerCase().charCodeAt(0)
    places.push({ fits, isParted, isInside: false })
    isParted = false
  }
  const lastLetter = places.findLastIndex(({ fits }) => fits !== DIGIT)
  const firstIsLetter = places[0]?.fits !== DIGIT
  const read = places.map((place, at) => ({ ...place, isInside: firstIsLetter && at < lastLetter }))
  return { mask, canonical, places: read, first: read[0], isOpen: read[0]?.fits === LETTER }
}

/** Finds an order number of a mask that begins at an offset of a lower-case text; the value is in upper case. */
export function matchMask(mask: OrderMask, lower: string, at: number): Found | undefined {
  const { first } = mask
  if (first === undefined || !fits(lower, at, first)) return undefined
  let end = at + 1
  let splits = 0
  for (let count = 1; count < mask.places.length; count++) {
    const place = mask.places[count] ?? first
    const next = fits(lower, end, place) ? end : skipSeparators(lower, end)
    if (!fits(lower, next, place)) return undefined
    splits += next === end ? 0 : splitBefore(place, lower, end, next)
    end = next + 1
  }
  if (splits >= NEVER || isAlphanumeric(lower.charCodeAt(end))) return undefined
  if (splits > 0 && (isDigit(lower.charCodeAt(at)) || countsOn(lower, end))) return undefined
  return { kind: 'order', end, value: fillMask(mask.canonical, lower.slice(at, end)) }
}

/**
 * Whether a separator inside a run of digits that the mask does not have counts against it: 0 where it is told apart
 * (`rb 482 913 de`), 1 where only the end of the number shows it (`NW-123 45 pieces`), NEVER for more than one.
 */
function splitBefore({ isParted, isInside }: Place, lower: string, end: number, next: number): number {
  const isInRun = isDigit(lower.charCodeAt(end - 1)) && isDigit(lower.charCodeAt(next))
  if (!isInRun || isParted) return 0
  if (next - end > 1) return NEVER
  return isInside ? 0 : 1
}

function countsOn(lower: string, end: number): boolean {
  return COUNTS_ON.test(lower[lower[end] === ' ' ? end + 1 : end] ?? '')
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

function fits(lower: string, at: number, place: Place): boolean {
  const unit = lower.charCodeAt(at)
  if (place.fits === DIGIT) return isDigit(unit)
  if (place.fits === LETTER) return unit >= 97 && unit <= 122
  return unit === place.fits
}

function fillMask(mask: string, typed: string): string {
  const signs = [...typed.toUpperCase()].filter((sign) => !SEPARATORS.has(sign))
  let next = 0
  return [...mask].map((sign) => (SEPARATORS.has(sign) ? sign : (signs[next++] ?? ''))).join('')
}
