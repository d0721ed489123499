import type { Ack, PublicEntry, PublicState, SyncAnswer } from '@parley/server/contract'
import type { EntriesEvent } from './link.ts'
import { append, emptyLog, type Log, replace } from './log.ts'
import { backoff } from './timing.ts'

export interface FeedPorts {
  sync(after: number): Promise<Ack<SyncAnswer>>
  changed(news: {
    log: Log
    added: readonly PublicEntry[]
    state: PublicState | undefined
    caughtUp: boolean
  }): void
}

const RETRY_CAP_MS = 8000

/**
 * Keeps the log equal to the server's. Events only ever extend it without a hole; whatever does not fit is fetched from
 * the cursor on, and at every connection the server is asked, because events may have been missed in between.
 */
export class Feed {
  private readonly ports: FeedPorts
  private log: Log = emptyLog
  private state: PublicState | undefined
  /** The highest seq that the server is known to have. */
  private head = 0
  private live = false
  /** Counts connections: an answer to an older one means nothing. */
  private era = 0
  private syncing = false
  private caughtUp = false
  private failures = 0
  private retry: ReturnType<typeof setTimeout> | undefined

  constructor(ports: FeedPorts) {
    this.ports = ports
  }

  up(): void {
    this.era += 1
    this.live = true
    this.syncing = false
    this.failures = 0
    void this.sync()
  }

  down(): void {
    this.era += 1
    this.live = false
    this.syncing = false
    clearTimeout(this.retry)
  }

  entries({ after, entries, state }: EntriesEvent): void {
    const next = append(this.log, { after, entries })
    this.log = next.log
    this.see(Math.max(state.head, entries.at(-1)?.seq ?? 0))
    this.stand(state)
    this.tell(next.added)
    this.fillGap()
  }

  standing(state: PublicState): void {
    this.see(state.head)
    this.stand(state)
    this.tell([])
    this.fillGap()
  }

  private see(head: number): void {
    this.head = Math.max(this.head, head)
  }

  /** An older state may come after a newer one, by another way. */
  private stand(state: PublicState): void {
    if (state.head >= this.head) this.state = state
  }

  private fillGap(): void {
    if (this.head > this.log.cursor && !this.syncing) void this.sync()
  }

  private async sync(): Promise<void> {
    if (!this.live || this.syncing) return
    clearTimeout(this.retry)
    const era = this.era
    this.syncing = true
    // The answer says what the server has now; only what comes after the question may top it.
    this.head = 0
    const answer = await this.ports.sync(this.log.cursor).catch(() => undefined)
    if (era !== this.era) return
    this.syncing = false
    if (!answer?.ok) {
      this.again()
      return
    }
    const before = this.log.cursor
    this.take(answer)
    const moved = answer.resync || this.log.cursor > before
    if (this.head <= this.log.cursor) this.failures = 0
    else if (moved) await this.sync()
    else this.again()
  }

  private take(answer: SyncAnswer): void {
    const next = answer.resync ? replace(answer) : append(this.log, answer)
    this.log = next.log
    this.see(answer.state.head)
    this.stand(answer.state)
    this.caughtUp ||= this.head <= this.log.cursor
    this.tell(next.added)
  }

  private again(): void {
    if (!this.live) return
    this.retry = setTimeout(() => void this.sync(), backoff(this.failures, RETRY_CAP_MS))
    this.failures += 1
  }

  private tell(added: readonly PublicEntry[]): void {
    this.ports.changed({ log: this.log, added, state: this.state, caughtUp: this.caughtUp })
  }
}
