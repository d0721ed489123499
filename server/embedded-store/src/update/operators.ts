import { Int32, Long, Timestamp } from 'bson'
import { add, multiply, toBigInt } from '../bson/arithmetic.ts'
import { compareValues, valuesEqual } from '../bson/compare.ts'
import {
  asNumber,
  bsonType,
  type Doc,
  hasField,
  isArray,
  isDoc,
  isNumber,
  type NumberValue,
  type Value,
} from '../bson/value.ts'
import { badValue, StoreError } from '../errors.ts'
import { arrayOrder } from '../expressions/arrays.ts'
import type { Variables } from '../expressions/scope.ts'
import { typeName } from '../query/type-alias.ts'
import { compilePull } from './pull.ts'

export interface OperatorContext {
  readonly path: string
  readonly id: Value
  readonly variables: Variables
}

/** What an operator makes of the value at its path; `undefined` in is a missing field. */
type Apply = (current: Value, operand: Value, context: OperatorContext) => Value

export interface UpdateOperator {
  readonly apply: Apply
  /** Whether a missing path is made; `$unset`, `$pull` and their like leave it missing. */
  readonly creates: boolean
}

export const OPERATORS: Readonly<Record<string, UpdateOperator>> = {
  $set: { creates: true, apply: (_, operand) => operand },
  $setOnInsert: { creates: true, apply: (_, operand) => operand },
  $unset: { creates: false, apply: () => undefined },
  $inc: {
    creates: true,
    apply: arithmetic('$inc', 'increment', (current, by) => (current ? add(current, by, 'fail') : by)),
  },
  $mul: {
    creates: true,
    apply: arithmetic('$mul', 'multiply', (current, by) => multiply(current ?? new Int32(0), by, 'fail')),
  },
  $min: {
    creates: true,
    apply: (current, operand) =>
      current === undefined || compareValues(operand, current) < 0 ? operand : current,
  },
  $max: {
    creates: true,
    apply: (current, operand) =>
      current === undefined || compareValues(operand, current) > 0 ? operand : current,
  },
  $currentDate: { creates: true, apply: currentDate },
  $push: { creates: true, apply: push },
  $addToSet: { creates: true, apply: addToSet },
  $pull: {
    creates: false,
    apply: (current, operand, context) =>
      arrayOf('$pull', current, context).filter((item) => !compilePull(operand, context.variables)(item)),
  },
  $pullAll: { creates: false, apply: pullAll },
  $pop: { creates: false, apply: pop },
  $bit: { creates: true, apply: bit },
}

function arithmetic(
  operator: string,
  verb: string,
  apply: (current: NumberValue | undefined, by: NumberValue) => NumberValue,
): Apply {
  return (current, operand, { id, path }) => {
    if (!isNumber(operand))
      throw new StoreError(14, `Cannot ${verb} with non-numeric argument: {${path}: ${typeName(operand)}}`)
    if (current !== undefined && !isNumber(current)) {
      throw new StoreError(
        14,
        `Cannot apply ${operator} to a value of non-numeric type. {_id: ${String(id)}} has the field '${path.split('.').at(-1)}' of non-numeric type ${typeName(current)}`,
      )
    }
    return apply(current, operand)
  }
}

function currentDate(_: Value, operand: Value, { variables }: OperatorContext): Value {
  const now = variables['NOW']
  const type = isDoc(operand) ? operand['$type'] : operand === true || operand === false ? 'date' : undefined
  if (type === 'date') return now
  if (type === 'timestamp' && now instanceof Date)
    return new Timestamp({ t: Math.floor(now.getTime() / 1000), i: 1 })
  throw badValue("The '$type' string field is required to be 'date' or 'timestamp'")
}

function arrayOf(operator: string, current: Value, { path, id }: OperatorContext): readonly Value[] {
  if (current === undefined) return []
  if (!isArray(current))
    throw new StoreError(
      2,
      `The field '${path}' must be an array but is of type ${typeName(current)} in document {_id: ${String(id)}} (${operator})`,
    )
  return current
}

