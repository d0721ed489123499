import { counted } from './dated.ts'
import { MONTH, WEEKDAY } from './flags.ts'
import { type Numeral, readNumeral } from './numerals.ts'
import { DIGITS } from './pieces.ts'
import type { RelativeDate } from './relative-date.ts'
import {
  endOf,
  type Found,
  flagsOf,
  isDigits,
  isSign,
  isWordOf,
  lengthOf,
  numberOf,
  type Scan,
  standsFree,
  typeOf,
  wordAt,
} from './source.ts'
import { setOf } from './word-set.ts'

const DAYS: Readonly<Record<string, number>> = {
  today: 0,
  tonight: 0,
  tonite: 0,
  tomorrow: 1,
  tomorrows: 1,
  tmrw: 1,
  tmr: 1,
  tomorow: 1,
  tommorow: 1,
  tommorrow: 1,
  yesterday: -1,
  yday: -1,
  yesteday: -1,
}
const STEPS: Readonly<Record<string, number>> = { next: 1, last: -1, this: 0 }
const PARTS = setOf('morning afternoon evening')
const MOST = 9999
const FEASTS = setOf('black good cyber')

/** today, the day after tomorrow, next Friday, last month, this March. */
export function relativeWord(scan: Scan, index: number): Found | undefined {
  const word = wordAt(scan, index)
  const days = Object.hasOwn(DAYS, word) ? DAYS[word] : undefined
  if (days !== undefined) return counted(scan, endOf(scan, index), { by: 'days', days })
  if (word === 'day') return dayBeside(scan, index)
  if (word === 'coming') return comingWeekday(scan, index + 1)
  const step = Object.hasOwn(STEPS, word) ? STEPS[word] : undefined
  return step === undefined ? undefined : stepped(scan, index + 1, step)
}

/** `day after tomorrow`; the article before it is not part of it. */
function dayBeside(scan: Scan, index: number): Found | undefined {
  const side = wordAt(scan, index + 1)
  const other = wordAt(scan, index + 2)
  const days =
    side === 'after' && DAYS[other] === 1 ? 2 : side === 'before' && DAYS[other] === -1 ? -2 : undefined
  return days === undefined ? undefined : counted(scan, endOf(scan, index + 2), { by: 'days', days })
}

function comingWeekday(scan: Scan, at: number): Found | undefined {
  if ((flagsOf(scan, at) & WEEKDAY) === 0) return undefined
  return counted(scan, endOf(scan, at), { by: 'weekday', weekday: numberOf(scan, at) })
}

/** What stands behind next, last or this. */
function stepped(scan: Scan, at: number, step: number): Found | undefined {
  const word = wordAt(scan, at)
  if (step === 0 && word === 'coming') return comingWeekday(scan, at + 1)
  const said = weekdayIn(scan, at, step) ?? weekdayIn(scan, word === 'past' ? at + 1 : -1, -1)
  if (said) return said
  if (word === 'week') return weekdayIn(scan, wordAt(scan, at + 1) === 'on' ? at + 2 : at + 1, step)
  const unit = unitOf(word, step) ?? monthIn(scan, at, step)
  return unit && counted(scan, endOf(scan, at), unit)
}

/** next month, last year, last night, this morning. */
function unitOf(word: string, step: number): RelativeDate | undefined {
  if (word === 'month') return months(step)
  if (word === 'year') return { by: 'year', years: step }
  if (step === -1 && word === 'night') return { by: 'days', days: -1 }
  return step === 0 && PARTS.has(word) ? { by: 'days', days: 0 } : undefined
}

function monthIn(scan: Scan, at: number, step: number): RelativeDate | undefined {
  if ((flagsOf(scan, at) & MONTH) === 0) return undefined
  const month = numberOf(scan, at)
  return step === 0 ? { by: 'year', years: 0, month } : { by: 'named-month', month, toCome: step === 1 }
}

