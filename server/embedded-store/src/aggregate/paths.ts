import { type Doc, getField, hasField, isDoc, setField, type Value } from '../bson/value.ts'
import { StoreError } from '../errors.ts'

/** The parts of a field path that a stage writes to. @throws the numbers that MongoDB gives wrong paths */
export function fieldParts(path: string): readonly string[] {
  const parts = path.split('.')
  if (parts.includes('')) throw new StoreError(15998, 'FieldPath field names may not be empty strings.')
  if (parts.some((part) => part.startsWith('$')))
    throw new StoreError(
      16410,
      `FieldPath field names may not start with '$'. Consider using $getField or $setField.`,
    )
  return parts
}

/** A copy of the document with this value at the path; what stands in its way and is no document is replaced. */
export function withNested(doc: Doc, [part = '', ...rest]: readonly string[], value: Value): Doc {
  const { ...copy } = doc
  const child = getField(copy, part)
  const next = rest.length === 0 ? value : withNested(isDoc(child) ? child : {}, rest, value)
  if (next === undefined) delete copy[part]
  else setField(copy, part, next)
  return copy
}

/** The value at a path of documents only; arrays are not gone through. */
export function nestedValue(doc: Doc, parts: readonly string[]): Value {
  let value: Value = doc
  for (const part of parts) value = isDoc(value) && hasField(value, part) ? value[part] : undefined
  return value
}
