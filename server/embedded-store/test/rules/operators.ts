import { bits, calculate, isNumber, isWhole } from './arithmetic.ts'
import { compare, equal } from './compare.ts'
import { isOperators, matches } from './filter.ts'
import { Refusal } from './refusal.ts'
import { type ArrayValue, arr, doc, type Field, fieldOf, nil, obj, type Value } from './values.ts'

/**
 * What an update operator makes of one field. `undefined` for the old value is a missing field; `undefined` as the
 * answer removes it; `leave` keeps all as it is. Arguments are checked before any document is looked at.
 */
export const leave = Symbol('leave')
export type Change = (old: Value | undefined, inserting: boolean) => Value | undefined | typeof leave
export interface Operator {
  change: Change
  /** Whether a missing field is made. */
  creates: boolean
  /** Whether a path through something that holds no fields is simply nothing to do. */
  passes?: boolean
}

const bad = (message: string): Refusal => new Refusal(2, message)

export function operator(name: string, operand: Value): Operator {
  switch (name) {
    case '$set':
      return { creates: true, change: () => operand }
    case '$setOnInsert':
      return { creates: true, change: (_, inserting) => (inserting ? operand : leave) }
    case '$unset':
      return { creates: false, passes: true, change: () => undefined }
    case '$inc':
    case '$mul':
      return { creates: true, change: arithmetic(name, operand) }
    case '$min':
    case '$max':
      return {
        creates: true,
        change: (old) =>
          old === undefined || compare(operand, old) * (name === '$min' ? -1 : 1) > 0 ? operand : leave,
      }
    case '$push':
      return { creates: true, change: push(operand) }
    case '$addToSet':
      return { creates: true, change: addToSet(operand) }
    case '$pull':
      return { creates: false, change: cull(pullTest(operand)) }
    case '$pullAll': {
      if (operand.t !== 'array') throw bad('$pullAll requires an array argument')
      return { creates: false, change: cull((item) => operand.items.some((value) => equal(item, value))) }
    }
    case '$pop':
      return { creates: false, change: pop(operand) }
    case '$bit':
      return { creates: true, change: bitwise(operand) }
    default:
      throw new Refusal(9, `Unknown modifier: ${name}`)
  }
}

function arithmetic(name: '$inc' | '$mul', operand: Value): Change {
  if (!isNumber(operand)) throw new Refusal(14, `${name} with a non-numeric argument`)
  return (old) => {
    if (old === undefined) return name === '$inc' ? operand : calculate(name, { t: 'int', n: 0n }, operand)
    if (!isNumber(old)) throw new Refusal(14, `${name} on a value of non-numeric type`)
    return calculate(name, old, operand)
  }
}

function items(old: Value | undefined, code = 2): Value[] {
  if (old === undefined) return []
  if (old.t !== 'array') throw new Refusal(code, 'must be an array')
  return old.items
}

interface Modifiers {
  each: Value[]
  position: number
  slice: number
  sort: ((left: Value, right: Value) => number) | undefined
}

function push(operand: Value): Change {
  const { each, position, slice, sort } = modifiers(operand)
  return (old) => {
    const list = [...items(old)]
    const at = position < 0 ? Math.max(0, list.length + position) : Math.min(position, list.length)
    list.splice(at, 0, ...each)
    if (sort !== undefined) list.sort(sort)
    if (slice === 0) return arr()
    return arr(...(slice < 0 ? list.slice(slice) : list.slice(0, slice)))
  }
}

function modifiers(operand: Value): Modifiers {
  const each = fieldOf(operand, '$each')
  if (each === undefined || operand.t !== 'object')
    return { each: [operand], position: Infinity, slice: Infinity, sort: undefined }
  for (const [name] of operand.fields)
    if (!['$each', '$slice', '$sort', '$position'].includes(name))
      throw bad(`Unrecognized clause in $push: ${name}`)
  if (each.t !== 'array') throw bad('$each must be an array')
  const sort = fieldOf(operand, '$sort')
  return {
    each: each.items,
    slice: whole(fieldOf(operand, '$slice')),
    sort: sort === undefined ? undefined : order(sort),
    position: whole(fieldOf(operand, '$position')),
  }
}

