import { setTimeout as delay } from 'node:timers/promises'
import { createRandom, type Random } from '../../../server/src/demo/random.ts'
import { median, rounded } from '../../lib/numbers.ts'
import { shuffled } from '../../replay/dialogues.ts'
import { agentsFor } from '../../replay/team.ts'
import { type Lab, openLab } from '../live/lab.ts'
import { probe } from '../live/probe.ts'
import { type FaultWindow, runTraffic } from '../live/traffic.ts'
import type { Scenario } from '../scenario.ts'
import { runNaiveLine } from './control.ts'
import { poisoning } from './poisoning.ts'
import { supervise } from './supervise.ts'
import { kinds, type PoisonKind, poisonOf } from './texts.ts'
import { playVictim, type VictimEnd } from './victim.ts'

const CUSTOMERS = 12
const PROBE_EVERY_MS = 500

/** F15: messages that make their handler loop, throw or eat memory, and texts that are made to. */
export const poisonScenario: Scenario = {
  about: 'messages that their handler loops on, throws at or dies of are set aside; everybody else is served',
  seconds: 60,
  async run({ seed, seconds, tool }) {
    const lab = await openLab(tool, {
      agents: agentsFor(CUSTOMERS),
      settings: { NODE_OPTIONS: poisoning },
    })
    const workers = supervise(lab.stack.parts.filter(({ kind }) => kind === 'worker'))
    tool.defer(async () => workers.stop())
    let poisoned: readonly Poisoned[] = []
    const { played, judgement } = await runTraffic(lab, {
      seed,
      seconds,
      customers: CUSTOMERS,
      faults: async (window) => {
        poisoned = await poisonSome(lab, window, createRandom(seed + 7))
      },
    })
    workers.stop()
    const ends = poisoned.map(({ end }) => end)
    return {
      ...judgement,
      faults: poisoned.length,
      accepted: judgement.accepted + ends.reduce((sum, { accepted }) => sum + accepted, 0),
      lost: [...judgement.lost, ...ends.flatMap(({ lost }) => lost)],
      duplicated: [...judgement.duplicated, ...ends.flatMap(({ duplicated }) => duplicated)],
      misordered: [...judgement.misordered, ...ends.flatMap(({ misordered }) => misordered)],
      broken: [...judgement.broken, ...ends.flatMap(({ broken }) => broken)],
      recoveryMs: poisoned.map(({ othersMs }) => othersMs),
      facts: [
        ['conversations', played.customers.length],
        ['workers that ended', workers.deaths()],
        ...kinds.map((kind) => [`${kind}: settled after, ms, p50 / max`, spanOf(poisoned, kind)] as const),
      ],
      control: await runNaiveLine(tool),
    }
  },
}

interface Poisoned {
  readonly kind: PoisonKind
  readonly end: VictimEnd
  /** The longest that another new customer waited for an answer meanwhile. */
  readonly othersMs: number
}

async function poisonSome(lab: Lab, { isOver }: FaultWindow, random: Random): Promise<Poisoned[]> {
  const done: Poisoned[] = []
  for (let deck: PoisonKind[] = []; !isOver(); ) {
    if (deck.length === 0) deck = shuffled(kinds, random)
    const kind = deck.pop() ?? 'throw'
    await delay(random.whole(200, 1000))
    const state = { settled: false }
    const others = probeUntil(lab, () => state.settled)
    const url = random.pick(lab.stack.urls)
    const end = await playVictim(lab, { url, kind, poison: poisonOf(kind, random) })
    state.settled = true
    done.push({ kind, end, othersMs: await others })
  }
  return done
}

async function probeUntil({ stack, account }: Lab, isSettled: () => boolean): Promise<number> {
  let longest = 0
  for (let turn = 0; !isSettled(); turn++) {
    const url = stack.urls[turn % stack.urls.length] ?? ''
    longest = Math.max(longest, (await probe(url, account, performance.now())) ?? Number.POSITIVE_INFINITY)
    await delay(PROBE_EVERY_MS)
  }
  return longest
}

function spanOf(poisoned: readonly Poisoned[], of: PoisonKind): string {
  const times = poisoned.flatMap(({ kind, end }) => (kind === of ? [end.settledMs] : []))
  return times.length === 0 ? 'none' : `${rounded(median(times))} / ${rounded(Math.max(...times))}`
}
