import { groupKey } from '../bson/group-key.ts'
import { sizeOf } from '../bson/size.ts'
import { type Doc, hasField, isDoc, setField, type Value } from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import type { Accumulator } from '../expressions/accumulators.ts'
import { compileExpression, type Expression } from '../expressions/compile.ts'
import type { Scope } from '../expressions/scope.ts'
import { type AccumulatorPlan, compileAccumulator, scopeOfId } from './accumulators.ts'
import { Memory } from './memory.ts'
import type { CompileStage } from './stage.ts'

interface Column {
  readonly name: string
  readonly plan: AccumulatorPlan
}

interface Group {
  readonly id: Value
  readonly states: readonly Accumulator[]
}

/** What a group costs besides its key and its values. */
const GROUP_BYTES = 160
const STATE_BYTES = 72

export const compileGroup: CompileStage = (spec, { variables }) => {
  if (!isDoc(spec)) throw new StoreError(15947, "a group's fields must be specified in an object")
  if (!hasField(spec, '_id')) throw new StoreError(15955, 'a group specification must include an _id')
  const id = compileId(spec['_id'])
  const columns = Object.entries(spec)
    .filter(([name]) => name !== '_id')
    .map(([name, column]) => compileColumn(name, column))
  return (input) => {
    const groups = new Groups(columns, variables)
    for (const doc of input) {
      const scope = { root: doc, variables }
      groups.add(id(scope), scope)
    }
    return groups.finish()
  }
}

/** In an `_id` of a single computed field a missing value is null, in one of several the field stays away. */
function compileId(source: Value): Expression {
  const [name, ...others] = isDoc(source) ? Object.keys(source) : []
  if (!isDoc(source) || name === undefined || name.startsWith('$') || others.length > 0)
    return compileExpression(source)
  compileExpression(source)
  const value = compileExpression(source[name])
  return (scope) => {
    const id: Doc = {}
    setField(id, name, value(scope) ?? null)
    return id
  }
}

function compileColumn(name: string, column: Value): Column {
  if (name.includes('.')) throw new StoreError(40235, `The field name '${name}' cannot contain '.'`)
  if (name.startsWith('$')) throw new StoreError(40236, `The field name '${name}' cannot be an operator name`)
  const [operator, ...others] = isDoc(column) ? Object.keys(column) : []
  if (!isDoc(column) || operator === undefined)
    throw new StoreError(40234, `The field '${name}' must be an accumulator object`)
  if (others.length > 0) throw new StoreError(40238, `The field '${name}' must specify one accumulator`)
  return { name, plan: compileAccumulator(operator, column[operator]) }
}

class Groups {
  readonly #columns: readonly Column[]
  readonly #variables: Scope['variables']
  readonly #groups = new Map<string, Group>()
  readonly #memory = new Memory(
    "Exceeded memory limit for $group, but didn't allow external sort. The embedded store never spills to disk; set MONGODB_URI to use a MongoDB server.",
  )

  constructor(columns: readonly Column[], variables: Scope['variables']) {
    this.#columns = columns
    this.#variables = variables
  }

  add(id: Value, scope: Scope): void {
    const { states } = this.#groupFor(id)
    const columns = this.#columns
    let grown = 0
    for (let index = 0; index < columns.length; index += 1)
      grown += states[index]?.add(columns[index]?.plan.value(scope)) ?? 0
    if (grown !== 0) this.#memory.add(grown)
  }

  #groupFor(id: Value): Group {
    // A missing key and a null key are one group.
    const key = groupKey(id ?? null)
    const existing = this.#groups.get(key)
    if (existing) return existing
    const scope = scopeOfId(id, this.#variables)
    const group = { id: id ?? null, states: this.#columns.map(({ plan }) => plan.create(scope)) }
    this.#memory.add(GROUP_BYTES + key.length + sizeOf(id) + STATE_BYTES * group.states.length)
    this.#groups.set(key, group)
    return group
  }

  *finish(): Generator<Doc, void, undefined> {
    for (const { id, states } of this.#groups.values()) {
      const doc: Doc = { _id: id }
      for (const [index, { name }] of this.#columns.entries())
        setField(doc, name, states[index]?.result() ?? null)
      yield doc
    }
  }
}
