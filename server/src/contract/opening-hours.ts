/** When people are there. Pure, and without dependencies: the server decides with it, the console shows with it. */
export interface OpeningHours {
  readonly timeZone: string
  /** Spans in local time; day 0 is Sunday; `to` may be 24:00. */
  readonly week: readonly { readonly day: number; readonly from: string; readonly to: string }[]
  /** Whole local days that are closed. */
  readonly holidays: readonly { readonly date: string }[]
}

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
/** Farther ahead nobody is told anything: that long it was not open once. */
const FAR_DAYS = 400

/** Whether it is open at that moment, in the hours' own zone; holidays are closed all day. */
export function isOpen(hours: OpeningHours, at: number): boolean {
  const { date, minutes, day } = localTime(hours.timeZone, at)
  if (hours.holidays.some((holiday) => holiday.date === date)) return false
  return hours.week.some(
    (span) => span.day === day && toMinutes(span.from) <= minutes && minutes < toMinutes(span.to),
  )
}

/**
 * The first moment after `at` from which it is open instead of closed, or closed instead of open; undefined when there
 * is none within a good year. Exact over changes of the clock: a span that begins in a skipped hour begins after it.
 */
export function nextChange(hours: OpeningHours, at: number): number | undefined {
  if (hours.week.length === 0) return undefined
  const now = isOpen(hours, at)
  for (let ahead = 0; ahead <= FAR_DAYS; ahead += 1) {
    const from = at + ahead * DAY_MS
    const until = from + DAY_MS
    const instants = new Set([...boundaries(hours, from), ...boundaries(hours, until)])
    const found = [...instants]
      .filter((instant) => instant > from && instant <= until)
      .toSorted((a, b) => a - b)
      .find((instant) => isOpen(hours, instant) !== now)
    if (found !== undefined) return found
  }
  return undefined
}

/** Every moment at which something may change on the local day of `near`, and some at which nothing does. */
function boundaries({ timeZone, week }: OpeningHours, near: number): Set<number> {
  const { date } = localTime(timeZone, near)
  const midnight = Date.parse(`${date}T00:00:00Z`)
  const minutes = new Set([0, 1440, ...week.flatMap(({ from, to }) => [toMinutes(from), toMinutes(to)])])
  const before = offsetAt(timeZone, near - 2 * DAY_MS)
  const after = offsetAt(timeZone, near + 2 * DAY_MS)
  const today = offsetAt(timeZone, near)
  const offsets = new Set([before, today, after])
  const instants = new Set<number>()
  for (const minute of minutes) {
    for (const offset of offsets) instants.add(midnight + minute * MINUTE_MS - offset)
  }
  if (before !== today) instants.add(jump(timeZone, near - 2 * DAY_MS, near))
  if (today !== after) instants.add(jump(timeZone, near, near + 2 * DAY_MS))
  return instants
}

/** The moment between the two at which the zone's clocks are changed. */
function jump(timeZone: string, from: number, to: number): number {
  const first = offsetAt(timeZone, from)
  let [low, high] = [from, to]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (offsetAt(timeZone, middle) === first) low = middle
    else high = middle
  }
  return high
}

/** What the zone's clocks are ahead of UTC, in ms. */
function offsetAt(timeZone: string, at: number): number {
  const { date, minutes } = localTime(timeZone, at)
  const shown = Date.parse(`${date}T00:00:00Z`) + minutes * MINUTE_MS
  return shown - Math.floor(at / MINUTE_MS) * MINUTE_MS
}

export interface LocalTime {
  /** YYYY-MM-DD */
  readonly date: string
  /** Since midnight, as the clock on the wall shows it. */
  readonly minutes: number
  /** 0 is Sunday. */
  readonly day: number
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** What calendar and clock show in a zone. @throws RangeError for a zone that is not known */
export function localTime(timeZone: string, at: number): LocalTime {
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      calendar: 'iso8601',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    })
    formats.set(timeZone, format)
  }
  const parts: Partial<Record<string, string>> = {}
  for (const { type, value } of format.formatToParts(at)) parts[type] = value
  const date = `${parts['year']}-${parts['month']}-${parts['day']}`
  const minutes = Number(parts['hour']) * 60 + Number(parts['minute'])
  return { date, minutes, day: new Date(`${date}T00:00:00Z`).getUTCDay() }
}

/** `HH:MM` as minutes since midnight. */
export function toMinutes(clock: string): number {
  const [hours = '0', minutes = '0'] = clock.split(':')
  return Number(hours) * 60 + Number(minutes)
}
