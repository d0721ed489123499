import { asNumber, type Doc, int, isNullish, isNumber, type Value } from '../bson/value.ts'
import { notSupported, StoreError } from '../errors.ts'
import { typeName } from '../query/type-alias.ts'
import { parseDate, parseDateBy } from './date-text.ts'
import { compileZone, dayOfYear, isoWeek, PARTS, toDate } from './dates.ts'
import { namedArguments, type OperatorCall, type Operators } from './operator.ts'
import type { Expression, Scope } from './scope.ts'
import { fromLocal, offsetMs, toLocal } from './timezone.ts'

/** Dates to and from text and parts. */
export const DATE_FORMS: Operators = {
  $dateToString: compileDateToString,
  $dateFromString: compileDateFromString,
  $dateToParts: compileDateToParts,
  $dateFromParts: compileDateFromParts,
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

interface Moment {
  readonly local: Date
  readonly offsetMinutes: number
}

const FORMATS: Readonly<Record<string, (moment: Moment) => string>> = {
  Y: ({ local }) => pad(checkedYear(local.getUTCFullYear()), 4),
  m: ({ local }) => pad(local.getUTCMonth() + 1, 2),
  d: ({ local }) => pad(local.getUTCDate(), 2),
  H: ({ local }) => pad(local.getUTCHours(), 2),
  M: ({ local }) => pad(local.getUTCMinutes(), 2),
  S: ({ local }) => pad(local.getUTCSeconds(), 2),
  L: ({ local }) => pad(local.getUTCMilliseconds(), 3),
  j: ({ local }) => pad(dayOfYear(local), 3),
  u: ({ local }) => String(local.getUTCDay() || 7),
  w: ({ local }) => String(local.getUTCDay() + 1),
  U: ({ local }) => pad(PARTS['$week']?.(local) ?? 0, 2),
  G: ({ local }) => pad(checkedYear(isoWeek(local).year), 4),
  V: ({ local }) => pad(isoWeek(local).week, 2),
  b: ({ local }) => MONTHS[local.getUTCMonth()]?.slice(0, 3) ?? '',
  B: ({ local }) => MONTHS[local.getUTCMonth()] ?? '',
  z: ({ offsetMinutes: offset }) =>
    `${sign(offset)}${pad(Math.floor(Math.abs(offset) / 60), 2)}${pad(Math.abs(offset) % 60, 2)}`,
  Z: ({ offsetMinutes: offset }) => `${sign(offset)}${Math.abs(offset)}`,
  '%': () => '%',
}

const sign = (offset: number): string => (offset < 0 ? '-' : '+')

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0')
}

function checkedYear(year: number): number {
  if (year < 0 || year > 9999)
    throw new StoreError(18537, `$dateToString is only defined on year 0-9999, tried to use year ${year}`)
  return year
}

function compileDateToString(call: OperatorCall): Expression {
  const fields = namedArguments(call, { required: ['date'], optional: ['format', 'timezone', 'onNull'] })
  const input = call.compile(fields['date'])
  const format = Object.hasOwn(fields, 'format') ? call.compile(fields['format']) : undefined
  const onNull = call.compile(fields['onNull'] ?? null)
  const zone = compileZone(call, fields['timezone'])
  return (scope) => {
    const value = input(scope)
    const pattern = format?.(scope)
    const timezone = zone(scope)
    if (format && isNullish(pattern)) return null
    if (timezone === null) return null
    if (isNullish(value)) return onNull(scope)
    if (format && typeof pattern !== 'string')
      throw new StoreError(
        18533,
        `$dateToString requires that 'format' be a string, found: ${typeName(pattern)}`,
      )
    const date = toDate(value)
    const isUtc = timezone === 'UTC' || timezone === 'GMT' || timezone === 'Z'
    const standard = isUtc ? '%Y-%m-%dT%H:%M:%S.%LZ' : '%Y-%m-%dT%H:%M:%S.%L'
    return formatDate(date, typeof pattern === 'string' ? pattern : standard, timezone)
  }
}

function formatDate(date: Date, pattern: string, timezone: string): string {
  const moment = {
    local: toLocal(date, timezone),
    offsetMinutes: Math.round(offsetMs(date, timezone) / 60_000),
  }
  return pattern.replaceAll(/%(.?)/gs, (_, symbol: string) => {
    if (symbol === '') throw new StoreError(18535, "Unmatched '%' at end of format string")
    const write = Object.hasOwn(FORMATS, symbol) ? FORMATS[symbol] : undefined
    if (!write) throw new StoreError(18536, `Invalid format character '%${symbol}' in format string`)
    return write(moment)
  })
}

