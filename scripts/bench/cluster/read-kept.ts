import { inParallel } from '../../lib/in-parallel.ts'
import { readFromStore, untilQuiet } from '../../replay/record.ts'
import type { Product } from '../product.ts'
import { judge, type Kept, sumOf } from './judge.ts'

const READS_AT_A_TIME = 8

/** What the store has of everything that was acknowledged to the customers of the load. */
export async function readKept({ store, acked }: Product): Promise<Kept> {
  const threads = [...acked.keys()]
  await untilQuiet(store, threads)
  const found = await inParallel(threads, READS_AT_A_TIME, async (thread) => {
    const { entries } = await readFromStore(store, thread)
    const logged = entries.flatMap(({ clientId, sender }) => (sender === 'customer' ? (clientId ?? []) : []))
    return judge(acked.get(thread) ?? [], logged)
  })
  return sumOf(found)
}
