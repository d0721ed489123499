import { AppError } from '../errors.ts'
import type { StoreClock } from '../storage/clock.ts'
import { durable, isDuplicateKey } from '../storage/mongo.ts'
import { ownFilter } from '../storage/own-filter.ts'
import type { Place } from './accept.ts'
import type { Inbox, InboxEvent, ThreadKey } from './event.ts'

/** Past the due time, so that a clock that is a little behind does not find it too early and leave it to the sweep. */
const SLACK_MS = 15
/** A person has a handful on their way at most; what is beyond is shown once it is in the log. */
const SHOWN = 20

/**
 * Replies that their authors may still take back. Such an event is pending, with the mark `held` and the time when it
 * is due. Letting it go and taking it back are two changes of one document that both ask for the mark, so exactly one
 * of them happens, whatever dies and whoever is faster.
 */
export interface Held {
  /**
   * Where a reply of this sender stands: held until its time, or behind an earlier one that is still on its way, which
   * it never overtakes. Undefined for one that goes at once with nothing before it: the store dates it.
   */
  placeOf(thread: string, sender: string, holdMs: number): Promise<Place | undefined>
  isDue(event: InboxEvent): boolean
  /** Takes the mark away; false when it was taken back or let go by somebody else meanwhile. */
  letGo(event: InboxEvent): Promise<boolean>
  /** Everything of this sender is due now. */
  letAllGo(thread: string, sender: string): Promise<void>
  /** Whether something of this sender is on its way into the log. */
  isOnTheWay(thread: string, sender: string): Promise<boolean>
  find(thread: string, sender: string, dedupKey: string): Promise<InboxEvent | null>
  /** What this sender may still take back, the first due first. */
  of(thread: string, sender: string): Promise<readonly InboxEvent[]>
  /**
   * Takes an event back: from here on it never becomes an entry, even if it has not come in yet.
   * @throws AppError `too_late` when it was let go
   */
  undo(key: ThreadKey, sender: string, dedupKey: string): Promise<InboxEvent>
  /** Its words are where they belong: nothing is left to do. */
  settle(event: InboxEvent): Promise<void>
}

export function createHeld(deps: {
  inbox: Inbox
  clock: Pick<StoreClock, 'now'>
  ring: (thread: string, afterMs?: number) => void
}): Held {
  const { inbox, clock, ring } = deps
  const own = (thread: string, sender: string) => ({ thread, sender, state: 'pending' as const })

  const mark = async (id: string): Promise<InboxEvent | null> =>
    await inbox
      .findOneAndUpdate(
        { _id: id, state: 'pending', held: true },
        { $unset: { held: 1 }, $currentDate: { undone: true } },
        { returnDocument: 'after', writeConcern: durable },
      )
      .lean<InboxEvent>()

  /** Keeps the place of an event that has not come in: when it does, it is known as taken back. */
  const keepPlace = async (key: ThreadKey, sender: string, id: string): Promise<InboxEvent | null> => {
    const now = new Date(clock.now())
    const place: InboxEvent = {
      _id: id,
      ...key,
      sender,
      kind: 'reply',
      hash: '',
      at: now,
      n: 0,
      body: Buffer.alloc(0),
      state: 'undone',
      undone: now,
      doneAt: now,
    }
    try {
      await inbox.collection.insertOne(place as never, { writeConcern: durable })
      return place
    } catch (error) {
      if (isDuplicateKey(error)) return null
      throw error
    }
  }

  return {
    async placeOf(thread, sender, holdMs) {
      const last = await inbox.findOne(own(thread, sender), { at: 1 }).sort({ at: -1 }).lean()
      if (!last && holdMs === 0) return undefined
      const now = clock.now()
      const due = Math.max(now + holdMs, (last?.at.getTime() ?? 0) + 1)
      // The earlier one may be dated by a clock that runs a little before the store's: with the store's own date this
      // one could stand before it.
      if (due === now) return { at: new Date(due), held: false }
      ring(thread, due - now + SLACK_MS)
      return { at: new Date(due), held: true }
    },
    isDue: ({ at }) => at.getTime() <= clock.now(),
    async letGo({ _id }) {
      const { modifiedCount } = await inbox.updateOne(
        { _id, state: 'pending', held: true },
        { $unset: { held: 1 } },
        { writeConcern: durable },
      )
      return modifiedCount === 1
    },
    async letAllGo(thread, sender) {
      const { modifiedCount } = await inbox.updateMany(
        { ...own(thread, sender), held: true },
        { $unset: { held: 1 } },
        { writeConcern: durable },
      )
      if (modifiedCount > 0) ring(thread)
    },
    isOnTheWay: async (thread, sender) => (await inbox.exists(own(thread, sender))) !== null,
    find: async (thread, sender, dedupKey) =>
      await inbox.findById(`${thread}:${sender}:${dedupKey}`).lean<InboxEvent>(),
    of: async (thread, sender) =>
      await inbox
        .find({ ...own(thread, sender), held: true })
        .sort({ at: 1, n: 1 })
        .limit(SHOWN)
        .lean<InboxEvent[]>(),
    async undo(key, sender, dedupKey) {
      const id = `${key.thread}:${sender}:${dedupKey}`
      const found =
        (await mark(id)) ??
        (await inbox.findById(id).lean<InboxEvent>()) ??
        (await keepPlace(key, sender, id)) ??
        // It came in between the two: now it is there to be marked.
        (await mark(id))
      if (found?.undone || found?.state === 'refused') return found
      throw new AppError('too_late')
    },
    async settle({ _id }) {
      await inbox.updateOne(
        ownFilter({ _id, undone: { $exists: true } }),
        { $set: { state: 'undone' }, $currentDate: { doneAt: true } },
        { writeConcern: durable },
      )
    },
  }
}
