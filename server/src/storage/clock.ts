import type { Connection } from 'mongoose'

/** The store's clock, read from here without a round trip. */
export interface StoreClock {
  /** Store time in ms; never jumps with this machine's wall clock. */
  now(): number
  stop(): void
}

const RESYNC_MS = 10_000

/**
 * Timers and entry times go by one clock, the store's. Between readings this process counts on with its monotonic
 * clock, so a wall clock that is set wrong here neither fires nor buries a timer.
 */
export async function createStoreClock(connection: Connection): Promise<StoreClock> {
  let offset = Date.now() - performance.now()
  const sync = async () => {
    const before = performance.now()
    const hello = await connection.db?.admin().command({ hello: 1 })
    const after = performance.now()
    const local: unknown = hello?.['localTime']
    if (local instanceof Date) offset = local.getTime() - (before + after) / 2
  }
  await sync()
  // A store that is down keeps the last offset: the monotonic clock carries on.
  const timer = setInterval(() => void sync().catch(() => undefined), RESYNC_MS)
  timer.unref()
  return { now: () => Math.round(performance.now() + offset), stop: () => clearInterval(timer) }
}
