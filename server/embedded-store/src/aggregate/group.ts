import { add } from '../bson/arithmetic.ts'
import { compareValues } from '../bson/compare.ts'
import { encodeKey } from '../bson/key.ts'
import {
  type Doc,
  hasField,
  int,
  isDoc,
  isNullish,
  isNumber,
  type NumberValue,
  setField,
  type Value,
} from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import { averageOf } from '../expressions/arithmetic.ts'
import { unique } from '../expressions/arrays.ts'
import { compileExpression, type Expression } from '../expressions/compile.ts'
import { mergeObjects } from '../expressions/objects.ts'
import type { CompileStage } from './stage.ts'

interface Accumulator {
  readonly start: () => Value
  readonly step: (state: Value, value: Value) => Value
  readonly end?: (state: Value) => Value
}

const list = (state: Value, value: Value): Value => {
  // The list belongs to this group alone, so it may grow in place: copying would cost the square of its length.
  if (Array.isArray(state) && value !== undefined) state.push(value)
  return state
}

/** Marks "nothing seen yet", which null cannot: $first keeps a null. */
const NOTHING: Doc = {}

const ACCUMULATORS: Readonly<Record<string, Accumulator>> = {
  $sum: {
    start: () => int(0),
    step: (state, value) => (isNumber(value) ? add(state as NumberValue, value) : state),
  },
  $count: { start: () => int(0), step: (state) => add(state as NumberValue, int(1)) },
  $avg: {
    start: () => [],
    step: (state, value) => (isNumber(value) ? list(state, value) : state),
    end: (state) => averageOf(Array.isArray(state) ? state : []),
  },
  $min: {
    start: () => null,
    step: (state, value) =>
      isNullish(value) || (state !== null && compareValues(value, state) >= 0) ? state : value,
  },
  $max: {
    start: () => null,
    step: (state, value) =>
      isNullish(value) || (state !== null && compareValues(value, state) <= 0) ? state : value,
  },
  $first: {
    start: () => NOTHING,
    step: (state, value) => (state === NOTHING ? (value ?? null) : state),
    end: (state) => (state === NOTHING ? null : state),
  },
  $last: { start: () => null, step: (_, value) => value ?? null },
  $push: { start: () => [], step: list },
  $addToSet: { start: () => [], step: list, end: (state) => unique(Array.isArray(state) ? state : []) },
  $mergeObjects: {
    start: () => ({}),
    step: (state, value) => (isNullish(value) ? state : mergeObjects([state, value])),
  },
}

interface Column {
  readonly name: string
  readonly accumulator: Accumulator
  readonly value: Expression
}

interface Group {
  readonly id: Value
  readonly states: Value[]
}

/** Groups that are kept at once. */
const MAX_GROUPS = 500_000

export const compileGroup: CompileStage = (spec, { variables }) => {
  if (!isDoc(spec)) throw new StoreError(15947, "a group's fields must be specified in an object")
  if (!hasField(spec, '_id')) throw new StoreError(15955, 'a group specification must include an _id')
  const id = compileExpression(spec['_id'])
  const columns = Object.entries(spec)
    .filter(([name]) => name !== '_id')
    .map(([name, column]) => compileColumn(name, column))
  return (input) => {
    const groups = new Map<string, Group>()
    for (const doc of input) {
      const scope = { root: doc, variables }
      const key = id(scope)
      addTo(groupFor(groups, key, columns), columns, (column) => column.value(scope))
    }
    return finish(groups, columns)
  }
}

function compileColumn(name: string, column: Value): Column {
  if (name.includes('.')) throw new StoreError(40235, `The field name '${name}' cannot contain '.'`)
  const [operator, ...others] = isDoc(column) ? Object.keys(column) : []
  if (!isDoc(column) || operator === undefined || others.length > 0)
    throw new StoreError(40234, `The field '${name}' must be an accumulator object`)
  const accumulator = Object.hasOwn(ACCUMULATORS, operator) ? ACCUMULATORS[operator] : undefined
  if (!accumulator) throw new StoreError(15952, `unknown group operator '${operator}'`)
  return { name, accumulator, value: compileExpression(column[operator]) }
}

function groupFor(groups: Map<string, Group>, id: Value, columns: readonly Column[]): Group {
  // A missing key and a null key are one group.
  const key = encodeKey(id ?? null).toString('latin1')
  const existing = groups.get(key)
  if (existing) return existing
  if (groups.size >= MAX_GROUPS)
    throw new StoreError(292, `$group would keep more than ${MAX_GROUPS} groups in memory`)
  const group = { id: id ?? null, states: columns.map(({ accumulator }) => accumulator.start()) }
  groups.set(key, group)
  return group
}

function addTo(group: Group, columns: readonly Column[], read: (column: Column) => Value): void {
  for (const [position, column] of columns.entries())
    group.states[position] = column.accumulator.step(group.states[position], read(column))
}

function* finish(
  groups: ReadonlyMap<string, Group>,
  columns: readonly Column[],
): Generator<Doc, void, undefined> {
  for (const { id, states } of groups.values()) {
    const doc: Doc = { _id: id }
    for (const [position, { name, accumulator }] of columns.entries()) {
      const state = states[position]
      setField(doc, name, accumulator.end ? accumulator.end(state) : state)
    }
    yield doc
  }
}
