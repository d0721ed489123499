import { randomUUID } from 'node:crypto'
import { decode } from '../bson/decode.ts'
import type { Doc, Value } from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import { matches } from '../query/matches.ts'
import { duplicateKeyError } from './duplicate-key.ts'
import type { Environment } from './environment.ts'
import type { Index } from './index-definition.ts'
import { encodeRow, type KeyRow, keyRows } from './index-keys.ts'
import {
  counterKey,
  encodeRecordId,
  indexKey,
  readCounter,
  readRecordId,
  recordIdOfKey,
  recordKey,
  recordRange,
} from './keys.ts'
import type { Transaction } from './transaction.ts'

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

  /** Is being filled by an `$out`, to take the place of another; no client can make one. */
  get isDraft(): boolean {
    return this.options['temp'] === true
  }

  get(recordId: number): Buffer | undefined {
    return this.#env.get(recordKey(this.id, recordId))
  }

  /** Kept in the same commit as the documents, so a crash cannot make it wrong. */
  count(): number {
    const stored = this.#env.get(counterKey(this.id))
    return stored ? readCounter(stored) : 0
  }

  insert(tx: Transaction, { raw, doc }: { raw: Buffer; doc: Doc }): void {
    const recordId = this.#takeRecordId()
    tx.statement(() => {
      tx.putNew(recordKey(this.id, recordId), raw)
      for (const index of this.indexes)
        this.#addEntries(tx, { index, recordId, entries: this.#entries(tx, { index, doc, recordId }) })
      tx.adjustCount(this.id, 1)
    })
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
      for (const { key } of this.#entries(tx, { index, doc, recordId }))
        this.#removeEntry(tx, { index, recordId, key })
    tx.adjustCount(this.id, -1)
  }

  /** Adds the next records from this one on to an index that is being built; where to go on, or nothing more. */
  buildNext(tx: Transaction, index: Index, from: number): number | undefined {
    const { end } = recordRange(this.id)
    const batch = this.#env.entries({ start: recordKey(this.id, from), end, limit: BUILD_BATCH })
    for (const { key, value } of batch) {
      const recordId = recordIdOfKey(key)
      const entries = this.#entries(tx, { index, doc: decode(value), recordId })
      this.#addEntries(tx, { index, recordId, entries, known: true })
    }
    const last = batch.at(-1)
    return last && batch.length === BUILD_BATCH ? recordIdOfKey(last.key) + 1 : undefined
  }

  /** The index entries that a document must have, without writing them; for whoever checks the file. */
  expectedEntries(index: Index, doc: Doc, recordId: number): { key: Buffer; value: Buffer }[] {
    const value = index.unique ? encodeRecordId(recordId) : EMPTY
    return entriesOf(index, doc, recordId).entries.map(({ key }) => ({ key, value }))
  }

  #moveEntries(
    tx: Transaction,
    { index, recordId, before, after }: { index: Index; recordId: number; before: Doc; after: Doc },
  ): void {
    const old = this.#entries(tx, { index, doc: before, recordId })
    const fresh = this.#entries(tx, { index, doc: after, recordId })
    const stays = sameKeys(old, fresh)
    for (const { key } of old) if (!stays(key)) this.#removeEntry(tx, { index, recordId, key })
    this.#addEntries(tx, { index, recordId, entries: fresh.filter(({ key }) => !stays(key)) })
  }

  #removeEntry(
    tx: Transaction,
    { index, recordId, key }: { index: Index; recordId: number; key: Buffer },
  ): void {
    if (index.unique && !index.ready) {
      // While a unique index is built, the place may be another document's with the same value.
      const holder = this.#env.get(key)
      if (holder && readRecordId(holder, 0) !== recordId) return
    }
    tx.remove(key)
  }

  #addEntries(
    tx: Transaction,
    {
      index,
      recordId,
      entries,
      known = false,
    }: { index: Index; recordId: number; entries: readonly IndexEntry[]; known?: boolean },
  ): void {
    const value = index.unique ? encodeRecordId(recordId) : EMPTY
    for (const { key, row } of entries) {
      if (index.unique) {
        const holder = this.#env.get(key)
        if (holder && readRecordId(holder, 0) !== recordId)
          throw duplicateKeyError({ ns: this.ns, index, row })
      }
      // While an index is built, a write that came between may have added this record already.
      if (known) tx.put(key, value)
      else tx.putNew(key, value)
    }
  }

  #entries(
    tx: Transaction,
    { index, doc, recordId }: { index: Index; doc: Doc; recordId: number },
  ): readonly IndexEntry[] {
    const { entries, ...marks } = entriesOf(index, doc, recordId)
    this.#mark(tx, index, marks)
    return entries
  }

  #mark(
    tx: Transaction,
    index: Index,
    { multikey, shortened }: { multikey: boolean; shortened: boolean },
  ): void {
    if (!(multikey && !index.multikey) && !(shortened && !index.shortened)) return
    const before = { multikey: index.multikey, shortened: index.shortened }
    tx.onUndo(() => Object.assign(index, before))
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
}

interface DocumentEntries {
  readonly entries: readonly IndexEntry[]
  readonly multikey: boolean
  readonly shortened: boolean
}

function entriesOf(index: Index, doc: Doc, recordId: number): DocumentEntries {
  const none = { entries: [], multikey: false, shortened: false }
  if (index.partial && !matches(index.partial, doc)) return none
  const { rows, multikey, present } = keyRows(doc, index.fields)
  if (index.sparse && !present) return none
  const entries: IndexEntry[] = []
  const seen = new Set<string>()
  let shortened = false
  for (const row of rows) {
    const encoded = encodeRow(row, index.fields)
    shortened ||= encoded.shortened
    const key = indexKey(index.id, encoded.key, index.unique ? undefined : recordId)
    if (rows.length > 1) {
      const text = key.toString('latin1')
      if (seen.has(text)) continue
      seen.add(text)
    }
    entries.push({ key, row })
  }
  return { entries, multikey, shortened }
}

const EMPTY = Buffer.alloc(0)
const BUILD_BATCH = 100

/** Which keys are in both; most documents have one entry in an index. */
function sameKeys(a: readonly IndexEntry[], b: readonly IndexEntry[]): (key: Buffer) => boolean {
  if (a.length <= 1 && b.length <= 1) {
    const same = a[0] !== undefined && b[0] !== undefined && a[0].key.equals(b[0].key)
    return () => same
  }
  const texts = new Set(b.map(({ key }) => key.toString('latin1')))
  const both = new Set(a.map(({ key }) => key.toString('latin1')).filter((text) => texts.has(text)))
  return (key) => both.has(key.toString('latin1'))
}

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
