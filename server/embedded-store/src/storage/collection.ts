import { randomUUID } from 'node:crypto'
import { decode } from '../bson/decode.ts'
import type { Doc, Value } from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import { matches } from '../query/matches.ts'
import { duplicateKeyError } from './duplicate-key.ts'
import type { Environment, Transaction } from './environment.ts'
import type { Index } from './index-definition.ts'
import { encodeRow, type KeyRow, keyRows } from './index-keys.ts'
import { encodeRecordId, indexKey, readRecordId, recordIdOfKey, recordKey, recordRange } from './keys.ts'

export interface StoredRecord {
  readonly recordId: number
  readonly raw: Buffer
}

interface IndexEntry {
  readonly key: Buffer
  readonly row: KeyRow
}

export interface Update extends StoredRecord {
  readonly before: Doc
  readonly after: Doc
  readonly rawAfter: Buffer
  /** First parts of the changed paths; undefined when any field may have changed. */
  readonly touched: ReadonlySet<string> | undefined
}

/** The records of one namespace and their index entries, which change together or not at all. */
export class Collection {
  readonly ns: string
  readonly id: number
  readonly uuid: string
  readonly options: Doc
  indexes: readonly Index[]
  readonly #env: Environment
  /** Writes the catalog entry when an index gets a mark that readers depend on. */
  readonly #save: (tx: Transaction, collection: Collection) => void
  #nextRecordId: number | undefined
  #count: number | undefined

  constructor(
    definition: { ns: string; id: number; uuid?: string; options: Doc; indexes: readonly Index[] },
    storage: { env: Environment; save: (tx: Transaction, collection: Collection) => void },
  ) {
    this.ns = definition.ns
    this.id = definition.id
    this.uuid = definition.uuid ?? randomUUID()
    this.options = definition.options
    this.indexes = definition.indexes
    this.#env = storage.env
    this.#save = storage.save
  }

  get database(): string {
    return this.ns.slice(0, this.ns.indexOf('.'))
  }

  get name(): string {
    return this.ns.slice(this.ns.indexOf('.') + 1)
  }

  get(recordId: number): Buffer | undefined {
    return this.#env.get(recordKey(this.id, recordId))
  }

  /** Counted once, then kept up to date: no stored counter can be wrong after a crash. */
  count(): number {
    const { start, end } = recordRange(this.id)
    this.#count ??= this.#env.countKeys(start, end)
    return this.#count
  }

  /** After a failed commit memory may be ahead of the file. */
  forget(): void {
    this.#count = undefined
    this.#nextRecordId = undefined
  }

  insert(tx: Transaction, { raw, doc }: { raw: Buffer; doc: Doc }): void {
    const recordId = this.#takeRecordId()
    tx.statement(() => {
      tx.put(recordKey(this.id, recordId), raw)
      for (const index of this.indexes)
        this.#addEntries(tx, { index, recordId, entries: this.#entries(tx, { index, doc, recordId }) })
    })
    this.#adjustCount(1)
  }

  update(tx: Transaction, change: Update): void {
    const { recordId, before, after, rawAfter, touched } = change
    tx.statement(() => {
      tx.put(recordKey(this.id, recordId), rawAfter)
      for (const index of this.indexes) {
        if (touched && !isTouched(index, touched)) continue
        this.#moveEntries(tx, { index, recordId, before, after })
      }
    })
  }

