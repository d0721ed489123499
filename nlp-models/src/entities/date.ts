import { type Extractor, type Found, matchAt } from './source.ts'

const MONTHS: Readonly<Record<string, number>> = {
  jan: 1,
  feb: 2,
  mar: 3,
  apr: 4,
  may: 5,
  jun: 6,
  jul: 7,
  aug: 8,
  sep: 9,
  oct: 10,
  nov: 11,
  dec: 12,
}
const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?'
const ISO = /(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/y
const NUMERIC = /(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)/y
const SHORT = /(\d{1,2})\/(\d{1,2})(?![\d/])/y
const DAY_MONTH = new RegExp(
  `(\\d{1,2})(?:st|nd|rd|th)? {1,2}(?:of )?${MONTH}(?![a-z])(?:,? {1,2}(\\d{4})(?!\\d))?`,
  'iy',
)
const MONTH_DAY = new RegExp(
  `${MONTH} {1,2}(\\d{1,2})(?:st|nd|rd|th)?(?![\\da-z])(?:,? {1,2}(\\d{4})(?!\\d))?`,
  'iy',
)
const CHINESE = /(?:(\d{4}) ?年 ?)?(\d{1,2}) ?月 ?(\d{1,2}) ?[日号]/y

/**
 * Finds a calendar date. The value is ISO 8601, `--05-03` where no year is said. Day comes before month in
 * `3/5/2026` unless that cannot be.
 */
export const extractDate: Extractor = (text, at) => {
  const iso = matchAt(ISO, text, at)
  if (iso) return found(at, iso, { year: iso[1], month: Number(iso[3]), day: Number(iso[4]) })
  const numeric = matchAt(NUMERIC, text, at)
  if (numeric) return dayAndMonth(at, numeric, { one: numeric[1], two: numeric[3], year: numeric[4] })
  const chinese = matchAt(CHINESE, text, at)
  if (chinese)
    return found(at, chinese, { year: chinese[1], month: Number(chinese[2]), day: Number(chinese[3]) })
  return namedMonth(text, at) ?? shortDate(text, at)
}

function namedMonth(text: string, at: number): Found | undefined {
  const before = matchAt(DAY_MONTH, text, at)
  if (before) return found(at, before, { year: before[3], month: monthOf(before[2]), day: Number(before[1]) })
  const after = matchAt(MONTH_DAY, text, at)
  return after && found(at, after, { year: after[3], month: monthOf(after[1]), day: Number(after[2]) })
}

function shortDate(text: string, at: number): Found | undefined {
  const match = matchAt(SHORT, text, at)
  // `24/7` is opening hours, not the 24th of July.
  if (match === undefined || match[0] === '24/7') return undefined
  return dayAndMonth(at, match, { one: match[1], two: match[2], year: undefined })
}

function dayAndMonth(
  at: number,
  match: RegExpExecArray,
  { one, two, year }: { one: string | undefined; two: string | undefined; year: string | undefined },
): Found | undefined {
  const first = Number(one)
  const second = Number(two)
  return second > 12
    ? found(at, match, { year, month: first, day: second })
    : found(at, match, { year, month: second, day: first })
}

function monthOf(name: string | undefined): number {
  return MONTHS[(name ?? '').slice(0, 3).toLowerCase()] ?? 0
}

function found(
  at: number,
  match: RegExpExecArray,
  { year, month, day }: { year: string | undefined; month: number; day: number },
): Found | undefined {
  if (month < 1 || month > 12 || day < 1 || day > daysIn(month)) return undefined
  const full = year?.length === 2 ? `20${year}` : year
  const rest = `${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return { kind: 'date', end: at + match[0].length, value: full ? `${full}-${rest}` : `--${rest}` }
}

function daysIn(month: number): number {
  if (month === 2) return 29
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}
