import { createRandom } from '../../../server/src/demo/random.ts'
import { createBar } from '../../lib/bar.ts'
import { inParallel } from '../../lib/in-parallel.ts'
import { readFromStore, untilQuiet } from '../../replay/record.ts'
import { openLab } from '../live/lab.ts'
import { ownersAtOnce } from '../live/owners.ts'
import { nothingFound, type Scenario } from '../scenario.ts'
import { type Claimer, claimAll } from './claim.ts'
import { askForPeople } from './escalate.ts'
import { raceNaively } from './naive-claim.ts'
import { replyTooLate } from './stale.ts'
import { signInAll } from './team.ts'

const CLAIMERS = 16
const RACES_A_SECOND = 6
/** Each stops a web process for some seconds. */
const PAUSES = 4

/** F4: many want the same conversation at once, and who lost one while paused comes back and wants to write. */
export const ownerScenario: Scenario = {
  about:
    '16 agents claim each conversation at once, and one who was paused while another took over still wants to reply',
  seconds: 30,
  async run({ seed, seconds, tool }) {
    const lab = await openLab(tool, { agents: CLAIMERS })
    const random = createRandom(seed)
    const claimers = await signInAll(lab)
    const races = Math.max(PAUSES, seconds * RACES_A_SECOND)
    const threads = await askForPeople(lab, races)
    const bar = createBar('races')
    const winners = new Map<string, Claimer>()
    const doubleOwned: string[] = []
    const broken: string[] = []
    for (const [index, thread] of threads.entries()) {
      const won = await claimAll(thread, claimers, random)
      if (won.length > 1) doubleOwned.push(`${thread}: ${won.length} were told that it is theirs`)
      const [winner] = won
      if (winner) winners.set(thread, winner)
      else broken.push(`${thread}: nobody got it`)
      bar.show(index + 1, races, `${doubleOwned.length} with two owners`)
    }
    bar.end()
    const stale = []
    for (const [thread, winner] of [...winners].slice(0, PAUSES))
      stale.push(await replyTooLate({ lab, thread, owner: winner, claimers }))
    const quiet = await untilQuiet(lab.store, threads)
    const stored = await inParallel(threads, 8, (thread) => readFromStore(lab.store, thread))
    return {
      ...nothingFound,
      faults: races + stale.length,
      accepted: winners.size,
      doubleOwned: [...doubleOwned, ...stored.flatMap(ownersAtOnce)],
      broken: [
        ...broken,
        ...stale.flatMap(({ problem }) => problem ?? []),
        ...(quiet ? [] : ['something was still pending after half a minute']),
      ],
      recoveryMs: stale.map(({ recoveryMs }) => recoveryMs),
      facts: [
        ['races', races],
        ['claims at once in each', CLAIMERS],
        ['replies of somebody who had lost it meanwhile', stale.length],
      ],
      control: { 'conversations with two owners': await raceNaively(lab.store, races, CLAIMERS) },
    }
  },
}
