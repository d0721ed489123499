import { chineseTime } from './chinese-time.ts'
import { type Clock, clockAt } from './clock.ts'
import { fullHour, type Half, halfOfDay } from './day-half.ts'
import { DAY_UNIT, MONTH, STREET, UNIT } from './flags.ts'
import { DIGITS, HAN } from './pieces.ts'
import {
  type Extractor,
  type Found,
  flagsOf,
  isGlued,
  isSign,
  isWordOf,
  type Scan,
  startOf,
  typeOf,
  wordAt,
} from './source.ts'
import { setOf } from './word-set.ts'

/**
 * Finds a time of day; the value is `15:00`. What says the half of the day (`pm`, 下午, `in the morning`) belongs to
 * it; in a range an end takes it from the other. Without one it is read as on a 24-hour clock.
 */
export const extractTime: Extractor = (scan, index) => {
  if (typeOf(scan, index) === HAN) return chineseTime(scan, index)
  const clock = clockAt(scan, index)
  const english = clock && englishTime(scan, index, clock)
  const chinese = typeOf(scan, index) === DIGITS ? chineseTime(scan, index) : undefined
  return chinese && chinese.end >= (english?.end ?? 0) ? chinese : english
}

function englishTime(scan: Scan, index: number, clock: Clock): Found | undefined {
  const other = otherEnd(scan, clock, wordAt(scan, index - 1))
  const isTime =
    clock.isSure || other !== undefined || isAnnounced(scan, index, clock) || endsRange(scan, index, clock)
  if (!isTime) return undefined
  const half = clock.half ?? other?.half ?? halfOfDay(scan, clock.next)?.half ?? halfBefore(scan, index)
  return timeOf(clock, half)
}

function timeOf({ hour, minute, end }: Clock, half: Half): Found | undefined {
  const full = fullHour(hour, half)
  if (full > 23 || minute > 59) return undefined
  return { kind: 'time', end, value: `${String(full).padStart(2, '0')}:${String(minute).padStart(2, '0')}` }
}

const HOUR_ENDS = setOf(
  'or and on today tomorrow tonight please pls sharp if so but then latest instead for monday tuesday wednesday thursday friday saturday sunday when because as i you we',
)

/** `at 9`, where nothing behind says that 9 counts or names something. */
function isAnnounced(scan: Scan, index: number, { next, hour }: Clock): boolean {
  if (hour === 0 || wordAt(scan, index - 1) !== 'at') return false
  if (next >= scan.count || isSign(scan, next, '?!\n)。，？！')) return true
  if (isSign(scan, next, ',.;')) return !isGlued(scan, next) || !isGlued(scan, next + 1)
  if ((flagsOf(scan, next) & (DAY_UNIT | UNIT | MONTH | STREET)) !== 0) return false
  return isWordOf(scan, next, HOUR_ENDS)
}

/** `between 2 and 4 pm`, `from 9 to 5:30`, `9-11am`: the other end of a range, if it is a time for sure. */
function otherEnd(
  scan: Scan,
  { next, isSure, half }: Clock,
  cue: string,
): { readonly half: Half } | undefined {
  if (isSure && half !== undefined) return undefined
  const isRange = isSign(scan, next, '-–—~') || RANGE_WORDS.has(wordAt(scan, next))
  if (!isRange) return undefined
  const other = clockAt(scan, next + 1)
  if (other?.isSure === true) return { half: other.half }
  return other && BETWEEN_CUES.has(cue) ? halfOfDay(scan, other.next) : undefined
}
const BETWEEN_CUES = setOf('between from')

const RANGE_WORDS = setOf('and to till until or')

/** The 11 of `between 9 and 11 tomorrow`. */
function endsRange(scan: Scan, index: number, { next }: Clock): boolean {
  const { last } = scan
  const isNear = last.kind === 'time' && startOf(scan, index) - last.end <= 7
  if (!isNear || !BETWEEN.test(scan.lower.slice(last.end, startOf(scan, index)))) return false
  return (flagsOf(scan, next) & (DAY_UNIT | UNIT)) === 0 && !isSign(scan, next, '%€$£')
}

/** The second end of `2pm to 4`, `9:00-11`. */
function halfBefore(scan: Scan, index: number): Half {
  const { last } = scan
  const isNear = last.kind === 'time' && startOf(scan, index) - last.end <= 7
  if (!isNear || !BETWEEN.test(scan.lower.slice(last.end, startOf(scan, index)))) return undefined
  return /p\.?m/.test(scan.lower.slice(last.start, last.end)) ? 'pm' : undefined
}
const BETWEEN = /^ ?(?:-|–|—|~|and|to|till|until) ?$/
