import { compareValues } from '../bson/compare.ts'
import { asNumber, fieldEntries, getField, isArray, isDoc, type Value } from '../bson/value.ts'
import { badValue } from '../errors.ts'

/**
 * The order that `$push` sorts by: whole elements, or fields of theirs. Unlike the sort of a query it takes an array as
 * it is and does not look for its lowest element; what has no such field stands as null.
 */
export function elementOrder(by: Value): (a: Value, b: Value) => number {
  if (!isDoc(by)) {
    if (asNumber(by) === undefined)
      throw badValue(
        'The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields',
      )
    const direction = directionOf(by)
    return (a, b) => compareValues(a, b) * direction
  }
  const keys = fieldEntries(by).map(([path, value]) => {
    const direction = directionOf(value)
    if (path.split('.').includes('')) throw badValue(`The $sort field is empty or has an empty part: ${path}`)
    return { parts: path.split('.'), direction }
  })
  if (keys.length === 0) throw badValue('The $sort pattern is empty when it should be a set of fields.')
  return (a, b) => {
    for (const { parts, direction } of keys) {
      const order = compareValues(keyAt(a, parts), keyAt(b, parts)) * direction
      if (order !== 0) return order
    }
    return 0
  }
}

function directionOf(value: Value): number {
  const direction = asNumber(value)
  if (direction !== 1 && direction !== -1) throw badValue('The $sort element value must be either 1 or -1')
  return direction
}

function keyAt(element: Value, parts: readonly string[]): Value {
  let value: Value = isDoc(element) ? element : undefined
  for (const part of parts)
    value = isDoc(value) ? getField(value, part) : isArray(value) ? value[Number(part)] : undefined
  return value ?? null
}
