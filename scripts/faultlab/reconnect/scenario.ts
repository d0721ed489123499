import { createRandom } from '../../../server/src/demo/random.ts'
import { createBar } from '../../lib/bar.ts'
import { percentile } from '../../lib/numbers.ts'
import { createApi } from '../../replay/api.ts'
import { shuffled } from '../../replay/dialogues.ts'
import { openLab } from '../live/lab.ts'
import { nothingFound, type Scenario } from '../scenario.ts'
import { kinds } from './kinds.ts'
import { playRound, type RoundEnd } from './round.ts'

const SECONDS_A_ROUND = 9

/** F3: consoles and widgets lose their connection in nine ways while conversations go on. */
export const reconnectScenario: Scenario = {
  about: 'consoles and widgets lose their connection in nine ways while conversations go on without them',
  seconds: kinds.length * SECONDS_A_ROUND,
  async run({ seed, seconds, tool }) {
    const lab = await openLab(tool, { agents: 1 })
    const api = createApi(lab.stack.urls[1] ?? '')
    await api.surely('POST', '/api/session', lab.logins[0])
    const rounds = Math.max(kinds.length, Math.floor(seconds / SECONDS_A_ROUND))
    const random = createRandom(seed)
    const bar = createBar('rounds')
    const ends: (RoundEnd & { name: string })[] = []
    for (let deck = shuffled(kinds, random); ends.length < rounds; ) {
      const kind = deck.pop()
      if (!kind) {
        deck = shuffled(kinds, random)
        continue
      }
      ends.push({ name: kind.name, ...(await playRound(lab, kind, api.cookie())) })
      bar.show(ends.length, rounds, kind.name)
    }
    bar.end()
    const sum = (of: (end: RoundEnd) => number): number => ends.reduce((total, end) => total + of(end), 0)
    const times = ends.flatMap(({ recoveryMs }) => recoveryMs).sort((a, b) => a - b)
    return {
      ...nothingFound,
      faults: sum(({ faults }) => faults),
      accepted: sum(({ accepted }) => accepted),
      lost: ends.flatMap(({ lost }) => lost),
      duplicated: ends.flatMap(({ duplicated }) => duplicated),
      misordered: ends.flatMap(({ misordered }) => misordered),
      recoveryMs: times,
      facts: [
        ['rounds', ends.length],
        ['all shown after the way was good again, ms, p99 (aim 2,000)', Math.round(percentile(times, 0.99))],
        ...kinds.map(({ name }) => [`  ${name}, slowest, ms`, slowest(ends, name)] as const),
      ],
      control: { 'entries not shown without a cursor': sum(({ naiveLost }) => naiveLost) },
    }
  },
}

function slowest(ends: readonly (RoundEnd & { name: string })[], kind: string): number {
  return Math.round(Math.max(0, ...ends.flatMap(({ name, recoveryMs }) => (name === kind ? recoveryMs : []))))
}
