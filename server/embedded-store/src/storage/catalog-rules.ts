import { encode } from '../bson/encode.ts'
import type { Doc } from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import { type Index, sameKeyPattern } from './index-definition.ts'

const MAX_NAMESPACE_BYTES = 255

/**
 * The index of the collection that the wanted one would repeat.
 * @throws IndexKeySpecsConflict (86), IndexOptionsConflict (85) when another has its name or its fields
 */
export function sameIndex(existing: readonly Index[], wanted: Index): Index | undefined {
  const named = existing.find(({ name }) => name === wanted.name)
  if (named) return assertSame(named, wanted)
  const alike = existing.filter(({ keyPattern }) => sameKeyPattern(keyPattern, wanted.keyPattern))
  // However it is named and spelled, an ascending index on _id is the one that every collection has.
  const ids = alike.find(({ name }) => name === '_id_')
  if (ids) return ids
  const rival = alike.find((other) => sameIdentity(other, wanted))
  if (rival) throw new StoreError(85, `Index already exists with a different name: ${rival.name}`)
  return undefined
}

function assertSame(existing: Index, wanted: Index): Index {
  const { name } = wanted
  if (!sameKeyPattern(existing.keyPattern, wanted.keyPattern))
    throw new StoreError(
      86,
      `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. Requested index: ${name}`,
    )
  if (name === '_id_' || sameOptions(existing, wanted)) return existing
  // Options that make it another index need another name; the others belong to the one that is there.
  throw new StoreError(
    sameIdentity(existing, wanted) ? 85 : 86,
    `An equivalent index already exists with the same name but different options. Requested index: ${name}`,
  )
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
