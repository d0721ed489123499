import { dated, fullYear } from './dated.ts'
import { type Found, isWordOf, matchAt, type Scan, standsFree, startOf } from './source.ts'
import { setOf } from './word-set.ts'

const ISO = /(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d|[-/.]\d)/y
const NUMERIC = /(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d|[-/.]\d)/y
const YEAR_MONTH = /((?:19|20)\d\d)[-/](0[1-9]|1[0-2])(?![\d/-])/y
const MONTH_YEAR = /(0?[1-9]|1[0-2])[/.]((?:19|20)\d\d)(?![\d/.-])/y
const SHORT = /(\d{1,2})\/(\d{1,2})(?![\d/])/y
/** Halves, thirds and the like. */
const FRACTION = /^(?:1\/\d{1,2}|2\/[35]|3\/[458]|\d0\/\d0)$/
const DATE_CUES = setOf(
  'on by since until till before after from to due dated date ordered bought arrived delivered sent paid born of for between and',
)
const EXPIRES = setOf('exp expires expiry expiring expired thru')
const SCORED = /^ ?(?:of|stars?|points?|rating|marks|screen|inch|of|星|分|的)/

/** Finds a date in digits: `2026-05-03`, `3/5/2026`, `25.12.26`, `12/25`, `03/2025`. */
export function numericDate(scan: Scan, index: number): Found | undefined {
  if (!standsFree(scan, index)) return undefined
  const at = startOf(scan, index)
  const { text } = scan
  const iso = matchAt(ISO, text, at)
  if (iso)
    return dated(at + iso[0].length, { year: Number(iso[1]), month: Number(iso[3]), day: Number(iso[4]) })
  const numeric = matchAt(NUMERIC, text, at)
  if (numeric) return dayAndMonth(at, numeric, { one: numeric[1], two: numeric[3], year: numeric[4] })
  const yearMonth = matchAt(YEAR_MONTH, text, at)
  if (yearMonth)
    return dated(at + yearMonth[0].length, { year: Number(yearMonth[1]), month: Number(yearMonth[2]) })
  const monthYear = matchAt(MONTH_YEAR, text, at)
  if (monthYear)
    return dated(at + monthYear[0].length, { year: Number(monthYear[2]), month: Number(monthYear[1]) })
  return shortDate(scan, index)
}

function shortDate(scan: Scan, index: number): Found | undefined {
  const at = startOf(scan, index)
  const match = matchAt(SHORT, scan.text, at)
  // `24/7` is opening hours, not the 24th of July.
  if (match === undefined || match[0] === '24/7' || match[1] === match[2]) return undefined
  const isCued = isWordOf(scan, index - 1, DATE_CUES)
  const behind = scan.lower.slice(at + match[0].length, at + match[0].length + 8)
  if (!isCued && (FRACTION.test(match[0]) || match[2] === '10' || match[2] === '5')) return undefined
  if (SCORED.test(behind)) return undefined
  const year = Number(match[2])
  // `exp 08/27` on a card.
  if (isWordOf(scan, index - 1, EXPIRES) && year > 12 && year < 50)
    return dated(at + match[0].length, { year: 2000 + year, month: Number(match[1]) })
  return dayAndMonth(at, match, { one: match[1], two: match[2], year: undefined })
}

function dayAndMonth(
  at: number,
  match: RegExpExecArray,
  { one, two, year }: { one: string | undefined; two: string | undefined; year: string | undefined },
): Found | undefined {
  const first = Number(one)
  const second = Number(two)
  const parts = second > 12 ? { month: first, day: second } : { month: second, day: first }
  return dated(at + match[0].length, { ...parts, year: fullYear(year) })
}
