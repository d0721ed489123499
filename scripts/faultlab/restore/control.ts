import { createReadStream } from 'node:fs'
import { mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { runCommand } from './command.ts'

const PIECE_BYTES = 128 * 1024
const PAUSE_MS = 25

/** The naive backup: the bytes of the live file from its beginning to its end, as fast as a network takes them. */
export async function copyBytes(from: string, to: string): Promise<void> {
  await mkdir(to, { mode: 0o700 })
  const copy = await open(join(to, 'data.lmdb'), 'w', 0o600)
  try {
    for await (const piece of createReadStream(join(from, 'data.lmdb'), { highWaterMark: PIECE_BYTES })) {
      await copy.write(piece as Buffer)
      await delay(PAUSE_MS)
    }
  } finally {
    await copy.close()
  }
}

/** In a process of its own: a page that is not what the file says it is can end the one that reads it. */
export async function isDamaged(dir: string, masterKey: Buffer): Promise<boolean> {
  const { code } = await runCommand('store', ['verify', '--dir', dir], { masterKey })
  return code !== 0
}
