import { inParallel } from '../lib/in-parallel.ts'
import type { ProductStore } from '../lib/product-store.ts'
import { compare } from '../replay/compare.ts'
import { comparisonOf } from '../replay/comparison-of.ts'
import type { Ledger } from '../replay/ledger.ts'
import { readFromStore, untilQuiet } from '../replay/record.ts'
import type { Played } from '../replay/run.ts'
import { say } from './say.ts'

const READS_AT_A_TIME = 8
const SHOWN_FINDINGS = 12

/** How many messages were acknowledged, and what became of them. */
export interface Kept {
  readonly acknowledged: number
  readonly lost: number
  readonly doubled: number
  readonly misordered: number
}

/**
 * Says what was found and counts it: what the store has of everything that was acknowledged.
 * @param shown what widgets and consoles showed, where it was noted: it is looked at too
 */
export async function keptOf(
  store: ProductStore,
  ledger: Ledger,
  shown: Pick<Played, 'customers' | 'consoles'> = { customers: [], consoles: [] },
): Promise<Kept> {
  const threads = [...new Set(ledger.acked.map(({ thread }) => thread))]
  if (!(await untilQuiet(store, threads))) say('accepted messages are still pending: they count as lost')
  const stored = await inParallel(threads, READS_AT_A_TIME, (thread) => readFromStore(store, thread))
  const verdict = compare(comparisonOf({ ledger, ...shown }, stored))
  for (const [kind, findings] of Object.entries(verdict))
    for (const { thread, view, what } of findings.slice(0, SHOWN_FINDINGS))
      say(`${kind}: ${what}, in the ${view} of ${thread}`)
  return {
    acknowledged: ledger.acked.length,
    lost: verdict.lost.length,
    doubled: verdict.duplicated.length,
    misordered: verdict.misordered.length,
  }
}
