import { getHeapSpaceStatistics, getHeapStatistics } from 'node:v8'
import { AppError } from '../errors.ts'
import { every } from '../every.ts'
import type { Logger } from '../log.ts'
import type { Room } from './room.ts'

const LOOK_MS = 500
/**
 * Share of its memory at which a process takes nothing new in; what it has begun needs the rest. V8 ends a process from 0.8
 * on when collecting takes most of its time (`Heap::IsIneffectiveMarkCompact`), as on a busy machine.
 */
const FULL = 0.75
/** Below this share it takes things in again: at the border it would change its mind with every collection. */
const EASED = 0.65

/**
 * Watches the memory of this process, so that customers are told to come again before it is ended in the middle of what it
 * has begun.
 *
 * @param usedShare of what the process may use, from 0 to 1
 */
export function watchMemory({
  log,
  usedShare = shareOfMemory,
  everyMs = LOOK_MS,
}: {
  log: Pick<Logger, 'warn' | 'info'>
  usedShare?: () => number
  everyMs?: number
}): Pick<Room, 'assert' | 'stop'> {
  let isFull = false
  const look = async () => {
    const used = usedShare()
    if (!isFull && used >= FULL) log.warn({ event: 'memory.low', usedShare: Number(used.toFixed(3)) })
    if (isFull && used < EASED) log.info({ event: 'memory.room', usedShare: Number(used.toFixed(3)) })
    isFull = used >= (isFull ? EASED : FULL)
  }
  const watch = every(everyMs, look, (err) => log.warn({ event: 'memory.unread', err }))
  return {
    assert() {
      if (!isFull) return
      throw new AppError('store_unavailable', {
        message: 'This server is short of memory, so nothing new can be taken in; try again in a moment.',
      })
    },
    stop: watch.stop,
  }
}

/** What V8 counts in a heap's limit for objects that are young: three halves of 16 MB, unless told otherwise. */
const YOUNG_BYTES = 48 * 1024 ** 2
const young = new Set(['new_space', 'new_large_object_space'])

/**
 * The fuller of two: the heap of what has lived for a while, whose end is the end of the process, and what the container
 * gives, where it limits anything.
 */
function shareOfMemory(): number {
  const old = getHeapSpaceStatistics().filter(({ space_name: name }) => !young.has(name))
  const used = old.reduce((sum, { space_used_size: bytes }) => sum + bytes, 0)
  const given = process.constrainedMemory()
  return Math.max(
    used / (getHeapStatistics().heap_size_limit - YOUNG_BYTES),
    given > 0 ? process.memoryUsage.rss() / given : 0,
  )
}
