import { Int32 } from 'bson'
import { compareValues, valuesEqual } from '../bson/compare.ts'
import { encodeKey } from '../bson/key.ts'
import { asNumber, type Doc, int, isArray, isDoc, isNullish, isTruthy, type Value } from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import { sortKey } from '../storage/index-keys.ts'
import { parseFields } from '../storage/sort-fields.ts'
import { ANY_COUNT, eager, namedArguments, type OperatorCall, type Operators, unary } from './operator.ts'
import type { Expression } from './scope.ts'

export const ARRAYS: Operators = {
  $arrayElemAt: eager({ min: 2, max: 2 }, ([list, position]) => elementAt(list, position)),
  $first: unary((list) => elementAt(list, int(0))),
  $last: unary((list) => elementAt(list, int(-1))),
  $concatArrays: eager(ANY_COUNT, (args) => {
    if (args.some(isNullish)) return null
    return args.flatMap((arg) => array('$concatArrays', arg))
  }),
  $size: unary((list) => int(array('$size', list).length)),
  $isArray: unary((value) => isArray(value)),
  $in: eager({ min: 2, max: 2 }, ([wanted, list]) =>
    array('$in', list).some((item) => valuesEqual(item, wanted)),
  ),
  $indexOfArray: eager({ min: 2, max: 4 }, indexOfArray),
  $slice: eager({ min: 2, max: 3 }, slice),
  $reverseArray: unary((list) => (isNullish(list) ? null : [...array('$reverseArray', list)].reverse())),
  $range: eager({ min: 2, max: 3 }, range),
  $sortArray: compileSortArray,
  $setUnion: eager(ANY_COUNT, (args) =>
    args.some(isNullish) ? null : distinct(args.flatMap((arg) => array('$setUnion', arg))),
  ),
  $setIntersection: eager(ANY_COUNT, (args) => {
    if (args.some(isNullish)) return null
    const [first = [], ...rest] = args.map((arg) => array('$setIntersection', arg))
    return distinct(first.filter((item) => rest.every((list) => contains(list, item))))
  }),
  $setDifference: eager({ min: 2, max: 2 }, ([a, b]) => {
    if (isNullish(a) || isNullish(b)) return null
    const excluded = array('$setDifference', b)
    return unique(array('$setDifference', a).filter((item) => !contains(excluded, item)))
  }),
  $setEquals: eager({ min: 2, max: ANY_COUNT.max }, (args) => {
    const [first = [], ...rest] = args.map((arg) => array('$setEquals', arg))
    return rest.every(
      (list) => first.every((item) => contains(list, item)) && list.every((item) => contains(first, item)),
    )
  }),
  $setIsSubset: eager({ min: 2, max: 2 }, ([a, b]) => {
    const whole = array('$setIsSubset', b)
    return array('$setIsSubset', a).every((item) => contains(whole, item))
  }),
  $anyElementTrue: unary((list) => array('$anyElementTrue', list).some(isTruthy)),
  $allElementsTrue: unary((list) => array('$allElementsTrue', list).every(isTruthy)),
}

function array(operator: string, value: Value): readonly Value[] {
  if (!isArray(value)) throw new StoreError(17124, `The argument to ${operator} must be an array`)
  return value
}

function contains(list: readonly Value[], wanted: Value): boolean {
  return list.some((item) => valuesEqual(item, wanted))
}

/** Sets come out in the order of values, which is the order that MongoDB gives them. */
function distinct(list: readonly Value[]): Value[] {
  return unique(list).sort(compareValues)
}

export function unique(list: readonly Value[]): Value[] {
  const seen = new Map<string, Value>()
  for (const item of list) {
    const key = encodeKey(item).toString('latin1')
    if (!seen.has(key)) seen.set(key, item)
  }
  return [...seen.values()]
}

function whole(operator: string, value: Value): number {
  const number = asNumber(value)
  if (number === undefined || !Number.isInteger(number))
    throw new StoreError(28690, `${operator} needs whole numbers`)
  return number
}

function elementAt(list: Value, position: Value): Value {
  if (isNullish(list) || isNullish(position)) return null
  return array('$arrayElemAt', list).at(whole('$arrayElemAt', position))
}

function indexOfArray([list, wanted, from, to]: readonly Value[]): Value {
  if (isNullish(list)) return null
  const items = array('$indexOfArray', list)
  const start = from === undefined ? 0 : whole('$indexOfArray', from)
  const end = to === undefined ? items.length : whole('$indexOfArray', to)
  for (let index = start; index < Math.min(end, items.length); index += 1)
    if (valuesEqual(items[index], wanted)) return int(index)
  return int(-1)
}

function slice([list, first, second]: readonly Value[]): Value {
  if (isNullish(list) || isNullish(first)) return null
  const items = array('$slice', list)
  const count = whole('$slice', first)
  if (second === undefined) return count >= 0 ? items.slice(0, count) : items.slice(count)
  if (isNullish(second)) return null
  const length = whole('$slice', second)
  if (length <= 0) throw new StoreError(28729, 'the third argument to $slice must be positive')
  const start = count < 0 ? Math.max(items.length + count, 0) : count
  return items.slice(start, start + length)
}

const MAX_RANGE = 1_000_000

function range([from, to, by]: readonly Value[]): Value {
  const start = whole('$range', from)
  const end = whole('$range', to)
  const step = by === undefined ? 1 : whole('$range', by)
  if (step === 0) throw new StoreError(34449, '$range requires a non-zero step value')
  const count = Math.max(0, Math.ceil((end - start) / step))
  if (count > MAX_RANGE) throw new StoreError(292, '$range is too long')
  return Array.from({ length: count }, (_, index) => new Int32(start + index * step))
}

function compileSortArray(call: OperatorCall): Expression {
  const fields = namedArguments(call, { required: ['input', 'sortBy'] })
  const input = call.compile(fields['input'])
  const order = arrayOrder(fields['sortBy'])
  return (scope) => {
    const list = input(scope)
    return isNullish(list) ? null : [...array('$sortArray', list)].sort(order)
  }
}

/** The order of array elements by a direction (whole elements) or by a sort pattern (their fields). */
export function arrayOrder(by: Value): (a: Value, b: Value) => number {
  if (!isDoc(by)) {
    const direction = asNumber(by)
    if (direction !== 1 && direction !== -1) throw new StoreError(2, 'The sort direction must be 1 or -1')
    return (a, b) => compareValues(a, b) * direction
  }
  const fields = parseFields(by)
  const keyOf = (value: Value): Buffer => sortKey(isDoc(value) ? value : ({} satisfies Doc), fields)
  return (a, b) => keyOf(a).compare(keyOf(b))
}
