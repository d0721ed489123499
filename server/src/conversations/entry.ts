import { type Connection, type Model, Schema } from 'mongoose'
import type { Attachment, Author, EntryBody, Part } from '../contract/index.ts'
import { schemaOptions } from '../storage/mongo.ts'

/** What may be asked of the log without opening a sealed body. */
export interface EntryFacts {
  intent?: string
  confidence?: number
  mood?: 'positive' | 'neutral' | 'negative'
  score?: number
  language?: string
  model?: string
  rating?: number
  decision?: string
  /** The version of an article that was given. */
  article?: string
  reason?: string
  /** Of a note: the colleagues whose attention it asks for. */
  mentions?: string[]
  queue?: string
  /** Of an assignment: what changed, and who has the conversation now. Of a reply: who wrote it. */
  change?: string
  agent?: string
  /** Of a person's first reply in a conversation: how long the customer had waited for it. */
  repliedMs?: number
  /** Of the end of a conversation: whether a person had ever taken it, and how long the last one had it. */
  closed?: 'bot' | 'person'
  /** What was closed goes on: that end counts for nothing. */
  reopened?: true
  outcome?: string
  handledMs?: number
  /** Of a correction: the message that it is about, what is meant, and what is taken back. */
  of?: number
  withdrawn?: 'intent' | 'mood'
}

/** An entry as it stands in a thread's outbox and, for ever, in the log. Its metadata never changes. */
export interface StoredEntry {
  /** `thread:seq`, the seq in eight digits so that a thread's entries are one range of the primary key. */
  _id: string
  thread: string
  seq: number
  publicSeq?: number
  episode: number
  kind: EntryBody['kind']
  at: Date
  by: Author
  customer: string
  /** The inbox event that this entry settles: unique over the log. */
  event?: string
  facts?: EntryFacts
  /** `EntryBody` as JSON, sealed for the person. */
  body: Buffer
}

/** In an outbox, an entry that is too large for the thread document: it waits beside it under the id `aside`. */
export interface SetAside
  extends Pick<StoredEntry, '_id' | 'seq' | 'publicSeq' | 'kind' | 'at' | 'event' | 'facts'> {
  aside: string
}

export type OutboxEntry = StoredEntry | SetAside

/** An entry by which is remembered how far something has come in a thread. */
export interface Mark {
  seq: number
  /** ms */
  at: number
}

export const markOf = ({ seq, at }: OutboxEntry): Mark => ({ seq, at: at.getTime() })

/** A thread that was removed and begun anew counts from 1 again: an entry of its present life has another time. */
export const isMarked = ({ seq, at }: OutboxEntry, mark: Mark): boolean =>
  seq === mark.seq && at.getTime() === mark.at

/** An entry on its way into a commit, which gives it seq, time and seal. */
export interface DraftEntry {
  by: Author
  body: EntryBody
  /** Shown to the customer: gets a public seq. */
  public?: boolean
  event?: string
  facts?: EntryFacts
}

/** The parts of what a person wrote: words, then files. */
export function spokenParts(text: string, files: readonly Attachment[] = []): Part[] {
  return [...(text === '' ? [] : [{ type: 'text' as const, text }]), ...files]
}

/** What a list shows of a message: its words, or what its files are called. */
export function previewOf(text: string, files: readonly Attachment[] = []): string {
  return text || files.map(({ name }) => name).join(', ')
}

export const entryId = (thread: string, seq: number): string => `${thread}:${String(seq).padStart(8, '0')}`

const entry = new Schema<StoredEntry>(
  {
    _id: { type: String, required: true },
    thread: { type: String, required: true },
    seq: { type: Number, required: true },
    publicSeq: Number,
    episode: { type: Number, required: true },
    kind: { type: String, required: true },
    at: { type: Date, required: true },
    by: { type: Schema.Types.Mixed, required: true },
    customer: { type: String, required: true },
    event: String,
    facts: { type: Schema.Types.Mixed },
    body: { type: Buffer, required: true },
  },
  { ...schemaOptions, collection: 'log' },
)
entry.index({ event: 1 }, { unique: true, partialFilterExpression: { event: { $exists: true } } })
entry.index(
  { 'facts.article': 1, at: -1 },
  { partialFilterExpression: { 'facts.article': { $exists: true } } },
)
entry.index({ customer: 1, at: -1 }, { partialFilterExpression: { kind: 'understanding' } })
// What the supervisor's numbers are counted from.
entry.index({ kind: 1, at: 1 }, { partialFilterExpression: { facts: { $exists: true } } })

export type Log = Model<StoredEntry>
/** The log of a connection: append-only. */
export function logOn(connection: Connection): Log {
  return (connection.models['Entry'] as Log | undefined) ?? connection.model<StoredEntry>('Entry', entry)
}
