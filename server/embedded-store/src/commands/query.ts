import { encode } from '../bson/encode.ts'
import { type Doc, isDoc, isNullish, type Value } from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import type { Variables } from '../expressions/scope.ts'
import { type Execution, execute, type Found } from '../plan/execute.ts'
import { choosePlan } from '../plan/planner.ts'
import { compileFilter, type Filter } from '../query/filter.ts'
import type { Collection } from '../storage/collection.ts'
import type { IndexField } from '../storage/index-keys.ts'
import { parseFields } from '../storage/sort-fields.ts'
import type { Store } from './context.ts'
import type { Deadline } from './deadline.ts'

export interface QuerySpec {
  readonly filter: Filter
  readonly sort?: readonly IndexField[]
  readonly skip?: number
  readonly limit?: number
  readonly hint?: Value
  readonly deadline?: Deadline | undefined
  /** The only fields that anyone will look at; undefined for all. */
  readonly fields?: ReadonlySet<string> | undefined
}

export function prepare(store: Store, collection: Collection, spec: QuerySpec): Execution {
  const { filter, sort = [], skip = 0, limit = 0, hint, deadline, fields } = spec
  const plan = choosePlan(collection, { filter, sort, hint })
  return { env: store.env, collection, plan, filter, sort, skip, limit, deadline, fields }
}

export function run(
  store: Store,
  collection: Collection,
  spec: QuerySpec,
): Generator<Found, void, undefined> {
  return execute(prepare(store, collection, spec))
}

export function filterOf(value: Value, variables: Variables): Filter {
  if (isNullish(value)) return { kind: 'and', parts: [] }
  if (!isDoc(value)) throw new StoreError(14, 'Expected field filter to be of type object')
  return compileFilter(value, variables)
}

/** A `$natural` sort is the order of a scan. */
export function sortOf(value: Value): { sort: readonly IndexField[]; natural: Doc | undefined } {
  if (isNullish(value)) return { sort: [], natural: undefined }
  if (!isDoc(value)) throw new StoreError(14, 'Expected field sort to be of type object')
  if (Object.hasOwn(value, '$natural')) return { sort: [], natural: value }
  return { sort: parseFields(value), natural: undefined }
}

export function* encoded(docs: Iterable<Doc>): Generator<Buffer, void, undefined> {
  for (const doc of docs) yield encode(doc)
}
