import { valuesEqual } from '../bson/compare.ts'
import { cloneValue, encode } from '../bson/encode.ts'
import {
  type Doc,
  deleteField,
  getField,
  hasField,
  isArray,
  isDoc,
  setField,
  type Value,
} from '../bson/value.ts'
import { badValue, StoreError } from '../errors.ts'
import type { Filter } from '../query/filter.ts'
import { show } from '../storage/duplicate-key.ts'
import type { UpdateProgram } from './compile.ts'
import type { UpdateOperator } from './operators.ts'
import { childOf, isPosition } from './paths.ts'
import { type Target, targetsOf } from './targets.ts'

export interface UpdateInput {
  readonly before: Doc
  readonly filter: Filter
  readonly inserting: boolean
}

/** The document after the update; `before` stays as it is. */
export function applyUpdate(program: UpdateProgram, input: UpdateInput): Doc {
  const after = run(program, input)
  return hasField(input.before, '_id') ? keepId(input.before, after) : after
}

function run(program: UpdateProgram, input: UpdateInput): Doc {
  switch (program.kind) {
    case 'replace':
      return replace(program.document, input.before)
    case 'pipeline':
      return program.transforms.reduce((doc, transform) => transform(doc), input.before)
    case 'operators':
      return applyOperators(program, input)
  }
}

function replace(document: Doc, before: Doc): Doc {
  if (hasField(document, '_id') || !hasField(before, '_id')) return document
  return { _id: before['_id'], ...document }
}

/** `_id` never changes and stays first. */
function keepId(before: Doc, after: Doc): Doc {
  const id = before['_id']
  if (!hasField(after, '_id')) return { _id: id, ...after }
  if (!valuesEqual(after['_id'], id))
    throw new StoreError(66, "Performing an update on the path '_id' would modify the immutable field '_id'")
  if (Object.keys(after)[0] === '_id') return after
  const { _id, ...rest } = after
  return { _id: id, ...rest }
}

function applyOperators(program: Extract<UpdateProgram, { kind: 'operators' }>, input: UpdateInput): Doc {
  const { actions, arrayFilters, touched } = program
  const doc = copyOf(input.before, touched)
  for (const target of targetsOf(actions, { before: input.before, filter: input.filter, arrayFilters })) {
    const { change, path } = target.action
    if (target.error) throw target.error
    if ('from' in change) move(doc, target.parts, change.from)
    else if (change.onlyOnInsert && !input.inserting) continue
    else applyTarget(doc, target, change)
    if (target.parts[0] === '_id' && hasField(input.before, '_id')) assertSameId(input.before, doc, path)
  }
  return doc
}

/** A document whose touched fields may be changed without changing the other's. */
function copyOf(before: Doc, touched: ReadonlySet<string>): Doc {
  const copy = { ...before }
  for (const name of touched) if (hasField(copy, name)) setField(copy, name, cloneValue(getField(copy, name)))
  return copy
}

/** Even a change of nothing but the type is one. */
function assertSameId(before: Doc, after: Doc, path: string): void {
  if (encode({ _id: before['_id'] }).equals(encode({ _id: after['_id'] }))) return
  throw new StoreError(
    66,
    `Performing an update on the path '${path}' would modify the immutable field '_id'`,
  )
}

function applyTarget(doc: Doc, { action, parts }: Target, operator: UpdateOperator): void {
  const { container, rest } = descend(doc, parts)
  const current = rest.length === 1 ? childOf(container, rest[0] ?? '') : undefined
  if (current === undefined && !operator.creates) {
    if (!operator.passes) assertViable(container, rest[0] ?? '')
    return
  }
  const value = operator.apply(current, { path: action.path, id: doc['_id'] })
  if (value === undefined) remove(container, rest[0] ?? '')
  else put(container, rest, value)
}

/** Goes down as far as there is something, to what holds the last part or the first that is missing. */
function descend(doc: Doc, parts: readonly string[]): { container: Value; rest: readonly string[] } {
  let container: Value = doc
  for (const [index, part] of parts.slice(0, -1).entries()) {
    const next = childOf(container, part)
    if (next === undefined) return { container, rest: parts.slice(index) }
    container = next
  }
  return { container, rest: parts.slice(-1) }
}

function assertViable(container: Value, part: string): asserts container is Doc | Value[] {
  if (isDoc(container) || (isArray(container) && isPosition(part))) return
  throw new StoreError(28, `Cannot create field '${part}' in element ${show(container)}`)
}

/** Removing an element would move the others, so it becomes null. */
function remove(container: Value, part: string): void {
  if (isDoc(container)) deleteField(container, part)
  else if (isArray(container)) container[Number(part)] = null
}

/** Arrays may not be filled with more nulls than this by writing far behind their end. */
const MAX_BACKFILL = 1_500_000

function put(container: Value, rest: readonly string[], leaf: Value): void {
  const [part = '', ...missing] = rest
  assertViable(container, part)
  const value = missing.reduceRight<Value>(nested, leaf)
  if (isDoc(container)) {
    setField(container, part, value)
    return
  }
  const index = Number(part)
  if (index - container.length > MAX_BACKFILL)
    throw new StoreError(34, `can't backfill more than ${MAX_BACKFILL} elements`)
  while (container.length < index) container.push(null)
  container[index] = value
}

function nested(inside: Value, name: string): Doc {
  const doc: Doc = {}
  setField(doc, name, inside)
  return doc
}

/** `$rename`: sets the value at its new place and removes it from the old; neither may lie in an array. */
function move(doc: Doc, to: readonly string[], from: readonly string[]): void {
  let holder: Value = doc
  let value: Value = doc
  let inArray = false
  for (const part of from) {
    assertTraversable(value, part)
    holder = value
    inArray ||= isArray(holder)
    value = childOf(holder, part)
    if (value === undefined) return
  }
  if (inArray)
    throw badValue(
      `The source field cannot be an array element, '${from.join('.')}' in doc with _id: ${show(doc['_id'])}`,
    )
  if (to.some((_, index) => index > 0 && isArray(to.slice(0, index).reduce<Value>(childOf, doc))))
    throw badValue(
      `The destination field cannot be an array element, '${to.join('.')}' in doc with _id: ${show(doc['_id'])}`,
    )
  const { container, rest } = descend(doc, to)
  const old = rest.length === 1 ? childOf(container, rest[0] ?? '') : undefined
  if (old === undefined || !valuesEqual(old, value)) put(container, rest, value)
  remove(holder, from.at(-1) ?? '')
  if (from[0] === '_id')
    throw new StoreError(
      66,
      `Unsetting the path '${from.join('.')}' using $rename would modify the immutable field '_id'`,
    )
}

function assertTraversable(value: Value, part: string): void {
  if (isDoc(value) || (isArray(value) && isPosition(part))) return
  throw new StoreError(28, `cannot use the part (${part}) to traverse the element (${show(value)})`)
}
