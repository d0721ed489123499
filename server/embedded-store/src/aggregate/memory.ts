import { sizeOf } from '../bson/size.ts'
import type { Doc } from '../bson/value.ts'
import { StoreError } from '../errors.ts'

/** What one stage may keep, as in MongoDB; the store never spills to disk, so `allowDiskUse` does not raise it. */
export const MAX_STAGE_BYTES = 104_857_600

/** The estimated bytes that a stage keeps. */
export class Memory {
  #bytes = 0
  readonly #message: string

  constructor(message: string) {
    this.#message = message
  }

  /** @throws QueryExceededMemoryLimitNoDiskUseAllowed (292) */
  add(bytes: number): void {
    this.#bytes += bytes
    if (this.#bytes > MAX_STAGE_BYTES) throw new StoreError(292, this.#message)
  }
}

/** Passes documents on to a stage that keeps them all. */
export function* limited(stage: string, input: Iterable<Doc>): Generator<Doc, void, undefined> {
  const memory = new Memory(`${stage} exceeded memory limit of ${MAX_STAGE_BYTES} bytes`)
  for (const doc of input) {
    memory.add(sizeOf(doc))
    yield doc
  }
}
