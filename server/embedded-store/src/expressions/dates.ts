import { Long } from 'bson'
import { asNumber, bsonType, int, isDoc, isNullish, type Value } from '../bson/value.ts'
import { notSupported, StoreError } from '../errors.ts'
import { namedArguments, type OperatorCall, type Operators } from './operator.ts'
import type { Expression } from './scope.ts'
import { fromLocal, toLocal } from './timezone.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
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

/** Local parts are read with the UTC getters of a date that was moved by the zone's offset. */
const PARTS: Readonly<Record<string, (local: Date) => number>> = {
  $year: (local) => local.getUTCFullYear(),
  $month: (local) => local.getUTCMonth() + 1,
  $dayOfMonth: (local) => local.getUTCDate(),
  $hour: (local) => local.getUTCHours(),
  $minute: (local) => local.getUTCMinutes(),
  $second: (local) => local.getUTCSeconds(),
  $millisecond: (local) => local.getUTCMilliseconds(),
  $dayOfWeek: (local) => local.getUTCDay() + 1,
  $isoDayOfWeek: (local) => local.getUTCDay() || 7,
  $dayOfYear: dayOfYear,
  $isoWeek: (local) => isoWeek(local).week,
  $isoWeekYear: (local) => isoWeek(local).year,
}

export const DATES: Operators = {
  ...Object.fromEntries(
    Object.entries(PARTS).map(([name, read]) => [name, (call: OperatorCall) => compilePart(call, read)]),
  ),
  $dateToString: compileDateToString,
  $dateTrunc: compileDateTrunc,
  $dateAdd: (call) => compileShift(call, 1),
  $dateSubtract: (call) => compileShift(call, -1),
  $dateDiff: compileDateDiff,
}

function toDate(operator: string, value: Value): Date {
  if (value instanceof Date) return value
  if (bsonType(value) === 'ObjectId') return (value as unknown as { getTimestamp(): Date }).getTimestamp()
  throw new StoreError(16006, `can't convert to a date in ${operator}`)
}

function dayOfYear(local: Date): number {
  return Math.floor((local.getTime() - Date.UTC(local.getUTCFullYear(), 0, 1)) / DAY) + 1
}

/** The week belongs to the year that holds its Thursday. */
function isoWeek(local: Date): { year: number; week: number } {
  const thursday = new Date(local.getTime() + (4 - (local.getUTCDay() || 7)) * DAY)
  return { year: thursday.getUTCFullYear(), week: Math.ceil(dayOfYear(thursday) / 7) }
}

function compilePart(call: OperatorCall, read: (local: Date) => number): Expression {
  const named = isDoc(call.operand) && Object.hasOwn(call.operand, 'date')
  const fields = named
    ? namedArguments(call, { required: ['date'], optional: ['timezone'] })
    : { date: call.operand }
  const input = call.compile(fields['date'])
  const zone = call.compile(fields['timezone'])
  return (scope) => {
    const value = input(scope)
    if (isNullish(value)) return null
    return int(read(toLocal(toDate(call.name, value), zone(scope))))
  }
}

const FORMATS: Readonly<Record<string, (local: Date) => string>> = {
  Y: (local) => pad(local.getUTCFullYear(), 4),
  m: (local) => pad(local.getUTCMonth() + 1, 2),
  d: (local) => pad(local.getUTCDate(), 2),
  H: (local) => pad(local.getUTCHours(), 2),
  M: (local) => pad(local.getUTCMinutes(), 2),
  S: (local) => pad(local.getUTCSeconds(), 2),
  L: (local) => pad(local.getUTCMilliseconds(), 3),
  j: (local) => pad(dayOfYear(local), 3),
  u: (local) => String(local.getUTCDay() || 7),
  w: (local) => String(local.getUTCDay() + 1),
  G: (local) => pad(isoWeek(local).year, 4),
  V: (local) => pad(isoWeek(local).week, 2),
  '%': () => '%',
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0')
}

function compileDateToString(call: OperatorCall): Expression {
  const fields = namedArguments(call, { required: ['date'], optional: ['format', 'timezone', 'onNull'] })
  const [input, format, zone, onNull] = ['date', 'format', 'timezone', 'onNull'].map((name) =>
    call.compile(fields[name]),
  )
  return (scope) => {
    const value = input?.(scope)
    if (isNullish(value)) return onNull?.(scope) ?? null
    const timezone = zone?.(scope)
    const pattern =
      format?.(scope) ?? (timezone === undefined ? '%Y-%m-%dT%H:%M:%S.%LZ' : '%Y-%m-%dT%H:%M:%S.%L')
    if (typeof pattern !== 'string')
      throw new StoreError(18533, '$dateToString requires that format be a string')
    return formatDate(toLocal(toDate('$dateToString', value), timezone), pattern)
  }
}

function formatDate(local: Date, pattern: string): string {
  return pattern.replaceAll(/%(.?)/gs, (_, symbol: string) => {
    const write = Object.hasOwn(FORMATS, symbol) ? FORMATS[symbol] : undefined
    if (!write)
      throw new StoreError(18536, `the format character %${symbol} is not supported by the embedded store`)
    return write(local)
  })
}

