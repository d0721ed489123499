import { setTimeout as delay } from 'node:timers/promises'
import {
  type Entry,
  type EntryBody,
  EntryPage,
  type Part,
  type PublicEntry,
  ThreadSnapshot,
} from '../../server/src/contract/index.ts'
import { entryId } from '../../server/src/conversations/entry.ts'
import { ownFilter } from '../../server/src/storage/own-filter.ts'
import type { ProductStore } from '../lib/product-store.ts'
import type { Api } from './api.ts'
import type { Line, StoredThread } from './compare.ts'

const QUIET_MS = 30_000

/** What the record says of a thread: the entries, and the bodies for counting. */
export interface RecordedThread extends StoredThread {
  readonly bodies: readonly EntryBody[]
}

/** Waits until no accepted event of these threads is pending and no committed entry is on its way to the log. */
export async function untilQuiet(store: ProductStore, threads: readonly string[]): Promise<boolean> {
  const deadline = Date.now() + QUIET_MS
  const ids = [...threads]
  for (;;) {
    const [events, outboxes] = await Promise.all([
      store.inbox.countDocuments(ownFilter({ thread: { $in: ids }, state: 'pending' })),
      store.threads.countDocuments(ownFilter({ _id: { $in: ids }, 'outbox.0': { $exists: true } })),
    ])
    if (events + outboxes === 0) return true
    if (Date.now() > deadline) return false
    await delay(200)
  }
}

/** Reads the log collection itself and opens the seals; the servers have no part in it. */
export async function readFromStore(store: ProductStore, id: string): Promise<RecordedThread> {
  const thread = await store.threads.findById(id).lean()
  if (!thread) return { thread: id, head: 0, publicHead: 0, entries: [], bodies: [] }
  const stored = await store.log
    .find(ownFilter({ _id: { $gte: entryId(id, 0), $lte: entryId(id, 99_999_999) } }))
    .sort({ _id: 1 })
    .lean()
  const bodies = await Promise.all(
    stored.map(
      async (entry) => JSON.parse(await store.sealer.open(thread.identity, entry.body)) as EntryBody,
    ),
  )
  const entries = stored.map(({ seq, publicSeq, by }, index) => ({
    ...toLine({ seq, by, body: bodies[index] }),
    ...(publicSeq === undefined ? {} : { publicSeq }),
  }))
  return { thread: id, head: thread.head, publicHead: thread.publicHead, entries, bodies }
}

/** For an install whose store is out of reach: the record as the console's API gives it. */
export async function readFromApi(api: Api, id: string): Promise<RecordedThread> {
  const { row } = ThreadSnapshot.parse(await api.surely('GET', `/api/threads/${id}`))
  const found: Entry[] = []
  for (let before = row.head + 1, more = true; more; ) {
    const path = `/api/threads/${id}/entries?before=${before}&limit=200`
    const page = EntryPage.parse(await api.surely('GET', path))
    found.unshift(...page.entries)
    before = page.entries[0]?.seq ?? 1
    more = page.more && page.entries.length > 0
  }
  const entries = found.map((entry) => ({
    ...toLine(entry),
    ...(entry.publicSeq === undefined ? {} : { publicSeq: entry.publicSeq }),
  }))
  const publicHead = Math.max(0, ...entries.map(({ publicSeq = 0 }) => publicSeq))
  return { thread: id, head: row.head, publicHead, entries, bodies: found.map(({ body }) => body) }
}

/** A staff entry, from the store or from a console. */
export function toLine({ seq, by, body }: Pick<Entry, 'seq' | 'by'> & { body: EntryBody | undefined }): Line {
  const line = {
    seq,
    kind: body?.kind ?? 'unreadable',
    sender: by.type === 'agent' ? (by.id ?? '') : by.type,
  }
  if (body?.kind === 'decision') return { ...line, of: body.of }
  if (body?.kind !== 'message') return line
  return { ...line, text: textOf(body.parts), ...(body.clientId ? { clientId: body.clientId } : {}) }
}

/** An entry of the widget; a notice has the kind of the entry that it tells of. */
export function toPublicLine({ seq, by, body }: PublicEntry): Line {
  const sender = by.type
  if (body.kind === 'rating') return { seq, kind: 'rating', sender }
  if (body.kind === 'notice') return { seq, kind: noticeKinds[body.notice], sender }
  const { parts, clientId } = body
  return { seq, kind: 'message', sender, text: textOf(parts), ...(clientId ? { clientId } : {}) }
}

const noticeKinds = {
  handoff_requested: 'handoff',
  agent_joined: 'assignment',
  agent_left: 'assignment',
  bot_back: 'assignment',
  closed: 'status',
} as const

function textOf(parts: readonly Part[]): string {
  const texts = parts.flatMap((part) => (part.type === 'text' ? [part.text] : []))
  return texts.length === parts.length ? texts.join('\n') : JSON.stringify(parts)
}
