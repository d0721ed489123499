import { statfsSync } from 'node:fs'
import { StoreError } from '../errors.ts'

/** ENOSPC and EDQUOT. */
const NO_SPACE: ReadonlySet<unknown> = new Set([28, 122])
/** LMDB calls a write that a full disk cut short an I/O error; with less room than this it is taken for one. */
const ROOM_BYTES = 64 * 2 ** 20

/** What was written is not sure to be on the disk, or nothing can be written at all; the process has to begin anew. */
export class DiskFaultError extends Error {}

/**
 * What those are told who wait for a commit that failed. A full disk passes: nothing was written, reads go on, writes
 * work again once there is room.
 * @throws DiskFaultError for every other fault: after a failed fsync nobody knows what the disk holds
 */
export async function commitFailure(error: unknown, dir: string): Promise<StoreError> {
  const cause = await causeOf(error)
  if (!cause) return new StoreError(11600, 'the store is being stopped; nothing was written')
  if (NO_SPACE.has(cause.code) || freeBytes(dir) < ROOM_BYTES)
    return new StoreError(14031, `the disk of ${dir} is full: nothing was written; make room and try again`)
  throw new DiskFaultError(`the disk of ${dir} failed (${cause.message}); check it, and the store's folder`)
}

/** lmdb-js rejects with an error that holds the promise of another; without it, the file was closed. */
function causeOf(error: unknown): Promise<{ code?: unknown; message: string }> | undefined {
  const { commitError } = error as { commitError?: Promise<never> }
  return commitError?.catch((cause) => cause)
}

function freeBytes(dir: string): number {
  const { bavail, bsize } = statfsSync(dir)
  return bavail * bsize
}
