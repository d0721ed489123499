import type { Connection } from 'mongoose'
import { AppError } from '../errors.ts'
import { every } from '../every.ts'
import type { Logger } from '../log.ts'

const LOOK_MS = 1000

/** Whether there is room for more, looked at each second. */
export interface Room {
  /**
   * For whatever brings something new in. What was taken before is finished with the room that is kept free for it.
   * @throws AppError `store_unavailable` while less is free than must stay free
   */
  assert(): void
  /** Bytes that are free where the store keeps its files; undefined where it does not say. */
  freeBytes(): number | undefined
  stop(): Promise<void>
}

/** A room that never ends, for whoever takes nothing in. */
export const endlessRoom: Room = {
  assert: () => undefined,
  freeBytes: () => undefined,
  stop: async () => undefined,
}

/**
 * Watches the disk of the store, which may be another machine's, so that customers are sent away in words before a
 * write fails in the middle of what was begun. A store that does not answer leaves the last answer standing.
 */
export async function watchRoom(deps: {
  connection: Connection
  neededBytes: number
  log: Pick<Logger, 'warn' | 'info'>
}): Promise<Room> {
  const { connection, neededBytes, log } = deps
  let free: number | undefined
  let isLow = false
  const look = async () => {
    free = await freeOf(connection)
    const now = free !== undefined && free < neededBytes
    if (now && !isLow) log.warn({ event: 'disk.low', freeBytes: free, neededBytes })
    if (!now && isLow) log.info({ event: 'disk.room', freeBytes: free })
    isLow = now
  }
  await look().catch(() => undefined)
  const watch = every(LOOK_MS, look, () => undefined)
  return {
    assert() {
      if (!isLow) return
      throw new AppError('store_unavailable', {
        message: 'The disk is nearly full, so nothing new can be kept; try again in a moment.',
      })
    },
    freeBytes: () => free,
    stop: watch.stop,
  }
}

/** Room for more on the disk and in whatever else may become scarce. */
export function joinRooms(disk: Room, other: Pick<Room, 'assert' | 'stop'>): Room {
  return {
    assert() {
      disk.assert()
      other.assert()
    },
    freeBytes: disk.freeBytes,
    stop: async () => void (await Promise.all([disk.stop(), other.stop()])),
  }
}

/** As `dbStats` of MongoDB and of the embedded store says it. */
async function freeOf(connection: Connection): Promise<number | undefined> {
  const stats = await connection.db?.command({ dbStats: 1 })
  const [total, used]: unknown[] = [stats?.['fsTotalSize'], stats?.['fsUsedSize']]
  return typeof total === 'number' && typeof used === 'number' ? total - used : undefined
}
