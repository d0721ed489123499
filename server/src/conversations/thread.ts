import { type Connection, type Model, Schema } from 'mongoose'
import type { Control, HandoffReason, Mood, Status } from '../contract/index.ts'
import { type ThreadKey, threadKeyPaths } from '../ingest/event.ts'
import { schemaOptions } from '../storage/mongo.ts'
import type { OutboxEntry } from './entry.ts'
import type { standing } from './standing.ts'

/** What calling a conversation spam takes away from it. */
export type BeforeSpam = Pick<ThreadState, (typeof standing)[number]> & {
  /** The block of the customer that did it, by its time: lifting that one brings this back. */
  block?: Date
}

/** A change of owner, or the end, that whoever made it may take back. */
export interface Undoable {
  by: string
  /** That the change led to: in any other one there is nothing to take back. */
  epoch: number
  until: Date
  /** As they were: when they differ, something was said since. */
  customerSeq: number
  botSeq: number
  before: BeforeSpam & Pick<ThreadState, 'reason' | 'takenAt' | 'waitedMs' | 'bot'>
}

/** What a thread is worth to people and to the bot; every change of it is an entry in the log. */
export interface ThreadState {
  /** Counts the conversations of the thread, from 1; 0 before the first message. */
  episode: number
  status: Status
  control: Control
  /** Raised at every change of owner; writes that name an older one are refused. */
  epoch: number
  agent?: { id: string; name: string } | undefined
  queue?: string | undefined
  reason?: HandoffReason | undefined
  requestedAt?: Date | undefined
  /** When routing looks at it next; present exactly while control is `requested`. */
  nextOfferAt?: Date | undefined
  offer?: { agent: string; until: Date } | undefined
  /** Agents that declined or let an offer pass, since the request. */
  passed: string[]
  /** Sealed JSON of the bot's state: it may hold an e-mail address or an order number. */
  bot?: Buffer | undefined
  /** An action that was committed and whose result has not come back through the door. */
  action?: { key: string; name: string; seq: number } | undefined
  language?: 'en' | 'zh' | undefined
  preview?: { by: 'customer' | 'bot' | 'agent' | 'system'; text: Buffer } | undefined
  intent?: { name: string; confidence: number } | undefined
  mood?: Mood | undefined
  /** Customer's messages since the last one by an agent. */
  unanswered: number
  /** Handed back while messages had no answer: the bot answers them without being asked again. */
  owed?: boolean | undefined
  /** seq of the customer's last message. */
  customerSeq: number
  /** seq of the customer's last message that the bot came to a decision on, be it to hand off. */
  botSeq: number
  openedAt: Date
  closedAt?: Date | undefined
  waitingSince?: Date | undefined
  /** When a person took it over, and how long the customer had waited in the queue for that. */
  takenAt?: Date | undefined
  waitedMs?: number | undefined
  /** When a person first wrote in the present conversation. */
  repliedAt?: Date | undefined
  rating: 'none' | 'open' | 'given'
  /** What the conversation was wrapped up with; absent while it is open. */
  outcome?: string | undefined
  /** How it was before it was called spam: what taking that back restores. */
  beforeSpam?: BeforeSpam | undefined
  /** What was done to it last, while that may be taken back. */
  undoable?: Undoable | undefined
  /** Up to when a blocked customer was told so: once for each block. */
  blockTold?: Date | undefined
}

/** The one document that order, ownership and the bot's memory of a thread hang on. At most 16 KB. */
export interface Thread extends ThreadState {
  _id: string
  account: string
  channel: string
  /** Whose data key seals the bodies: `account:externalId`. */
  identity: string
  customer: string
  customerName: string
  vip: boolean
  /** seq of the newest entry: the compare-and-set value of every commit. */
  head: number
  publicHead: number
  /** Committed entries that are not in the log yet; readers serve log ∪ outbox. */
  outbox: OutboxEntry[]
  /** Of the newest entry; never decreases. */
  lastAt: Date
  /** When something was said, or the conversation ended: what lists show and sort by. Offers and notes move nobody. */
  movedAt: Date
  /** Public seq that staff has seen, and that the customer has read: only ever raised. */
  seen: number
  readByCustomer: number
  lease?: { by: string; until: Date }
  /** Raised whenever a worker takes the lease; the drain's commits name it. */
  fence: number
  /** The fence of the last drain that ended well: the distance counts the tries of what lies first. */
  settled: number
  /** Made by the demo's seed, up to this seq. What comes after it, people and the product have done. */
  seeded?: number
  /** It is being removed with all that hangs on it: nothing is committed to it any more. */
  goes?: true
}

