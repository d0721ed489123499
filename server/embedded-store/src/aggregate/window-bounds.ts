import { add } from '../bson/arithmetic.ts'
import { compareValues } from '../bson/compare.ts'
import { asNumber, isArray, isDoc, isNumber, type Value } from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import { shiftDate, timeUnit } from '../expressions/date-units.ts'

/** From the first position up to before the last. */
export interface Span {
  readonly from: number
  readonly to: number
}

export interface Bounds {
  readonly spanOf: (position: number, keys: readonly Value[]) => Span
  /** The lower bound is the partition's beginning, so that each window only adds to the one before. */
  readonly growing: boolean
  /** Every window is the whole partition. */
  readonly whole: boolean
}

export const WHOLE: Bounds = {
  spanOf: (_, keys) => ({ from: 0, to: keys.length }),
  growing: true,
  whole: true,
}

type Bound = 'unbounded' | 'current' | Value

export interface Order {
  readonly count: number
  readonly ascending: boolean
}

/** Reads the `window` of one output; without one it is the whole partition. */
export function parseBounds(window: Value, order: Order): Bounds {
  if (window === undefined) return WHOLE
  if (!isDoc(window)) throw new StoreError(9, "'window' field must be an object")
  for (const name of Object.keys(window))
    if (!['documents', 'range', 'unit'].includes(name))
      throw new StoreError(
        9,
        `'window' field can only contain 'documents' or 'range' and 'unit', not ${name}`,
      )
  const { documents, range, unit } = window
  if (documents !== undefined && range !== undefined)
    throw new StoreError(9, "Window bounds can specify either 'documents' or 'range', not both.")
  if (documents !== undefined) {
    if (unit !== undefined)
      throw new StoreError(9, "Window bounds can only specify 'unit' with range-based bounds.")
    return documentBounds(documents, order)
  }
  if (range === undefined) {
    if (unit !== undefined)
      throw new StoreError(9, "Window bounds can only specify 'unit' with range-based bounds.")
    return WHOLE
  }
  return rangeBounds(range, unit, order)
}

function pairOf(value: Value): readonly [Bound, Bound] {
  if (!isArray(value) || value.length !== 2)
    throw new StoreError(9, 'Window bounds must be a 2-element array')
  const [low, high] = value
  for (const bound of value)
    if (typeof bound === 'string' && bound !== 'unbounded' && bound !== 'current')
      throw new StoreError(9, "Window bounds must be 'unbounded', 'current', or a number.")
  return [low, high]
}

function documentBounds(value: Value, order: Order): Bounds {
  const [low, high] = pairOf(value)
  const [from, to] = [offsetOf(low, Number.NEGATIVE_INFINITY), offsetOf(high, Number.POSITIVE_INFINITY)]
  if (from > to) throw new StoreError(5339900, 'Lower bound must not exceed upper bound')
  const whole = from === Number.NEGATIVE_INFINITY && to === Number.POSITIVE_INFINITY
  if (!whole && order.count === 0) throw new StoreError(5339901, 'Document-based bounds require a sortBy')
  return {
    spanOf: (position, { length }) => ({
      from: Math.min(Math.max(position + from, 0), length),
      to: Math.max(Math.min(position + to + 1, length), 0),
    }),
    growing: from === Number.NEGATIVE_INFINITY,
    whole,
  }
}

function offsetOf(bound: Bound, unbounded: number): number {
  if (bound === 'unbounded') return unbounded
  if (bound === 'current') return 0
  const number = isNumber(bound) ? asNumber(bound) : undefined
  if (number === undefined || !Number.isInteger(number))
    throw new StoreError(9, 'Numeric document-based bounds must be an integer')
  return number
}

function rangeBounds(value: Value, unit: Value, order: Order): Bounds {
  const [low, high] = pairOf(value)
  const name = unit === undefined ? undefined : timeUnit(unit, 14)
  if (order.count !== 1) throw new StoreError(5339902, 'Range-based bounds require sortBy a single field')
  if (!order.ascending) throw new StoreError(8947401, 'Range-based bounds require an ascending sortBy')
  for (const bound of [low, high]) checkRangeBound(bound, name)
  const least = low === 'unbounded' ? undefined : low
  const most = high === 'unbounded' ? undefined : high
  return {
    spanOf: (position, keys) => {
      const at = checkedKey(keys[position], name)
      const from = least === undefined ? 0 : firstAtLeast(keys, moved(at, least, name), 0)
      const to = most === undefined ? keys.length : firstAtLeast(keys, moved(at, most, name), 1)
      return { from, to: Math.max(from, to) }
    },
    growing: least === undefined,
    whole: least === undefined && most === undefined,
  }
}

function checkRangeBound(bound: Bound, unit: string | undefined): void {
  if (typeof bound === 'string') return
  const number = isNumber(bound) ? asNumber(bound) : undefined
  if (number === undefined) throw new StoreError(9, 'Range-based bounds expression must be a number')
  if (unit !== undefined && !Number.isInteger(number))
    throw new StoreError(9, 'With unit, range-based bounds must be an integer')
}

function checkedKey(key: Value, unit: string | undefined): Value {
  if (unit === undefined && !isNumber(key))
    throw new StoreError(5429414, 'Invalid range: Expected the sortBy field to be a number')
  if (unit !== undefined && !(key instanceof Date))
    throw new StoreError(5429513, 'Invalid range: Expected the sortBy field to be a Date')
  return key
}

function moved(key: Value, by: Bound, unit: string | undefined): Value {
  if (by === 'current') return key
  if (key instanceof Date && unit !== undefined)
    return shiftDate(key, { unit, by: asNumber(by as Value) ?? 0, timezone: 'UTC' })
  return isNumber(key) && isNumber(by as Value) ? add(key, by as typeof key) : key
}

/** The first position whose key is not below the bound, or (1) is above it. */
function firstAtLeast(keys: readonly Value[], bound: Value, above: 0 | 1): number {
  let [low, high] = [0, keys.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (compareValues(keys[middle], bound) < above) low = middle + 1
    else high = middle
  }
  return low
}
