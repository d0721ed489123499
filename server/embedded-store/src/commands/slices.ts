import { decode } from '../bson/decode.ts'
import { encode } from '../bson/encode.ts'
import type { Doc } from '../bson/value.ts'
import type { RetryId } from '../storage/reply-memory.ts'
import type { Transaction } from '../storage/transaction.ts'
import type { Store } from './context.ts'

/** Longest that one command's part of a commit may keep other clients waiting. */
const SLICE_MS = 10

/** What a write has to work with: the transaction of the commit that it is in now. */
export interface Slice {
  readonly tx: Transaction
}

/** A place at which the write may be interrupted; with a promise, it has to be: the answer is needed before it goes on. */
export type Pause = undefined | (() => Promise<void>)

export interface SlicedWrite {
  readonly store: Store
  readonly retry: RetryId | undefined
  /** @param progress how far the write came before the process died */
  readonly work: (slice: Slice, progress: Doc | undefined) => Generator<Pause, Doc, void>
  /** What a resend after a crash needs to go on where the last commit ended. */
  readonly progress?: () => Doc
}

/**
 * Runs a write in as many commits as it needs to let others in between; a short one has one. A numbered write that was
 * done already is answered from memory, and one that a crash interrupted goes on.
 * @returns the reply as BSON
 */
export async function writeInSlices(write: SlicedWrite): Promise<Buffer> {
  const sliced = new SlicedRun(write)
  try {
    for (;;) {
      const outcome = await write.store.env.write((tx) => sliced.next(tx))
      if (outcome.reply) return outcome.reply
      await outcome.pause?.()
    }
  } finally {
    sliced.end()
  }
}

/** What each commit does of the write: the next slice of it, and the note of how far it came. */
class SlicedRun {
  readonly #write: SlicedWrite
  #steps: Generator<Pause, Doc, void> | undefined
  #slice: { tx: Transaction } | undefined
  #finish: (() => void) | undefined

  constructor(write: SlicedWrite) {
    this.#write = write
  }

  next(tx: Transaction): SliceEnd {
    if (this.#steps && this.#slice) {
      this.#slice.tx = tx
      return this.#run(tx, this.#steps)
    }
    const { store, retry, work } = this.#write
    const atIt = retry && store.replies.unfinished(retry)
    // The client has asked again while the first asking is still at work.
    if (atIt) return { pause: () => atIt }
    const known = retry && store.replies.find(retry)
    if (known?.finished) return { reply: known.bytes }
    this.#slice = { tx }
    this.#steps = work(this.#slice, known && decode(known.bytes))
    const end = this.#run(tx, this.#steps)
    if (retry && !end.reply) this.#finish = store.replies.start(retry)
    return end
  }

  /** Whoever waits for this write may look for its answer. */
  end(): void {
    this.#finish?.()
  }

  #run(tx: Transaction, steps: Generator<Pause, Doc, void>): SliceEnd {
    const { store, retry, progress } = this.#write
    const end = runSlice(steps)
    if (retry && (end.reply || progress))
      store.replies.remember(tx, retry, {
        finished: end.reply !== undefined,
        bytes: end.reply ?? encode(progress?.() ?? {}),
      })
    return end
  }
}

interface SliceEnd {
  readonly reply?: Buffer
  readonly pause?: () => Promise<void>
}

function runSlice(steps: Generator<Pause, Doc, void>): SliceEnd {
  const until = performance.now() + SLICE_MS
  for (;;) {
    const { done, value } = steps.next()
    if (done) return { reply: encode(value) }
    if (value) return { pause: value }
    if (performance.now() > until) return {}
  }
}
