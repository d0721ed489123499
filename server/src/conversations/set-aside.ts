import { randomBytes } from 'node:crypto'
import { type Connection, type Model, mongo, Schema } from 'mongoose'
import { durable, relaxed, schemaOptions } from '../storage/mongo.ts'
import { ownFilter } from '../storage/own-filter.ts'
import { type Appended, threadAfter } from './append.ts'
import { entryId, type Log, type Mark, type OutboxEntry, type SetAside, type StoredEntry } from './entry.ts'
import type { Thread } from './thread.ts'

/** What one thread document may weigh, with room for what is not committed: lease, read marks, times. */
export const MAX_THREAD_BYTES = 16 * 1024 - 256

interface AsideRecord {
  /** `thread:seq:attempt` */
  _id: string
  entry: StoredEntry
}

const aside = new Schema<AsideRecord>(
  { _id: { type: String, required: true }, entry: { type: Schema.Types.Mixed, required: true } },
  { ...schemaOptions, collection: 'aside' },
)

/** What is set aside on a connection. */
export function asideOn(connection: Connection): Model<AsideRecord> {
  return (
    (connection.models['Aside'] as Model<AsideRecord> | undefined) ??
    connection.model<AsideRecord>('Aside', aside)
  )
}

/**
 * Entries that are too large for the thread document wait beside it until they are in the log; the outbox names them.
 *
 * They are written durably before the compare-and-set, under an id that only this attempt knows: a lost attempt has
 * left bytes that nothing names, so nobody can see them, and no other attempt can overwrite what a winner named.
 * Whoever reads a thread finds each of its entries here or, when it was projected meanwhile, in the log: an entry
 * leaves here only after the log has it. What lost attempts left behind goes with it, because no attempt at a
 * sequence number below the head can still win.
 */
export interface Aside {
  /** The appended entries as the outbox is to hold them: the largest set aside until so many bytes are saved. */
  fit(appended: Appended, excess: number): Promise<readonly OutboxEntry[]>
  /** Takes back what an attempt set aside that was lost. Leaving it would harm nobody. */
  drop(entries: readonly OutboxEntry[]): Promise<void>
  /** The entries of an outbox in full. */
  full(entries: readonly OutboxEntry[]): Promise<StoredEntry[]>
  /** After their projection: nothing up to this entry is needed here any more, of this life of the thread. */
  clear(thread: string, upTo: Mark): Promise<void>
}

export function createAside({ connection, log }: { connection: Connection; log: Log }): Aside {
  const kept = asideOn(connection)

  const logged = async (id: string): Promise<StoredEntry> => {
    const entry = await log.findById(id).lean<StoredEntry>()
    if (!entry) throw new Error(`entry ${id} is neither set aside nor in the log`)
    return entry
  }

  return {
    async fit(appended, excess) {
      const large = tooLarge(appended, excess)
      if (large.size === 0) return appended.entries
      const attempt = randomBytes(9).toString('base64url')
      const records = [...large].map((entry) => ({ _id: `${entry._id}:${attempt}`, entry }))
      await kept.collection.insertMany(records as never[], { ordered: false, writeConcern: durable })
      return appended.entries.map((entry) => (large.has(entry) ? reference(entry, attempt) : entry))
    },
    async drop(entries) {
      const ids = entries.flatMap((entry) => ('aside' in entry ? [entry.aside] : []))
      if (ids.length === 0) return
      await kept
        .deleteMany(ownFilter({ _id: { $in: ids } }), { writeConcern: relaxed })
        .catch(() => undefined)
    },
    async full(entries) {
      const ids = entries.flatMap((entry) => ('aside' in entry ? [entry.aside] : []))
      if (ids.length === 0) return entries as StoredEntry[]
      const found = await kept.find(ownFilter({ _id: { $in: ids } })).lean<AsideRecord[]>()
      const byId = new Map(found.map(({ _id, entry }) => [_id, entry]))
      return await Promise.all(
        entries.map(async (entry) =>
          'aside' in entry ? (byId.get(entry.aside) ?? (await logged(entry._id))) : entry,
        ),
      )
    },
    async clear(thread, { seq, at }) {
      const upTo = { _id: { $gte: entryId(thread, 0), $lt: entryId(thread, seq + 1) } }
      await kept.deleteMany(ownFilter({ ...upTo, 'entry.at': { $lte: new Date(at) } }), {
        writeConcern: relaxed,
      })
    },
  }
}

function reference(entry: StoredEntry, attempt: string): SetAside {
  const { _id, seq, publicSeq, kind, at, event, facts } = entry
  return {
    _id,
    seq,
    kind,
    at,
    ...(publicSeq === undefined ? {} : { publicSeq }),
    ...(event === undefined ? {} : { event }),
    ...(facts === undefined ? {} : { facts }),
    aside: `${_id}:${attempt}`,
  }
}

/** By how many bytes the thread document would be too large with what is appended to it; not above 0 where it fits. */
export function excessOf(thread: Thread, appended: Appended): number {
  return sizeOf(threadAfter(thread, appended)) - MAX_THREAD_BYTES
}

function sizeOf(document: object): number {
  return mongo.BSON.calculateObjectSize(document, { ignoreUndefined: true })
}

/** The entries that have to stay outside, largest first, so that as few as possible do. */
function tooLarge({ entries }: Appended, excess: number): ReadonlySet<StoredEntry> {
  const large = new Set<StoredEntry>()
  if (excess <= 0) return large
  let saved = 0
  const saving = (entry: StoredEntry) => sizeOf(entry) - sizeOf(reference(entry, 'x'.repeat(12)))
  const bySaving = entries
    .map((entry) => ({ entry, saves: saving(entry) }))
    .toSorted((a, b) => b.saves - a.saves)
  for (const { entry, saves } of bySaving) {
    if (saved >= excess) break
    large.add(entry)
    saved += saves
  }
  return large
}