function whole(value: Value | undefined): number {
  if (value === undefined) return Infinity
  if (value.t === 'int' || value.t === 'long') return Number(value.n)
  if (value.t === 'double' && Number.isInteger(value.n)) return value.n
  throw bad('must be an integer value')
}

function direction(value: Value): number {
  const number =
    value.t === 'int' || value.t === 'long' ? Number(value.n) : value.t === 'double' ? value.n : 0
  if (number !== 1 && number !== -1) throw bad('The $sort element value must be either 1 or -1')
  return number
}

/** By the whole element, or by fields of it: what has no such field is sorted as null. */
function order(pattern: Value): (left: Value, right: Value) => number {
  if (pattern.t !== 'object') {
    const way = direction(pattern)
    return (left, right) => compare(left, right) * way
  }
  if (pattern.fields.length === 0) throw bad('The $sort pattern is empty')
  const keys = pattern.fields.map(([path, way]) => ({ parts: path.split('.'), way: direction(way) }))
  return (left, right) => {
    for (const { parts, way } of keys) {
      const result = compare(at(left, parts), at(right, parts)) * way
      if (result !== 0) return result
    }
    return 0
  }
}

function at(element: Value, parts: string[]): Value {
  let value: Value | undefined = element
  for (const part of parts) value = fieldOf(value, part)
  return value ?? nil
}

function addToSet(operand: Value): Change {
  const each = fieldOf(operand, '$each')
  const isEach = operand.t === 'object' && operand.fields[0]?.[0] === '$each'
  if (isEach && each?.t !== 'array')
    throw new Refusal(14, 'The argument to $each in $addToSet must be an array')
  if (isEach && (operand as { fields: Field[] }).fields.length > 1)
    throw bad('Found unexpected fields after $each')
  const wanted = isEach ? (each as ArrayValue).items : [operand]
  return (old) => {
    const list = [...items(old)]
    for (const value of wanted) if (!list.some((item) => equal(item, value))) list.push(value)
    return arr(...list)
  }
}

function cull(test: (item: Value) => boolean): Change {
  return (old) => (old === undefined ? leave : arr(...items(old).filter((item) => !test(item))))
}

/** A document is a query on the elements that are documents; operators and patterns meet each element as a field. */
function pullTest(operand: Value): (item: Value) => boolean {
  if (operand.t === 'regex' || (isOperators(operand) && !combines(operand))) {
    matches(obj(), obj(['', operand]))
    return (item) => matches(obj(['', item]), obj(['', operand]))
  }
  if (operand.t !== 'object') return (item) => equal(item, operand)
  matches(doc({}), operand)
  return (item) => item.t === 'object' && matches(item, operand)
}

function combines(operand: Value): boolean {
  return ['$and', '$or', '$nor'].some((name) => fieldOf(operand, name) !== undefined)
}

function pop(operand: Value): Change {
  if (!isNumber(operand)) throw new Refusal(9, 'Expected a number')
  const end = whole9(operand)
  if (end !== 1 && end !== -1) throw new Refusal(9, '$pop expects 1 or -1')
  return (old) => {
    if (old === undefined) return leave
    const list = items(old, 14)
    return arr(...(end === 1 ? list.slice(0, -1) : list.slice(1)))
  }
}

function whole9(value: Value): number {
  try {
    return whole(value)
  } catch {
    throw new Refusal(9, 'Expected an integer')
  }
}

function bitwise(operand: Value): Change {
  if (operand.t !== 'object') throw bad('The $bit modifier is not compatible with this type')
  if (operand.fields.length === 0) throw bad('You must pass in at least one bitwise operation')
  for (const [name, value] of operand.fields) {
    if (!['and', 'or', 'xor'].includes(name)) throw bad(`$bit knows no ${name}`)
    if (value.t !== 'int' && value.t !== 'long') throw bad('$bit needs an integer')
  }
  return (old = { t: 'int', n: 0n }) => {
    if (old.t !== 'int' && old.t !== 'long') throw bad('Cannot apply $bit to a value of non-integral type')
    return operand.fields.reduce<Value>((value, [name, mask]) => {
      if (!isWhole(value) || !isWhole(mask)) throw bad('no integers')
      const t = value.t === 'long' || mask.t === 'long' ? 'long' : 'int'
      return { t, n: bits(name, value.n, mask.n) }
    }, old)
  }
}