function weekdayIn(scan: Scan, at: number, weeks: number): Found | undefined {
  if (at < 0 || (flagsOf(scan, at) & WEEKDAY) === 0 || isWordOf(scan, at - 1, FEASTS)) return undefined
  return counted(scan, endOf(scan, at), { by: 'weekday', weekday: numberOf(scan, at), weeks })
}

interface Span {
  readonly said: RelativeDate
  /** The piece behind the unit. */
  readonly next: number
}

/** `two weeks`, `a month`, `half a year`, as a distance in one direction. */
function spanAt(scan: Scan, index: number, direction: 1 | -1): Span | undefined {
  const number = countAt(scan, index)
  if (number === undefined || number.value > MOST) return undefined
  const { value, next } = number
  const unit = wordAt(scan, next).replace(/s$/, '')
  const count = direction * value
  if (!Number.isInteger(value))
    return unit === 'year' && value === 0.5 ? { said: months(direction * 6), next: next + 1 } : undefined
  if (unit === 'day') return { said: { by: 'days', days: count }, next: next + 1 }
  if (unit === 'week') return { said: { by: 'days', days: count * 7 }, next: next + 1 }
  if (unit === 'fortnight') return { said: { by: 'days', days: count * 14 }, next: next + 1 }
  if (unit === 'month') return { said: months(count), next: next + 1 }
  return unit === 'year' ? { said: { by: 'year', years: count }, next: next + 1 } : undefined
}

function months(count: number): RelativeDate {
  return { by: 'month', months: count }
}

function countAt(scan: Scan, index: number): Numeral | undefined {
  const read = readNumeral(scan, index)
  if (read) return read
  const word = wordAt(scan, index)
  const isHalf = word === 'half' && wordAt(scan, index + 1) === 'a'
  if (isHalf) return { value: 0.5, end: endOf(scan, index + 1), next: index + 2 }
  return word === 'a' || word === 'an' ? { value: 1, end: endOf(scan, index), next: index + 1 } : undefined
}

/** `two weeks ago`, `3 days from now`. */
export function daysAgo(scan: Scan, index: number): Found | undefined {
  if (typeOf(scan, index) === DIGITS && !standsFree(scan, index)) return undefined
  const back = spanAt(scan, index, -1)
  if (back === undefined) return undefined
  if (wordAt(scan, back.next) === 'ago') return counted(scan, endOf(scan, back.next), back.said)
  const isAhead = wordAt(scan, back.next) === 'from' && AHEAD.has(wordAt(scan, back.next + 1))
  const ahead = isAhead ? spanAt(scan, index, 1) : undefined
  return ahead && counted(scan, endOf(scan, ahead.next + 1), ahead.said)
}
const AHEAD = setOf('now today')

/** Behind these, `in 2 days` says how long something took. */
const TOOK = setOf(
  'twice once times time thrice broke went came got ran lost fell wore tore stopped died took happened only back again up out',
)
const PASSIVE = new Set(['be', 'get', 'being', 'getting', "'ll", 'is', 'are'])

/** `in 3 days`, `in two weeks' time`; not the length of `died in 2 days`. */
export function inDays(scan: Scan, index: number): Found | undefined {
  if (isDigits(scan, index + 1) && lengthOf(scan, index + 1) === 4) return undefined
  const span = spanAt(scan, index + 1, 1)
  if (span === undefined || isLength(scan, index) || wordAt(scan, span.next) === 'of') return undefined
  const time = isSign(scan, span.next, "'’") ? span.next + 1 : span.next
  const last = wordAt(scan, time) === 'time' ? time : span.next - 1
  return counted(scan, endOf(scan, last), span.said)
}

function isLength(scan: Scan, index: number): boolean {
  const before = wordAt(scan, index - 1)
  if (TOOK.has(before)) return true
  return before.length > 4 && before.endsWith('ed') && !PASSIVE.has(wordAt(scan, index - 2))
}
