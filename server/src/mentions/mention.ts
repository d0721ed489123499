import { type Connection, type Model, Schema } from 'mongoose'
import { schemaOptions } from '../storage/mongo.ts'

/** That a note asks for somebody's attention; its words are in the log only. */
export interface MentionRecord {
  /** `entry:user`: writing it again is the same mention. */
  _id: string
  user: string
  thread: string
  seq: number
  entry: string
  at: Date
  by: { id: string; name: string }
  seen: boolean
}

const mention = new Schema<MentionRecord>(
  {
    _id: { type: String, required: true },
    user: { type: String, required: true },
    thread: { type: String, required: true },
    seq: { type: Number, required: true },
    entry: { type: String, required: true },
    at: { type: Date, required: true },
    by: { type: Schema.Types.Mixed, required: true },
    seen: { type: Boolean, required: true },
  },
  { ...schemaOptions, collection: 'mentions' },
)
mention.index({ user: 1, at: -1 })
mention.index({ user: 1, thread: 1 }, { partialFilterExpression: { seen: false } })

export type MentionRecords = Model<MentionRecord>
/** The mentions of a connection. */
export function mentionsOn(connection: Connection): MentionRecords {
  return (
    (connection.models['Mention'] as MentionRecords | undefined) ??
    connection.model<MentionRecord>('Mention', mention)
  )
}