function compileDateTrunc(call: OperatorCall): Expression {
  const fields = namedArguments(call, {
    required: ['date', 'unit'],
    optional: ['binSize', 'timezone', 'startOfWeek'],
  })
  const [input, unit, size, zone, week] = ['date', 'unit', 'binSize', 'timezone', 'startOfWeek'].map((name) =>
    call.compile(fields[name]),
  )
  return (scope) => {
    const value = input?.(scope)
    const name = unit?.(scope)
    if (isNullish(value) || isNullish(name)) return null
    const bin = asNumber(size?.(scope) ?? int(1)) ?? 0
    if (!Number.isInteger(bin) || bin < 1)
      throw new StoreError(5439017, "$dateTrunc requires 'binSize' to be a positive whole number")
    const timezone = zone?.(scope)
    const local = toLocal(toDate('$dateTrunc', value), timezone)
    return fromLocal(truncate(local, { unit: String(name), bin, startOfWeek: week?.(scope) }), timezone)
  }
}

function truncate(
  local: Date,
  { unit, bin, startOfWeek }: { unit: string; bin: number; startOfWeek: Value },
): Date {
  const months = MONTHS_IN[unit]
  if (months !== undefined) {
    const since = (local.getUTCFullYear() - 2000) * 12 + local.getUTCMonth()
    const step = months * bin
    return new Date(Date.UTC(2000, Math.floor(since / step) * step, 1))
  }
  const [length, origin] =
    unit === 'week' ? [7 * DAY, weekOrigin(startOfWeek)] : [unitLength(unit), REFERENCE]
  const step = length * bin
  return new Date(origin + Math.floor((local.getTime() - origin) / step) * step)
}

function unitLength(unit: string): number {
  const length = unit === 'day' ? DAY : FIXED_UNITS[unit]
  if (length === undefined) throw new StoreError(9, `unknown time unit value: ${unit}`)
  return length
}

/** The first day on or after 2000-01-01 that begins a week. */
function weekOrigin(startOfWeek: Value): number {
  const wanted =
    typeof startOfWeek === 'string'
      ? WEEKDAYS.findIndex(
          (day) => day === startOfWeek.toLowerCase() || day.slice(0, 3) === startOfWeek.toLowerCase(),
        )
      : 0
  if (wanted === -1) throw new StoreError(9, 'unknown day of week value')
  const saturday = new Date(REFERENCE).getUTCDay()
  return REFERENCE + ((wanted - saturday + 7) % 7) * DAY
}

function compileShift(call: OperatorCall, direction: 1 | -1): Expression {
  const fields = namedArguments(call, { required: ['startDate', 'unit', 'amount'], optional: ['timezone'] })
  const [start, unit, amount, zone] = ['startDate', 'unit', 'amount', 'timezone'].map((name) =>
    call.compile(fields[name]),
  )
  return (scope) => {
    const values = [start?.(scope), unit?.(scope), amount?.(scope)]
    if (values.some(isNullish)) return null
    const by = (asNumber(values[2]) ?? Number.NaN) * direction
    if (!Number.isInteger(by))
      throw new StoreError(5166405, `${call.name} expects integer amount of time units`)
    const date = toDate(call.name, values[0])
    const name = String(values[1])
    const fixed = FIXED_UNITS[name]
    if (fixed !== undefined) return new Date(date.getTime() + by * fixed)
    const timezone = zone?.(scope)
    return fromLocal(shiftCalendar(toLocal(date, timezone), name, by), timezone)
  }
}

function shiftCalendar(local: Date, unit: string, by: number): Date {
  const months = MONTHS_IN[unit]
  if (months === undefined)
    return new Date(local.getTime() + by * (unit === 'week' ? 7 * DAY : unitLength(unit)))
  const target = new Date(local)
  target.setUTCDate(1)
  target.setUTCMonth(local.getUTCMonth() + by * months)
  const lastDay = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate()
  target.setUTCDate(Math.min(local.getUTCDate(), lastDay))
  return target
}

function compileDateDiff(call: OperatorCall): Expression {
  const fields = namedArguments(call, {
    required: ['startDate', 'endDate', 'unit'],
    optional: ['timezone', 'startOfWeek'],
  })
  if (Object.hasOwn(fields, 'startOfWeek')) throw notSupported('$dateDiff with startOfWeek')
  const [start, end, unit, zone] = ['startDate', 'endDate', 'unit', 'timezone'].map((name) =>
    call.compile(fields[name]),
  )
  return (scope) => {
    const values = [start?.(scope), end?.(scope), unit?.(scope)]
    if (values.some(isNullish)) return null
    const timezone = zone?.(scope)
    const [from, to] = [values[0], values[1]].map((value) => toLocal(toDate('$dateDiff', value), timezone))
    return Long.fromNumber(bucket(to, String(values[2])) - bucket(from, String(values[2])))
  }
}

/** `$dateDiff` counts the unit boundaries that lie between, so each date is numbered by its unit. */
function bucket(local: Date | undefined, unit: string): number {
  if (!local) return 0
  const months = MONTHS_IN[unit]
  if (months !== undefined) return Math.floor((local.getUTCFullYear() * 12 + local.getUTCMonth()) / months)
  if (unit === 'week') return Math.floor((local.getTime() - weekOrigin('sunday')) / (7 * DAY))
  return Math.floor(local.getTime() / unitLength(unit))
}