const PUSH_MODIFIERS = new Set(['$each', '$slice', '$sort', '$position'])

function push(current: Value, operand: Value, context: OperatorContext): Value {
  const items = [...arrayOf('$push', current, context)]
  if (!isDoc(operand) || !hasField(operand, '$each')) return [...items, operand]
  for (const name of Object.keys(operand))
    if (!PUSH_MODIFIERS.has(name)) throw badValue(`Unrecognized clause in $push: ${name}`)
  const added = eachOf('$push', operand)
  const position = wholeNumber(operand['$position'], '$position')
  if (position === undefined) items.push(...added)
  else items.splice(position < 0 ? Math.max(items.length + position, 0) : position, 0, ...added)
  const sort = operand['$sort']
  if (sort !== undefined) items.sort(arrayOrder(sort))
  const slice = wholeNumber(operand['$slice'], '$slice')
  if (slice === undefined) return items
  return slice < 0 ? items.slice(slice) : items.slice(0, slice)
}

function wholeNumber(value: Value, name: string): number | undefined {
  if (value === undefined) return undefined
  const number = asNumber(value)
  if (number === undefined || !Number.isInteger(number))
    throw badValue(`The value for ${name} must be an integer value`)
  return number
}

function eachOf(operator: string, operand: Doc): readonly Value[] {
  const each = operand['$each']
  if (!isArray(each))
    throw new StoreError(
      14,
      `The argument to $each in ${operator} must be an array but it was of type: ${typeName(each)}`,
    )
  return each
}

function addToSet(current: Value, operand: Value, context: OperatorContext): Value {
  const items = [...arrayOf('$addToSet', current, context)]
  const each = isDoc(operand) && Object.keys(operand)[0] === '$each'
  if (each && Object.keys(operand).length > 1)
    throw badValue('Found unexpected fields after $each in $addToSet')
  for (const item of each ? eachOf('$addToSet', operand) : [operand])
    if (!items.some((existing) => valuesEqual(existing, item))) items.push(item)
  return items
}

function pullAll(current: Value, operand: Value, context: OperatorContext): Value {
  if (!isArray(operand)) throw badValue('$pullAll requires an array argument')
  return arrayOf('$pullAll', current, context).filter(
    (item) => !operand.some((unwanted) => valuesEqual(item, unwanted)),
  )
}

function pop(current: Value, operand: Value, context: OperatorContext): Value {
  const side = asNumber(operand)
  if (side !== 1 && side !== -1) throw new StoreError(9, '$pop expects 1 or -1')
  if (current !== undefined && !isArray(current))
    throw new StoreError(
      14,
      `Path '${context.path}' contains an element of non-array type '${typeName(current)}'`,
    )
  return side === 1
    ? arrayOf('$pop', current, context).slice(0, -1)
    : arrayOf('$pop', current, context).slice(1)
}

const BITWISE: Readonly<Record<string, (a: bigint, b: bigint) => bigint>> = {
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
}

function isWhole(value: Value): value is Int32 | Long {
  return bsonType(value) === 'Int32' || bsonType(value) === 'Long'
}

function bit(current: Value, operand: Value): Value {
  if (!isDoc(operand) || Object.keys(operand).length === 0)
    throw badValue('$bit needs a document such as {and: 5}')
  let value: Value = current ?? new Int32(0)
  for (const [name, mask] of Object.entries(operand)) {
    const apply = Object.hasOwn(BITWISE, name) ? BITWISE[name] : undefined
    if (!apply) throw badValue(`The $bit modifier only supports 'and', 'or', and 'xor', not '${name}'`)
    if (!isWhole(value) || !isWhole(mask)) throw badValue('Cannot apply $bit to a value of non-integral type')
    const result = apply(toBigInt(value), toBigInt(mask))
    value =
      bsonType(value) === 'Long' || bsonType(mask) === 'Long'
        ? Long.fromBigInt(result)
        : new Int32(Number(result))
  }
  return value
}
