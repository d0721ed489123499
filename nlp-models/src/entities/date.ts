import { chineseDate } from './chinese-date.ts'
import { daysAgo, inDays, relativeWord } from './english-relative-date.ts'
import { DAY_WORD, MONTH, NUMERAL, WEEKDAY } from './flags.ts'
import { dayAlone, dayOfMonth, monthDate, ordinalWord, yearAlone } from './month-date.ts'
import { numericDate } from './numeric-date.ts'
import { DIGITS, HAN, WORD } from './pieces.ts'
import { type Extractor, type Found, flagsOf, type Scan, typeOf, wordAt } from './source.ts'
import { weekdayDate } from './weekday-date.ts'

/**
 * Finds a date: of the calendar, counted from today, a weekday, a month or a year alone. The value is ISO 8601 as far
 * as it is said (`2026-05-03`, `--05-03`, `---15`, `--03`, `2025-03`, `2025`); one that counts from today is resolved
 * when the scan knows today, else it is written as in `relative-date.ts`. Day comes before month in `3/5/2026`
 * unless that cannot be.
 */
export const extractDate: Extractor = (scan, index) => {
  switch (typeOf(scan, index)) {
    case HAN:
      return chineseDate(scan, index)
    case DIGITS:
      return longest([
        numericDate(scan, index) ?? dayOfMonth(scan, index),
        chineseDate(scan, index),
        daysAgo(scan, index),
        yearAlone(scan, index) ?? dayAlone(scan, index),
      ])
    case WORD:
      return wordDate(scan, index)
    default:
      return undefined
  }
}

function wordDate(scan: Scan, index: number): Found | undefined {
  const flags = flagsOf(scan, index)
  if ((flags & (MONTH | WEEKDAY | DAY_WORD | NUMERAL)) === 0) return undefined
  if ((flags & WEEKDAY) !== 0) return weekdayDate(scan, index)
  if ((flags & MONTH) !== 0) return monthDate(scan, index)
  if ((flags & NUMERAL) !== 0) return daysAgo(scan, index) ?? dayOfMonth(scan, index)
  const word = wordAt(scan, index)
  if (word === 'in') return inDays(scan, index)
  if (word === 'a' || word === 'an' || word === 'half') return daysAgo(scan, index)
  return relativeWord(scan, index) ?? ordinalWord(scan, index)
}

function longest(found: readonly (Found | undefined)[]): Found | undefined {
  return found.reduce((best, one) => (one && one.end > (best?.end ?? 0) ? one : best), undefined)
}
