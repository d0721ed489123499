import { inParallel } from '../../lib/in-parallel.ts'
import { compare } from '../../replay/compare.ts'
import { readFromStore, untilQuiet } from '../../replay/record.ts'
import type { Product } from '../product.ts'

const READS_AT_A_TIME = 8

/** How many messages were acknowledged, and what became of them. */
export interface Kept {
  readonly acknowledged: number
  readonly lost: number
  readonly doubled: number
  readonly misordered: number
}

/** What the store has of everything that was acknowledged to the customers of the load. */
export async function readKept({ store, ledger: { acked } }: Product): Promise<Kept> {
  const threads = [...new Set(acked.map(({ thread }) => thread))]
  await untilQuiet(store, threads)
  const stored = await inParallel(threads, READS_AT_A_TIME, (thread) => readFromStore(store, thread))
  const verdict = compare({ acked, stored, widgets: [], consoles: [] })
  return {
    acknowledged: acked.length,
    lost: verdict.lost.length,
    doubled: verdict.duplicated.length,
    misordered: verdict.misordered.length,
  }
}
