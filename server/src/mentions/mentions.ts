import type { Connection } from 'mongoose'
import { can } from '../agents/permissions.ts'
import type { EntryBody, Mention, MentionPage, User } from '../contract/index.ts'
import type { Log, StoredEntry } from '../conversations/entry.ts'
import { subjectOf } from '../conversations/subject.ts'
import type { Thread, Threads } from '../conversations/thread.ts'
import { durable, isDuplicateKey, relaxed } from '../storage/mongo.ts'
import { ownFilter } from '../storage/own-filter.ts'
import type { Sealer } from '../storage/sealing.ts'
import { type MentionRecord, mentionsOn } from './mention.ts'

const PAGE = 30
const CAP = 1000

export interface MentionCursor {
  at: number
  id: string
}

/** Who was mentioned where. The note in the log is what counts; this is the list that each person gets of it. */
export function createMentions(deps: { connection: Connection; threads: Threads; log: Log; sealer: Sealer }) {
  const { connection, threads, log, sealer } = deps
  const records = mentionsOn(connection)

  const unseen = async (user: string): Promise<number> =>
    await records.countDocuments(ownFilter({ user, seen: false })).limit(CAP)

  /** The words of the notes, as far as this person may read them today. */
  const shown = async (user: User, found: readonly MentionRecord[]): Promise<Mention[]> => {
    const [known, entries] = await Promise.all([
      threads.find(ownFilter({ _id: { $in: found.map(({ thread }) => thread) } })).lean<Thread[]>(),
      log.find(ownFilter({ _id: { $in: found.map(({ entry }) => entry) } })).lean<StoredEntry[]>(),
    ])
    const threadOf = new Map(known.map((thread) => [thread._id, thread]))
    const entryOf = new Map(entries.map((entry) => [entry._id, entry]))
    return await Promise.all(
      found.map(async ({ _id: id, thread: of, seq, entry, at, by, seen }) => {
        const line = { id, thread: of, seq, at: at.getTime(), by, seen }
        const thread = threadOf.get(of)
        if (!thread || !can(user, 'thread.read', subjectOf(thread))) return line
        const customer = { id: thread.customer, name: thread.customerName }
        const stored = entryOf.get(entry)
        const body = stored && (JSON.parse(await sealer.open(thread.identity, stored.body)) as EntryBody)
        return { ...line, customer, ...(body?.kind === 'note' ? { text: body.text } : {}) }
      }),
    )
  }

  return {
    unseen,
    /** Follows the log: called for entries that the log has, again after a death, and the same each time. */
    async keep(entries: readonly StoredEntry[]): Promise<void> {
      const fresh = entries.flatMap(({ _id: entry, thread, seq, at, by, facts }) =>
        (facts?.mentions ?? []).map(
          (user): MentionRecord => ({
            _id: `${entry}:${user}`,
            user,
            thread,
            seq,
            entry,
            at,
            by: { id: by.id ?? '', name: by.name ?? '' },
            seen: false,
          }),
        ),
      )
      if (fresh.length === 0) return
      try {
        await records.collection.insertMany(fresh as never[], { ordered: false, writeConcern: durable })
      } catch (error) {
        if (!isDuplicateKey(error)) throw error
      }
    },
    /** A page of mentions, newest first; the cursor names the last one of the page before. */
    async page(user: User, cursor?: MentionCursor): Promise<MentionPage> {
      const at = new Date(cursor?.at ?? 0)
      const after = cursor ? { $or: [{ at: { $lt: at } }, { at, _id: { $lt: cursor.id } }] } : {}
      const [found, count] = await Promise.all([
        records
          .find(ownFilter({ user: user.id, ...after }))
          .sort({ at: -1, _id: -1 })
          .limit(PAGE + 1)
          .lean<MentionRecord[]>(),
        unseen(user.id),
      ])
      const last = found.length > PAGE ? found[PAGE - 1] : undefined
      return {
        mentions: await shown(user, found.slice(0, PAGE)),
        unseen: count,
        ...(last ? { next: `${last.at.getTime()}.${last._id}` } : {}),
      }
    },
    /** Answers whether any of them was unseen before. */
    async see(user: string, thread: string, upTo: number): Promise<boolean> {
      const { modifiedCount } = await records.updateMany(
        ownFilter({ user, thread, seen: false, seq: { $lte: upTo } }),
        { $set: { seen: true } },
        { writeConcern: relaxed },
      )
      return modifiedCount > 0
    },
  }
}
export type Mentions = ReturnType<typeof createMentions>
