import { type Connection, type Model, Schema } from 'mongoose'
import type { Mood, Status } from '../contract/index.ts'
import { schemaOptions } from '../storage/mongo.ts'
import type { Thread } from './thread.ts'

/** One conversation's line on the customer's record: written at its turning points, kept for ever. */
export interface Episode {
  /** `thread:episode` */
  _id: string
  thread: string
  episode: number
  /** Head of the thread when this line was true. */
  head: number
  customer: string
  account: string
  channel: string
  status: Status
  openedAt: Date
  closedAt?: Date | undefined
  intent?: string | undefined
  mood?: Mood | undefined
  /** Who has or had it last: name and id. */
  handledBy?: string | undefined
  agent?: string | undefined
  reason?: string | undefined
  /** The queue it waited in, when a person took it, and how long that took. */
  queue?: string | undefined
  takenAt?: Date | undefined
  waitedMs?: number | undefined
  rating?: number | undefined
  /** What it was wrapped up with. */
  outcome?: string | undefined
}

const episode = new Schema<Episode>(
  {
    _id: { type: String, required: true },
    thread: { type: String, required: true },
    episode: { type: Number, required: true },
    head: { type: Number, required: true },
    customer: { type: String, required: true },
    account: { type: String, required: true },
    channel: { type: String, required: true },
    status: { type: String, required: true },
    openedAt: { type: Date, required: true },
    closedAt: Date,
    intent: String,
    mood: { type: Schema.Types.Mixed },
    handledBy: String,
    agent: String,
    reason: String,
    queue: String,
    takenAt: Date,
    waitedMs: Number,
    rating: Number,
    outcome: String,
  },
  { ...schemaOptions, collection: 'episodes' },
)
episode.index({ customer: 1, openedAt: -1 })
// How long people waited lately: the basis of what the next one is told.
episode.index({ queue: 1, takenAt: -1 }, { partialFilterExpression: { waitedMs: { $exists: true } } })

export type Episodes = Model<Episode>
/** The episodes of a connection. */
export function episodesOn(connection: Connection): Episodes {
  return (
    (connection.models['Episode'] as Episodes | undefined) ?? connection.model<Episode>('Episode', episode)
  )
}

/** The line of a thread's present conversation; fields that are not known yet are left out. */
export function episodeOf(thread: Thread): Episode {
  const rating = thread.outbox.findLast((entry) => entry.facts?.rating !== undefined)?.facts?.rating
  return {
    _id: `${thread._id}:${thread.episode}`,
    thread: thread._id,
    episode: thread.episode,
    head: thread.head,
    customer: thread.customer,
    account: thread.account,
    channel: thread.channel,
    status: thread.status,
    openedAt: thread.openedAt,
    ...(thread.closedAt ? { closedAt: thread.closedAt } : {}),
    ...(thread.intent ? { intent: thread.intent.name } : {}),
    ...(thread.mood ? { mood: thread.mood } : {}),
    ...(thread.agent ? { handledBy: thread.agent.name, agent: thread.agent.id } : {}),
    ...(thread.reason ? { reason: thread.reason } : {}),
    ...(thread.queue ? { queue: thread.queue } : {}),
    ...(thread.takenAt ? { takenAt: thread.takenAt } : {}),
    ...(thread.waitedMs === undefined ? {} : { waitedMs: thread.waitedMs }),
    ...(rating === undefined ? {} : { rating }),
    ...(thread.outcome ? { outcome: thread.outcome } : {}),
  }
}
