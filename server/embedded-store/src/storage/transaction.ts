import type { Database } from 'lmdb'

/** What one command may do to the tree; everything it did is undone when its statement fails. */
export interface Transaction {
  put(key: Buffer, value: Buffer): void
  /** For a key that cannot be there yet, which spares looking for what it replaces. */
  putNew(key: Buffer, value: Buffer): void
  remove(key: Buffer): void
  /** Notes that the collection has so many documents more; the sums are stored once a commit. */
  adjustCount(collectionId: number, by: number): void
  /** Says how to take back what was changed in memory, should the statement fail. */
  onUndo(undo: () => void): void
  /** Runs `work`; if it throws, its writes are taken back and the failure goes on. */
  statement<T>(work: () => T): T
}

/**
 * A command's writes inside a commit that it shares with other commands. LMDB's own nested transactions cost a page
 * copy each; most commands never fail, so remembering what was there before is cheaper.
 */
export class UndoableTransaction implements Transaction {
  readonly #db: Database<Buffer, Buffer>
  readonly #counts: Map<number, number>
  /** In pairs: a key and what was there before it, or what takes back a change in memory and nothing. */
  readonly #undo: (Buffer | (() => void) | undefined)[] = []

  constructor(db: Database<Buffer, Buffer>, counts: Map<number, number>) {
    this.#db = db
    this.#counts = counts
  }

  put(key: Buffer, value: Buffer): void {
    this.#undo.push(key, this.#db.get(key))
    this.#db.putSync(key, value)
  }

  putNew(key: Buffer, value: Buffer): void {
    this.#undo.push(key, undefined)
    this.#db.putSync(key, value)
  }

  remove(key: Buffer): void {
    const before = this.#db.get(key)
    if (before === undefined) return
    this.#undo.push(key, before)
    this.#db.removeSync(key)
  }

  adjustCount(collectionId: number, by: number): void {
    this.#undo.push(() => this.#addCount(collectionId, -by), undefined)
    this.#addCount(collectionId, by)
  }

  onUndo(undo: () => void): void {
    this.#undo.push(undo, undefined)
  }

  statement<T>(work: () => T): T {
    const mark = this.#undo.length
    try {
      return work()
    } catch (error) {
      this.#rollBack(mark)
      throw error
    }
  }

  #rollBack(mark: number): void {
    for (let at = this.#undo.length - 2; at >= mark; at -= 2) {
      const [key, before] = this.#undo.splice(at)
      if (typeof key === 'function') key()
      else if (Buffer.isBuffer(before)) this.#db.putSync(key as Buffer, before)
      else this.#db.removeSync(key as Buffer)
    }
  }

  #addCount(collectionId: number, by: number): void {
    this.#counts.set(collectionId, (this.#counts.get(collectionId) ?? 0) + by)
  }
}
