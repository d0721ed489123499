import { Binary } from 'bson'
import type { Doc } from '../bson/value.ts'

const KEEP_MS = 30 * 60 * 1000
const MOST = 100_000

/** Which sessions clients have used lately. */
export class KnownSessions {
  /** By the id in hexadecimal, the one used longest ago first. */
  readonly #lastUse = new Map<string, number>()

  touch(id: string, now: number): void {
    this.#lastUse.delete(id)
    this.#lastUse.set(id, now)
    this.#forget(now)
  }

  end(id: string): void {
    this.#lastUse.delete(id)
  }

  ids(): string[] {
    return [...this.#lastUse.keys()]
  }

  /** As `$listLocalSessions` shows them. */
  list(now: number, uid: Buffer): Doc[] {
    this.#forget(now)
    return Array.from(this.#lastUse, ([id, lastUse]) => ({
      _id: { id: new Binary(Buffer.from(id, 'hex'), Binary.SUBTYPE_UUID), uid: new Binary(uid) },
      lastUse: new Date(lastUse),
    }))
  }

  #forget(now: number): void {
    for (const [id, lastUse] of this.#lastUse) {
      if (now - lastUse <= KEEP_MS && this.#lastUse.size <= MOST) return
      this.#lastUse.delete(id)
    }
  }
}