  remove(tx: Transaction, recordId: number, doc: Doc): void {
    tx.remove(recordKey(this.id, recordId))
    for (const index of this.indexes)
      for (const { key } of this.#entries(tx, { index, doc, recordId })) tx.remove(key)
    this.#adjustCount(-1)
  }

  /** Fills a new index from all records. */
  build(tx: Transaction, index: Index): void {
    const { end } = recordRange(this.id)
    let { start } = recordRange(this.id)
    for (;;) {
      const batch = this.#env.entries({ start, end, limit: BUILD_BATCH })
      for (const { key, value } of batch) {
        const recordId = recordIdOfKey(key)
        this.#addEntries(tx, {
          index,
          recordId,
          entries: this.#entries(tx, { index, doc: decode(value), recordId }),
        })
      }
      const last = batch.at(-1)
      if (!last || batch.length < BUILD_BATCH) return
      start = recordKey(this.id, recordIdOfKey(last.key) + 1)
    }
  }

  #moveEntries(
    tx: Transaction,
    { index, recordId, before, after }: { index: Index; recordId: number; before: Doc; after: Doc },
  ): void {
    const old = this.#entries(tx, { index, doc: before, recordId })
    const fresh = this.#entries(tx, { index, doc: after, recordId })
    for (const { key } of old) if (!fresh.some((entry) => entry.key.equals(key))) tx.remove(key)
    this.#addEntries(tx, {
      index,
      recordId,
      entries: fresh.filter(({ key }) => !old.some((entry) => entry.key.equals(key))),
    })
  }

  #addEntries(
    tx: Transaction,
    { index, recordId, entries }: { index: Index; recordId: number; entries: readonly IndexEntry[] },
  ): void {
    const value = index.unique ? encodeRecordId(recordId) : EMPTY
    for (const { key, row } of entries) {
      if (index.unique) {
        const holder = this.#env.get(key)
        if (holder && readRecordId(holder, 0) !== recordId)
          throw duplicateKeyError({ ns: this.ns, index, row })
      }
      tx.put(key, value)
    }
  }

  #entries(
    tx: Transaction,
    { index, doc, recordId }: { index: Index; doc: Doc; recordId: number },
  ): IndexEntry[] {
    if (index.partial && !matches(index.partial, doc)) return []
    const { rows, multikey, present } = keyRows(doc, index.fields)
    if (index.sparse && !present) return []
    const entries: IndexEntry[] = []
    let shortened = false
    for (const row of rows) {
      const encoded = encodeRow(row, index.fields)
      shortened ||= encoded.shortened
      const key = indexKey(index.id, encoded.key, index.unique ? undefined : recordId)
      if (!multikey || !entries.some((entry) => entry.key.equals(key))) entries.push({ key, row })
    }
    this.#mark(tx, index, { multikey, shortened })
    return entries
  }

  #mark(
    tx: Transaction,
    index: Index,
    { multikey, shortened }: { multikey: boolean; shortened: boolean },
  ): void {
    if (!(multikey && !index.multikey) && !(shortened && !index.shortened)) return
    index.multikey ||= multikey
    index.shortened ||= shortened
    this.#save(tx, this)
  }

  #takeRecordId(): number {
    if (this.#nextRecordId === undefined) {
      const [last] = this.#env.entries({ ...recordRange(this.id), reverse: true, limit: 1 })
      this.#nextRecordId = last ? recordIdOfKey(last.key) + 1 : 1
    }
    const recordId = this.#nextRecordId
    this.#nextRecordId += 1
    return recordId
  }

  #adjustCount(by: number): void {
    if (this.#count !== undefined) this.#count += by
  }
}

const EMPTY = Buffer.alloc(0)
const BUILD_BATCH = 500

function isTouched(index: Index, touched: ReadonlySet<string>): boolean {
  // A partial filter may look at any field.
  return index.partial !== undefined || index.fields.some(({ parts }) => touched.has(parts[0] ?? ''))
}

/** MongoDB refuses these as `_id`. */
export function assertValidId(id: Value): void {
  if (id === undefined) throw new StoreError(53, "The '_id' value cannot be of type undefined")
  if (Array.isArray(id)) throw new StoreError(53, "The '_id' value cannot be of type array")
  if ((id as { _bsontype?: string } | null)?._bsontype === 'BSONRegExp')
    throw new StoreError(53, "The '_id' value cannot be of type regex")
}
