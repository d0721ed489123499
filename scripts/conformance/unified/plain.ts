/** Numbers of options: a driver takes `limit: 2` and not the wrapper that keeps a document's number types. */
export function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  const wrapper = (value as { _bsontype?: string })._bsontype
  if (wrapper === 'Int32' || wrapper === 'Double') return (value as { value: number }).value
  if (wrapper === 'Long') return (value as { toNumber(): number }).toNumber()
  if (wrapper !== undefined || value instanceof Date) return value
  if (Array.isArray(value)) return value.map(plain)
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]))
}

/** The same for what stands directly in it, documents untouched. */
export function plainNumber(value: unknown): unknown {
  const wrapped = typeof value === 'object' && value !== null && '_bsontype' in value
  return wrapped ? plain(value) : value
}
