import { compareValues } from '../bson/compare.ts'
import { asNumber, isArray, isNumber, type Value } from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import {
  type Accumulator,
  Average,
  Best,
  Extreme,
  FirstN,
  LastN,
  StandardDeviation,
  Sum,
} from './accumulators.ts'
import { argumentsOf, namedArguments, type OperatorCall, type Operators } from './operator.ts'

/** Accumulators over the elements of an array, or over several arguments. */
export const ACCUMULATED: Operators = {
  $sum: over(() => new Sum()),
  $avg: over(() => new Average()),
  $min: over(() => new Extreme(-1)),
  $max: over(() => new Extreme(1)),
  $stdDevPop: over(() => new StandardDeviation(false)),
  $stdDevSamp: over(() => new StandardDeviation(true)),
  $firstN: some((n) => new FirstN(n)),
  $lastN: some((n) => new LastN(n)),
  $minN: some((n) => ordered(n, 1)),
  $maxN: some((n) => ordered(n, -1)),
}

function over(create: () => Accumulator): Operators[string] {
  return (call) => {
    const args = argumentsOf(call, { min: 0, max: Number.MAX_SAFE_INTEGER })
    const [only] = args
    return (scope) => {
      const value = args.length === 1 ? only?.(scope) : undefined
      // With one argument that is an array, its elements are meant.
      const values = isArray(value) ? value : args.length === 1 ? [value] : args.map((arg) => arg(scope))
      const accumulator = create()
      for (const item of values) accumulator.add(item)
      return accumulator.result()
    }
  }
}

function ordered(n: number, direction: 1 | -1): Accumulator {
  return new Best({
    n,
    compare: (a, b) => compareValues(a, b) * direction,
    finish: (values) => values,
    ignoreNull: true,
  })
}

function some(create: (n: number) => Accumulator): Operators[string] {
  return (call: OperatorCall) => {
    const fields = namedArguments(call, { required: ['n', 'input'] })
    const n = call.compile(fields['n'])
    const input = call.compile(fields['input'])
    return (scope) => {
      const list = input(scope)
      if (!isArray(list)) throw new StoreError(5788200, 'Input must be an array')
      const accumulator = create(checkedN(n(scope)))
      for (const item of list) accumulator.add(item)
      return accumulator.result()
    }
  }
}

/** The `n` of `$firstN`, `$topN` and their like. */
export function checkedN(value: Value): number {
  const n = isNumber(value) ? asNumber(value) : undefined
  if (n === undefined) throw new StoreError(5787902, `Value for 'n' must be of integral type`)
  if (!Number.isInteger(n)) throw new StoreError(5787903, `Value for 'n' must be of integral type`)
  if (n <= 0) throw new StoreError(5787908, `'n' must be greater than 0, found ${n}`)
  return n
}
