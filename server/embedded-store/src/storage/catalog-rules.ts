import { encode } from '../bson/encode.ts'
import type { Doc } from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import { type Index, sameKeyPattern } from './index-definition.ts'

const MAX_NAMESPACE_BYTES = 255

/**
 * Is the wanted index there already?
 * @throws IndexKeySpecsConflict (86), IndexOptionsConflict (85) when something else has its name or its fields
 */
export function sameIndex(existing: Index, wanted: Index): boolean {
  const sameKey = sameKeyPattern(existing.keyPattern, wanted.keyPattern)
  if (existing.name === wanted.name) {
    if (!sameKey)
      throw new StoreError(
        86,
        `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. Requested index: ${wanted.name}`,
      )
    if (existing.name === '_id_' || sameOptions(existing, wanted)) return true
    throw new StoreError(
      86,
      `An equivalent index already exists with the same name but different options. Requested index: ${wanted.name}`,
    )
  }
  if (sameKey && sameIdentity(existing, wanted))
    throw new StoreError(85, `Index already exists with a different name: ${existing.name}`)
  return false
}

function sameOptions(a: Index, b: Index): boolean {
  return encode(withoutFalse(a.options)).equals(encode(withoutFalse(b.options)))
}

/** Two indexes on the same fields may live side by side only if their filters or uniqueness make them different indexes. */
function sameIdentity(a: Index, b: Index): boolean {
  return (
    encode({ f: a.options['partialFilterExpression'] ?? null }).equals(
      encode({ f: b.options['partialFilterExpression'] ?? null }),
    ) &&
    a.unique === b.unique &&
    a.sparse === b.sparse
  )
}

function withoutFalse(options: Doc): Doc {
  const entries = Object.entries(options).filter(([, value]) => value !== false)
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** @throws InvalidNamespace (73) */
export function assertNamespace(ns: string): void {
  const dot = ns.indexOf('.')
  const collection = ns.slice(dot + 1)
  const invalid =
    dot < 1 ||
    collection === '' ||
    collection.startsWith('.') ||
    collection.includes('$') ||
    ns.includes('\0')
  if (invalid || Buffer.byteLength(ns) > MAX_NAMESPACE_BYTES)
    throw new StoreError(73, `Invalid namespace specified '${ns}'`)
  if (collection.startsWith('system.')) throw new StoreError(73, `cannot write to '${ns}'`)
}
