import { decode } from '../bson/decode.ts'
import { encode } from '../bson/encode.ts'
import { asNumber, type Doc, int, integer, isArray, isDoc } from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import { assertNamespace, sameIndex } from './catalog-rules.ts'
import { Collection } from './collection.ts'
import type { Environment } from './environment.ts'
import { type Index, parseIndex, restoreIndex, storeIndex } from './index-definition.ts'
import {
  CATALOG_RANGE,
  CATALOG_VERSION_KEY,
  catalogKey,
  catalogNamespace,
  counterKey,
  encodeRecordId,
  garbageKey,
  indexRange,
  readRecordId,
  recordRange,
  writeCounter,
} from './keys.ts'
import { DamagedStoreError } from './lmdb-file.ts'
import type { Transaction } from './transaction.ts'

const MAX_INDEXES = 64

/** Which collections and indexes there are; memory follows the commit and is read again when one fails. */
export class Catalog {
  readonly #env: Environment
  #collections = new Map<string, Collection>()
  #nextId = 1
  #version: number | undefined
  /** Something was dropped whose content is still in the file. */
  onGarbage: () => void = () => undefined

  constructor(env: Environment) {
    this.#env = env
    env.onCommitFailure = () => this.load()
    this.load()
  }

  /** Reads what another thread may have changed; cheap where it changed nothing. */
  refresh(): void {
    if (this.#storedVersion() !== this.#version) this.load()
  }

  load(): void {
    this.#version = this.#storedVersion()
    const collections = new Map<string, Collection>()
    let highest = 0
    for (const { key, value } of this.#env.entries(CATALOG_RANGE)) {
      const ns = catalogNamespace(key)
      const collection = this.#restore(ns, decode(value))
      highest = Math.max(highest, collection.id, ...collection.indexes.map(({ id }) => id))
      collections.set(ns, collection)
    }
    this.#collections = collections
    this.#nextId = Math.max(this.#nextId, highest + 1)
  }

  #storedVersion(): number {
    const stored = this.#env.get(CATALOG_VERSION_KEY)
    return stored ? readRecordId(stored, 0) : 0
  }

  #restore(ns: string, stored: Doc): Collection {
    const { id, uuid, options, indexes } = stored
    if (!isArray(indexes) || typeof uuid !== 'string')
      throw new DamagedStoreError('the catalog of the data file is damaged; restore it from a backup')
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
    tx.put(counterKey(collection.id), writeCounter(0))
    this.#save(tx, collection)
    this.#place(tx, ns, collection)
    return collection
  }

  /** Gone at once for everyone; what it held is removed in the background. */
  drop(tx: Transaction, collection: Collection): void {
    this.#discard(tx, recordRange(collection.id))
    for (const index of collection.indexes) this.#discard(tx, indexRange(index.id))
    tx.remove(catalogKey(collection.ns))
    tx.remove(counterKey(collection.id))
    this.#raiseVersion(tx)
    this.#place(tx, collection.ns, undefined)
  }

  /** Gives the collection another name, under which it is no draft any more; its records and entries stay where they are. */
  rename(tx: Transaction, collection: Collection, ns: string): void {
    assertNamespace(ns)
    const { id, uuid, indexes } = collection
    const { temp: _, ...options } = collection.options
    const renamed = this.#collection({ ns, id, uuid, options, indexes })
    tx.remove(catalogKey(collection.ns))
    this.#save(tx, renamed)
    this.#place(tx, collection.ns, undefined)
    this.#place(tx, ns, renamed)
  }

  /** Changes options that do not change which entries the index has. */
  changeIndex(tx: Transaction, collection: Collection, index: Index, options: Doc): void {
    const changed = restoreIndex({ ...storeIndex({ ...index, options }), id: integer(index.id) })
    Object.assign(changed, { ready: index.ready, since: index.since })
    this.#setIndexes(
      tx,
      collection,
      collection.indexes.map((other) => (other === index ? changed : other)),
    )
  }

  /** Enters the index as one that is being built, unless the same one is there already. */
  startIndex(tx: Transaction, collection: Collection, spec: Doc): { index: Index; isNew: boolean } {
    const index = parseIndex(spec, this.#takeId())
    const same = sameIndex(collection.indexes, index)
    if (same) return { index: same, isNew: false }
    if (collection.indexes.length >= MAX_INDEXES)
      throw new StoreError(67, `add index fails, too many indexes for ${collection.ns}`)
    index.building = true
    index.ready = false
    this.#setIndexes(tx, collection, [...collection.indexes, index])
    return { index, isNew: true }
  }

  /** Its entries are complete. Queries use it once the commit that says so is over: see `Index.ready`. */
  finishIndex(tx: Transaction, collection: Collection, index: Index): void {
    tx.onUndo(() => Object.assign(index, { building: true }))
    index.building = false
    this.#save(tx, collection)
  }

  dropIndex(tx: Transaction, collection: Collection, index: Index): void {
    this.#discard(tx, indexRange(index.id))
    this.#setIndexes(
      tx,
      collection,
      collection.indexes.filter((other) => other !== index),
    )
  }

  #setIndexes(tx: Transaction, collection: Collection, indexes: readonly Index[]): void {
    const before = collection.indexes
    tx.onUndo(() => Object.assign(collection, { indexes: before }))
    collection.indexes = indexes
    this.#save(tx, collection)
  }

  #place(tx: Transaction, ns: string, collection: Collection | undefined): void {
    const before = this.#collections.get(ns)
    tx.onUndo(() => this.#remember(ns, before))
    this.#remember(ns, collection)
  }

  #remember(ns: string, collection: Collection | undefined): void {
    if (collection) this.#collections.set(ns, collection)
    else this.#collections.delete(ns)
  }

  #save(tx: Transaction, collection: Collection): void {
    const { id, uuid, options, indexes } = collection
    tx.put(
      catalogKey(collection.ns),
      encode({ id: integer(id), uuid, options, indexes: indexes.map(storeIndex) }),
    )
    this.#raiseVersion(tx)
  }

  #raiseVersion(tx: Transaction): void {
    tx.put(CATALOG_VERSION_KEY, encodeRecordId(this.#storedVersion() + 1))
  }

  #discard(tx: Transaction, range: { start: Buffer; end: Buffer }): void {
    tx.put(garbageKey(range), Buffer.alloc(0))
    this.onGarbage()
  }

  #takeId(): number {
    const id = this.#nextId
    this.#nextId += 1
    return id
  }
}
