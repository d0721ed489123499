import { type Connection, Document } from 'mongoose'

/** The store's clock, read from here without a round trip. */
export interface StoreClock {
  /** Store time in ms; never jumps with this machine's wall clock. */
  now(): number
  stop(): void
}

const RESYNC_MS = 10_000
const clocks = new WeakMap<Connection, Pick<StoreClock, 'now'>>()

/**
 * Timers and entry times go by one clock, the store's. Between readings this process counts on with its monotonic
 * clock, so a wall clock that is set wrong here neither fires nor buries a timer. From now on `storeNow` and
 * `storeDate` of this connection go by it.
 */
export async function createStoreClock(connection: Connection): Promise<StoreClock> {
  let offset: number | undefined
  const sync = async () => {
    const before = performance.now()
    const hello = await connection.db?.admin().command({ hello: 1 })
    const after = performance.now()
    const local: unknown = hello?.['localTime']
    if (local instanceof Date) offset = nextOffset(offset, { local: local.getTime(), before, after })
  }
  await sync()
  // A store that is down keeps the last offset: the monotonic clock carries on.
  const timer = setInterval(() => void sync().catch(() => undefined), RESYNC_MS)
  timer.unref()
  const fallback = Date.now() - performance.now()
  const now = () => Math.round(performance.now() + (offset ?? fallback))
  clocks.set(connection, { now })
  return { now, stop: () => clearInterval(timer) }
}

/**
 * What store time is before this process's monotonic clock, after one more reading. A reading only says between which
 * two values that lies: a slow one, or one in which this process stood still, says little and moves little.
 */
export function nextOffset(
  offset: number | undefined,
  { local, before, after }: { local: number; before: number; after: number },
): number {
  if (offset === undefined) return local - (before + after) / 2
  return Math.min(Math.max(offset, local - after), local - before)
}

/**
 * Store time in ms, for what is written into shared records or compared with them: two processes whose wall clocks
 * differ would disagree about what is due, over or newer. Tools that made no clock go by their own.
 */
export function storeNow(connection: Connection): number {
  return clocks.get(connection)?.now() ?? Date.now()
}

/** Store time as a date. See `storeNow`. */
export function storeDate(connection: Connection): Date {
  return new Date(storeNow(connection))
}

/** Store time as the default of a path: of the document's own connection. */
export function storeDateOfDocument(this: unknown): Date {
  const connection = this instanceof Document ? this.db : undefined
  return connection ? storeDate(connection) : new Date()
}
