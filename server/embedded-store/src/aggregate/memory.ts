import type { Doc } from '../bson/value.ts'
import { StoreError } from '../errors.ts'

/** A stage that keeps its whole input may keep this many documents; MongoDB's limit is 100 MB. */
const MAX_KEPT = 500_000

export function* limited(stage: string, input: Iterable<Doc>): Generator<Doc, void, undefined> {
  let kept = 0
  for (const doc of input) {
    kept += 1
    if (kept > MAX_KEPT)
      throw new StoreError(292, `${stage} would keep more than ${MAX_KEPT} documents in memory`)
    yield doc
  }
}
