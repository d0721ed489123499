import { Int32 } from 'bson'
import { valuesEqual } from '../bson/compare.ts'
import { groupKey } from '../bson/group-key.ts'
import { asNumber, int, isArray, isNullish, isNumber, type Value } from '../bson/value.ts'
import { notSupported, StoreError } from '../errors.ts'
import { typeName } from '../query/type-alias.ts'
import { elementOrder } from '../update/element-order.ts'
import { ANY_COUNT, eager, namedArguments, type OperatorCall, type Operators, unary } from './operator.ts'
import type { Expression } from './scope.ts'
import { boundary } from './strings.ts'

export const ARRAYS: Operators = {
  $arrayElemAt: eager({ min: 2, max: 2 }, ([list, position]) => {
    if (isNullish(list) || isNullish(position)) return null
    return array("$arrayElemAt's first argument", list, 28689).at(
      whole(position, { numeric: 28690, integral: 28691 }),
    )
  }),
  $first: unary((list) => (isNullish(list) ? null : array("$first's argument", list, 28689)[0])),
  $last: unary((list) => (isNullish(list) ? null : array("$last's argument", list, 28689).at(-1))),
  $concatArrays: eager(ANY_COUNT, (args) => {
    const all: Value[] = []
    for (const arg of args) {
      if (isNullish(arg)) return null
      for (const item of array('the argument of $concatArrays', arg, 28664)) all.push(item)
    }
    return all
  }),
  $size: unary((list) => int(array('The argument to $size', list, 17124).length)),
  $isArray: unary((value) => isArray(value)),
  $in: eager({ min: 2, max: 2 }, ([wanted, list]) =>
    array('the second argument of $in', list, 40081).some((item) => valuesEqual(item, wanted)),
  ),
  $indexOfArray: eager({ min: 2, max: 4 }, indexOfArray),
  $slice: eager({ min: 2, max: 3 }, slice),
  $reverseArray: unary((list) =>
    isNullish(list) ? null : [...array('the argument of $reverseArray', list, 34435)].reverse(),
  ),
  $range: eager({ min: 2, max: 3 }, range),
  $sortArray: compileSortArray,
  $zip: compileZip,
}

function array(what: string, value: Value, code: number): readonly Value[] {
  if (!isArray(value))
    throw new StoreError(code, `${what} must be an array, but was of type: ${typeName(value)}`)
  return value
}

export function unique(list: readonly Value[]): Value[] {
  const seen = new Map<string, Value>()
  for (const item of list) {
    const key = groupKey(item)
    if (!seen.has(key)) seen.set(key, item)
  }
  return [...seen.values()]
}

interface WholeCodes {
  readonly numeric: number
  readonly integral: number
}

function whole(value: Value, { numeric, integral }: WholeCodes): number {
  const number = isNumber(value) ? asNumber(value) : undefined
  if (number === undefined)
    throw new StoreError(numeric, `a position or count must be a numeric value, but is ${typeName(value)}`)
  if (!Number.isInteger(number) || number !== (number | 0))
    throw new StoreError(integral, `a position or count must be representable as a 32-bit integer: ${number}`)
  return number
}

function indexOfArray(args: readonly Value[]): Value {
  const [list, wanted, from, to] = args
  if (isNullish(list)) return null
  const items = array('the first argument of $indexOfArray', list, 40090)
  const start = args.length > 2 ? boundary('$indexOfArray', 'starting', from) : 0
  const end = args.length > 3 ? boundary('$indexOfArray', 'ending', to) : items.length
  for (let index = start; index < Math.min(end, items.length); index += 1)
    if (valuesEqual(items[index], wanted)) return int(index)
  return int(-1)
}

function slice(args: readonly Value[]): Value {
  const [list, first, second] = args
  if (isNullish(list) || isNullish(first) || (args.length > 2 && isNullish(second))) return null
  const items = array('the first argument to $slice', list, 28724)
  const count = whole(first, { numeric: 28725, integral: 28726 })
  if (args.length === 2) return count >= 0 ? items.slice(0, count) : items.slice(count)
  const length = whole(second, { numeric: 28727, integral: 28728 })
  if (length <= 0) throw new StoreError(28729, `Third argument to $slice must be positive: ${length}`)
  const start = count < 0 ? Math.max(items.length + count, 0) : count
  return items.slice(start, start + length)
}

const MAX_RANGE = 1_000_000

function range(args: readonly Value[]): Value {
  const [from, to, by] = args
  const start = whole(from, { numeric: 34443, integral: 34444 })
  const end = whole(to, { numeric: 34445, integral: 34446 })
  const step = args.length > 2 ? whole(by, { numeric: 34447, integral: 34448 }) : 1
  if (step === 0) throw new StoreError(34449, '$range requires a non-zero step value')
  const count = Math.max(0, Math.ceil((end - start) / step))
  if (count > MAX_RANGE) throw notSupported(`$range of more than ${MAX_RANGE} numbers`)
  return Array.from({ length: count }, (_, index) => new Int32(start + index * step))
}

function compileZip(call: OperatorCall): Expression {
  const fields = namedArguments(call, { required: ['inputs'], optional: ['useLongestLength', 'defaults'] })
  const { inputs, defaults, useLongestLength: longest = false } = fields
  if (!isArray(inputs)) throw new StoreError(34461, 'inputs must be an array of expressions')
  if (inputs.length === 0) throw new StoreError(34465, '$zip requires at least one input array')
  if (typeof longest !== 'boolean') throw new StoreError(34463, 'useLongestLength must be a bool')
  if (defaults !== undefined && !isArray(defaults))
    throw new StoreError(34462, 'defaults must be an array of expressions')
  if (defaults && !longest)
    throw new StoreError(34466, 'cannot specify defaults unless useLongestLength is true')
  if (defaults && defaults.length !== inputs.length)
    throw new StoreError(34467, 'defaults and inputs must have the same length')
  const lists = inputs.map(call.compile)
  const fill = (defaults ?? inputs.map(() => null)).map(call.compile)
  return (scope) => {
    const values = lists.map((list) => list(scope))
    if (values.some(isNullish)) return null
    const arrays = values.map((value) => array('each input of $zip', value, 34468))
    const lengths = arrays.map(({ length }) => length)
    const length = longest ? Math.max(...lengths) : Math.min(...lengths)
    const standard = fill.map((value) => value(scope) ?? null)
    return Array.from({ length }, (_, at) =>
      arrays.map((items, index) => (at < items.length ? (items[at] ?? null) : (standard[index] ?? null))),
    )
  }
}

function compileSortArray(call: OperatorCall): Expression {
  const fields = namedArguments(call, { required: ['input', 'sortBy'] })
  const input = call.compile(fields['input'])
  const order = elementOrder(fields['sortBy'])
  return (scope) => {
    const list = input(scope)
    return isNullish(list) ? null : [...array('the input of $sortArray', list, 2942504)].sort(order)
  }
}
