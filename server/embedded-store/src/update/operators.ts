import { Int32, Long, Timestamp } from 'bson'
import { add, multiply, toBigInt } from '../bson/arithmetic.ts'
import { compareValues } from '../bson/compare.ts'
import { bsonType, fieldEntries, isDoc, isNumber, type NumberValue, type Value } from '../bson/value.ts'
import { badValue, StoreError } from '../errors.ts'
import type { Variables } from '../expressions/scope.ts'
import { typeName } from '../query/type-alias.ts'
import { show } from '../storage/duplicate-key.ts'
import {
  compileAddToSet,
  compilePop,
  compilePullAll,
  compilePullOperator,
  compilePush,
  lastPart,
} from './array-operators.ts'

/** Where in which document an operator is at work; for its messages. */
export interface Place {
  readonly path: string
  readonly id: Value
}

export interface UpdateOperator {
  /** What becomes of the value at the path; `undefined` in is a missing field, `undefined` out removes it. */
  readonly apply: (current: Value, place: Place) => Value
  /** Whether a missing path is made; only then does `apply` see missing fields. */
  readonly creates: boolean
  /** Whether a path that could not be made, through a number or a text, is nothing to do instead of an error. */
  readonly passes?: boolean
  readonly onlyOnInsert?: boolean
}

interface Source {
  readonly path: string
  readonly variables: Variables
}

/** Checks the operand before any document is looked at. @throws with the code that MongoDB gives the operand. */
export type CompileOperator = (operand: Value, source: Source) => UpdateOperator

export const OPERATORS: Readonly<Record<string, CompileOperator>> = {
  $set: (operand) => ({ creates: true, apply: () => operand }),
  $setOnInsert: (operand) => ({ creates: true, onlyOnInsert: true, apply: () => operand }),
  $unset: () => ({ creates: false, passes: true, apply: () => undefined }),
  $inc: arithmetic('$inc', 'increment', (current, by) => (current ? add(current, by, 'fail') : by)),
  $mul: arithmetic('$mul', 'multiply', (current, by) => multiply(current ?? new Int32(0), by, 'fail')),
  $min: extreme((order) => order < 0),
  $max: extreme((order) => order > 0),
  $currentDate: compileCurrentDate,
  $push: compilePush,
  $addToSet: compileAddToSet,
  $pull: compilePullOperator,
  $pullAll: compilePullAll,
  $pop: compilePop,
  $bit: compileBit,
}

function arithmetic(
  operator: string,
  verb: string,
  apply: (current: NumberValue | undefined, by: NumberValue) => NumberValue,
): CompileOperator {
  return (operand, { path }) => {
    if (!isNumber(operand))
      throw new StoreError(14, `Cannot ${verb} with non-numeric argument: {${path}: ${show(operand)}}`)
    return {
      creates: true,
      apply: (current, place) => {
        if (current === undefined || isNumber(current)) return apply(current, operand)
        throw new StoreError(
          14,
          `Cannot apply ${operator} to a value of non-numeric type. {_id: ${show(place.id)}} has the field '${lastPart(place.path)}' of non-numeric type ${typeName(current)}`,
        )
      },
    }
  }
}

function extreme(wins: (order: number) => boolean): CompileOperator {
  return (operand) => ({
    creates: true,
    apply: (current) => (current === undefined || wins(compareValues(operand, current)) ? operand : current),
  })
}

function compileCurrentDate(operand: Value, { variables }: Source): UpdateOperator {
  const now = variables['NOW']
  const type = currentDateType(operand)
  if (!(now instanceof Date)) throw new Error('no time is set for this command')
  const value =
    type === 'date' ? now : new Timestamp({ t: Math.floor(now.getTime() / 1000), i: nextCounter() })
  return { creates: true, apply: () => value }
}

function currentDateType(operand: Value): 'date' | 'timestamp' {
  if (typeof operand === 'boolean') return 'date'
  if (!isDoc(operand))
    throw badValue(
      `${typeName(operand)} is not valid type for $currentDate. Please use a boolean ('true') or a $type expression ({$type: 'timestamp/date'}).`,
    )
  for (const name of Object.keys(operand))
    if (name !== '$type') throw badValue(`Unrecognized $currentDate option: ${name}`)
  const type = operand['$type']
  if (type === 'date' || type === 'timestamp') return type
  throw badValue(
    "The '$type' string field is required to be 'date' or 'timestamp': {$currentDate: {field : {$type: 'date'}}}",
  )
}

let counter = 0

/** Timestamps of one second differ in their counter. */
function nextCounter(): number {
  counter = (counter % 0x7fffffff) + 1
  return counter
}

type Bitwise = (a: bigint, b: bigint) => bigint
const BITWISE: Readonly<Record<string, Bitwise>> = {
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
}

function compileBit(operand: Value, { path }: Source): UpdateOperator {
  if (!isDoc(operand))
    throw badValue(
      `The $bit modifier is not compatible with a ${typeName(operand)}. You must pass in an embedded document: {$bit: {field: {and/or/xor: #}}`,
    )
  const steps = fieldEntries(operand).map(([name, mask]) => compileBitStep(name, mask))
  if (steps.length === 0)
    throw badValue(
      `You must pass in at least one bitwise operation. The format is: {$bit: {field: {and/or/xor: #}} (${path})`,
    )
  return {
    creates: true,
    apply: (current, place) => {
      if (current !== undefined && !isWhole(current))
        throw badValue(
          `Cannot apply $bit to a value of non-integral type._id: ${show(place.id)} has the field ${lastPart(place.path)} of non-integer type ${typeName(current)}`,
        )
      return steps.reduce<Int32 | Long>((value, step) => step(value), current ?? new Int32(0))
    },
  }
}

function compileBitStep(name: string, mask: Value): (value: Int32 | Long) => Int32 | Long {
  const apply = Object.hasOwn(BITWISE, name) ? BITWISE[name] : undefined
  if (!apply)
    throw badValue(
      `The $bit modifier only supports 'and', 'or', and 'xor', not '${name}' which is an unknown operator: {${name}: ${show(mask)}}`,
    )
  if (!isWhole(mask))
    throw badValue(
      `The $bit modifier field must be an Integer(32/64 bit); a '${typeName(mask)}' is not supported here: {${name}: ${show(mask)}}`,
    )
  return (value) => {
    const result = apply(toBigInt(value), toBigInt(mask))
    const long = bsonType(value) === 'Long' || bsonType(mask) === 'Long'
    return long ? Long.fromBigInt(result) : new Int32(Number(result))
  }
}

function isWhole(value: Value): value is Int32 | Long {
  return bsonType(value) === 'Int32' || bsonType(value) === 'Long'
}
