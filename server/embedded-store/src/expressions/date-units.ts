import { Long } from 'bson'
import { asNumber, int, isNullish, isNumber, type Value } from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import { dateAt } from './arithmetic.ts'
import { compileZone, toDate } from './dates.ts'
import { namedArguments, type OperatorCall, type Operators } from './operator.ts'
import type { Expression } from './scope.ts'
import { fromLocal, offsetMs, toLocal } from './timezone.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** Units of one length, whatever the time zone. */
const FIXED_UNITS: Readonly<Record<string, number>> = {
  millisecond: 1,
  second: SECOND,
  minute: MINUTE,
  hour: HOUR,
}
const MONTHS_IN: Readonly<Record<string, number>> = { month: 1, quarter: 3, year: 12 }
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
/** The point from which MongoDB counts bins. */
const REFERENCE = Date.UTC(2000, 0, 1)

export const DATE_UNITS: Operators = {
  $dateTrunc: compileDateTrunc,
  $dateAdd: (call) => compileShift(call, 1),
  $dateSubtract: (call) => compileShift(call, -1),
  $dateDiff: compileDateDiff,
}

/** @throws 9 for a name that is no unit of time */
export function timeUnit(value: Value, code: number): string {
  if (typeof value !== 'string') throw new StoreError(code, 'the unit of time must be a string')
  if (value === 'day' || value === 'week' || FIXED_UNITS[value] || MONTHS_IN[value]) return value
  throw new StoreError(9, `unknown time unit value: ${value}`)
}

/** The length of a unit in milliseconds; undefined for months and years, which differ. */
export function unitLength(unit: string): number | undefined {
  if (unit === 'week') return 7 * DAY
  return unit === 'day' ? DAY : FIXED_UNITS[unit]
}

function weekday(value: Value): number {
  if (typeof value !== 'string') throw new StoreError(5439015, "'startOfWeek' must be a string")
  const name = value.toLowerCase()
  const found = WEEKDAYS.findIndex((day) => day === name || day.slice(0, 3) === name)
  if (found === -1) throw new StoreError(9, `unknown day of week value: ${value}`)
  return found
}

/** The first day on or after 2000-01-01 that begins a week. */
function weekOrigin(startOfWeek: number): number {
  const saturday = new Date(REFERENCE).getUTCDay()
  return REFERENCE + ((startOfWeek - saturday + 7) % 7) * DAY
}

function compileDateTrunc(call: OperatorCall): Expression {
  const fields = namedArguments(call, {
    required: ['date', 'unit'],
    optional: ['binSize', 'timezone', 'startOfWeek'],
  })
  const input = call.compile(fields['date'])
  const unit = call.compile(fields['unit'])
  const size = call.compile(fields['binSize'] ?? int(1))
  const week = call.compile(fields['startOfWeek'] ?? 'sunday')
  const zone = compileZone(call, fields['timezone'])
  return (scope) => {
    const [value, name, wanted, start, timezone] = [
      input(scope),
      unit(scope),
      size(scope),
      week(scope),
      zone(scope),
    ]
    if (isNullish(value) || isNullish(name) || isNullish(wanted) || timezone === null) return null
    const kind = timeUnit(name, 5439013)
    if (kind === 'week' && isNullish(start)) return null
    const bin = binSize(wanted)
    const date = toDate(value, 5439012)
    const fixed = FIXED_UNITS[kind]
    if (fixed !== undefined)
      return floorTo(date, fromLocal(new Date(REFERENCE), timezone).getTime(), fixed * bin)
    const origin = kind === 'week' ? weekOrigin(weekday(start)) : REFERENCE
    return fromLocal(truncate(toLocal(date, timezone), { unit: kind, bin, origin }), timezone)
  }
}

function binSize(value: Value): number {
  const bin = isNumber(value) ? asNumber(value) : undefined
  if (bin === undefined || !Number.isInteger(bin))
    throw new StoreError(5439017, "$dateTrunc requires 'binSize' to be a 64-bit integer")
  if (bin < 1) throw new StoreError(5439018, "$dateTrunc requires 'binSize' to be greater than 0")
  return bin
}

function floorTo(date: Date, origin: number, step: number): Date {
  return dateAt(origin + Math.floor((date.getTime() - origin) / step) * step)
}

