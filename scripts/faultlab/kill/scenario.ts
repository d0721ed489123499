import { createRandom } from '../../../server/src/demo/random.ts'
import { median, rounded } from '../../lib/numbers.ts'
import { agentsFor } from '../../replay/team.ts'
import { openLab } from '../live/lab.ts'
import { runTraffic } from '../live/traffic.ts'
import type { Scenario } from '../scenario.ts'
import { type FaultKind, type Injected, injectKills } from './faults.ts'
import { runNaiveQueue } from './naive-queue.ts'

const CUSTOMERS = 24
/** What a killed process may cost, by study: ms until a new customer is answered again. */
const bars: readonly (readonly [FaultKind, number])[] = [
  ['worker', 8000],
  ['web', 5000],
  ['redis', 8000],
]

/** F1 and F2: processes are killed with -9, paused past their lease, and Redis is emptied, under live traffic. */
export const killScenario: Scenario = {
  about:
    'kill -9 of any process, pauses past the lease, FLUSHALL, two at once, while customers write and agents serve',
  seconds: 60,
  async run({ seed, seconds, tool }) {
    const lab = await openLab(tool, { agents: agentsFor(CUSTOMERS) })
    let injected: readonly Injected[] = []
    const { played, judgement } = await runTraffic(lab, {
      seed,
      seconds,
      customers: CUSTOMERS,
      faults: async (window) => {
        injected = await injectKills(lab, window, createRandom(seed + 7))
      },
    })
    const unanswered = injected.filter(({ recoveryMs }) => recoveryMs === undefined)
    await lab.stack.stop()
    return {
      ...judgement,
      broken: [
        ...judgement.broken,
        ...unanswered.map(({ what }) => `no answer within a minute after ${what}`),
      ],
      faults: injected.length,
      recoveryMs: injected.flatMap(({ recoveryMs }) => recoveryMs ?? []),
      facts: [
        ['conversations', played.customers.length],
        ['customers who had to send again', played.customers.filter(({ resends }) => resends > 0).length],
        ...bars.map(
          ([kind, bar]) =>
            [`back after ${kind}, ms, p50 / max (bar ${bar})`, spanOf(injected, kind)] as const,
        ),
        ['back after store, ms, p50 / max', spanOf(injected, 'store')],
      ],
      control: await runNaiveQueue({ tool }),
    }
  },
}

function spanOf(injected: readonly Injected[], kind: FaultKind): string {
  const times = injected.flatMap((one) => (one.kind === kind ? (one.recoveryMs ?? []) : []))
  return times.length === 0 ? 'none' : `${rounded(median(times))} / ${rounded(Math.max(...times))}`
}
