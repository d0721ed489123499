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
import { fieldParts, nestedValue, withNested } from './paths.ts'
import type { CompileStage } from './stage.ts'

interface Unwind {
  readonly parts: readonly string[]
  readonly indexField: readonly string[] | undefined
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
  const { path, includeArrayIndex: index, preserveNullAndEmptyArrays: keep } = options
  if (path === undefined) throw new StoreError(28812, 'no path specified to $unwind stage')
  if (typeof path !== 'string') throw new StoreError(28808, 'expected a string as the path for $unwind stage')
  if (!path.startsWith('$'))
    throw new StoreError(28818, `path option to $unwind stage should be prefixed with a '$': ${path}`)
  if (index !== undefined && (typeof index !== 'string' || index === ''))
    throw new StoreError(
      28810,
      'expected a non-empty string for the includeArrayIndex option to $unwind stage',
    )
  if (typeof index === 'string' && index.startsWith('$'))
    throw new StoreError(28822, "includeArrayIndex option to $unwind stage should not be prefixed with a '$'")
  if (keep !== undefined && typeof keep !== 'boolean')
    throw new StoreError(
      28809,
      'expected a boolean for the preserveNullAndEmptyArrays option to $unwind stage',
    )
  return {
    parts: fieldParts(path.slice(1)),
    indexField: typeof index === 'string' ? fieldParts(index) : undefined,
    keepEmpty: keep === true,
  }
}

function* unwindOne(doc: Doc, { parts, indexField, keepEmpty }: Unwind): Generator<Doc, void, undefined> {
  const value = nestedValue(doc, parts)
  const withIndex = (result: Doc, index: Long | null): Doc => {
    return indexField === undefined ? result : withNested(result, indexField, index)
  }
  if (!isArray(value)) {
    if (!isNullish(value) || keepEmpty) yield withIndex({ ...doc }, null)
    return
  }
  if (value.length === 0 && keepEmpty) yield withIndex(replaceAt(doc, parts, undefined), null)
  for (const [index, item] of value.entries())
    yield withIndex(replaceAt(doc, parts, item), Long.fromNumber(index))
}

function replaceAt(doc: Doc, [part = '', ...rest]: readonly string[], value: Value): Doc {
  const { ...copy } = doc
  const child = getField(copy, part)
  const next = rest.length === 0 ? value : isDoc(child) ? replaceAt(child, rest, value) : child
  if (next === undefined) deleteField(copy, part)
  else setField(copy, part, next)
  return copy
}
