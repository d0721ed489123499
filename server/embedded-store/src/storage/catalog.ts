import { decode } from '../bson/decode.ts'
import { encode } from '../bson/encode.ts'
import { asNumber, type Doc, int, integer, isArray, isDoc } from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import { Collection } from './collection.ts'
import { DamagedStoreError, type Environment, type Transaction } from './environment.ts'
import { type Index, parseIndex, restoreIndex, sameKeyPattern, storeIndex } from './index-definition.ts'
import { CATALOG_RANGE, catalogKey, catalogNamespace, FORMAT_KEY, indexRange, recordRange } from './keys.ts'

const FORMAT_VERSION = 1
const MAX_INDEXES = 64
const MAX_NAMESPACE_BYTES = 255
const DELETE_BATCH = 1000

/** Which collections and indexes there are; memory follows the commit and is read again when one fails. */
export class Catalog {
  readonly #env: Environment
  #collections = new Map<string, Collection>()
  #nextId = 1
  /** Indexes whose entries are written but not committed; the planner must not see them yet. */
  readonly #building = new Set<number>()

  constructor(env: Environment) {
    this.#env = env
    env.onCommitFailure = () => this.#load()
  }

  async open(): Promise<void> {
    const stored = this.#env.get(FORMAT_KEY)
    if (!stored) {
      if (this.#env.entries({ start: Buffer.of(0), end: Buffer.of(0xff), limit: 1 }).length > 0)
        throw new DamagedStoreError('the data file holds no store format mark; restore it from a backup')
      await this.#env.write((tx) => tx.put(FORMAT_KEY, encode({ version: int(FORMAT_VERSION) })))
    } else if (asNumber(decode(stored)['version']) !== FORMAT_VERSION) {
      throw new DamagedStoreError('the data file was written by another version of the store')
    }
    this.#load()
  }

  #load(): void {
    const collections = new Map<string, Collection>()
    let highest = 0
    for (const { key, value } of this.#env.entries(CATALOG_RANGE)) {
      const ns = catalogNamespace(key)
      const collection = this.#restore(ns, decode(value))
      for (const index of collection.indexes) index.ready = !this.#building.has(index.id)
      highest = Math.max(highest, collection.id, ...collection.indexes.map(({ id }) => id))
      collections.set(ns, collection)
    }
    this.#collections = collections
    this.#nextId = Math.max(this.#nextId, highest + 1)
  }

