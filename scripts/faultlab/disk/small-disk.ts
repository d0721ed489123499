import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, open, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { NotHereError } from '../scenario.ts'

const MB = 2 ** 20
const PIECE = Buffer.alloc(MB / 4)
const PAGE_BYTES = 4096

/** A disk in memory that the lab can fill. */
export interface SmallDisk {
  /** Takes all but so many bytes. */
  fill(leave: number): Promise<void>
  /** The filler goes. */
  empty(): Promise<void>
  /** The filler stays, and the disk becomes larger. */
  grow(): Promise<void>
  free(): Promise<number>
  unmount(): Promise<void>
}

/**
 * Mounts a disk of its own at a folder; it goes with the lab, however that ends.
 * @throws NotHereError where that is not allowed
 */
export async function mountSmallDisk(dir: string, megabytes: number): Promise<SmallDisk> {
  await mkdir(dir, { recursive: true, mode: 0o700 })
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=700`, 'parley-faultlab', dir])
  } catch {
    throw new NotHereError(
      'a small disk cannot be mounted here; that takes root and a system that lets root mount.',
    )
  }
  const unmount = unmountAtTheEnd(dir)
  const filler = join(dir, 'filler')
  let size = megabytes
  const free = async (): Promise<number> => {
    const { bavail, bsize } = await statfs(dir)
    return bavail * bsize
  }
  return {
    fill: (leave) => fill(filler, free, leave),
    empty: () => rm(filler, { force: true }),
    async grow() {
      size += megabytes
      await run('mount', ['-o', `remount,size=${size}m`, dir])
    },
    free,
    unmount,
  }
}

async function fill(file: string, free: () => Promise<number>, leave: number): Promise<void> {
  const filler = await open(file, 'a', 0o600)
  try {
    for (;;) {
      const wanted = Math.min(PIECE.length, (await free()) - leave)
      if (wanted < PAGE_BYTES) return
      await filler.write(PIECE, 0, wanted)
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
  } finally {
    await filler.close()
  }
}

/**
 * Unmounts when the way to it closes: on demand, and when the lab is killed. Lazily, so that whoever still holds a file in
 * it keeps that and the name is free at once.
 */
function unmountAtTheEnd(dir: string): () => Promise<void> {
  const watcher = spawn('sh', ['-c', 'cat >/dev/null; umount -l "$0"', dir], {
    stdio: ['pipe', 'ignore', 'ignore'],
    // In a group of its own: Ctrl-C must not end it before its time.
    detached: true,
  })
  const gone = once(watcher, 'exit')
  return async () => {
    watcher.stdin.end()
    await gone
  }
}

const run = promisify(execFile)
