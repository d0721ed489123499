import { ObjectId } from 'bson'
import { type Doc, getField, hasField, isDoc, setField, type Value } from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import type { Filter, Test } from '../query/filter.ts'
import { applyUpdate } from './apply.ts'
import type { UpdateProgram } from './compile.ts'

/** The document that an upsert inserts: what the filter says must be equal, then the update; `_id` first. */
export function upsertDocument(program: UpdateProgram, filter: Filter): Doc {
  const equalities = equalitiesOf(filter)
  const before = program.kind === 'replace' ? onlyId(equalities) : seed(equalities)
  const doc = applyUpdate(program, { before, filter, inserting: true })
  const { _id: id, ...rest } = doc
  return { _id: hasField(doc, '_id') ? id : new ObjectId(), ...rest }
}

interface Equality {
  readonly path: string
  readonly value: Value
}

/** In the order of their paths, which is the order of the fields that are made of them. */
function equalitiesOf(filter: Filter): Equality[] {
  return collect(filter).sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
}

function collect(filter: Filter): Equality[] {
  if (filter.kind === 'and' || (filter.kind === 'or' && filter.parts.length === 1))
    return filter.parts.flatMap(collect)
  return filter.kind === 'field' ? valuesOf(filter.test).map((value) => ({ path: filter.path, value })) : []
}

function valuesOf(test: Test): readonly Value[] {
  if (test.op === 'eq') return [test.value]
  if (test.op === 'all') return test.tests.flatMap(valuesOf)
  return test.op === 'in' && test.values.length === 1 && test.regexes.length === 0 ? test.values : []
}

function seed(equalities: readonly Equality[]): Doc {
  const doc: Doc = {}
  for (const [index, { path, value }] of equalities.entries()) {
    const above = equalities.slice(0, index).find((other) => `${path}.`.startsWith(`${other.path}.`))
    if (above)
      throw new StoreError(
        54,
        `cannot infer query fields to set, ${above.path === path ? `path '${path}' is matched twice` : `both paths '${path}' and '${above.path}' are matched`}`,
      )
    setPath(doc, path.split('.'), value)
  }
  return doc
}

/** A replacement takes nothing but the `_id` from the filter, and only as a whole. */
function onlyId(equalities: readonly Equality[]): Doc {
  const ids = equalities.filter(({ path }) => path === '_id' || path.startsWith('_id.'))
  const part = ids.find(({ path }) => path !== '_id')
  if (ids.length === 1 && part)
    throw new StoreError(
      111,
      `field at '_id' must be exactly specified, field at sub-path '${part.path}'found`,
    )
  return seed(ids)
}

/** Equalities never lie on each other's way, so everything above is a document made here. */
function setPath(doc: Doc, [part = '', ...rest]: readonly string[], value: Value): void {
  if (rest.length === 0) {
    setField(doc, part, value)
    return
  }
  const existing = getField(doc, part)
  const child = isDoc(existing) ? existing : {}
  setField(doc, part, child)
  setPath(child, rest, value)
}