  #restore(ns: string, stored: Doc): Collection {
    const { id, uuid, options, indexes } = stored
    if (!isArray(indexes) || typeof uuid !== 'string')
      throw new DamagedStoreError('the catalog of the data file is damaged')
    return this.#collection({
      ns,
      id: asNumber(id) ?? 0,
      uuid,
      options: isDoc(options) ? options : {},
      indexes: indexes.filter(isDoc).map(restoreIndex),
    })
  }

  #collection(definition: ConstructorParameters<typeof Collection>[0]): Collection {
    return new Collection(definition, {
      env: this.#env,
      save: (tx, collection) => this.#save(tx, collection),
    })
  }

  find(ns: string): Collection | undefined {
    return this.#collections.get(ns)
  }

  list(database?: string): Collection[] {
    const all = [...this.#collections.values()]
    return database === undefined ? all : all.filter((collection) => collection.database === database)
  }

  /** The collection, made with its `_id` index if it is not there yet. */
  ensure(tx: Transaction, ns: string): Collection {
    return this.#collections.get(ns) ?? this.create(tx, ns, {})
  }

  create(tx: Transaction, ns: string, options: Doc): Collection {
    assertNamespace(ns)
    if (this.#collections.has(ns)) throw new StoreError(48, `Collection ${ns} already exists.`)
    const idIndex = parseIndex({ key: { _id: int(1) }, name: '_id_' }, this.#takeId())
    const collection = this.#collection({ ns, id: this.#takeId(), options, indexes: [idIndex] })
    this.#save(tx, collection)
    this.#collections.set(ns, collection)
    return collection
  }

  drop(tx: Transaction, collection: Collection): void {
    this.#deleteRange(tx, recordRange(collection.id))
    for (const index of collection.indexes) this.#deleteRange(tx, indexRange(index.id))
    tx.remove(catalogKey(collection.ns))
    this.#collections.delete(collection.ns)
  }

  /** Gives the collection another name; its records and entries stay where they are. */
  rename(tx: Transaction, collection: Collection, ns: string): void {
    assertNamespace(ns)
    const { id, uuid, options, indexes } = collection
    tx.remove(catalogKey(collection.ns))
    this.#collections.delete(collection.ns)
    const renamed = this.#collection({ ns, id, uuid, options, indexes })
    this.#save(tx, renamed)
    this.#collections.set(ns, renamed)
  }

  /** Changes options that do not change which entries the index has. */
  changeIndex(tx: Transaction, collection: Collection, index: Index, options: Doc): void {
    const changed = restoreIndex({ ...storeIndex({ ...index, options }), id: integer(index.id) })
    changed.ready = index.ready
    collection.indexes = collection.indexes.map((other) => (other === index ? changed : other))
    this.#save(tx, collection)
  }

  /** Adds the index and its entries; undefined when the same one is there already. */
  addIndex(tx: Transaction, collection: Collection, spec: Doc): Index | undefined {
    const index = parseIndex(spec, this.#takeId())
    if (this.#sameIndex(collection, index)) return undefined
    if (collection.indexes.length >= MAX_INDEXES)
      throw new StoreError(67, `add index fails, too many indexes for ${collection.ns}`)
    const before = collection.indexes
    tx.statement(() => {
      index.ready = false
      this.#building.add(index.id)
      collection.build(tx, index)
      collection.indexes = [...before, index]
      this.#save(tx, collection)
    })
    return index
  }

  /** To be called when the commit that built them is over, whether it succeeded or not. */
  finishIndexes(built: readonly Index[]): void {
    const ids = new Set(built.map(({ id }) => id))
    for (const id of ids) this.#building.delete(id)
    for (const { indexes } of this.list())
      for (const index of indexes) if (ids.has(index.id)) index.ready = true
  }

  #sameIndex(collection: Collection, wanted: Index): boolean {
    const named = collection.indexes.find(({ name }) => name === wanted.name)
    if (named) return isSameIndex(named, wanted)
    const alike = collection.indexes.filter(({ keyPattern }) => sameKeyPattern(keyPattern, wanted.keyPattern))
    // However it is named and spelled, an ascending index on _id is the one that every collection has.
    if (alike.some(({ name }) => name === '_id_')) return true
    const rival = alike.find((existing) => sameIdentity(existing, wanted))
    if (rival) throw new StoreError(85, `Index already exists with a different name: ${rival.name}`)
    return false
  }

  dropIndex(tx: Transaction, collection: Collection, index: Index): void {
    collection.indexes = collection.indexes.filter((other) => other !== index)
    this.#deleteRange(tx, indexRange(index.id))
    this.#save(tx, collection)
  }

  #save(tx: Transaction, collection: Collection): void {
    const { id, uuid, options, indexes } = collection
    tx.put(
      catalogKey(collection.ns),
      encode({ id: integer(id), uuid, options, indexes: indexes.map(storeIndex) }),
    )
  }

  #deleteRange(tx: Transaction, range: { start: Buffer; end: Buffer }): void {
    for (;;) {
      const batch = this.#env.entries({ ...range, limit: DELETE_BATCH })
      for (const { key } of batch) tx.remove(key)
      if (batch.length < DELETE_BATCH) return
    }
  }

  #takeId(): number {
    const id = this.#nextId
    this.#nextId += 1
    return id
  }
}

/** Of two indexes with one name: true when they are the same, an error when they are not. */
function isSameIndex(existing: Index, wanted: Index): boolean {
  const { name } = wanted
  if (!sameKeyPattern(existing.keyPattern, wanted.keyPattern))
    throw new StoreError(
      86,
      `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. Requested index: ${name}`,
    )
  if (name === '_id_' || sameOptions(existing, wanted)) return true
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

function assertNamespace(ns: string): void {
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
