import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRandom } from '../../../server/src/demo/random.ts'
import { createBar } from '../../lib/bar.ts'
import { median, rounded } from '../../lib/numbers.ts'
import { seedShop } from '../../lib/seed-shop.ts'
import { buildServer, startStack } from '../../lib/stack.ts'
import { UsageError } from '../../lib/tool.ts'
import { nothingFound, type Scenario } from '../scenario.ts'
import { isDamaged } from './control.ts'
import { unreadable } from './judge.ts'
import { takeLiveBackups } from './live-backups.ts'
import { startOver } from './start-over.ts'
import { startTraffic } from './traffic.ts'
import { type Tried, tryBackup, tryHalf } from './try-backups.ts'

const FEWEST_CUSTOMERS = 6

/** Backups of a whole install under traffic, some killed half way, and the install built again from the last one. */
export const restoreScenario: Scenario = {
  about:
    'backups while customers write, some killed half way; everything is wiped and comes back from the last',
  seconds: 30,
  flags: ['customers'],
  async run({ seed, seconds, tool, more }) {
    const { customers = 10 } = more
    if (customers < FEWEST_CUSTOMERS)
      throw new UsageError(`--customers must be at least ${FEWEST_CUSTOMERS}.`)
    await buildServer()
    const home = await mkdtemp(join(tmpdir(), 'parley-restore-'))
    tool.defer(() => rm(home, { recursive: true, force: true }))
    const stack = await startStack({ name: 'restore', web: 1, worker: 1, seed: seedShop, defer: tool.defer })
    const random = createRandom(seed)
    const { masterKey, urls } = stack
    const traffic = await startTraffic({ url: urls[0] ?? '', customers, seed })
    tool.defer(async () => traffic.close())
    const bar = createBar('seconds')
    const taken = await takeLiveBackups({
      stack,
      traffic,
      home,
      seconds,
      random,
      onTaken: (words, left) => bar.show(Math.min(seconds, Math.round(seconds - left)), seconds, words),
    })
    await traffic.stop()
    bar.end()
    const place = { home, masterKey, random }
    const tried: Tried[] = []
    for (const one of taken.finished) tried.push(await tryBackup(one, traffic.ledger.acked, place))
    const halves: string[] = []
    for (const half of taken.halves) halves.push(...(await tryHalf(half, place)))
    let damaged = 0
    for (const copy of taken.copies) if (await isDamaged(copy, masterKey)) damaged += 1
    const over = await startOver(stack, traffic, home)
    const unread = await unreadable({ ...stack, masterKey: randomBytes(32) }, traffic.threads)
    const all = [...tried, over]
    return {
      ...nothingFound,
      faults: taken.halves.length + tried.reduce((sum, { killed }) => sum + killed, 0) + 1,
      accepted: traffic.ledger.acked.length,
      lost: all.flatMap(({ lost }) => lost),
      duplicated: all.flatMap(({ duplicated }) => duplicated),
      misordered: all.flatMap(({ misordered }) => misordered),
      broken: [...taken.failed, ...halves, ...all.flatMap(({ broken }) => broken)],
      recoveryMs: [over.recoveryMs],
      facts: [
        ['backups taken while customers wrote, each restored', taken.finished.length],
        ['ms for one, p50', rounded(median(taken.backupMs))],
        ['backups killed half way, none of them restored', taken.halves.length],
        ['copies of the live bytes for the control', taken.copies.length],
        ['messages that waited in the last backup and were handled', over.handled],
      ],
      control: {
        'copies of the live bytes that are damaged': damaged,
        'messages that were acknowledged after the first backup and are not in it': tried[0]?.later ?? 0,
        'conversations that another master key cannot read': unread,
      },
    }
  },
}
