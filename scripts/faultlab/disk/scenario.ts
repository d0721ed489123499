import { join } from 'node:path'
import { createRandom } from '../../../server/src/demo/random.ts'
import { readFromStore } from '../../replay/record.ts'
import { agentsFor } from '../../replay/team.ts'
import { openLab } from '../live/lab.ts'
import { runTraffic } from '../live/traffic.ts'
import type { Scenario } from '../scenario.ts'
import { type Door, openDoor } from './door.ts'
import { runNaiveJournal } from './naive-journal.ts'
import { type DiskFaults, type Disks, fillAgainAndAgain, KEPT_FREE_MB } from './rounds.ts'
import { mountSmallDisk } from './small-disk.ts'

const CUSTOMERS = 16
const STORE_MB = 64
const REDIS_MB = 24

/** F10: the disks of the store and of Redis end while customers write, and processes die on them. */
export const diskScenario: Scenario = {
  about:
    'the disks of store and Redis fill up while customers write; kill -9 while they are full, then room again',
  seconds: 75,
  async run({ seed, seconds, tool }) {
    let disks: Disks | undefined
    const lab = await openLab(tool, {
      agents: agentsFor(CUSTOMERS),
      settings: { PARLEY_MIN_FREE_MB: String(KEPT_FREE_MB) },
      prepare: async (dir) => {
        const store = await mountSmallDisk(join(dir, 'store'), STORE_MB)
        const redis = await mountSmallDisk(join(dir, 'redis'), REDIS_MB)
        disks = { store, redis }
        return async () => void (await Promise.all([store.unmount(), redis.unmount()]))
      },
    })
    if (!disks) throw new Error('The stack was started without its disks')
    const both = disks
    const doors = await Promise.all(lab.stack.urls.map((url) => openDoor(url, lab.account)))
    const found: DiskFaults = { faults: 0, refusals: 0, recoveryMs: [], broken: [] }
    const { played, judgement } = await runTraffic(lab, {
      seed,
      seconds,
      customers: CUSTOMERS,
      faults: async (window) => {
        await fillAgainAndAgain({ lab, disks: both, doors, random: createRandom(seed + 11), found }, window)
      },
    })
    const missing = (await Promise.all(doors.map((door) => missingOf(lab.store, door)))).flat()
    for (const door of doors) door.close()
    await lab.stack.stop()
    return {
      ...judgement,
      accepted: judgement.accepted + doors.reduce((sum, { accepted }) => sum + accepted.length, 0),
      lost: [...judgement.lost, ...missing],
      broken: [...judgement.broken, ...found.broken],
      faults: found.faults,
      recoveryMs: found.recoveryMs,
      facts: [
        ['conversations', played.customers.length],
        ['customers who had to send again', played.customers.filter(({ resends }) => resends > 0).length],
        ['sent away with 503 or its code, and a time to come again', found.refusals],
      ],
      control: await runNaiveJournal(tool),
    }
  },
}

/** What was let in at a door and is not in the log. */
async function missingOf(
  store: Parameters<typeof readFromStore>[0],
  { thread, accepted }: Door,
): Promise<string[]> {
  if (accepted.length === 0) return []
  const { entries } = await readFromStore(store, thread)
  const kept = new Set(entries.map(({ clientId }) => clientId))
  return accepted.filter((id) => !kept.has(id)).map((id) => `${thread}: ${id} was let in and is not there`)
}