function compileDateFromString(call: OperatorCall): Expression {
  const fields = namedArguments(call, {
    required: ['dateString'],
    optional: ['format', 'timezone', 'onError', 'onNull'],
  })
  const input = call.compile(fields['dateString'])
  const format = Object.hasOwn(fields, 'format') ? call.compile(fields['format']) : undefined
  const hasZone = Object.hasOwn(fields, 'timezone')
  const zone = compileZone(call, fields['timezone'])
  const onNull = call.compile(fields['onNull'] ?? null)
  const onError = Object.hasOwn(fields, 'onError') ? call.compile(fields['onError']) : undefined
  const parse = (scope: Scope, text: Value): Value => {
    const timezone = zone(scope)
    const pattern = format?.(scope)
    if (isNullish(text)) return onNull(scope)
    if (timezone === null || (format && isNullish(pattern))) return null
    if (typeof text !== 'string')
      throw new StoreError(
        241,
        `$dateFromString requires that 'dateString' be a string, found: ${typeName(text)}`,
      )
    if (format && typeof pattern !== 'string')
      throw new StoreError(
        40684,
        `$dateFromString requires that 'format' be a string, found: ${typeName(pattern)}`,
      )
    const given = hasZone ? timezone : undefined
    return typeof pattern === 'string' ? parseDateBy(text, pattern, given) : parseDate(text, given)
  }
  return (scope) => {
    const text = input(scope)
    try {
      return parse(scope, text)
    } catch (error) {
      if (onError && error instanceof StoreError && error.code === 241) return onError(scope)
      throw error
    }
  }
}

function compileDateToParts(call: OperatorCall): Expression {
  const fields = namedArguments(call, { required: ['date'], optional: ['timezone', 'iso8601'] })
  const input = call.compile(fields['date'])
  const iso = call.compile(fields['iso8601'] ?? false)
  const zone = compileZone(call, fields['timezone'])
  return (scope) => {
    const value = input(scope)
    const timezone = zone(scope)
    const wanted = iso(scope)
    if (isNullish(value) || timezone === null || isNullish(wanted)) return null
    if (typeof wanted !== 'boolean')
      throw new StoreError(40521, `iso8601 must evaluate to a bool, found ${typeName(wanted)}`)
    const local = toLocal(toDate(value), timezone)
    const read = (name: string): Value => int(PARTS[name]?.(local) ?? 0)
    const day: Doc = wanted
      ? {
          isoWeekYear: int(isoWeek(local).year),
          isoWeek: read('$isoWeek'),
          isoDayOfWeek: read('$isoDayOfWeek'),
        }
      : { year: read('$year'), month: read('$month'), day: read('$dayOfMonth') }
    return {
      ...day,
      hour: read('$hour'),
      minute: read('$minute'),
      second: read('$second'),
      millisecond: read('$millisecond'),
    }
  }
}

const CLOCK = ['hour', 'minute', 'second', 'millisecond']
const CALENDAR = ['year', 'month', 'day']
const ISO_CALENDAR = ['isoWeekYear', 'isoWeek', 'isoDayOfWeek']

function compileDateFromParts(call: OperatorCall): Expression {
  const fields = namedArguments(call, {
    required: [],
    optional: [...CALENDAR, ...ISO_CALENDAR, ...CLOCK, 'timezone'],
  })
  const iso = Object.hasOwn(fields, 'isoWeekYear')
  if (!iso && !Object.hasOwn(fields, 'year'))
    throw new StoreError(40516, "$dateFromParts requires either 'year' or 'isoWeekYear' to be present")
  const [used, other] = iso ? [ISO_CALENDAR, CALENDAR] : [CALENDAR, ISO_CALENDAR]
  if (other.some((name) => Object.hasOwn(fields, name)))
    throw new StoreError(
      iso ? 40489 : 40525,
      '$dateFromParts does not allow mixing natural dates with ISO dates',
    )
  const parts = [...used, ...CLOCK].map((name) => ({
    name,
    value: Object.hasOwn(fields, name) ? call.compile(fields[name]) : undefined,
    standard: CLOCK.includes(name) ? 0 : 1,
  }))
  const zone = compileZone(call, fields['timezone'])
  return (scope) => {
    const values = parts.map(({ name, value, standard }) => (value ? part(name, value(scope)) : standard))
    const timezone = zone(scope)
    if (timezone === null || values.includes(null)) return null
    return fromLocal(composed(values.map(Number), iso), timezone)
  }
}

/** Null for a missing part, which makes the whole null. */
function part(name: string, value: Value): number | null {
  if (isNullish(value)) return null
  const number = isNumber(value) ? asNumber(value) : undefined
  if (number === undefined || !Number.isInteger(number))
    throw new StoreError(40515, `'${name}' must evaluate to an integer, found ${typeName(value)}`)
  const isYear = name === 'year' || name === 'isoWeekYear'
  if (isYear && (number < 1 || number > 9999))
    throw new StoreError(
      name === 'year' ? 40523 : 31095,
      `'${name}' must evaluate to an integer in the range 1 to 9999, found ${number}`,
    )
  if (!isYear && Math.abs(number) > 32_767) {
    if (CLOCK.includes(name)) throw notSupported(`$dateFromParts with ${name} above 32767`)
    throw new StoreError(
      31034,
      `'${name}' must evaluate to a value in the range [-32768, 32767]; value ${number} is not in range`,
    )
  }
  return number
}

/** Parts beyond their range run over into the next larger one. */
function composed(values: readonly number[], iso: boolean): Date {
  const [first = 1, second = 1, third = 1, hour = 0, minute = 0, sec = 0, ms = 0] = values
  const local = new Date(0)
  if (iso) {
    // The fourth of January is always in week one; its Monday is where the weeks begin.
    local.setUTCFullYear(first, 0, 4)
    local.setUTCDate(4 - ((local.getUTCDay() || 7) - 1) + (second - 1) * 7 + (third - 1))
  } else local.setUTCFullYear(first, second - 1, third)
  local.setUTCHours(hour, minute, sec, ms)
  return local
}
