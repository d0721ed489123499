import { asNumber, type Doc, fieldEntries, isDoc, isNumber, type Value } from '../bson/value.ts'
import { badValue, notSupported } from '../errors.ts'
import type { IndexField } from './index-keys.ts'

/** `{ a: 1, "b.c": -1 }` as fields with directions. */
export function parseFields(pattern: Doc): IndexField[] {
  return fieldEntries(pattern).map(([path, value]) => {
    const direction = asNumber(value)
    if (direction !== 1 && direction !== -1)
      throw direction === undefined
        ? refusedOrder(value)
        : badValue('$sort key ordering must be 1 (for ascending) or -1 (for descending)')
    const parts = path.split('.')
    if (parts.includes('') || path.startsWith('$')) throw badValue(`FieldPath '${path}' is not valid`)
    return { path, parts, direction }
  })
}

function refusedOrder(value: Value): Error {
  if (isDoc(value) && Object.hasOwn(value, '$meta')) return notSupported('sorting by $meta')
  return isNumber(value)
    ? badValue('invalid sort order')
    : badValue('$sort key ordering must be specified using a number or {$meta: "textScore"}')
}