const thread = new Schema<Thread>(
  {
    _id: { type: String, required: true },
    ...threadKeyPaths,
    head: { type: Number, required: true },
    publicHead: { type: Number, required: true },
    outbox: { type: Schema.Types.Mixed, default: () => [] },
    lastAt: { type: Date, required: true },
    movedAt: { type: Date, required: true },
    seen: { type: Number, default: 0 },
    readByCustomer: { type: Number, default: 0 },
    lease: { type: Schema.Types.Mixed },
    fence: { type: Number, default: 0 },
    settled: { type: Number, default: 0 },
    seeded: Number,
    goes: Boolean,
    episode: { type: Number, required: true },
    status: { type: String, required: true },
    control: { type: String, required: true },
    epoch: { type: Number, required: true },
    agent: { type: Schema.Types.Mixed },
    queue: String,
    reason: String,
    requestedAt: Date,
    nextOfferAt: Date,
    offer: { type: Schema.Types.Mixed },
    passed: { type: [String], default: [] },
    bot: Buffer,
    action: { type: Schema.Types.Mixed },
    preview: { type: Schema.Types.Mixed },
    intent: { type: Schema.Types.Mixed },
    mood: { type: Schema.Types.Mixed },
    unanswered: { type: Number, default: 0 },
    owed: Boolean,
    customerSeq: { type: Number, default: 0 },
    botSeq: { type: Number, default: 0 },
    openedAt: { type: Date, required: true },
    closedAt: Date,
    waitingSince: Date,
    takenAt: Date,
    waitedMs: Number,
    repliedAt: Date,
    rating: { type: String, default: 'none' },
    outcome: String,
    beforeSpam: Schema.Types.Mixed,
    undoable: Schema.Types.Mixed,
    blockTold: Date,
  },
  { ...schemaOptions, collection: 'threads' },
)
// Lists: every view is one of these, read newest first.
// Lists end their order with the id: without it in the index, the store sorts all that is open for each page.
thread.index({ status: 1, queue: 1, movedAt: -1, _id: -1 })
thread.index({ control: 1, status: 1, waitingSince: 1 })
thread.index({ control: 1, status: 1, movedAt: -1, _id: -1 })
thread.index({ 'agent.id': 1, status: 1, movedAt: -1, _id: -1 })
// What somebody has outside their queues is counted by it, without reading a row.
thread.index(
  { 'agent.id': 1, status: 1, queue: 1 },
  { partialFilterExpression: { 'agent.id': { $exists: true } } },
)
thread.index({ status: 1, movedAt: -1, _id: -1 })
thread.index({ vip: 1, status: 1 }, { partialFilterExpression: { vip: true } })
// Only what is closed has an outcome, and seldom spam.
thread.index({ outcome: 1, movedAt: -1 }, { partialFilterExpression: { outcome: { $exists: true } } })
thread.index({ customer: 1, movedAt: -1 })
// Work that is due; only the few threads concerned are in these.
thread.index({ nextOfferAt: 1 }, { partialFilterExpression: { nextOfferAt: { $exists: true } } })
thread.index({ 'offer.agent': 1 }, { partialFilterExpression: { 'offer.agent': { $exists: true } } })
thread.index({ head: 1 }, { partialFilterExpression: { 'outbox.0': { $exists: true } } })
thread.index({ owed: 1 }, { partialFilterExpression: { owed: { $exists: true } } })
thread.index({ seeded: 1 }, { partialFilterExpression: { seeded: { $exists: true } } })
thread.index({ 'action.key': 1 }, { partialFilterExpression: { 'action.key': { $exists: true } } })

export type Threads = Model<Thread>
/** The threads of a connection. */
export function threadsOn(connection: Connection): Threads {
  return (connection.models['Thread'] as Threads | undefined) ?? connection.model<Thread>('Thread', thread)
}

/** A thread in which nothing was said yet. */
export function newThread({ thread: _id, ...key }: ThreadKey, now: Date): Thread {
  return {
    _id,
    ...key,
    ...emptyState(now),
    head: 0,
    publicHead: 0,
    outbox: [],
    lastAt: now,
    movedAt: now,
    seen: 0,
    readByCustomer: 0,
    fence: 0,
    settled: 0,
  }
}

/** State of a thread in which nothing was said yet. */
export function emptyState(now: Date): ThreadState {
  return {
    episode: 0,
    status: 'closed',
    control: 'bot',
    epoch: 0,
    passed: [],
    unanswered: 0,
    customerSeq: 0,
    botSeq: 0,
    openedAt: now,
    rating: 'none',
  }
}
