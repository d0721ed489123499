import type { Author, Part, PublicEntry } from '@parley/server/contract'
import type { Outgoing } from '../core/outbox.ts'

export interface MessageRow {
  kind: 'message'
  key: string
  at: number
  own: boolean
  by: Author
  parts: readonly Part[]
  /** First and last of a group: the name stands above the first, the face beside the last. */
  first: boolean
  last: boolean
  /** Whether its choices may still be chosen. */
  active: boolean
  /** Absent once the log has it. */
  outgoing: Outgoing | undefined
  seq: number | undefined
}
export type NoticeBody = Extract<PublicEntry['body'], { kind: 'notice' }>
export type Row =
  | MessageRow
  | { kind: 'day'; key: string; at: number }
  | { kind: 'notice'; key: string; body: NoticeBody }
  | { kind: 'rating'; key: string; score: number }

const GROUP_MS = 5 * 60_000

/** Lays the log and the queue out as lines: days, notices, and messages in groups of one author. */
export function toRows(
  entries: readonly PublicEntry[],
  outgoing: readonly Outgoing[],
  opener?: string,
): Row[] {
  const rows: Row[] = []
  const lastMessage = outgoing.length > 0 ? undefined : lastMessageSeq(entries)
  let day = ''
  const push = (row: Row, at: number) => {
    const today = new Date(at).toDateString()
    if (today !== day) rows.push({ kind: 'day', key: `day-${today}`, at })
    day = today
    if (row.kind === 'message') join(rows.at(-1), row)
    rows.push(row)
  }
  for (const entry of entries) push(toRow(entry, lastMessage), entry.at)
  if (opener) push(fromBot(opener), outgoing[0]?.at ?? Date.now())
  for (const message of outgoing) push(fromQueue(message), message.at)
  return rows
}

function toRow({ seq, at, by, body }: PublicEntry, lastMessage: number | undefined): Row {
  const key = `seq-${seq}`
  if (body.kind === 'notice') return { kind: 'notice', key, body }
  if (body.kind === 'rating') return { kind: 'rating', key, score: body.score }
  return {
    kind: 'message',
    // The same key as while it was queued: the bubble stays, only its state changes.
    key: body.clientId ?? key,
    at,
    own: by.type === 'customer',
    by,
    parts: body.parts,
    first: true,
    last: true,
    active: seq === lastMessage,
    outgoing: undefined,
    seq,
  }
}

function fromQueue(message: Outgoing): MessageRow {
  return {
    kind: 'message',
    key: message.id,
    at: message.at,
    own: true,
    by: { type: 'customer' },
    parts: [
      ...(message.text ? [{ type: 'text' as const, text: message.text }] : []),
      ...(message.files ?? []),
    ],
    first: true,
    last: true,
    active: false,
    outgoing: message,
    seq: undefined,
  }
}

/** Not in the log before it is answered. */
function fromBot(text: string): MessageRow {
  return {
    kind: 'message',
    key: 'opener',
    at: Date.now(),
    own: false,
    by: { type: 'bot' },
    parts: [{ type: 'text', text }],
    first: true,
    last: true,
    active: false,
    outgoing: undefined,
    seq: undefined,
  }
}

/** Two messages of one author close in time are one group. */
function join(before: Row | undefined, row: MessageRow): void {
  if (before?.kind !== 'message' || before.own !== row.own || row.at - before.at > GROUP_MS) return
  if (!row.own && (before.by.type !== row.by.type || before.by.name !== row.by.name)) return
  before.last = false
  row.first = false
}

function lastMessageSeq(entries: readonly PublicEntry[]): number | undefined {
  for (let at = entries.length - 1; at >= 0; at -= 1) {
    const entry = entries[at]
    if (entry?.body.kind === 'message') return entry.by.type === 'customer' ? undefined : entry.seq
  }
  return undefined
}
