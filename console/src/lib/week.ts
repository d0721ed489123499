import type { Hours } from '@parley/server/contract'

type Span = Hours['week'][number]
interface Minutes {
  from: number
  to: number
}

const DAY = 24 * 60

/** `HH:MM` of minutes since midnight; 24:00 is the end of the day. */
export function clockOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

export function minutesOf(clock: string): number {
  const [hours = '0', minutes = '0'] = clock.split(':')
  return Number(hours) * 60 + Number(minutes)
}

/** The spans of a day in order, those that touch or overlap made one. */
function spansOf(week: readonly Span[], day: number): Minutes[] {
  const spans = week
    .filter((span) => span.day === day)
    .map(({ from, to }) => ({ from: minutesOf(from), to: minutesOf(to) }))
    .toSorted((a, b) => a.from - b.from)
  const joined: Minutes[] = []
  for (const span of spans) {
    const last = joined.at(-1)
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to)
    else joined.push(span)
  }
  return joined
}

/** Whether any of that stretch of a day is open. */
export function isPainted(week: readonly Span[], day: number, from: number, to: number): boolean {
  return spansOf(week, day).some((span) => span.from < to && from < span.to)
}

/** Opens or closes a stretch of a day; what lies beside it stays to the minute. */
export function paint(
  week: readonly Span[],
  { day, from, to, open }: Minutes & { day: number; open: boolean },
): Span[] {
  const others = week.filter((span) => span.day !== day)
  const before = spansOf(week, day)
  const cut = before.flatMap((span) => [
    { from: span.from, to: Math.min(span.to, from) },
    { from: Math.max(span.from, to), to: span.to },
  ])
  const left = cut.filter((span) => span.from < span.to)
  const next = open ? [...left, { from, to }] : left
  const spans = next.map((span) => ({ day, from: clockOf(span.from), to: clockOf(span.to) }))
  const joined = spansOf(spans, day).map((span) => ({ day, from: clockOf(span.from), to: clockOf(span.to) }))
  return [...others, ...joined].toSorted((a, b) => a.day - b.day || a.from.localeCompare(b.from))
}

/** A day in words that can be typed: `09:00-12:30, 13:30-18:00`; empty is closed. */
export function textOf(week: readonly Span[], day: number): string {
  return spansOf(week, day)
    .map(({ from, to }) => `${clockOf(from)}-${clockOf(to)}`)
    .join(', ')
}

const SPAN = /^(\d{1,2})(?::?(\d{2}))?\s*(?:-|–|—|~|到|至|to)\s*(\d{1,2})(?::?(\d{2}))?$/u

/** Reads what was typed for a day; undefined when it cannot be read. */
export function readDay(text: string, day: number): Span[] | undefined {
  const parts = text
    .split(/[,;，；、]/u)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const spans: Span[] = []
  for (const part of parts) {
    const match = SPAN.exec(part)
    if (!match) return undefined
    const from = Number(match[1]) * 60 + Number(match[2] ?? 0)
    const to = Number(match[3]) * 60 + Number(match[4] ?? 0)
    if (from >= to || to > DAY || Number(match[2] ?? 0) > 59 || Number(match[4] ?? 0) > 59) return undefined
    spans.push({ day, from: clockOf(from), to: clockOf(to) })
  }
  return spans
}

/** Dates from pasted lines: `2026-12-25 Christmas`; what is no date is told back. */
export function readHolidays(text: string): { holidays: Hours['holidays']; unread: string[] } {
  const holidays: Hours['holidays'] = []
  const unread: string[] = []
  for (const line of text.split('\n').map((one) => one.trim())) {
    if (line === '') continue
    const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[\s,;:，]*(.*)$/u.exec(line)
    const date = match && dateOf(Number(match[1]), Number(match[2]), Number(match[3]))
    if (date) holidays.push({ date, name: (match[4] ?? '').slice(0, 80) })
    else unread.push(line)
  }
  return { holidays, unread }
}

function dateOf(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day))
  const right = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return right ? date.toISOString().slice(0, 10) : undefined
}
