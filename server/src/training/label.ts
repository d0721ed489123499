import { type Connection, type Model, Schema } from 'mongoose'
import type { Label, Mood } from '../contract/index.ts'
import { durable, schemaOptions } from '../storage/mongo.ts'

/** What people said that an utterance means. One for each utterance, whoever labels it and however often. */
export interface LabelRecord {
  /** Of the entry that holds the utterance. */
  _id: string
  thread: string
  seq: number
  /** Whose key seals the text: it is gone when the person is forgotten, and the label no longer trains. */
  identity: string
  /** Absent once the label was taken back. */
  text?: Buffer
  language: 'en' | 'zh'
  intent?: string
  mood?: Mood['label']
  source: Label['source']
  by: { id: string; name: string }
  at: Date
  history: { intent?: string; mood?: Mood['label']; by: string; at: Date }[]
  /** seq of the last correction that counted: an older one, or the same again, changes nothing. */
  correction?: number
  goneAt?: Date
  /** Raised by every change: two people who label at once both stand in the history. */
  rev: number
}

const label = new Schema<LabelRecord>(
  {
    _id: { type: String, required: true },
    thread: { type: String, required: true },
    seq: { type: Number, required: true },
    identity: { type: String, required: true },
    text: Buffer,
    language: { type: String, required: true },
    intent: String,
    mood: String,
    source: { type: String, required: true },
    by: { type: Schema.Types.Mixed, required: true },
    at: { type: Date, required: true },
    history: { type: Schema.Types.Mixed, required: true },
    correction: Number,
    goneAt: Date,
    rev: { type: Number, required: true },
  },
  { ...schemaOptions, collection: 'labels', writeConcern: durable },
)
label.index({ at: -1, _id: -1 })
label.index({ intent: 1, at: -1, _id: -1 })
label.index({ source: 1, at: -1, _id: -1 })

/** Part of a filter: labels that were not taken back. */
export const standing = () => ({ goneAt: { $exists: false } })

/** The labels of this connection's store. */
export function labelsOn(connection: Connection): Model<LabelRecord> {
  return (
    (connection.models['Label'] as Model<LabelRecord> | undefined) ??
    connection.model<LabelRecord>('Label', label)
  )
}
