import { createRandom } from '../../../server/src/demo/random.ts'
import { createBar } from '../../lib/bar.ts'
import { inParallel } from '../../lib/in-parallel.ts'
import { compare } from '../../replay/compare.ts'
import { createLedger } from '../../replay/ledger.ts'
import { type RecordedThread, readFromStore, untilQuiet } from '../../replay/record.ts'
import { inWords } from '../live/judge.ts'
import { openLab } from '../live/lab.ts'
import { nothingFound, type Scenario } from '../scenario.ts'
import { type Burst, comeAtOnce } from './bursts.ts'
import { sendCopies } from './copies.ts'
import { receiveNaively } from './naive-door.ts'

const AT_A_TIME = 8
const CUSTOMERS_A_SECOND = 2
const READS_AT_A_TIME = 8

/** F5 and F6: the same message comes several times at once, and a new customer by several ways at once. */
export const duplicatesScenario: Scenario = {
  about: 'each message comes one to five times at once by both doors; somebody new comes by ten ways at once',
  seconds: 30,
  async run({ seed, seconds, tool }) {
    const lab = await openLab(tool, { agents: 1 })
    const ledger = createLedger(() => undefined)
    const customers = Array.from({ length: seconds * CUSTOMERS_A_SECOND }, (_, index) => index)
    const bar = createBar('customers')
    let done = 0
    const copied = await inParallel(customers, AT_A_TIME, async (index) => {
      const result = await sendCopies(lab, index, createRandom(seed * 100_003 + index), ledger)
      bar.show(++done, customers.length, 'have written')
      return result
    })
    const bursts = await inParallel(
      customers.slice(0, seconds),
      2,
      async (index) => await comeAtOnce(lab, index),
    )
    bar.end()
    const all = [...copied, ...bursts]
    const threads = all.map(({ thread }) => thread)
    const quiet = await untilQuiet(lab.store, threads)
    const stored = await inParallel(threads, READS_AT_A_TIME, (thread) => readFromStore(lab.store, thread))
    const verdict = compare({ acked: ledger.acked, stored, widgets: [], consoles: [] })
    const inBursts = bursts.flatMap((burst) => timesOf(burst, stored))
    return {
      ...nothingFound,
      faults: all.reduce((sum, { faults }) => sum + faults, 0),
      accepted: ledger.acked.length + inBursts.length,
      lost: [...verdict.lost.map(inWords), ...inBursts.flatMap(({ id, times }) => (times < 1 ? [id] : []))],
      duplicated: [
        ...verdict.duplicated.map(inWords),
        ...inBursts.flatMap(({ id, times }) => (times > 1 ? [`${id}: ${times} times`] : [])),
      ],
      misordered: verdict.misordered.map(inWords),
      broken: [
        ...all.flatMap(({ broken }) => broken),
        ...(quiet ? [] : ['something was still pending after half a minute']),
      ],
      facts: [
        ['customers who sent copies', copied.length],
        ['customers who came by ten ways', bursts.length],
      ],
      control: await receiveNaively(lab.store),
    }
  },
}

/** How often the log has each message of a burst. */
function timesOf({ thread, ids }: Burst, stored: readonly RecordedThread[]): { id: string; times: number }[] {
  const entries = stored.find((one) => one.thread === thread)?.entries ?? []
  return ids.map((id) => ({ id, times: entries.filter(({ clientId }) => clientId === id).length }))
}
