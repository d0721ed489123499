import { addDays, addMonths, type Day, daysIn, isoOf, weekdayOf } from './calendar.ts'

/**
 * A date that counts from a reference day.
 * `days`: so many days on. `weekday`: day 1 (Monday) to 7 of the week so many weeks on; without `weeks` the next one
 * to come. `month`: the month so many months on, or its given day. `year`: the year so many years on, or a month or
 * day of it; `toCome` of a month says next or last without a year.
 */
export type RelativeDate =
  | { readonly by: 'days'; readonly days: number }
  | { readonly by: 'weekday'; readonly weekday: number; readonly weeks?: number }
  | { readonly by: 'month'; readonly months: number; readonly day?: number | undefined }
  | {
      readonly by: 'year'
      readonly years: number
      readonly month?: number | undefined
      readonly day?: number | undefined
    }
  | { readonly by: 'named-month'; readonly month: number; readonly toCome: boolean }

/**
 * The ISO date that is meant when today is known. Otherwise what was said, in the manner of ISO 8601 durations:
 * `P3D` in three days, `-P14D` two weeks ago, `P0D` today; `W-5` the coming Friday, `P1W-5` Friday of next week,
 * `-P1W-5` of last week; `P1M` next month, `-P1M-15` the 15th of last month; `-P1Y` last year, `P1Y-03` March of next
 * year; `P-03` next March, `-P-03` last March. `undefined` for a day that the month does not have.
 */
export function resolveDate(said: RelativeDate, today: Day | undefined): string | undefined {
  return today === undefined ? unresolved(said) : resolved(said, today)
}

function resolved(said: RelativeDate, today: Day): string | undefined {
  switch (said.by) {
    case 'days':
      return isoOf(addDays(today, said.days))
    case 'weekday':
      return isoOf(addDays(today, daysToWeekday(said, weekdayOf(today))))
    case 'month': {
      const { year, month } = addMonths(today, said.months)
      if (said.day !== undefined && said.day > daysIn(year, month)) return undefined
      return isoOf({ year, month, day: said.day })
    }
    case 'year':
      return isoOf({ year: today.year + said.years, month: said.month, day: said.day })
    case 'named-month': {
      const ahead = said.month > today.month
      const year = today.year + (said.toCome ? (ahead ? 0 : 1) : said.month < today.month ? 0 : -1)
      return isoOf({ year, month: said.month })
    }
  }
}

/** Weeks begin on Monday. The coming Monday of a Monday is that of the next week. */
function daysToWeekday(
  { weekday, weeks }: { readonly weekday: number; readonly weeks?: number },
  now: number,
): number {
  if (weeks !== undefined) return weeks * 7 + weekday - now
  return weekday > now ? weekday - now : weekday + 7 - now
}

function unresolved(said: RelativeDate): string {
  switch (said.by) {
    case 'days':
      return duration(said.days, 'D')
    case 'weekday':
      return said.weeks === undefined ? `W-${said.weekday}` : `${duration(said.weeks, 'W')}-${said.weekday}`
    case 'month':
      return duration(said.months, 'M') + tail(undefined, said.day)
    case 'year':
      return duration(said.years, 'Y') + tail(said.month, said.day)
    case 'named-month':
      return `${said.toCome ? 'P' : '-P'}${tail(said.month, undefined)}`
  }
}

function duration(count: number, unit: string): string {
  return `${count < 0 ? '-' : ''}P${Math.abs(count)}${unit}`
}

function tail(month: number | undefined, day: number | undefined): string {
  return [month, day].map((part) => (part === undefined ? '' : `-${String(part).padStart(2, '0')}`)).join('')
}
