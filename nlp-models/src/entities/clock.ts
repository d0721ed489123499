import { wordClock } from './clock-words.ts'
import { type Half, halfBehind } from './day-half.ts'
import { CLOCK_WORD, NUMERAL } from './flags.ts'
import { DIGITS, WORD } from './pieces.ts'
import {
  endOf,
  flagsOf,
  isDigits,
  isGlued,
  isSign,
  isWordOf,
  lengthOf,
  type Scan,
  typeOf,
  wordAt,
} from './source.ts'
import { setOf } from './word-set.ts'

/** A time as it is written, before the half of the day is known. */
export interface Clock {
  readonly hour: number
  readonly minute: number
  readonly half: Half
  readonly end: number
  /** The piece behind it. */
  readonly next: number
  /** Whether a mark, a half of the day or a word says that it is a time. */
  readonly isSure: boolean
}

const HOURS = setOf('h hrs hours')

/** A time in digits or English words that begins at a piece; a bare hour is one that is not sure. */
export function clockAt(scan: Scan, index: number): Clock | undefined {
  if (typeOf(scan, index) === DIGITS) return digitClock(scan, index)
  if (typeOf(scan, index) !== WORD || (flagsOf(scan, index) & (CLOCK_WORD | NUMERAL)) === 0) return undefined
  return wordClock(scan, index)
}

/** `3pm`, `10:30`, `9.15 am`, `14h30`, `8 o'clock`. */
function digitClock(scan: Scan, index: number): Clock | undefined {
  if (lengthOf(scan, index) > 2 || isBehindMark(scan, index)) return military(scan, index)
  const hour = Number(wordAt(scan, index))
  if (hour > 24) return undefined
  const minutes = minutesBehind(scan, index)
  const next = minutes?.next ?? index + 1
  const said = halfBehind(scan, next)
  // 9.15 is a time only with `am` or the like.
  if (said === undefined && minutes?.isDotted === true) return undefined
  const after = said?.next ?? next
  const isSure = said !== undefined || minutes !== undefined
  if (isSure && !isWhole(scan, after)) return undefined
  const minute = minutes?.minute ?? 0
  return { hour: hour % 24, minute, half: said?.half, end: endOf(scan, after - 1), next: after, isSure }
}

/** `1430h`, `0900 hrs`. */
function military(scan: Scan, index: number): Clock | undefined {
  if (lengthOf(scan, index) !== 4 || !isWordOf(scan, index + 1, HOURS)) return undefined
  const digits = wordAt(scan, index)
  const [hour, minute] = [Number(digits.slice(0, 2)), Number(digits.slice(2))]
  if (hour > 23) return undefined
  return { hour, minute, half: undefined, end: endOf(scan, index + 1), next: index + 2, isSure: true }
}

/** `1.30` in `2.1.30`, `3:15` in `1:3:15`. */
function isBehindMark(scan: Scan, index: number): boolean {
  if (!isGlued(scan, index)) return false
  if (isSign(scan, index - 1, ':.,/')) return isDigits(scan, index - 2) && isGlued(scan, index - 1)
  return typeOf(scan, index - 1) === WORD && wordAt(scan, index - 1) !== 'x'
}

function minutesBehind(
  scan: Scan,
  index: number,
): { minute: number; next: number; isDotted: boolean } | undefined {
  const isMark = isSign(scan, index + 1, ':.') || wordAt(scan, index + 1) === 'h'
  if (!isMark || !isGlued(scan, index + 1) || !isGlued(scan, index + 2)) return undefined
  if (!isDigits(scan, index + 2) || lengthOf(scan, index + 2) !== 2) return undefined
  const minute = Number(wordAt(scan, index + 2))
  if (minute > 59) return undefined
  return { minute, next: index + 3, isDotted: isSign(scan, index + 1, '.') }
}

/** Not part of something longer, as of `12:30:45:10`. */
function isWhole(scan: Scan, next: number): boolean {
  if (!isGlued(scan, next)) return true
  if (isSign(scan, next, ':/')) return !isDigits(scan, next + 1)
  return typeOf(scan, next) !== DIGITS && (typeOf(scan, next) !== WORD || isWordOf(scan, next, HOURS))
}
