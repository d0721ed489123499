import { isDay, isoOf } from './calendar.ts'
import { type RelativeDate, resolveDate } from './relative-date.ts'
import type { Found, Scan } from './source.ts'

/** What is known of a date of the calendar. */
export interface DateParts {
  readonly year?: number | undefined
  readonly month?: number | undefined
  readonly day?: number | undefined
}

/** A date of the calendar that ends at an offset; undefined when there is no such day. */
export function dated(end: number, { year, month, day }: DateParts): Found | undefined {
  if (month !== undefined && !isDay({ year, month, day: day ?? 1 })) return undefined
  if (day !== undefined && (day < 1 || day > 31)) return undefined
  return { kind: 'date', end, value: isoOf({ year, month, day }) }
}

/** A date that counts from today. */
export function counted(scan: Scan, end: number, said: RelativeDate): Found | undefined {
  const value = resolveDate(said, scan.today)
  return value === undefined ? undefined : { kind: 'date', end, value, relative: true }
}

/** A year of two digits: 51 to 99 are of the last century. */
export function fullYear(digits: string | undefined): number | undefined {
  if (digits === undefined) return undefined
  const year = Number(digits)
  if (digits.length !== 2) return year
  return year > 50 ? 1900 + year : 2000 + year
}
