import type { Catalog } from './catalog.ts'
import type { Environment } from './environment.ts'
import { GARBAGE_RANGE, garbageRange } from './keys.ts'

/** Keys that one commit removes; clients' writes come between. */
const BATCH = 1000

/** Lets what is dropped in a row be removed together. */
const DELAY_MS = 50

/** Removes what dropped collections and indexes held, a little at a time; one sweep at once. */
export class GarbageSweeper {
  readonly #env: Environment
  readonly #onError: (error: unknown) => void
  #timer: NodeJS.Timeout | undefined
  #sweep: Promise<void> | undefined
  #again = false
  #stopped = false

  constructor(env: Environment, onError: (error: unknown) => void) {
    this.#env = env
    this.#onError = onError
  }

  kick(): void {
    this.#again = true
    if (this.#stopped || this.#sweep !== undefined) return
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      this.#sweep = this.#run().finally(() => {
        this.#sweep = undefined
      })
    }, DELAY_MS)
  }

  async #run(): Promise<void> {
    try {
      while (this.#again && !this.#stopped) {
        this.#again = false
        await sweepGarbage(this.#env, () => this.#stopped)
      }
    } catch (error) {
      this.#onError(error)
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    await this.#sweep
  }
}

async function sweepGarbage(env: Environment, stopped: () => boolean): Promise<void> {
  while (!stopped()) {
    const [next] = env.entries({ ...GARBAGE_RANGE, limit: 1 })
    if (!next) return
    const range = garbageRange(next.key)
    await env.write((tx) => {
      const batch = env.entries({ ...range, limit: BATCH })
      for (const { key } of batch) tx.remove(key)
      if (batch.length < BATCH) tx.remove(next.key)
    })
  }
}

/** Takes away what a crash interrupted: indexes that were built, results that were written. Nobody was told of them. */
export async function dropUnfinished(env: Environment, catalog: Catalog): Promise<void> {
  await env.write((tx) => {
    for (const collection of catalog.list()) if (collection.isDraft) catalog.drop(tx, collection)
    for (const collection of catalog.list())
      for (const index of collection.indexes) if (index.building) catalog.dropIndex(tx, collection, index)
  })
}
