import { ObjectId } from 'bson'
import { type Doc, hasField, isDoc, setField, type Value } from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import { conjunctionOf } from '../plan/predicates.ts'
import type { Filter } from '../query/filter.ts'
import { applyUpdate } from './apply.ts'
import type { UpdateProgram } from './compile.ts'

/** The document that an upsert inserts: the filter's equalities, then the update; `_id` first. */
export function upsertDocument(program: UpdateProgram, filter: Filter): Doc {
  const seed = equalityFields(filter)
  const base = program.kind === 'replace' ? (hasField(seed, '_id') ? { _id: seed['_id'] } : {}) : seed
  const doc = applyUpdate(program, { before: base, filter, inserting: true })
  const { _id: id, ...rest } = doc
  return { _id: hasField(doc, '_id') ? id : new ObjectId(), ...rest }
}

function equalityFields(filter: Filter): Doc {
  const doc: Doc = {}
  for (const { path, test, complete } of conjunctionOf(filter).predicates) {
    if (test.op !== 'eq' || !complete) continue
    setPath(doc, path.split('.'), test.value)
  }
  return doc
}

function setPath(doc: Doc, [part = '', ...rest]: readonly string[], value: Value): void {
  if (rest.length === 0) {
    if (hasField(doc, part))
      throw new StoreError(54, `cannot infer query fields to set, path '${part}' is matched twice`)
    setField(doc, part, value)
    return
  }
  const existing = hasField(doc, part) ? doc[part] : undefined
  if (existing !== undefined && !isDoc(existing))
    throw new StoreError(54, `cannot infer query fields to set, path '${part}' is matched twice`)
  const child = existing ?? {}
  setPath(child, rest, value)
  setField(doc, part, child)
}
