import type { Connection } from 'mongoose'
import type { LedgerCounts, LedgerFinding } from '../contract/index.ts'
import { logOn } from '../conversations/entry.ts'
import { threadsOn } from '../conversations/thread.ts'
import { inboxOn } from '../ingest/event.ts'
import { ownFilter } from '../storage/own-filter.ts'
import {
  addCounts,
  type EntryMark,
  type InboundMark,
  judgeThread,
  noCounts,
  type ThreadAccount,
  type ThreadFacts,
} from './ledger.ts'

/** Threads that are looked at side by side: the store answers customers in between. */
const AT_ONCE = 4
const IDS_AT_ONCE = 200

export interface LedgerWish {
  connection: Connection
  /** By the store's clock. */
  now: () => number
  /** Only what came in since then, and the threads that moved; everything if absent. */
  since?: number | undefined
  /** `of` is an estimate. */
  progress?: (done: number, of: number) => void
  found?: (finding: LedgerFinding) => void
  signal?: AbortSignal
}

/**
 * Accounts for every inbound id that the store knows, thread after thread, while Parley runs. Nothing is kept of a
 * thread once it was looked at, and no text is read.
 */
export async function readLedger(wish: LedgerWish): Promise<LedgerCounts> {
  const { connection, since, progress, found, signal } = wish
  const threads = threadsOn(connection)
  const of = await (since === undefined
    ? threads.estimatedDocumentCount()
    : threads.countDocuments(movedSince(since)))
  let [done, counts] = [0, noCounts]
  for await (const ids of inGroups(threadIds(connection, since), AT_ONCE)) {
    signal?.throwIfAborted()
    const accounts = await Promise.all(ids.map((id) => account(wish, id)))
    for (const one of accounts) {
      counts = addCounts(counts, one.counts)
      for (const finding of one.findings) found?.(finding)
    }
    done += ids.length
    progress?.(done, Math.max(of, done))
  }
  return counts
}

/** What is found is looked at once more: in between the thread may have been removed. */
async function account(wish: LedgerWish, id: string): Promise<ThreadAccount> {
  const look = async () => judgeThread(await factsOf(wish.connection, id), wish.now(), wish.since)
  const first = await look()
  return first.findings.length > 0 ? await look() : first
}

const entryFields = { _id: 0, seq: 1, publicSeq: 1, kind: 1, event: 1, at: 1 }
const eventFields = { state: 1, at: 1, held: 1, undone: 1 }

/**
 * Read in this order while others write: an id that is done has its entry in what is read after it, and an entry that
 * is in no outbox any more is in the log. What came in meanwhile is asked for by its id.
 */
async function factsOf(connection: Connection, thread: string): Promise<ThreadFacts> {
  const inbox = inboxOn(connection)
  const own = () => ownFilter({ _id: { $gte: `${thread}:`, $lt: `${thread};` } })
  const events = await inbox.find(own(), eventFields).lean<InboundMark[]>()
  const state = await threadsOn(connection)
    .findById(thread, { head: 1, publicHead: 1, seeded: 1, outbox: 1, goes: 1 })
    .lean<NonNullable<ThreadFacts['state']> & { goes?: true }>()
  // What is on its way out has nothing to account for any more.
  if (state?.goes) return { thread, events: [], state: { head: 0, publicHead: 0, outbox: [] }, logged: [] }
  const logged = await logOn(connection).find(own(), entryFields).lean<EntryMark[]>()
  const head = state?.head ?? 0
  const reached = state && logged.some(({ seq }) => seq > head) ? await headOf(connection, thread) : head
  // What was committed after the thread was read is no damage; what lies beyond its head even now is.
  const entries = state ? logged.filter(({ seq }) => seq <= head || seq > reached) : logged
  const read = new Set(events.map(({ _id }) => _id))
  const unread = entries.flatMap(({ event }) => (event === undefined || read.has(event) ? [] : [event]))
  const late =
    unread.length === 0
      ? []
      : await inbox.find(ownFilter({ _id: { $in: unread } }), eventFields).lean<InboundMark[]>()
  return { thread, events: [...events, ...late], state: state ?? undefined, logged: entries }
}

async function headOf(connection: Connection, thread: string): Promise<number> {
  return (await threadsOn(connection).findById(thread, { head: 1 }).lean())?.head ?? 0
}

const movedSince = (since: number) => ownFilter({ lastAt: { $gte: new Date(since) } })

/** Every thread that is there, then those of which only the inbox or the log knows. */
async function* threadIds(connection: Connection, since: number | undefined): AsyncGenerator<string> {
  const [threads, inbox, log] = [threadsOn(connection), inboxOn(connection), logOn(connection)]
  const moved = since === undefined ? {} : movedSince(since)
  for await (const { _id } of threads.find(moved, { _id: 1 }).lean().cursor()) yield _id
  const came = since === undefined ? {} : { at: { $gte: new Date(since) } }
  const isListed = async (ids: readonly string[]) => {
    const found = await threads.find({ ...ownFilter({ _id: { $in: ids } }), ...moved }, { _id: 1 }).lean()
    return new Set(found.map(({ _id }) => _id))
  }
  const told = new Set<string>()
  for (const named of [
    inbox
      .find(ownFilter({ ...came }), { thread: 1 })
      .lean()
      .cursor(),
    // Each thread has an entry with that number, if it has any.
    log
      .find(ownFilter({ ...came, seq: 1 }), { thread: 1 })
      .lean()
      .cursor(),
  ]) {
    for await (const ids of inGroups(changing(named), IDS_AT_ONCE)) {
      const listed = await isListed(ids)
      for (const id of ids) {
        if (listed.has(id) || told.has(id)) continue
        told.add(id)
        yield id
      }
    }
  }
}

/** The threads of rows that come in the order of their ids: each once in a row. */
async function* changing(rows: AsyncIterable<{ thread: string }>): AsyncGenerator<string> {
  let last: string | undefined
  for await (const { thread } of rows) {
    if (thread !== last) yield thread
    last = thread
  }
}

async function* inGroups(ids: AsyncIterable<string>, size: number): AsyncGenerator<string[]> {
  let group: string[] = []
  for await (const id of ids) {
    group.push(id)
    if (group.length < size) continue
    yield group
    group = []
  }
  if (group.length > 0) yield group
}
