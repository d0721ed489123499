import type { InsightPeriod } from '../contract/index.ts'
import { AppError } from '../errors.ts'
import { type Bucket, bucketsOf, type Step, startOfDay, startOfHour } from './zone.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const HOURS_AT_MOST = 14 * 24

/** What is looked at, in which steps, and the same length of time before it. */
export interface Span extends Bucket {
  step: Step
  buckets: Bucket[]
  before: Bucket
}

/** Ends now. Days are whole days of the zone, the last one as far as it has come. */
export function spanOf(period: InsightPeriod, timeZone: string, now: number): Span {
  if (period === 'now') return span(timeZone, '5m', { from: now - HOUR_MS, to: now }, HOUR_MS)
  if (period === '24h') {
    const from = startOfHour(timeZone, now - 23 * HOUR_MS)
    return span(timeZone, 'hour', { from, to: now }, DAY_MS)
  }
  const days = period === '7d' ? 7 : 30
  const from = startOfDay(timeZone, now, 1 - days)
  const earlier = startOfDay(timeZone, now, 1 - 2 * days)
  return span(timeZone, 'day', { from, to: now }, from - earlier)
}

/**
 * Any range, in hours or days of the zone.
 * @throws AppError `invalid_request` when there would be more hours than anybody can read
 */
export function spanBetween(range: Bucket, timeZone: string, wanted?: 'hour' | 'day'): Span {
  const length = range.to - range.from
  const step = wanted ?? (length <= 2 * DAY_MS ? 'hour' : 'day')
  if (step === 'hour' && length > HOURS_AT_MOST * HOUR_MS) {
    const problem = `hours are shown for ${HOURS_AT_MOST / 24} days at most`
    throw new AppError('invalid_request', { details: { fields: [{ field: 'query.step', problem }] } })
  }
  return span(timeZone, step, range, length)
}

function span(timeZone: string, step: Step, { from, to }: Bucket, back: number): Span {
  return {
    from,
    to,
    step,
    buckets: bucketsOf(timeZone, step, { from, to }),
    before: { from: from - back, to: to - back },
  }
}
