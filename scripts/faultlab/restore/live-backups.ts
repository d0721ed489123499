import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Random } from '../../../server/src/demo/random.ts'
import { MANIFEST } from '../../lib/install-backup/layout.ts'
import type { Stack } from '../../lib/stack.ts'
import { runCommand } from './command.ts'
import { copyBytes } from './control.ts'
import type { Traffic } from './traffic.ts'

export interface LiveBackup {
  readonly folder: string
  /** How many messages had been acknowledged when it began. */
  readonly acked: number
}

export interface LiveBackups {
  readonly finished: readonly LiveBackup[]
  /** Folders that a killed backup left. */
  readonly halves: readonly string[]
  /** Folders with the bytes of the live file. */
  readonly copies: readonly string[]
  readonly backupMs: readonly number[]
  /** Sentences of backups that failed although nobody killed them. */
  readonly failed: readonly string[]
}

const LONGEST_PAUSE_MS = 800
const turns = ['whole', 'killed', 'whole', 'bytes'] as const

/** Backs up, backs up and is killed half way, and copies bytes, in turn and at chance moments, until the time is over. */
export async function takeLiveBackups(ask: {
  stack: Stack
  traffic: Traffic
  home: string
  seconds: number
  random: Random
  onTaken: (words: string, left: number) => void
}): Promise<LiveBackups> {
  const { stack, traffic, home, random } = ask
  const finished: LiveBackup[] = []
  const [halves, copies, backupMs, failed] = [[] as string[], [] as string[], [] as number[], [] as string[]]
  const began = performance.now()
  for (let round = 0; ; round += 1) {
    const left = ask.seconds - (performance.now() - began) / 1000
    if (left <= 0 && copies.length > 0) return { finished, halves, copies, backupMs, failed }
    ask.onTaken(`${finished.length} backups, ${halves.length} killed half way`, left)
    await delay(random.whole(0, LONGEST_PAUSE_MS))
    const folder = join(home, `taken-${round}`)
    const turn = turns[round % turns.length]
    if (turn === 'bytes') {
      await copyBytes(join(stack.dir, 'store'), folder)
      copies.push(folder)
      continue
    }
    const acked = traffic.ledger.acked.length
    const shortest = Math.min(...backupMs)
    const kill = turn === 'killed' ? { killAfterMs: 0.8 * random.next() * shortest } : {}
    const { code, complaint, workMs } = await runCommand('backup', ['--to', folder, '--data', stack.dir], {
      masterKey: stack.masterKey,
      trace: folder,
      ...kill,
    })
    // One that was killed after its last write is a whole one.
    if (existsSync(join(folder, MANIFEST))) finished.push({ folder, acked })
    else if (kill.killAfterMs === undefined) failed.push(`a backup failed (${code}): ${complaint}`)
    else halves.push(folder)
    if (kill.killAfterMs === undefined) backupMs.push(workMs)
  }
}
