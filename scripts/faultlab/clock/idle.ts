import { randomUUID } from 'node:crypto'
import { storeNow } from '../../../server/src/storage/clock.ts'
import { ownFilter } from '../../../server/src/storage/own-filter.ts'
import { openWidget } from '../../lib/widget-client.ts'
import type { Lab } from '../live/lab.ts'

const CONVERSATIONS = 4
const HALF_AN_HOUR_MS = 1_800_000
const PATIENCE_MS = 20_000

/** Conversations of the bot in which nothing was said for half of the hour after which they are closed. */
export async function keepIdle({ stack, store, account }: Lab): Promise<string[]> {
  const threads = await Promise.all(
    Array.from({ length: CONVERSATIONS }, async (_, index) => {
      const url = stack.urls[index % stack.urls.length] ?? ''
      const widget = await openWidget({ url, session: { account, language: 'en' } })
      await widget.deliver({ id: randomUUID(), n: 1, text: 'hello' })
      await widget.until(() => widget.shown.some(({ by }) => by.type === 'bot'), PATIENCE_MS)
      widget.close()
      return widget.thread
    }),
  )
  const movedAt = new Date(storeNow(store.connection) - HALF_AN_HOUR_MS)
  await store.threads.updateMany(ownFilter({ _id: { $in: threads } }), { $set: { movedAt } })
  return threads
}

/** @returns those that are not open any more */
export async function closedAmong({ store }: Lab, threads: readonly string[]): Promise<string[]> {
  const closed = await store.threads
    .find(ownFilter({ _id: { $in: [...threads] }, status: 'closed' }), { _id: 1 })
    .lean()
  return closed.map(({ _id }) => _id)
}
