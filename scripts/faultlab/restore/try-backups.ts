import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { launchStore, MaintenanceError, verifyStore } from '@parley/embedded-store'
import type { Random } from '../../../server/src/demo/random.ts'
import type { FoundKey } from '../../lib/install-backup/master-key.ts'
import { type PutBack, putBack } from '../../lib/install-backup/put-back.ts'
import { storeEntry } from '../../lib/stack.ts'
import type { Acked } from '../../replay/compare.ts'
import { runCommand } from './command.ts'
import { type Judgement, judge } from './judge.ts'
import type { LiveBackup } from './live-backups.ts'

export interface Tried extends Judgement {
  readonly broken: readonly string[]
  readonly killed: number
  /** What the same judgement misses in it of all that was ever acknowledged: a backup cannot have what came later. */
  readonly later: number
}

interface Place {
  readonly home: string
  readonly masterKey: Buffer
  readonly random: Random
}

/** Restores a backup into a folder of its own, killed half way the first time, and looks at what it brought. */
export async function tryBackup(
  { folder, acked }: LiveBackup,
  everything: readonly Acked[],
  { home, masterKey, random }: Place,
): Promise<Tried> {
  const dataDir = join(home, 'tried')
  const trace = join(dataDir, 'store.restoring')
  const { code } = await runCommand('restore', ['--from', folder, '--data', dataDir], {
    masterKey,
    trace,
    killAfterMs: random.whole(0, 150),
  })
  const key: FoundKey = { key: masterKey, from: 'PARLEY_MASTER_KEY' }
  const dir = join(dataDir, 'store')
  // Killed before its end it must have left no store; else it is whole.
  const refused = existsSync(dir) ? undefined : await refusal({ from: folder, dataDir, key })
  if (refused !== undefined)
    return { lost: [], duplicated: [], misordered: [], waiting: 0, broken: [refused], killed: 1, later: 0 }
  const store = await launchStore({ dir, entry: storeEntry })
  const served = { mongodbUri: store.uri, masterKey }
  const judged = await judge(served, everything.slice(0, acked))
  const { lost: later } = await judge(served, everything)
  await store.stop()
  const { problems } = await verifyStore({ dir })
  await rm(dataDir, { recursive: true })
  const broken = problems.map((problem) => `a restored store: ${problem}`)
  return { ...judged, broken, killed: code === null ? 1 : 0, later: later.length }
}

/** @returns a sentence when what a killed backup left could be restored, or left something */
export async function tryHalf(from: string, { home, masterKey }: Place): Promise<string[]> {
  const dataDir = join(home, 'half')
  const key: FoundKey = { key: masterKey, from: 'PARLEY_MASTER_KEY' }
  if ((await refusal({ from, dataDir, key })) === undefined)
    return [`${from}, which was killed half way, was restored`]
  return existsSync(dataDir) ? [`${from}, which was killed half way, left something in the data folder`] : []
}

/** Puts a backup back; a sentence when it was refused. */
async function refusal(ask: PutBack): Promise<string | undefined> {
  try {
    await putBack(ask)
    return undefined
  } catch (error) {
    if (error instanceof MaintenanceError) return error.message
    throw error
  }
}
