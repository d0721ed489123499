import type { Language } from './i18n.ts'
import { dateFormat, languageNames, listFormat, numberFormat } from './intl.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** The proper minus sign: a hyphen is too short to be seen. */
const MINUS = '\u2212'

/** The person's; the browser's where they chose none. */
let zone: string | undefined

/** From now on times are shown in this zone; one that this browser does not know is not taken. */
export function setTimeZone(timeZone: string | undefined): void {
  if (timeZone === zone) return
  try {
    if (timeZone !== undefined) new Intl.DateTimeFormat('en', { timeZone })
    zone = timeZone
  } catch {
    zone = undefined
  }
  shifts.clear()
}

/** The zone that times are shown in: what asks for days and hours of a person asks for those of this zone. */
export function shownTimeZone(): string {
  return zone ?? (Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC')
}

/** A format of times in the person's zone, made once for each wish. */
export function dates(language: Language, asked: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return dateFormat(language, zone === undefined || asked.timeZone ? asked : { ...asked, timeZone: zone })
}

export function clockTime(at: number, language: Language, timeZone?: string): string {
  return dates(language, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(timeZone ? { timeZone } : {}),
  }).format(at)
}

export function fullTime(at: number, language: Language): string {
  return dates(language, { dateStyle: 'full', timeStyle: 'medium' }).format(at)
}

export function shortDate(at: number, language: Language, now: number): string {
  const sameYear = yearOf(at) === yearOf(now)
  return dates(language, { day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) }).format(
    at,
  )
}

export function yearOf(at: number): string {
  return String(new Date(at + shiftAt(at)).getUTCFullYear())
}

/** Counts the days of the person's zone: the same number is the same day. */
export function dayOf(at: number): number {
  return Math.floor((at + shiftAt(at)) / DAY)
}

export function isSameDay(a: number, b: number): boolean {
  return dayOf(a) === dayOf(b)
}

/** By the quarter of an hour: zones change their distance to UTC at nothing finer, and long logs ask for every entry. */
const shifts = new Map<number, number>()
const QUARTER = 15 * MINUTE
const SHIFTS_IN_MEMORY = 5000

function shiftAt(at: number): number {
  const quarter = Math.floor(at / QUARTER)
  const known = shifts.get(quarter)
  if (known !== undefined) return known
  if (shifts.size >= SHIFTS_IN_MEMORY) shifts.clear()
  const parts = dates('en', {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  }).formatToParts(quarter * QUARTER)
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((each) => each.type === type)?.value ?? 0)
  const here = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'))
  const shift = here - quarter * QUARTER
  shifts.set(quarter, shift)
  return shift
}

export function dayName(
  at: number,
  language: Language,
  now: number,
  words: { today: string; yesterday: string },
): string {
  if (isSameDay(at, now)) return words.today
  if (isSameDay(at, now - DAY)) return words.yesterday
  const sameYear = yearOf(at) === yearOf(now)
  return dates(language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(at)
}

/** 2m, 3h, 4d: how long ago, in as few characters as a list row has. */
export function shortAge(ms: number, language: Language, now: string): string {
  if (ms < MINUTE) return now
  const unit = (value: number, name: 'minute' | 'hour' | 'day') =>
    numberFormat(language, { style: 'unit', unit: name, unitDisplay: 'narrow' }).format(value)
  if (ms < HOUR) return unit(Math.floor(ms / MINUTE), 'minute')
  if (ms < DAY) return unit(Math.floor(ms / HOUR), 'hour')
  return unit(Math.floor(ms / DAY), 'day')
}

/** 3:12, or 1:04:09 past the hour. */
export function stopwatch(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / SECOND))
  const pad = (value: number) => String(value).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor(seconds / 60) % 60
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(seconds % 60)}` : `${minutes}:${pad(seconds % 60)}`
}

export function spokenDuration(ms: number, language: Language): string {
  const minutes = Math.floor(ms / MINUTE)
  const unit = minutes < 1 ? 'second' : minutes < 60 ? 'minute' : 'hour'
  const value =
    unit === 'second' ? Math.floor(ms / SECOND) : unit === 'minute' ? minutes : Math.floor(minutes / 60)
  return numberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(value)
}

export function money(
  { amount, currency }: { amount: number; currency: string },
  language: Language,
): string {
  return numberFormat(language, { style: 'currency', currency }).format(amount)
}

export function percent(share: number, language: Language): string {
  return numberFormat(language, { style: 'percent', maximumFractionDigits: 0 }).format(share)
}

/** With one decimal: for figures that are compared. */
export function percentFine(share: number, language: Language): string {
  return numberFormat(language, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  }).format(share)
}

/** A difference of two shares in percentage points, with its sign. */
export function signedPoints(difference: number, language: Language): string {
  const points = Math.abs(difference * 100)
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 }
  const text = numberFormat(language, digits).format(points)
  if (points < 0.05) return text
  return `${difference < 0 ? MINUS : '+'}${text}`
}

export function bytes(count: number, language: Language): string {
  const [value, unit] =
    count >= 1e6 ? [count / 1e6, 'megabyte'] : count >= 1e3 ? [count / 1e3, 'kilobyte'] : [count, 'byte']
  // Short, a byte has no plural.
  const unitDisplay = unit === 'byte' ? 'long' : 'short'
  const format = { style: 'unit', unit, unitDisplay, maximumFractionDigits: 1 } as const
  return numberFormat(language, format).format(value)
}

/** Where there is little room: counts that end at 1,000 on the server too, which is "or more". */
export function cappedCount(value: number): string {
  return value > 999 ? '999+' : String(value)
}

const LARGEST_COUNT = 99_999

/** How many a list has: 12, 10,000; the server counts up to a hundred thousand. */
export function listCount(value: number, language: Language): string {
  if (value < 1000) return String(value)
  const format = numberFormat(language, {})
  return value > LARGEST_COUNT ? `${format.format(LARGEST_COUNT)}+` : format.format(value)
}

export function moodScore(score: number): string {
  const value = Math.abs(score).toFixed(2)
  if (Number(value) === 0) return '0.00'
  return score < 0 ? `${MINUS}${value}` : `+${value}`
}

export function listOf(names: readonly string[], language: Language): string {
  return listFormat(language).format(names)
}

export function languageName(code: string, language: Language): string {
  return languageNames(language).of(code) ?? code
}
