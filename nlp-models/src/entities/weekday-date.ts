import { counted } from './dated.ts'
import { WEEKDAY } from './flags.ts'
import { dayOfMonth, monthDate, ordinalDay } from './month-date.ts'
import {
  endOf,
  type Found,
  flagsOf,
  gapBefore,
  isCapital,
  isSign,
  isWordOf,
  numberOf,
  type Scan,
  startsSentence,
  wordAt,
} from './source.ts'
import { setOf } from './word-set.ts'

const SHORT_DAYS = setOf('mon tue tues wed weds thu thur thurs fri sat sun')
const CUES = setOf('on this next last by until till before from since after for coming and or past to')
const RECURRING = setOf('every each any per most weekly')
const FEASTS = setOf('black good cyber easter ash shrove palm giving super boxing holy')
const RANGE_WORDS = setOf('to till until through thru')
const WEEKS: Readonly<Record<string, number>> = { next: 1, last: -1, this: 0 }

/** `Friday`, `Fri`, `Friday next week`, `Friday, 27 November`. */
export function weekdayDate(scan: Scan, index: number): Found | undefined {
  if (!isWeekday(scan, index) || isRecurring(scan, index)) return undefined
  const said = { by: 'weekday', weekday: numberOf(scan, index) } as const
  const date = dateBehind(scan, index)
  if (date) return date
  const week = wordAt(scan, index + 1) === 'of' ? index + 2 : index + 1
  const weeks = WEEKS[wordAt(scan, week)]
  if (weeks !== undefined && wordAt(scan, week + 1) === 'week')
    return counted(scan, endOf(scan, week + 1), { ...said, weeks })
  return counted(scan, endOf(scan, index), said)
}

function isWeekday(scan: Scan, index: number): boolean {
  if (isWordOf(scan, index - 1, FEASTS)) return false
  if (!isWordOf(scan, index, SHORT_DAYS) || isWordOf(scan, index - 1, CUES)) return true
  if (dateBehind(scan, index)) return true
  return isCapital(scan, index) && !startsSentence(scan, index) && !isCapital(scan, index + 1)
}

/** `every Friday`, and the days of `Monday to Friday`. */
function isRecurring(scan: Scan, index: number): boolean {
  if (isWordOf(scan, index - 1, RECURRING)) return true
  if (isRange(scan, index + 1) && (flagsOf(scan, index + 2) & WEEKDAY) !== 0)
    return numberOf(scan, index) === 1
  return (
    isRange(scan, index - 1) && (flagsOf(scan, index - 2) & WEEKDAY) !== 0 && numberOf(scan, index - 2) === 1
  )
}

function isRange(scan: Scan, index: number): boolean {
  return isSign(scan, index, '-–—') || isWordOf(scan, index, RANGE_WORDS)
}

/** The day of the calendar that belongs to a weekday: both are one date. */
function dateBehind(scan: Scan, index: number): Found | undefined {
  let at = isSign(scan, index + 1, ',.') ? index + 2 : index + 1
  if (wordAt(scan, at) === 'the') at++
  if (gapBefore(scan, at) > 2) return undefined
  return dayOfMonth(scan, at) ?? (isMonth(scan, at) ? monthDate(scan, at) : ordinalDay(scan, at))
}

function isMonth(scan: Scan, index: number): boolean {
  const date = monthDate(scan, index)
  return date !== undefined && date.end > endOf(scan, index)
}