function truncate(local: Date, { unit, bin, origin }: { unit: string; bin: number; origin: number }): Date {
  const months = MONTHS_IN[unit]
  if (months === undefined) return floorTo(local, origin, (unit === 'week' ? 7 * DAY : DAY) * bin)
  const since = (local.getUTCFullYear() - 2000) * 12 + local.getUTCMonth()
  const step = months * bin
  return new Date(Date.UTC(2000, Math.floor(since / step) * step, 1))
}

function compileShift(call: OperatorCall, direction: 1 | -1): Expression {
  const fields = namedArguments(call, { required: ['startDate', 'unit', 'amount'], optional: ['timezone'] })
  const start = call.compile(fields['startDate'])
  const unit = call.compile(fields['unit'])
  const amount = call.compile(fields['amount'])
  const zone = compileZone(call, fields['timezone'])
  return (scope) => {
    const [value, name, count, timezone] = [start(scope), unit(scope), amount(scope), zone(scope)]
    if (isNullish(value) || isNullish(name) || isNullish(count) || timezone === null) return null
    const date = toDate(value, 5166403)
    const kind = timeUnit(name, 5166404)
    const by = isNumber(count) ? asNumber(count) : undefined
    if (by === undefined || !Number.isInteger(by))
      throw new StoreError(5166405, `${call.name} expects integer amount of time units`)
    return shiftDate(date, { unit: kind, by: by * direction, timezone })
  }
}

/** The date so many units later; units from a day upwards keep the wall clock of the zone. */
export function shiftDate(
  date: Date,
  { unit, by, timezone }: { unit: string; by: number; timezone: string },
): Date {
  const fixed = FIXED_UNITS[unit]
  if (fixed !== undefined) return dateAt(date.getTime() + by * fixed)
  const local = toLocal(date, timezone)
  const months = MONTHS_IN[unit]
  const length = unit === 'week' ? 7 * DAY : DAY
  const shifted = months === undefined ? dateAt(local.getTime() + by * length) : addMonths(local, by * months)
  return fromLocal(shifted, timezone)
}

/** The same day of another month, or its last day where it is shorter. */
function addMonths(local: Date, months: number): Date {
  const target = new Date(local)
  target.setUTCDate(1)
  target.setUTCMonth(local.getUTCMonth() + months)
  const lastDay = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate()
  target.setUTCDate(Math.min(local.getUTCDate(), lastDay))
  return dateAt(target.getTime())
}

function compileDateDiff(call: OperatorCall): Expression {
  const fields = namedArguments(call, {
    required: ['startDate', 'endDate', 'unit'],
    optional: ['timezone', 'startOfWeek'],
  })
  const start = call.compile(fields['startDate'])
  const end = call.compile(fields['endDate'])
  const unit = call.compile(fields['unit'])
  const week = call.compile(fields['startOfWeek'] ?? 'sunday')
  const zone = compileZone(call, fields['timezone'])
  return (scope) => {
    const [from, to, name, first, timezone] = [
      start(scope),
      end(scope),
      unit(scope),
      week(scope),
      zone(scope),
    ]
    if (isNullish(from) || isNullish(to) || isNullish(name) || timezone === null) return null
    const kind = timeUnit(name, 5166306)
    if (kind === 'week' && isNullish(first)) return null
    const number = numbering(kind, {
      timezone,
      origin: kind === 'week' ? weekOrigin(weekday(first)) : REFERENCE,
    })
    return Long.fromNumber(number(toDate(to, 5166307)) - number(toDate(from, 5166307)))
  }
}

/** `$dateDiff` counts the boundaries that lie between, so each date is numbered by the unit it falls into. */
function numbering(
  unit: string,
  { timezone, origin }: { timezone: string; origin: number },
): (date: Date) => number {
  const fixed = FIXED_UNITS[unit]
  // Hours pass whatever the clocks do; only an offset that is no whole hour moves their boundaries.
  if (fixed !== undefined)
    return (date) => Math.floor((date.getTime() + (offsetMs(date, timezone) % fixed)) / fixed)
  const months = MONTHS_IN[unit]
  if (months === undefined) {
    const length = unit === 'week' ? 7 * DAY : DAY
    return (date) => Math.floor((toLocal(date, timezone).getTime() - origin) / length)
  }
  return (date) => {
    const local = toLocal(date, timezone)
    return Math.floor((local.getUTCFullYear() * 12 + local.getUTCMonth()) / months)
  }
}
