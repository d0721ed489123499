/** A day of the calendar; months and days count from 1. */
export interface Day {
  readonly year: number
  readonly month: number
  readonly day: number
}

const DAY_MS = 86_400_000
const ISO_DAY = /^(\d{4})-(\d\d)-(\d\d)$/

/**
 * Reads an ISO date.
 * @throws RangeError when it is none, so that a wrong reference day gives no wrong dates
 */
export function readDay(iso: string): Day {
  const match = ISO_DAY.exec(iso)
  const day = match && { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) }
  if (!day || !isDay(day)) throw new RangeError('The reference day must be an ISO date such as 2026-11-23.')
  return day
}

/** Whether the calendar has such a day; without a year the 29th of February is one. */
export function isDay({
  year,
  month,
  day,
}: {
  year?: number | undefined
  month: number
  day: number
}): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year ?? 2000, month)
}

export function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

export function addDays({ year, month, day }: Day, days: number): Day {
  const moved = new Date(Date.UTC(year, month - 1, day) + days * DAY_MS)
  return { year: moved.getUTCFullYear(), month: moved.getUTCMonth() + 1, day: moved.getUTCDate() }
}

export function addMonths({ year, month }: Day, months: number): { year: number; month: number } {
  const count = year * 12 + month - 1 + months
  return { year: Math.floor(count / 12), month: (count % 12) + 1 }
}

/** Day of the week by ISO 8601: Monday is 1, Sunday 7. */
export function weekdayOf({ year, month, day }: Day): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay() || 7
}

const two = (count: number) => String(count).padStart(2, '0')

/** ISO 8601 of what is known: `2026-05-03`, `--05-03`, `---15`, `2025-03`, `--03`, `2025`. */
export function isoOf({
  year,
  month,
  day,
}: {
  year?: number | undefined
  month?: number | undefined
  day?: number | undefined
}): string {
  const head = year === undefined ? '-' : String(year).padStart(4, '0')
  if (month === undefined) return day === undefined ? head : `---${two(day)}`
  return `${head}-${two(month)}${day === undefined ? '' : `-${two(day)}`}`
}
