import type { ObjectId } from 'bson'
import { encodeKey } from './key.ts'
import { numberParts } from './number-key.ts'
import { bsonType, isNumber, type Value } from './value.ts'

/**
 * A text that is the same for equal values and for no others. The frequent types take a short way, because grouping asks
 * this once for every document; 1, 1.0 and NumberLong(1) are one key, as they are one value.
 */
export function groupKey(value: Value): string {
  if (typeof value === 'string') return `s${value}`
  if (value === null) return 'z'
  if (typeof value === 'boolean') return value ? 't' : 'f'
  if (value instanceof Date) return `d${value.getTime()}`
  const type = bsonType(value)
  if (type === 'Int32') return `n${(value as unknown as { value: number }).value}`
  if (isNumber(value)) {
    const { floor, rest } = numberParts(value)
    if (rest === undefined) return `n${floor}`
  }
  if (type === 'ObjectId') return `o${Buffer.from((value as ObjectId).id).toString('latin1')}`
  // A symbol equals the string of the same text.
  if (type === 'BSONSymbol') return `s${String((value as unknown as { value: string }).value)}`
  return `k${encodeKey(value).toString('latin1')}`
}
