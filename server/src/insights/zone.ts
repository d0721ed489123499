const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
  formats.set(timeZone, made)
  return made
}

const QUARTER_MS = 15 * MINUTE_MS
const REMEMBERED = 50_000
const offsets = new Map<string, number>()

/** What the clocks of a zone are ahead of UTC at a moment, in ms. Clocks are changed at full quarters only. */
export function offsetAt(timeZone: string, at: number): number {
  const key = `${timeZone} ${Math.floor(at / QUARTER_MS)}`
  const known = offsets.get(key)
  if (known !== undefined) return known
  const offset = readOffset(timeZone, at)
  if (offsets.size >= REMEMBERED) offsets.clear()
  offsets.set(key, offset)
  return offset
}

function readOffset(timeZone: string, at: number): number {
  const name = formatOf(timeZone)
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')?.value
  const [, sign, hours, minutes, seconds] = /^GMT([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(name ?? '') ?? []
  if (!hours) return 0
  const ms = Number(hours) * HOUR_MS + Number(minutes) * MINUTE_MS + Number(seconds ?? 0) * 1000
  return sign === '-' ? -ms : ms
}

/** The beginning of the hour on the clocks of the zone. */
export function startOfHour(timeZone: string, at: number): number {
  const offset = offsetAt(timeZone, at)
  return Math.floor((at + offset) / HOUR_MS) * HOUR_MS - offset
}

/**
 * The first moment of a day on the clocks of the zone, so many days after the day of `at`. Where the clocks are put
 * forward at midnight the day begins later than 0:00.
 */
export function startOfDay(timeZone: string, at: number, days = 0): number {
  const day = Math.floor((at + offsetAt(timeZone, at)) / DAY_MS) + days
  const midnight = day * DAY_MS
  // The offset before and after any change of the clocks that night: one of them, or the change itself, is the beginning.
  const [before, after] = [offsetAt(timeZone, midnight - DAY_MS), offsetAt(timeZone, midnight + DAY_MS)]
  const candidates = [midnight - before, midnight - after].toSorted((a, b) => a - b)
  for (const candidate of candidates) {
    if (dayOf(timeZone, candidate) === day && dayOf(timeZone, candidate - 1) < day) return candidate
  }
  return firstOf(timeZone, day, (candidates[0] ?? midnight) - 3 * HOUR_MS)
}

function dayOf(timeZone: string, at: number): number {
  return Math.floor((at + offsetAt(timeZone, at)) / DAY_MS)
}

/** The day does not begin at an o'clock of either side: looked for by the minute. */
function firstOf(timeZone: string, day: number, from: number): number {
  let at = Math.floor(from / MINUTE_MS) * MINUTE_MS
  while (dayOf(timeZone, at) < day) at += MINUTE_MS
  return at
}

export type Step = '5m' | 'hour' | 'day'
export interface Bucket {
  from: number
  to: number
}

/** The hours or days of the zone that a range touches, cut to it; five minutes are the same everywhere. */
export function bucketsOf(timeZone: string, step: Step, { from, to }: Bucket): Bucket[] {
  const buckets: Bucket[] = []
  for (let at = from; at < to; ) {
    const next = Math.min(to, following(timeZone, step, at))
    buckets.push({ from: at, to: next })
    at = next
  }
  return buckets
}

function following(timeZone: string, step: Step, at: number): number {
  if (step === '5m') return (Math.floor(at / (5 * MINUTE_MS)) + 1) * 5 * MINUTE_MS
  if (step === 'day') return startOfDay(timeZone, at, 1)
  const next = startOfHour(timeZone, startOfHour(timeZone, at) + HOUR_MS)
  // A change of half an hour can put the next full hour at or before this moment.
  return next > at ? next : at + HOUR_MS
}
