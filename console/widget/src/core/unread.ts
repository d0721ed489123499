import type { PublicEntry } from '@parley/server/contract'
import type { KeyValue } from './key-value.ts'

/** Messages of the other side beyond what was read. Whoever wrote after them has read them. */
export function countUnread(entries: readonly PublicEntry[], readUpTo: number): number {
  let count = 0
  for (let at = entries.length - 1; at >= 0; at -= 1) {
    const entry = entries[at]
    if (!entry || entry.seq <= readUpTo || entry.by.type === 'customer') break
    if (entry.body.kind === 'message') count += 1
  }
  return count
}

/** How far the customer has read, kept per thread and shared by the tabs of this browser. */
export class ReadMark {
  private readonly store: KeyValue
  private readonly key: string

  constructor(store: KeyValue, thread: string) {
    this.store = store
    this.key = `read:${thread}`
  }

  get(): number | undefined {
    const kept = Number(this.store.get(this.key) ?? Number.NaN)
    return Number.isFinite(kept) ? kept : undefined
  }

  /** Never goes backwards; returns whether it moved. */
  advance(upTo: number): boolean {
    if (upTo <= (this.get() ?? -1)) return false
    this.put(upTo)
    return true
  }

  /** The server forgot what was read: the mark cannot be beyond the end. */
  cap(head: number): void {
    if ((this.get() ?? 0) > head) this.put(head)
  }

  private put(upTo: number): void {
    this.store.set(this.key, String(upTo))
  }
}
