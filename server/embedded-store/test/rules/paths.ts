import { compare } from './compare.ts'
import { type Field, nil, type Value } from './values.ts'

/** A thing with named parts: a document, or an array whose positions are its names. */
export function namedParts(value: Value): Field[] {
  if (value.t === 'object') return value.fields
  if (value.t === 'array') return value.items.map((item, index): Field => [String(index), item])
  return []
}

/**
 * Everything a dotted path reaches in a document; `undefined` is a place where the path ends in nothing. An array on
 * the way stands for its documents and, where the path names a position, for the element there. An array at the end
 * stands for its elements and for itself, unless `whole`.
 */
export function reach(start: Value, path: string, whole = false): (Value | undefined)[] {
  return throughFields(namedParts(start), path.split('.'), whole)
}

function throughFields(fields: Field[], [name, ...rest]: string[], whole: boolean): (Value | undefined)[] {
  const value = fields.find(([key]) => key === name)?.[1]
  if (value === undefined) return [undefined]
  if (rest.length === 0) return value.t === 'array' && !whole ? [...value.items, value] : [value]
  if (value.t === 'object') return throughFields(value.fields, rest, whole)
  if (value.t === 'array') return throughItems(value.items, rest, whole)
  return [undefined]
}

function throughItems(items: Value[], parts: string[], whole: boolean): (Value | undefined)[] {
  const [name, ...rest] = parts
  return items.flatMap((item, index) => {
    const found = item.t === 'object' ? throughFields(item.fields, parts, whole) : []
    if (name !== String(index)) return found
    if (rest.length === 0) return [...found, item]
    if (item.t === 'object') return [...found, ...throughFields(item.fields, rest, whole)]
    if (item.t === 'array') return [...found, ...throughItems(item.items, rest, whole)]
    return found
  })
}

/** What an ascending index on this path holds for a document: one key for each element of an array that it meets. */
export function indexKeys(start: Value, path: string): Value[] {
  return keysOf(start, path.split('.'), true)
}

function keysOf(value: Value | undefined, parts: string[], mayExpand: boolean): Value[] {
  if (value?.t === 'array' && mayExpand) {
    if (value.items.length === 0) return [parts.length === 0 ? { t: 'undefined' } : nil]
    return value.items.flatMap((item) =>
      parts.length === 0 ? [item] : item.t === 'object' ? keysOf(item, parts, true) : [nil],
    )
  }
  if (parts.length === 0) return [value ?? nil]
  const [name, ...rest] = parts
  if (value?.t !== 'object') return [nil]
  return keysOf(value.fields.find(([key]) => key === name)?.[1], rest, true)
}

/** The one key by which a document is sorted: the lowest going up, the highest going down. */
export function sortKey(start: Value, path: string, direction: 1 | -1): Value {
  const [first, ...others] = indexKeys(start, path)
  return others.reduce((best, key) => (compare(key, best) * direction < 0 ? key : best), first as Value)
}
