import { bsonType, isArray, type Value } from './value.ts'

const WRAPPED = 48
const FIELD = 16

/** About how many bytes of memory a value takes; limits are kept by this, so it need not be exact. */
export function sizeOf(value: Value): number {
  if (typeof value === 'string') return WRAPPED + value.length
  if (typeof value !== 'object' || value === null) return FIELD
  if (isArray(value)) return value.reduce<number>((sum, item) => sum + FIELD + sizeOf(item), WRAPPED)
  if (value instanceof Date) return WRAPPED
  const type = bsonType(value)
  if (type === 'Binary') return WRAPPED + (value as unknown as { position: number }).position
  if (type !== undefined) return WRAPPED
  let size = WRAPPED
  for (const [name, item] of Object.entries(value)) size += FIELD + name.length + sizeOf(item as Value)
  return size
}
