import { isNullish, type Value } from '../bson/value.ts'
import { StoreError } from '../errors.ts'

const MINUTE = 60_000
const FORMATTERS = new Map<string, Intl.DateTimeFormat>()
const FIXED_OFFSET = /^([+-])(\d{2})(?::?(\d{2}))?$/

/** A date whose UTC fields show the wall clock of the zone. */
export function toLocal(date: Date, timezone: Value): Date {
  return new Date(date.getTime() + offsetMs(date, timezone))
}

/** The moment at which the zone's wall clock shows this; asked twice, because the offset belongs to the answer. */
export function fromLocal(local: Date, timezone: Value): Date {
  const guess = new Date(local.getTime() - offsetMs(local, timezone))
  return new Date(local.getTime() - offsetMs(guess, timezone))
}

/** How far the zone's clock is ahead of UTC at this moment. */
export function offsetMs(date: Date, timezone: Value): number {
  if (isNullish(timezone) || timezone === 'UTC' || timezone === 'GMT') return 0
  if (typeof timezone !== 'string') throw new StoreError(40517, 'timezone must evaluate to a string')
  const fixed = FIXED_OFFSET.exec(timezone)
  if (fixed) {
    const [, sign, hours, minutes = '0'] = fixed
    return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * MINUTE
  }
  return zoneOffset(date, timezone)
}

function zoneOffset(date: Date, timezone: string): number {
  const parts: Record<string, number> = {}
  for (const { type, value } of formatter(timezone).formatToParts(date)) parts[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  const wall = Date.UTC(year, month - 1, day, hour, minute, second)
  return wall - Math.floor(date.getTime() / 1000) * 1000
}

function formatter(timezone: string): Intl.DateTimeFormat {
  const known = FORMATTERS.get(timezone)
  if (known) return known
  try {
    const created = new Intl.DateTimeFormat('en-US', {
      timeZone: timezone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    FORMATTERS.set(timezone, created)
    return created
  } catch {
    throw new StoreError(40485, `unrecognized time zone identifier: "${timezone}"`)
  }
}
