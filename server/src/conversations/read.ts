import type { Entry, EntryBody, PublicEntry, Row } from '../contract/index.ts'
import { ownFilter } from '../storage/own-filter.ts'
import type { Sealer } from '../storage/sealing.ts'
import { entryId, type Log, type StoredEntry } from './entry.ts'
import type { Aside } from './set-aside.ts'
import type { Thread } from './thread.ts'

export const PAGE = 50

/** Reads what a thread's log says: log ∪ outbox, so that a snapshot at head N always has the entries up to N. */
export function createReader(deps: { log: Log; sealer: Sealer; aside: Aside }) {
  const { log, sealer, aside } = deps

  const opened = async (thread: Thread, stored: readonly StoredEntry[]): Promise<Entry[]> =>
    await Promise.all(
      stored.map(async (entry) => ({
        id: entry._id,
        thread: entry.thread,
        seq: entry.seq,
        ...(entry.publicSeq === undefined ? {} : { publicSeq: entry.publicSeq }),
        episode: entry.episode,
        at: entry.at.getTime(),
        by: entry.by,
        body: JSON.parse(await sealer.open(thread.identity, entry.body)) as EntryBody,
      })),
    )

  const inLog = async (thread: Thread, from: number, to: number): Promise<StoredEntry[]> => {
    if (from > to) return []
    return await log
      .find(ownFilter({ _id: { $gte: entryId(thread._id, from), $lte: entryId(thread._id, to) } }))
      .sort({ _id: 1 })
      .lean<StoredEntry[]>()
  }

  /** Entries with from ≤ seq ≤ to of a thread as it was read: what its outbox holds is not asked of the log. */
  const range = async (thread: Thread, from: number, to: number): Promise<Entry[]> => {
    const fresh = thread.outbox.filter((entry) => entry.seq >= from && entry.seq <= to)
    const logged = await inLog(thread, from, Math.min(to, (fresh[0]?.seq ?? to + 1) - 1))
    return await opened(thread, [...logged, ...(await aside.full(fresh))])
  }

  /** Public entries with after < publicSeq < before; a public seq is never higher than its seq. */
  const publicInLog = async (
    thread: Thread,
    after: number,
    before: number,
    limit: number,
  ): Promise<StoredEntry[]> =>
    await log
      .find(
        ownFilter({
          _id: { $gte: entryId(thread._id, after + 1), $lte: entryId(thread._id, thread.head) },
          publicSeq: { $gt: after, $lt: before },
        }),
      )
      .sort({ _id: 1 })
      .limit(limit)
      .lean<StoredEntry[]>()

  return {
    range,
    /** The last page up to `before` (exclusive), oldest first. */
    async page(thread: Thread, before: number, limit = PAGE): Promise<{ entries: Entry[]; more: boolean }> {
      const to = Math.min(before - 1, thread.head)
      const from = Math.max(1, to - limit + 1)
      return { entries: await range(thread, from, to), more: from > 1 }
    },
    /** What the customer may see after a public cursor, at most `limit`. */
    async publicAfter(thread: Thread, after: number, limit: number): Promise<PublicEntry[]> {
      if (after >= thread.publicHead) return []
      const fresh = thread.outbox.filter((entry) => (entry.publicSeq ?? 0) > after)
      const before = fresh[0]?.publicSeq ?? thread.publicHead + 1
      const logged = before > after + 1 ? await publicInLog(thread, after, before, limit) : []
      const shown = await aside.full(fresh.slice(0, Math.max(0, limit - logged.length)))
      const entries = await opened(thread, [...logged, ...shown])
      return entries.flatMap(publicEntry)
    },
    async row(thread: Thread): Promise<Row> {
      const { preview } = thread
      const text = preview ? await sealer.open(thread.identity, preview.text) : undefined
      return toRow(thread, text)
    },
  }
}
export type Reader = ReturnType<typeof createReader>

/** An entry as the customer sees it, or nothing. One function for live events and for what is asked later. */
export function publicEntry(entry: Entry): PublicEntry[] {
  const { publicSeq, at, by } = entry
  const body = publicBody(entry)
  if (publicSeq === undefined || !body) return []
  // Customers learn names, never ids of staff.
  const name = by.type === 'agent' && by.name ? { name: by.name } : {}
  return [{ seq: publicSeq, at, by: { type: by.type, ...name }, body }]
}

function publicBody({ by, body }: Entry): PublicEntry['body'] | undefined {
  if (body.kind === 'message') {
    // The client's own id marks its message as arrived; other people's ids are nobody's business.
    const clientId = by.type === 'customer' && body.clientId ? { clientId: body.clientId } : {}
    return { kind: 'message', parts: body.parts, ...clientId }
  }
  if (body.kind === 'rating') return { kind: 'rating', score: body.score }
  if (body.kind === 'handoff') return { kind: 'notice', notice: 'handoff_requested' }
  if (body.kind === 'status') return body.to === 'closed' ? { kind: 'notice', notice: 'closed' } : undefined
  if (body.kind !== 'assignment') return undefined
  const toBot = body.change === 'taken_back' && body.agent === undefined
  if (body.change === 'handed_back' || toBot) return { kind: 'notice', notice: 'bot_back' }
  if (body.change === 'transferred') return { kind: 'notice', notice: 'agent_left' }
  return { kind: 'notice', notice: 'agent_joined', ...(body.agentName ? { name: body.agentName } : {}) }
}

/** A thread's line in a list. */
export function toRow(thread: Thread, preview: string | undefined): Row {
  return {
    id: thread._id,
    head: thread.head,
    episode: thread.episode,
    status: thread.status,
    control: thread.control,
    epoch: thread.epoch,
    ...(thread.agent ? { agent: thread.agent } : {}),
    ...(thread.queue ? { queue: thread.queue } : {}),
    ...(thread.reason ? { reason: thread.reason } : {}),
    ...(thread.offer ? { offer: { agent: thread.offer.agent, until: thread.offer.until.getTime() } } : {}),
    customer: { id: thread.customer, name: thread.customerName, vip: thread.vip },
    channel: thread.channel,
    ...(thread.language ? { language: thread.language } : {}),
    ...(thread.preview && preview !== undefined ? { preview: { by: thread.preview.by, text: preview } } : {}),
    ...(thread.intent ? { intent: thread.intent } : {}),
    ...(thread.mood ? { mood: thread.mood } : {}),
    unanswered: thread.unanswered,
    openedAt: thread.openedAt.getTime(),
    movedAt: thread.movedAt.getTime(),
    ...(thread.waitingSince ? { waitingSince: thread.waitingSince.getTime() } : {}),
    ...(thread.outcome ? { outcome: thread.outcome } : {}),
    ...(thread.beforeSpam ? { spam: true as const } : {}),
  }
}
