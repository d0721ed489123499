import { Long, type ObjectId, type Timestamp } from 'bson'
import { bsonType, int, isDoc, isNullish, type Value } from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import { typeName } from '../query/type-alias.ts'
import { namedArguments, type OperatorCall, type Operators, unary } from './operator.ts'
import type { Expression } from './scope.ts'
import { toLocal } from './timezone.ts'

const DAY = 86_400_000

/** Local parts are read with the UTC getters of a date that was moved by the zone's offset. */
export const PARTS: Readonly<Record<string, (local: Date) => number>> = {
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
  $week: (local) => Math.floor((dayOfYear(local) - 1 - local.getUTCDay() + 7) / 7),
  $isoWeek: (local) => isoWeek(local).week,
}

export const DATES: Operators = {
  ...Object.fromEntries(
    Object.entries(PARTS).map(([name, read]) => [
      name,
      (call: OperatorCall) => compilePart(call, (local) => int(read(local))),
    ]),
  ),
  $isoWeekYear: (call) => compilePart(call, (local) => Long.fromNumber(isoWeek(local).year)),
  $tsSecond: unary((value) => ofTimestamp('$tsSecond', value, (stamp) => stamp.getHighBitsUnsigned())),
  $tsIncrement: unary((value) => ofTimestamp('$tsIncrement', value, (stamp) => stamp.getLowBitsUnsigned())),
}

function ofTimestamp(name: string, value: Value, read: (stamp: Timestamp) => number): Value {
  if (isNullish(value)) return null
  if (bsonType(value) !== 'Timestamp')
    throw new StoreError(
      name === '$tsSecond' ? 5687301 : 5687302,
      ` Argument to ${name} must be a timestamp, but is ${typeName(value)}`,
    )
  return Long.fromNumber(read(value as Timestamp))
}

/** What MongoDB takes for a date: dates, and the times that object ids and timestamps hold. */
export function toDate(value: Value, code = 16006): Date {
  if (value instanceof Date) return value
  if (bsonType(value) === 'ObjectId') return (value as ObjectId).getTimestamp()
  if (bsonType(value) === 'Timestamp') return new Date((value as Timestamp).getHighBitsUnsigned() * 1000)
  throw new StoreError(code, `can't convert from BSON type ${typeName(value)} to Date`)
}

export function dayOfYear(local: Date): number {
  const start = new Date(0)
  start.setUTCFullYear(local.getUTCFullYear(), 0, 1)
  return Math.floor((local.getTime() - start.getTime()) / DAY) + 1
}

/** The week belongs to the year that holds its Thursday. */
export function isoWeek(local: Date): { year: number; week: number } {
  const thursday = new Date(local.getTime() + (4 - (local.getUTCDay() || 7)) * DAY)
  return { year: thursday.getUTCFullYear(), week: Math.ceil(dayOfYear(thursday) / 7) }
}

/** A time zone that was not asked for is UTC; one that evaluates to null makes the whole answer null. */
export type Zone = (scope: Parameters<Expression>[0]) => string | null

export function compileZone(call: OperatorCall, source: Value): Zone {
  if (source === undefined) return () => 'UTC'
  const zone = call.compile(source)
  return (scope) => {
    const value = zone(scope)
    if (isNullish(value)) return null
    if (typeof value !== 'string')
      throw new StoreError(40517, `timezone must evaluate to a string, found ${typeName(value)}`)
    return value
  }
}

function compilePart(call: OperatorCall, read: (local: Date) => Value): Expression {
  const named = isDoc(call.operand) && !Object.keys(call.operand)[0]?.startsWith('$')
  const fields = named
    ? namedArguments(call, { required: ['date'], optional: ['timezone'] })
    : { date: Array.isArray(call.operand) ? single(call.name, call.operand) : call.operand }
  const input = call.compile(fields['date'])
  const zone = compileZone(call, fields['timezone'])
  return (scope) => {
    const value = input(scope)
    const timezone = zone(scope)
    if (isNullish(value) || timezone === null) return null
    return read(toLocal(toDate(value), timezone))
  }
}

function single(name: string, items: readonly Value[]): Value {
  if (items.length !== 1)
    throw new StoreError(
      40536,
      `${name} accepts exactly one argument if given an array, but was given ${items.length}`,
    )
  return items[0]
}
