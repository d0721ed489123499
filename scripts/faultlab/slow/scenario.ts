import { createRandom } from '../../../server/src/demo/random.ts'
import { median, rounded } from '../../lib/numbers.ts'
import { agentsFor } from '../../replay/team.ts'
import { openLab } from '../live/lab.ts'
import { startProber } from '../live/prober.ts'
import { openProxy, type TcpProxy } from '../live/proxy.ts'
import { runTraffic } from '../live/traffic.ts'
import type { Scenario } from '../scenario.ts'
import { PATIENCE_MS, writeNaively } from './control.ts'
import { kinds, type Slowed, type SlowKind, slowDown } from './faults.ts'
import { type Ack, startPulse } from './pulse.ts'
import { watchMemory } from './watch-memory.ts'

const CUSTOMERS = 12
const PULSES = 4
/** p99 of the acknowledgement while the store answers 200 ms late, by study. */
const ACK_BAR_MS = 1000

/** F12: the store or Redis answers late, or keeps its answers to itself for seconds. */
export const slowScenario: Scenario = {
  about: 'the store or Redis answers 0.2 s or 2 s late, or for seconds not at all; everybody is told in time',
  seconds: 60,
  async run({ seed, seconds, tool }) {
    const proxies: Partial<Record<'store' | 'redis', TcpProxy>> = {}
    const through = (part: 'store' | 'redis') => async (port: number) => {
      const proxy = await openProxy(port)
      proxies[part] = proxy
      tool.defer(proxy.close)
      return proxy.port
    }
    const lab = await openLab(tool, {
      agents: agentsFor(CUSTOMERS),
      between: { store: through('store'), redis: through('redis') },
    })
    const { store, redis } = proxies
    if (!store || !redis) throw new Error('The stack did not ask for its proxies')
    const memory = watchMemory(lab.stack.parts.filter(({ kind }) => kind === 'web' || kind === 'worker'))
    const pulse = await startPulse(lab, PULSES)
    const visitor = JSON.stringify({ account: lab.account, language: 'en' })
    const prober = startProber(
      lab.stack.urls,
      (url) => ({
        method: 'POST',
        url: `${url}/widget/session`,
        headers: { 'content-type': 'application/json' },
        body: visitor,
      }),
      PATIENCE_MS,
    )
    let slowed: readonly Slowed[] = []
    const { played, judgement } = await runTraffic(lab, {
      seed,
      seconds,
      customers: CUSTOMERS,
      faults: async (window) => {
        slowed = await slowDown(lab, { store, redis }, window, createRandom(seed + 7))
      },
    })
    await Promise.all([pulse.stop(), prober.stop(), memory.stop()])
    const silent = prober.failed().filter((what) => what.includes('no answer in time'))
    return {
      ...judgement,
      faults: slowed.length,
      accepted: judgement.accepted + pulse.acks.length,
      broken: [
        ...judgement.broken,
        ...slowed.flatMap(({ kind, recoveryMs }) =>
          recoveryMs === undefined ? [`no answer within a minute after ${kind}`] : [],
        ),
        ...silent.map((what) => `neither taken nor refused within ${PATIENCE_MS} ms: ${what}`),
      ],
      recoveryMs: slowed.flatMap(({ recoveryMs }) => recoveryMs ?? []),
      facts: [
        ['conversations', played.customers.length],
        ['customers who had to send again', played.customers.filter(({ resends }) => resends > 0).length],
        [
          'new visitors let in / told to come later',
          `${prober.answered()} / ${prober.failed().length - silent.length}`,
        ],
        ...kinds.map(
          (kind) =>
            [
              `acknowledged during ${kind}${barOf(kind)}, ms, p50 / p99`,
              spanOf(slowed, pulse.acks, kind),
            ] as const,
        ),
        ...kinds.map(
          (kind) => [`served again after ${kind}, ms, p50 / max`, recoveryOf(slowed, kind)] as const,
        ),
        ['memory of one process grown by, MB, at most', Math.round(memory.grownMb())],
      ],
      control: await writeNaively(
        lab.stack.mongodbUri.replace(/:\d+\/parley/, `:${store.port}/parley`),
        store,
      ),
    }
  },
}

function barOf(kind: SlowKind): string {
  return kind === 'store 200' ? ` (bar ${ACK_BAR_MS})` : ''
}

/** Of what was sent while the fault lasted. */
function spanOf(slowed: readonly Slowed[], acks: readonly Ack[], kind: SlowKind): string {
  const windows = slowed.filter((one) => one.kind === kind)
  const times = acks
    .filter(({ at }) => windows.some(({ from, to }) => at >= from && at < to))
    .map(({ ms }) => ms)
    .toSorted((a, b) => a - b)
  if (times.length === 0) return 'none'
  return `${rounded(median(times))} / ${rounded(times[Math.ceil(times.length * 0.99) - 1] ?? 0)}`
}

function recoveryOf(slowed: readonly Slowed[], of: SlowKind): string {
  const times = slowed.flatMap(({ kind, recoveryMs }) => (kind === of ? (recoveryMs ?? []) : []))
  return times.length === 0 ? 'none' : `${rounded(median(times))} / ${rounded(Math.max(...times))}`
}
