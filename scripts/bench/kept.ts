import { inParallel } from '../lib/in-parallel.ts'
import type { ProductStore } from '../lib/product-store.ts'
import { compare } from '../replay/compare.ts'
import { comparisonOf } from '../replay/comparison-of.ts'
import type { Ledger } from '../replay/ledger.ts'
import { readFromStore, untilQuiet } from '../replay/record.ts'
import type { Played } from '../replay/run.ts'

const READS_AT_A_TIME = 8

/** How many messages were acknowledged, and what became of them. */
export interface Kept {
  readonly acknowledged: number
  readonly lost: number
  readonly doubled: number
  readonly misordered: number
}

/**
 * What the store has of everything that was acknowledged.
 * @param shown what widgets and consoles showed, where it was noted: it is looked at too
 */
export async function keptOf(
  store: ProductStore,
  ledger: Ledger,
  shown: Pick<Played, 'customers' | 'consoles'> = { customers: [], consoles: [] },
): Promise<Kept> {
  const threads = [...new Set(ledger.acked.map(({ thread }) => thread))]
  await untilQuiet(store, threads)
  const stored = await inParallel(threads, READS_AT_A_TIME, (thread) => readFromStore(store, thread))
  const verdict = compare(comparisonOf({ ledger, ...shown }, stored))
  return {
    acknowledged: ledger.acked.length,
    lost: verdict.lost.length,
    doubled: verdict.duplicated.length,
    misordered: verdict.misordered.length,
  }
}
