import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createBar } from '../../lib/bar.ts'
import { buildServer } from '../../lib/stack.ts'
import { UsageError } from '../../lib/tool.ts'
import { nothingFound, type Scenario } from '../scenario.ts'
import { runControl } from './control.ts'
import { runStoreKills } from './run.ts'

const SECONDS_A_KILL = 1.5

/** The embedded store alone, killed with -9 among journaled writers. */
export const storeScenario: Scenario = {
  about:
    'kill -9 of the embedded store among journaled writers; indexes and counts are looked through after each',
  seconds: 30,
  flags: ['kills', 'writers'],
  async run({ seed, seconds, tool, more }) {
    const { kills = Math.ceil(seconds / SECONDS_A_KILL), writers = 32 } = more
    if (kills < 1 || writers < 1) throw new UsageError('--kills and --writers must be at least 1.')
    await buildServer()
    const folder = await mkdtemp(join(tmpdir(), 'parley-faultlab-'))
    tool.defer(() => rm(folder, { recursive: true, force: true }))
    const bar = createBar('kills')
    const outcome = await runStoreKills({
      dir: join(folder, 'store'),
      seed,
      kills,
      writers,
      onKill: (kill, accepted) => bar.show(kill, kills, `${accepted} acknowledged`),
    })
    bar.end()
    const control = await runControl(join(folder, 'control'))
    return {
      ...nothingFound,
      ...outcome,
      broken: outcome.inconsistent,
      facts: [
        ['writers at once', writers],
        ['documents at the end', outcome.documents],
        ['index entries or counts that are wrong', outcome.inconsistent.length],
      ],
      control: {
        'writes lost by a client that does not wait': control.lost,
        'index entries missing that are seen': control.inconsistent,
      },
    }
  },
}
