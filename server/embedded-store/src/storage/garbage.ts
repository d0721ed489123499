import type { Catalog } from './catalog.ts'
import type { Environment } from './environment.ts'
import { GARBAGE_RANGE, garbageRange } from './keys.ts'

/** Keys that one commit removes; clients' writes come between. */
const BATCH = 1000

/** Removes what dropped collections and indexes held, a little at a time. */
export async function sweepGarbage(env: Environment): Promise<void> {
  for (;;) {
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

/** Takes away indexes whose building a crash interrupted: nobody was told that they are there. */
export async function dropUnfinishedIndexes(env: Environment, catalog: Catalog): Promise<void> {
  await env.write((tx) => {
    for (const collection of catalog.list())
      for (const index of collection.indexes)
        if (index.building) catalog.dropIndex(tx, collection, index)
  })
}
