import { createRandom } from '../../../server/src/demo/random.ts'
import { createBar } from '../../lib/bar.ts'
import { inParallel } from '../../lib/in-parallel.ts'
import { chooseDialogues, readDialogues } from '../../replay/dialogues.ts'
import { readFromStore, untilQuiet } from '../../replay/record.ts'
import { type Played, playAll } from '../../replay/run.ts'
import { type Judgement, judge } from './judge.ts'
import type { Lab } from './lab.ts'

const CUSTOMERS_AT_MOST = 20_000
const READS_AT_A_TIME = 8

export interface Traffic {
  readonly seed: number
  readonly seconds: number
  /** Customers at a time. */
  readonly customers: number
  /** Injects faults until it is told to stop, and leaves everything running. */
  readonly faults: (run: FaultWindow) => Promise<void>
}

export interface FaultWindow {
  /** The time for faults is over. */
  isOver(): boolean
}

export interface TrafficEnd {
  readonly played: Played
  readonly judgement: Judgement
}

/** Customers write and agents serve them while faults are injected; then all is compared with what was acknowledged. */
export async function runTraffic(
  { stack, store, logins, account }: Lab,
  { seed, seconds, customers, faults }: Traffic,
): Promise<TrafficEnd> {
  const dialogues = chooseDialogues(await readDialogues(undefined), CUSTOMERS_AT_MOST, createRandom(seed))
  const bar = createBar('traffic')
  const until = performance.now() + seconds * 1000
  const isOver = (): boolean => performance.now() > until
  const left = (): number => Math.max(0, Math.ceil((until - performance.now()) / 1000))
  const played = await playAll({
    urls: stack.urls,
    account,
    dialogues,
    concurrency: customers,
    seed,
    logins,
    parts: stack.parts,
    bar: {
      show: (messages) => bar.show(seconds - left(), seconds, `s, ${messages} messages`),
      end: bar.end,
    },
    isOver,
    startFaults: () => {
      const work = faults({ isOver })
      return { done: [], acked: () => undefined, stop: () => work }
    },
  })
  const threads = played.customers.map(({ thread }) => thread)
  const quiet = await untilQuiet(store, threads)
  const stored = await inParallel(threads, READS_AT_A_TIME, (thread) => readFromStore(store, thread))
  return { played, judgement: judge(played, stored, quiet) }
}
