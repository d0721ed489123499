import { Long } from 'bson'
import { compareValues } from '../bson/compare.ts'
import {
  asNumber,
  type Doc,
  integer,
  isArray,
  isDoc,
  isNullish,
  isNumber,
  type Value,
} from '../bson/value.ts'
import { notSupported, StoreError } from '../errors.ts'
import { divide, productOfArguments, subtract, sumOfArguments } from '../expressions/arithmetic.ts'
import { compileExpression } from '../expressions/compile.ts'
import { timeUnit, unitLength } from '../expressions/date-units.ts'
import type { Scope, Variables } from '../expressions/scope.ts'
import { compileAccumulator, isAccumulator } from './accumulators.ts'
import { type Bounds, type Order, parseBounds } from './window-bounds.ts'

/** The documents of one partition in their order, and the value of the first sort field of each. */
export interface Partition {
  readonly docs: readonly Doc[]
  readonly keys: readonly Value[]
}

/** One value for every document of a partition. */
export type WindowFunction = (partition: Partition) => Value[]

interface Call {
  readonly name: string
  readonly operand: Value
  readonly window: Value
  readonly order: Order
  readonly variables: Variables
}

const OTHERS: Readonly<Record<string, (call: Call) => WindowFunction>> = {
  $rank: (call) => compileRank(call, { gaps: true, ties: true }),
  $denseRank: (call) => compileRank(call, { gaps: false, ties: true }),
  $documentNumber: (call) => compileRank(call, { gaps: false, ties: false }),
  $shift: compileShift,
  $locf: compileLocf,
  $linearFill: compileLinearFill,
  $derivative: compileDerivative,
}
const REFUSED = new Set(['$expMovingAvg', '$integral', '$covariancePop', '$covarianceSamp'])

export function compileWindowFunction(call: Call): WindowFunction {
  const { name } = call
  if (REFUSED.has(name)) throw notSupported(`the window function ${name}`)
  const other = Object.hasOwn(OTHERS, name) ? OTHERS[name] : undefined
  if (other) return other(call)
  if (!isAccumulator(name) || name === '$mergeObjects')
    throw new StoreError(9, `Unrecognized window function, ${name}`)
  return compileAccumulated(call)
}

function compileAccumulated({ name, operand, window, order, variables }: Call): WindowFunction {
  const plan = compileAccumulator(name, operand)
  const bounds = parseBounds(window, order)
  const scope: Scope = { root: {}, variables }
  return ({ docs, keys }) => {
    const values = docs.map((root) => plan.value({ root, variables }))
    if (bounds.growing) return growing({ values, keys, bounds, create: () => plan.create(scope) })
    return values.map((_, position) => {
      const { from, to } = bounds.spanOf(position, keys)
      const accumulator = plan.create(scope)
      for (let index = from; index < to; index += 1) accumulator.add(values[index])
      return accumulator.result()
    })
  }
}

interface Growing {
  readonly values: readonly Value[]
  readonly keys: readonly Value[]
  readonly bounds: Bounds
  readonly create: () => ReturnType<ReturnType<typeof compileAccumulator>['create']>
}

/** Windows that begin where the partition does take up what the one before has summed. */
function growing({ values, keys, bounds, create }: Growing): Value[] {
  const accumulator = create()
  let taken = 0
  let result: Value
  return values.map((_, position) => {
    if (bounds.whole && position > 0) return result
    const { to } = bounds.spanOf(position, keys)
    for (; taken < to; taken += 1) accumulator.add(values[taken])
    const now = accumulator.result()
    // What the accumulator goes on filling must not change under a document that has it.
    result = isArray(now) ? [...now] : now
    return result
  })
}

function refuseWindow({ name, window }: Call, code: number): void {
  if (window !== undefined) throw new StoreError(code, `${name} does not accept a 'window' field`)
}

function compileRank(call: Call, { gaps, ties }: { gaps: boolean; ties: boolean }): WindowFunction {
  const { name, operand, order } = call
  if (call.window !== undefined || !isDoc(operand) || Object.keys(operand).length > 0)
    throw new StoreError(5371601, `${name} must be specified with '{}' as the value and without a window`)
  if (order.count !== 1)
    throw new StoreError(
      5371602,
      `${name} must be specified with a top level sortBy expression with exactly one element`,
    )
  return ({ keys }) => {
    let rank = 0
    return keys.map((key, position) => {
      const tied = ties && position > 0 && compareValues(key, keys[position - 1]) === 0
      if (!tied) rank = gaps ? position + 1 : rank + 1
      return integer(rank)
    })
  }
}

