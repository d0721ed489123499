import { Long } from 'bson'
import {
  type Doc,
  deleteField,
  getField,
  isArray,
  isDoc,
  isNullish,
  setField,
  type Value,
} from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import type { CompileStage } from './stage.ts'

interface Unwind {
  readonly parts: readonly string[]
  readonly indexField: string | undefined
  readonly keepEmpty: boolean
}

export const compileUnwind: CompileStage = (spec) => {
  const unwind = parse(spec)
  return function* run(input) {
    for (const doc of input) yield* unwindOne(doc, unwind)
  }
}

function parse(spec: Value): Unwind {
  const options: Doc = isDoc(spec) ? spec : { path: spec }
  for (const name of Object.keys(options))
    if (!['path', 'includeArrayIndex', 'preserveNullAndEmptyArrays'].includes(name))
      throw new StoreError(28811, `unrecognized option to $unwind stage: ${name}`)
  const { path, includeArrayIndex: index } = options
  if (typeof path !== 'string' || !path.startsWith('$') || path.length < 2)
    throw new StoreError(28818, "path option to $unwind stage should be prefixed with a '$'")
  if (!isNullish(index) && (typeof index !== 'string' || index === '' || index.includes('.')))
    throw new StoreError(28810, 'includeArrayIndex must be a plain field name')
  return {
    parts: path.slice(1).split('.'),
    indexField: typeof index === 'string' ? index : undefined,
    keepEmpty: options['preserveNullAndEmptyArrays'] === true,
  }
}

function* unwindOne(doc: Doc, { parts, indexField, keepEmpty }: Unwind): Generator<Doc, void, undefined> {
  const value = valueAt(doc, parts)
  const withIndex = (result: Doc, index: Long | null): Doc => {
    if (indexField !== undefined) setField(result, indexField, index)
    return result
  }
  if (!isArray(value)) {
    if (!isNullish(value) || keepEmpty) yield withIndex({ ...doc }, null)
    return
  }
  if (value.length === 0 && keepEmpty) yield withIndex(replaceAt(doc, parts, undefined), null)
  for (const [index, item] of value.entries())
    yield withIndex(replaceAt(doc, parts, item), Long.fromNumber(index))
}

function valueAt(doc: Doc, parts: readonly string[]): Value {
  let value: Value = doc
  for (const part of parts) value = isDoc(value) ? getField(value, part) : undefined
  return value
}

function replaceAt(doc: Doc, [part = '', ...rest]: readonly string[], value: Value): Doc {
  const { ...copy } = doc
  const child = getField(copy, part)
  const next = rest.length === 0 ? value : isDoc(child) ? replaceAt(child, rest, value) : child
  if (next === undefined) deleteField(copy, part)
  else setField(copy, part, next)
  return copy
}
