import { gather } from '../storage/gather.ts'
import { documentFailures, durable, isDuplicateKey } from '../storage/mongo.ts'
import type { Place } from './accept.ts'
import type { Inbox, InboxEvent } from './event.ts'

const AT_MOST = 50

/** An event without its moment, and that moment where it is not that of acceptance. */
export interface Arriving {
  readonly event: Omit<InboxEvent, 'at'>
  readonly place: Place | undefined
}

/**
 * Keeps an event that comes in, events of several threads in one write.
 * @returns its moment in ms by the store's clock; undefined when its id came before, whatever with
 * @throws what kept it, or everything of its write, from being kept
 */
export type WriteInbox = (arriving: Arriving) => Promise<number | undefined>

type Outcome = { at: number } | { known: true } | { failed: Error }

export function createInboxWriter(inbox: Inbox): WriteInbox {
  const write = gather(async (arriving: readonly Arriving[]): Promise<Outcome[]> => {
    const failures = await insert(inbox, arriving)
    const kept = arriving.filter(({ place }, index) => !place && !failures.has(index))
    const moments = await momentsOf(
      inbox,
      kept.map(({ event }) => event._id),
    )
    return arriving.map(({ event, place }, index) => {
      const failed = failures.get(index)
      if (failed) return isDuplicateKey(failed) ? { known: true } : { failed }
      return { at: place?.at.getTime() ?? moments.get(event._id) ?? 0 }
    })
  }, AT_MOST)
  return async (arriving) => {
    const outcome = await write(arriving)
    if ('failed' in outcome) throw outcome.failed
    return 'at' in outcome ? outcome.at : undefined
  }
}

/** What kept events from being written, by their numbers. @throws when the write failed as a whole */
async function insert(inbox: Inbox, arriving: readonly Arriving[]): Promise<ReadonlyMap<number, Error>> {
  try {
    await inbox.collection.bulkWrite(
      arriving.map(({ event: { _id, ...event }, place }) => ({
        updateOne: {
          filter: { _id: _id as never, at: { $exists: false } },
          update: dated(event, place),
          upsert: true,
        },
      })),
      { ordered: false, writeConcern: durable, ignoreUndefined: true },
    )
    return new Map()
  } catch (error) {
    const failures = documentFailures(error)
    if (!failures) throw error
    return failures
  }
}

/** The store dates what is not dated: web processes' clocks would reorder messages that were acknowledged in order. */
function dated(event: Omit<InboxEvent, '_id' | 'at'>, place: Place | undefined) {
  if (place)
    return { $setOnInsert: { ...event, at: place.at, ...(place.held ? { held: true as const } : {}) } }
  return { $setOnInsert: event, $currentDate: { at: true as const } }
}

async function momentsOf(inbox: Inbox, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (ids.length === 0) return new Map()
  const found = await inbox.collection
    .find<Pick<InboxEvent, '_id' | 'at'>>({ _id: { $in: ids } as never }, { projection: { at: 1 } })
    .toArray()
  return new Map(found.map(({ _id, at }) => [_id, at.getTime()]))
}
