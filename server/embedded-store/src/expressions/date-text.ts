import type { Value } from '../bson/value.ts'
import { notSupported, StoreError } from '../errors.ts'
import { fromLocal } from './timezone.ts'

/** The ISO forms of a date and time; MongoDB reads many more, which are refused rather than guessed. */
const ISO =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?)?\s?(Z|[+-]\d{2}:?\d{2})?$/

function failure(text: string, reason: string): StoreError {
  return new StoreError(241, `Error parsing date string '${text}'; ${reason}`)
}

/** The moment that a text names; one without an offset is in the time zone. @throws ConversionFailure (241) */
export function parseDate(text: string, timezone?: Value): Date {
  const match = ISO.exec(text)
  if (!match) {
    if (!/\d/.test(text)) throw failure(text, 'it holds no date')
    throw notSupported(`the date text '${text}' without an ISO form or a format`)
  }
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '0', offset] = match
  return momentOf(text, {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    millisecond: Number(fraction.padEnd(3, '0')),
    offset: offset === undefined ? undefined : offsetMinutes(offset),
    timezone,
  })
}

interface Parts {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  second: number
  millisecond: number
  offset: number | undefined
  timezone: Value
}

function offsetMinutes(offset: string): number {
  if (offset === 'Z') return 0
  const digits = offset.replace(/\D/g, '')
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2, 4))
  return offset.startsWith('-') ? -minutes : minutes
}

function momentOf(text: string, parts: Parts): Date {
  const { year, month, day, hour, minute, second, millisecond, offset, timezone } = parts
  if (offset !== undefined && timezone !== undefined)
    throw failure(text, 'it must not name an offset when a timezone is given')
  const local = new Date(0)
  local.setUTCFullYear(year, month - 1, day)
  if (
    local.getUTCMonth() !== month - 1 ||
    local.getUTCDate() !== day ||
    hour > 23 ||
    minute > 59 ||
    second > 59
  )
    throw failure(text, 'a part of it is out of range')
  local.setUTCHours(hour, minute, second, millisecond)
  return offset === undefined ? fromLocal(local, timezone) : new Date(local.getTime() - offset * 60_000)
}

type Field = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'millisecond' | 'offset'

const TWO = '\\d{1,2}'
const FORMAT: Readonly<Record<string, readonly [Field, string]>> = {
  Y: ['year', '\\d{4}'],
  m: ['month', TWO],
  d: ['day', TWO],
  H: ['hour', TWO],
  M: ['minute', TWO],
  S: ['second', TWO],
  L: ['millisecond', '\\d{1,3}'],
  z: ['offset', 'Z|[+-]\\d{2}:?\\d{2}'],
}

function readField(field: Field, text: string): number {
  if (field === 'offset') return offsetMinutes(text)
  return Number(field === 'millisecond' ? text.padEnd(3, '0') : text)
}

const KNOWN_ELSEWHERE = new Set(['b', 'B', 'G', 'V', 'u', 'j', 'Z', 'U', 'w'])

/** The moment that a text names by a format such as `%Y-%m-%d`. */
export function parseDateBy(text: string, format: string, timezone: Value): Date {
  const fields: Field[] = []
  const source = format.replaceAll(/%(.?)|([\s\S])/g, (_, symbol: string | undefined, literal: string) => {
    if (symbol === undefined) return literal.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
    if (symbol === '%') return '%'
    const part = Object.hasOwn(FORMAT, symbol) ? FORMAT[symbol] : undefined
    if (!part && KNOWN_ELSEWHERE.has(symbol))
      throw notSupported(`%${symbol} in the format of $dateFromString`)
    if (!part) throw new StoreError(18536, `Invalid format character '%${symbol}' in format string`)
    fields.push(part[0])
    return `(${part[1]})`
  })
  const match = new RegExp(`^${source}$`).exec(text)
  if (!match) throw failure(text, 'it does not follow the format')
  const missing = ['%Y', '%m', '%d'].find((part) => !format.includes(part))
  if (missing) throw notSupported(`a format of $dateFromString without ${missing}`)
  const parts: Parts = {
    year: 0,
    month: 1,
    day: 1,
    hour: 0,
    minute: 0,
    second: 0,
    millisecond: 0,
    offset: undefined,
    timezone,
  }
  for (const [index, field] of fields.entries()) parts[field] = readField(field, match[index + 1] ?? '')
  return momentOf(text, parts)
}
