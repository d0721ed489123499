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
  #undo: (() => void)[] = []

  constructor(db: Database<Buffer, Buffer>, counts: Map<number, number>) {
    this.#db = db
    this.#counts = counts
  }

  put(key: Buffer, value: Buffer): void {
    const before = this.#db.get(key)
    this.#undo.push(
      before === undefined ? () => this.#db.removeSync(key) : () => this.#db.putSync(key, before),
    )
    this.#db.putSync(key, value)
  }

  putNew(key: Buffer, value: Buffer): void {
    this.#undo.push(() => this.#db.removeSync(key))
    this.#db.putSync(key, value)
  }

  remove(key: Buffer): void {
    const before = this.#db.get(key)
    if (before === undefined) return
    this.#undo.push(() => this.#db.putSync(key, before))
    this.#db.removeSync(key)
  }

  adjustCount(collectionId: number, by: number): void {
    this.#undo.push(() => this.#addCount(collectionId, -by))
    this.#addCount(collectionId, by)
  }

  onUndo(undo: () => void): void {
    this.#undo.push(undo)
  }

  statement<T>(work: () => T): T {
    const mark = this.#undo.length
    try {
      return work()
    } catch (error) {
      for (const undo of this.#undo.splice(mark).reverse()) undo()
      throw error
    }
  }

  #addCount(collectionId: number, by: number): void {
    this.#counts.set(collectionId, (this.#counts.get(collectionId) ?? 0) + by)
  }
}
