import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { encode } from '../bson/encode.ts'
import type { Doc } from '../bson/value.ts'
import { ownerOf } from '../commands/cursors.ts'
import { StoreError } from '../errors.ts'
import type { IndexUses } from '../storage/index-uses.ts'
import type { Request } from '../wire/message.ts'
import type { Address, Answered, Ask, ReaderData } from './protocol.ts'

const THREADS = 2
const MAX_HEAP_MB = 1024

interface Waiting {
  readonly timer: NodeJS.Timeout | undefined
  readonly resolve: (answer: Answered['answer']) => void
  readonly reject: (error: Error) => void
}

/** Threads that read the same file beside the main one, for whatever looks at many documents. */
export class ReadPool {
  readonly #dir: string
  readonly #indexUses: IndexUses
  readonly #threads: (ReadThread | undefined)[] = Array.from({ length: THREADS }, () => undefined)

  constructor(dir: string, indexUses: IndexUses) {
    this.#dir = dir
    this.#indexUses = indexUses
  }

  /**
   * Has the least busy worker answer a client's command; the reply is BSON.
   * @param limitMs ends the worker, and with it whatever else it does, when it takes longer
   */
  async run(request: Request, at: Address, limitMs?: number): Promise<Buffer> {
    const thread = this.#leastBusy()
    return asBuffer(await thread.ask({ kind: 'command', bytes: request.bytes, at }, limitMs))
  }

  /** Has the worker that keeps the cursor answer; undefined when it keeps none. */
  async runAtCursor(cursor: bigint, request: Request, at: Address): Promise<Buffer | undefined> {
    const thread = this.#threads[ownerOf(cursor) - 1]
    return thread && asBuffer(await thread.ask({ kind: 'command', bytes: request.bytes, at }))
  }

  /** Has a worker answer a message of our own; one for a cursor, the worker that keeps it. */
  async ask(bytes: Buffer, { remote, local }: Address, cursor?: bigint): Promise<Buffer> {
    const thread = cursor === undefined ? this.#leastBusy() : this.#threads[ownerOf(cursor) - 1]
    if (!thread) throw new StoreError(11602, 'a read worker ended: its cursor is gone')
    return asBuffer(await thread.ask({ kind: 'command', bytes, at: { remote, local } }))
  }

  /** The record ids of the documents that a write is about. */
  async search(search: Doc, limitMs?: number): Promise<number[]> {
    const found = await this.#leastBusy().ask({ kind: 'search', bytes: encode(search) }, limitMs)
    return Array.from(found as Float64Array)
  }

  /** Closes a cursor; false when there was none. */
  async kill(cursor: bigint): Promise<boolean> {
    const found = await this.#threads[ownerOf(cursor) - 1]?.ask({ kind: 'kill', cursors: [cursor] })
    return found !== undefined && found.length > 0
  }

  endSession(session: string): void {
    for (const thread of this.#threads)
      void thread?.ask({ kind: 'endSession', session }).catch(() => undefined)
  }

  async stop(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread?.stop()))
  }

  #leastBusy(): ReadThread {
    let best = 0
    for (const [position, thread] of this.#threads.entries()) {
      if (!thread || thread.pending < (this.#threads[best]?.pending ?? 0)) best = position
      if (!thread?.pending) break
    }
    return this.#threads[best] ?? this.#start(best)
  }

  /** Started when it is first needed: many stores are small. */
  #start(position: number): ReadThread {
    const thread = new ReadThread(
      { dir: this.#dir, number: position + 1 },
      {
        onUse: (index, times) => this.#indexUses.note(index, times),
        onEnd: () => {
          if (this.#threads[position] === thread) this.#threads[position] = undefined
        },
      },
    )
    this.#threads[position] = thread
    return thread
  }
}

interface ThreadEvents {
  readonly onUse: (index: number, times: number) => void
  readonly onEnd: () => void
}

class ReadThread {
  readonly #worker: Worker
  readonly #waiting = new Map<number, Waiting>()
  readonly #events: ThreadEvents
  #last = 0

  constructor(data: ReaderData, events: ThreadEvents) {
    this.#events = events
    const own = fileURLToPath(import.meta.url)
    this.#worker = new Worker(new URL(`./worker${extname(own)}`, import.meta.url), {
      workerData: data,
      resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
    })
    this.#worker.on('message', (message: Answered) => this.#answer(message))
    this.#worker.on('error', (error) => this.#fail(error))
    this.#worker.on('exit', () => {
      events.onEnd()
      this.#fail(new Error('the read worker ended'))
    })
    // What it still has to answer keeps the process alive through the client's connection.
    this.#worker.unref()
  }

  get pending(): number {
    return this.#waiting.size
  }

  ask(ask: Ask, limitMs?: number): Promise<Answered['answer']> {
    return new Promise((resolve, reject) => {
      this.#last += 1
      const id = this.#last
      const timer = limitMs === undefined ? undefined : setTimeout(() => this.#end(id), limitMs)
      this.#waiting.set(id, { resolve, reject, timer })
      this.#worker.postMessage({ id, ask })
    })
  }

  /** What it was asked takes too long, and cannot be interrupted in another way. */
  #end(id: number): void {
    const late = this.#waiting.get(id)
    this.#waiting.delete(id)
    late?.reject(
      new StoreError(50, 'operation exceeded time limit: a pattern may take too many ways to match'),
    )
    // It takes a moment to end; nothing more may be asked of it meanwhile.
    this.#events.onEnd()
    void this.#worker.terminate()
  }

  async stop(): Promise<void> {
    await this.#worker.terminate()
  }

  #answer({ id, answer, failure, indexUses }: Answered): void {
    for (const [index, times] of indexUses) this.#events.onUse(index, times)
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    clearTimeout(waiting?.timer)
    if (failure) waiting?.reject(new StoreError(failure.code, failure.message))
    else waiting?.resolve(answer)
  }

  #fail(error: Error): void {
    const outOfMemory = (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY'
    const failure = outOfMemory
      ? new StoreError(292, `the query needs more than ${MAX_HEAP_MB} MB of memory; narrow it or set a limit`)
      : // Drivers ask again after this one.
        new StoreError(11602, `a read worker ended: ${error.message}`)
    for (const { reject, timer } of this.#waiting.values()) {
      clearTimeout(timer)
      reject(failure)
    }
    this.#waiting.clear()
  }
}

function asBuffer(answer: Answered['answer']): Buffer {
  const { buffer, byteOffset, byteLength } = answer as Uint8Array
  return Buffer.from(buffer, byteOffset, byteLength)
}
