import { WEEKDAY } from './flags.ts'
import { WORD } from './pieces.ts'
import { flagsOf, gapBefore, isGlued, isSign, isWordOf, type Scan, typeOf, wordAt } from './source.ts'
import { setOf } from './word-set.ts'

/** Half of the day that is said beside an hour. */
export type Half = 'am' | 'pm' | undefined

export interface SaidHalf {
  readonly half: Half
  /** The piece behind it. */
  readonly next: number
}

const EVENING = setOf('afternoon evening night')
const LETTERS: Readonly<Record<string, 'am' | 'pm'>> = { a: 'am', p: 'pm' }
const O_CLOCK = new Set(["o'clock", 'o’clock', 'oclock', 'uhr'])
const DAYS = setOf('today tomorrow this')
const CUES = setOf("at by till until from before after around about it's its past")

/** An hour of a 12-hour clock on a 24-hour clock; from 13 on it is one already. */
export function fullHour(hour: number, half: Half): number {
  if (half === 'am') return hour === 12 ? 0 : hour
  return half === 'pm' && hour < 12 ? hour + 12 : hour
}

/** Whether a word before says that a time follows: at, by, until. */
export function isBehindCue(scan: Scan, index: number): boolean {
  const before = wordAt(scan, index - 1) === 'a' ? index - 2 : index - 1
  return isWordOf(scan, before, CUES)
}

/** `am`, `p.m.`, `o'clock`, `in the evening`, `at night`, `12 noon`. */
export function halfBehind(scan: Scan, next: number): SaidHalf | undefined {
  if (typeOf(scan, next) !== WORD || gapBefore(scan, next) > 1) return undefined
  const word = wordAt(scan, next)
  if (word === 'am' || word === 'pm') return { half: word, next: next + 1 }
  if (O_CLOCK.has(word)) return halfBehind(scan, next + 1) ?? { half: undefined, next: next + 1 }
  return lettersOf(scan, next) ?? twelveOrHours(scan, next, word) ?? partOfDay(scan, next)
}

/** `p.m.`; its last dot belongs to it. */
function lettersOf(scan: Scan, next: number): SaidHalf | undefined {
  const half = LETTERS[wordAt(scan, next)]
  if (half === undefined || !isSign(scan, next + 1, '.') || wordAt(scan, next + 2) !== 'm') return undefined
  const isDot = isSign(scan, next + 3, '.') && isGlued(scan, next + 3)
  return { half, next: isDot ? next + 4 : next + 3 }
}

/** `12 noon`, `12 midnight`, `at 17h`. */
function twelveOrHours(scan: Scan, next: number, word: string): SaidHalf | undefined {
  const isTwelve = wordAt(scan, next - 1) === '12'
  if (isTwelve && word === 'noon') return { half: 'pm', next: next + 1 }
  if (isTwelve && word === 'midnight') return { half: 'am', next: next + 1 }
  const isHours = word === 'h' && isGlued(scan, next) && isBehindCue(scan, next - 1)
  return isHours ? { half: undefined, next: next + 1 } : undefined
}

function partOfDay(scan: Scan, next: number): SaidHalf | undefined {
  const isInThe = wordAt(scan, next) === 'in' && wordAt(scan, next + 1) === 'the'
  if (isInThe && wordAt(scan, next + 2) === 'morning') return { half: 'am', next: next + 3 }
  if (isInThe && isWordOf(scan, next + 2, EVENING)) return { half: 'pm', next: next + 3 }
  const isAtNight = wordAt(scan, next) === 'at' && wordAt(scan, next + 1) === 'night'
  return isAtNight ? { half: 'pm', next: next + 2 } : undefined
}

/** The half of the day that a day behind says: `tomorrow morning`, `on Friday`; undefined when there is no day. */
export function halfOfDay(scan: Scan, next: number): { readonly half: Half } | undefined {
  const at = wordAt(scan, next) === 'on' ? next + 1 : next
  if ((flagsOf(scan, at) & WEEKDAY) === 0 && !isWordOf(scan, at, DAYS)) return undefined
  if (wordAt(scan, at + 1) === 'morning') return { half: 'am' }
  return { half: isWordOf(scan, at + 1, EVENING) ? 'pm' : undefined }
}