function compileShift(call: Call): WindowFunction {
  const { operand, order, variables } = call
  refuseWindow(call, 9)
  if (order.count === 0) throw new StoreError(9, "'$shift' requires a sortBy")
  if (!isDoc(operand)) throw new StoreError(9, 'Argument to $shift must be an object')
  for (const name of Object.keys(operand))
    if (!['output', 'by', 'default'].includes(name))
      throw new StoreError(9, `Unknown argument in $shift: ${name}`)
  const { output, by, default: standard = null } = operand
  const offset = isNumber(by) ? asNumber(by) : undefined
  if (output === undefined || offset === undefined || !Number.isInteger(offset))
    throw new StoreError(9, "$shift requires 'output' and an integer 'by'")
  const read = compileExpression(output)
  const fallback = compileExpression(standard)({ root: {}, variables }) ?? null
  return ({ docs }) =>
    docs.map((_, position) => {
      const root = docs[position + offset]
      return root ? (read({ root, variables }) ?? null) : fallback
    })
}

function compileLocf(call: Call): WindowFunction {
  const { operand, variables } = call
  refuseWindow(call, 9)
  const read = compileExpression(operand)
  return ({ docs }) => {
    let last: Value = null
    return docs.map((root) => {
      const value = read({ root, variables })
      if (!isNullish(value)) last = value
      return last
    })
  }
}

function compileLinearFill(call: Call): WindowFunction {
  const { operand, order, variables } = call
  refuseWindow(call, 9)
  if (order.count !== 1)
    throw new StoreError(
      605001,
      '$linearFill must be specified with a top level sortBy expression with exactly one element',
    )
  const read = compileExpression(operand)
  return ({ docs, keys }) => {
    const values = docs.map((root) => read({ root, variables }))
    checkLine(keys, values)
    return values.map((value, position) => (isNullish(value) ? between({ keys, values, position }) : value))
  }
}

function checkLine(keys: readonly Value[], values: readonly Value[]): void {
  for (const [position, key] of keys.entries()) {
    if (!isNumber(key) && !(key instanceof Date))
      throw new StoreError(605002, '$linearFill requires the sortBy field to be numeric or a date')
    if (position > 0 && key instanceof Date !== keys[0] instanceof Date)
      throw new StoreError(605002, '$linearFill: the sortBy field must be of one type')
    if (position > 0 && compareValues(key, keys[position - 1]) === 0)
      throw new StoreError(6050106, 'There can be no repeated values in the sort field')
    const value = values[position]
    if (!isNullish(value) && !isNumber(value))
      throw new StoreError(605003, '$linearFill requires the values to be numeric')
  }
}

interface Gap {
  readonly keys: readonly Value[]
  readonly values: readonly Value[]
  readonly position: number
}

function between({ keys, values, position }: Gap): Value {
  let left = position - 1
  while (left >= 0 && isNullish(values[left])) left -= 1
  let right = position + 1
  while (right < values.length && isNullish(values[right])) right += 1
  if (left < 0 || right >= values.length) return null
  const slope = divide(subtract(values[right], values[left]), subtract(keys[right], keys[left]))
  const rise = productOfArguments([subtract(keys[position], keys[left]), slope])
  return sumOfArguments([values[left], rise])
}

function compileDerivative(call: Call): WindowFunction {
  const { operand, order, window, variables } = call
  if (!isDoc(operand) || operand['input'] === undefined)
    throw new StoreError(9, "$derivative expects an object with an 'input' expression")
  for (const name of Object.keys(operand))
    if (name !== 'input' && name !== 'unit')
      throw new StoreError(9, `$derivative got unexpected argument: ${name}`)
  if (window === undefined) throw new StoreError(9, '$derivative requires explicit window bounds')
  if (order.count !== 1) throw new StoreError(9, '$derivative requires a sortBy with exactly one field')
  const { input, unit } = operand
  const length = unit === undefined ? undefined : unitLength(timeUnit(unit, 14))
  if (unit !== undefined && length === undefined)
    throw new StoreError(5490704, "unit must be 'week' or smaller")
  const read = compileExpression(input)
  const bounds = parseBounds(window, order)
  return ({ docs, keys }) =>
    docs.map((_, position) => {
      const { from, to } = bounds.spanOf(position, keys)
      const [first, last] = [docs[from], docs[to - 1]]
      if (!first || !last || to <= from) return null
      checkRun(keys[from], keys[to - 1], unit !== undefined)
      const run = subtract(keys[to - 1], keys[from])
      const rise = subtract(read({ root: last, variables }), read({ root: first, variables }))
      if (isNullish(rise)) throw new StoreError(5624903, '$derivative input must not be null or missing')
      if (asNumber(run) === 0) return null
      const slope = divide(rise, run)
      return length === undefined ? slope : productOfArguments([slope, Long.fromNumber(length)])
    })
}

function checkRun(left: Value, right: Value, withUnit: boolean): void {
  const dates = left instanceof Date && right instanceof Date
  if (withUnit && !dates)
    throw new StoreError(5624900, "$derivative with 'unit' expects the sortBy field to be a Date")
  if (withUnit) return
  if (left instanceof Date || right instanceof Date)
    throw new StoreError(5624901, "$derivative where the sortBy is a Date requires an 'unit'")
  if (!isNumber(left) || !isNumber(right))
    throw new StoreError(5624902, "$derivative (with no 'unit') expects the sortBy field to be numeric")
}
