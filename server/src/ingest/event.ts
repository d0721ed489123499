import { type Connection, type Model, Schema } from 'mongoose'
import type { Attachment } from '../contract/index.ts'
import { schemaOptions } from '../storage/mongo.ts'

/** What can come in through the door. */
export type EventBody =
  | {
      kind: 'message'
      /** Empty when there are only files. */
      text: string
      clientId: string
      files?: readonly Attachment[]
      /** The proactive message that it answers: said before it, when it opens a conversation. */
      opener?: string
    }
  | {
      kind: 'reply'
      text: string
      clientId: string
      files?: readonly Attachment[]
      epoch: number
      /** What the agent had seen when they sent it. */
      seenSeq: number
      agent: { id: string; name: string }
    }
  | { kind: 'rating'; score: number; comment?: string }
  | {
      kind: 'action.result'
      name: string
      key: string
      ok: boolean
      output?: Record<string, string>
      code?: string
    }

/** Facts of a thread that an event carries, so that its first one can open it. */
export interface ThreadKey {
  thread: string
  account: string
  channel: string
  identity: string
  customer: string
  customerName: string
  vip: boolean
  /** What the customer's device speaks: it counts until something that they wrote says more. */
  language?: 'en' | 'zh'
}

/** An event that was accepted: pending until its log entry exists. */
export interface InboxEvent extends ThreadKey {
  /** `thread:sender:dedupKey` */
  _id: string
  sender: string
  kind: EventBody['kind']
  /** sha256 of the body: the same id with another body is refused. */
  hash: string
  /** Store time of acceptance, of a held reply the time when it is due: first in the order of handling. */
  at: Date
  /** A reply that its author may still take back: nobody handles it before `at`, and then only who lets it go first. */
  held?: true
  /** Taken back, when; its words are on their way into the author's draft. */
  undone?: Date
  /** Client counter or provider hint: second in the order. */
  n: number
  body: Buffer
  state: 'pending' | 'done' | 'refused' | 'parked' | 'undone'
  /** Raw events live 14 days after they were handled. */
  doneAt?: Date
}

const DAYS_KEPT = 14
/** Schema of what an event and its thread have in common. */
export const threadKeyPaths = {
  account: { type: String, required: true },
  channel: { type: String, required: true },
  identity: { type: String, required: true },
  customer: { type: String, required: true },
  customerName: { type: String, default: '' },
  vip: { type: Boolean, default: false },
  language: String,
} as const

const event = new Schema<InboxEvent>(
  {
    _id: { type: String, required: true },
    thread: { type: String, required: true },
    ...threadKeyPaths,
    sender: { type: String, required: true },
    kind: { type: String, required: true },
    hash: { type: String, required: true },
    at: { type: Date },
    held: Boolean,
    undone: Date,
    n: { type: Number, default: 0 },
    body: { type: Buffer, required: true },
    state: { type: String, required: true },
    doneAt: Date,
  },
  { ...schemaOptions, collection: 'inbox' },
)
event.index({ thread: 1, at: 1, n: 1 }, { partialFilterExpression: { state: 'pending' } })
event.index({ at: 1 }, { partialFilterExpression: { state: 'pending' } })
event.index({ doneAt: 1 }, { expireAfterSeconds: DAYS_KEPT * 24 * 3600 })

export type Inbox = Model<InboxEvent>
/** The inbox of a connection. */
export function inboxOn(connection: Connection): Inbox {
  return (
    (connection.models['InboxEvent'] as Inbox | undefined) ??
    connection.model<InboxEvent>('InboxEvent', event)
  )
}
