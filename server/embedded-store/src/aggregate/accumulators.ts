import { compareValues } from '../bson/compare.ts'
import { type Doc, isDoc, type Value } from '../bson/value.ts'
import { notSupported, StoreError } from '../errors.ts'
import { checkedN } from '../expressions/accumulated.ts'
import {
  type Accumulator,
  AddToSet,
  Average,
  Best,
  Count,
  Extreme,
  First,
  FirstN,
  Last,
  LastN,
  MergeObjects,
  Push,
  StandardDeviation,
  Sum,
} from '../expressions/accumulators.ts'
import { compileExpression, type Expression } from '../expressions/compile.ts'
import type { Scope } from '../expressions/scope.ts'
import { sortKey } from '../storage/index-keys.ts'
import { parseFields } from '../storage/sort-fields.ts'

/** An accumulator as a stage names it: what it takes of each document, and how a new one is begun. */
export interface AccumulatorPlan {
  readonly value: Expression
  /** `scope` is the group's `_id`, of which the `n` of `$firstN` and its like may speak. */
  readonly create: (scope: Scope) => Accumulator
}

type Compile = (name: string, operand: Value) => AccumulatorPlan

const PLANS: Readonly<Record<string, Compile>> = {
  $sum: plain(() => new Sum()),
  $avg: plain(() => new Average()),
  $min: plain(() => new Extreme(-1)),
  $max: plain(() => new Extreme(1)),
  $first: plain(() => new First()),
  $last: plain(() => new Last()),
  $push: plain(() => new Push()),
  $addToSet: plain(() => new AddToSet()),
  $mergeObjects: plain(() => new MergeObjects()),
  $stdDevPop: plain(() => new StandardDeviation(false)),
  $stdDevSamp: plain(() => new StandardDeviation(true)),
  $count: (_, operand) => {
    if (!isDoc(operand) || Object.keys(operand).length > 0)
      throw new StoreError(9, '$count takes no arguments, i.e. $count:{}')
    return { value: () => null, create: () => new Count() }
  },
  $firstN: counted((n) => new FirstN(n)),
  $lastN: counted((n) => new LastN(n)),
  $minN: counted((n) => bestOf(n, 1)),
  $maxN: counted((n) => bestOf(n, -1)),
  $top: ordered({ many: false, reverse: false }),
  $topN: ordered({ many: true, reverse: false }),
  $bottom: ordered({ many: false, reverse: true }),
  $bottomN: ordered({ many: true, reverse: true }),
}

/** MongoDB has these; the first two run JavaScript, the others answer approximately in a way of their own. */
const REFUSED = new Set(['$accumulator', '$function', '$percentile', '$median'])

export function isAccumulator(name: string): boolean {
  return Object.hasOwn(PLANS, name) || REFUSED.has(name)
}

/** @throws 15952 for a name that is no accumulator */
export function compileAccumulator(name: string, operand: Value): AccumulatorPlan {
  if (REFUSED.has(name)) throw notSupported(`the accumulator ${name}`)
  const compile = Object.hasOwn(PLANS, name) ? PLANS[name] : undefined
  if (!compile) throw new StoreError(15952, `unknown group operator '${name}'`)
  return compile(name, operand)
}

function plain(create: () => Accumulator): Compile {
  return (name, operand) => {
    if (Array.isArray(operand)) throw new StoreError(40237, `The ${name} accumulator is a unary operator`)
    return { value: compileExpression(operand), create }
  }
}

function bestOf(n: number, direction: 1 | -1): Accumulator {
  return new Best({
    n,
    compare: (a, b) => compareValues(a, b) * direction,
    finish: (values) => values,
    ignoreNull: true,
  })
}

const NOTHING: Doc = {}

function counted(create: (n: number) => Accumulator): Compile {
  return (name, operand) => {
    const spec = specOf(name, operand, ['input', 'n'])
    const n = compileExpression(spec['n'])
    return { value: compileExpression(spec['input']), create: (scope) => create(checkedN(n(scope))) }
  }
}

function specOf(name: string, operand: Value, fields: readonly string[]): Doc {
  if (!isDoc(operand))
    throw new StoreError(5787900, `specification must be an object; found ${name}: ${String(operand)}`)
  for (const key of Object.keys(operand))
    if (!fields.includes(key)) throw new StoreError(5787901, `Unknown argument for 'n' operator: ${key}`)
  if (!Object.hasOwn(operand, 'n') && fields.includes('n'))
    throw new StoreError(5787906, `Missing value for 'n'`)
  for (const field of fields)
    if (!Object.hasOwn(operand, field)) throw new StoreError(5787907, `Missing value for '${field}'`)
  return operand
}

/** `$bottom` is the last in the order, so the last n are kept and given in the order itself. */
function ordered({ many, reverse }: { many: boolean; reverse: boolean }): Compile {
  return (name, operand) => {
    const spec = specOf(name, operand, many ? ['output', 'sortBy', 'n'] : ['output', 'sortBy'])
    if (!isDoc(spec['sortBy'])) throw new StoreError(10065, "expected 'sortBy' to already be an object")
    const fields = parseFields(spec['sortBy'])
    const output = compileExpression(spec['output'])
    const n = compileExpression(spec['n'])
    const direction = reverse ? -1 : 1
    const finish = (values: readonly Value[]): Value => {
      if (!many) return values[0] ?? null
      return reverse ? [...values].reverse() : values
    }
    return {
      value: (scope) => [sortKey(scope.root, fields).toString('latin1'), output(scope) ?? null],
      create: (scope) =>
        new Best({
          n: many ? checkedN(n(scope)) : 1,
          compare: (a, b) => compareKeys(a, b) * direction,
          finish,
          ignoreNull: false,
          reverse,
        }),
    }
  }
}

/** Keys are bytes written as Latin-1, whose order is that of the texts. */
function compareKeys(a: Value, b: Value): number {
  if (a === b) return 0
  return String(a) < String(b) ? -1 : 1
}

/** The scope in which the `n` of a group is evaluated: the fields of its `_id`. */
export function scopeOfId(id: Value, variables: Scope['variables']): Scope {
  return { root: isDoc(id) ? id : NOTHING, variables }
}
