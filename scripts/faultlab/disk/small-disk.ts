import { execFile } from 'node:child_process'
import { mkdir, open, readFile, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { NotHereError } from '../scenario.ts'

const MB = 2 ** 20
const PIECE = Buffer.alloc(MB / 4)
const PAGE_BYTES = 4096
/** Names a mount in the list of the system, with the process that made it. */
const SOURCE = 'parley-faultlab-'

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
 * Mounts a disk of its own at a folder. What a killed lab left mounted is let go first.
 * @throws NotHereError where that is not allowed
 */
export async function mountSmallDisk(dir: string, megabytes: number): Promise<SmallDisk> {
  await unmountLeftovers()
  await mkdir(dir, { recursive: true, mode: 0o700 })
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=700`, `${SOURCE}${process.pid}`, dir])
  } catch {
    throw new NotHereError(
      'a small disk cannot be mounted here; that takes root and a system that lets root mount.',
    )
  }
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
    unmount: () => unmount(dir),
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

async function unmountLeftovers(): Promise<void> {
  const mounts = await readFile('/proc/mounts', 'utf8').catch(() => '')
  for (const line of mounts.split('\n')) {
    const [source = '', dir = ''] = line.split(' ')
    if (source.startsWith(SOURCE) && !isAlive(Number(source.slice(SOURCE.length)))) await unmount(dir)
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

async function unmount(dir: string): Promise<void> {
  // Lazily: whoever still holds a file in it keeps that, and the name is free at once.
  await run('umount', ['-l', dir]).catch(() => undefined)
}

const run = promisify(execFile)
