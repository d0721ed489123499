import { type Connection, type Model, Schema } from 'mongoose'
import { relaxed, schemaOptions } from '../storage/mongo.ts'

/** An utterance that the model was unsure about, until somebody labels it or time has passed over it. */
export interface Candidate {
  /** Of the entry that holds the utterance. */
  _id: string
  thread: string
  seq: number
  identity: string
  channel: string
  language: 'en' | 'zh'
  /** Marks of its words (`Sealer.mark`): what is alike is found without opening a text. */
  words: number[]
  /** 0 to 1. */
  uncertainty: number
  at: Date
  skippedUntil?: Date
  /** The utterance that was skipped: this one, or one that says nearly the same. */
  skippedAs?: string
  /** The label of this utterance, or of one that says nearly the same. */
  labelled?: string
}

const KEPT_DAYS = 90

const candidate = new Schema<Candidate>(
  {
    _id: { type: String, required: true },
    thread: { type: String, required: true },
    seq: { type: Number, required: true },
    identity: { type: String, required: true },
    channel: { type: String, required: true },
    language: { type: String, required: true },
    words: { type: [Number], required: true },
    uncertainty: { type: Number, required: true },
    at: { type: Date, required: true },
    skippedUntil: Date,
    skippedAs: String,
    labelled: String,
  },
  { ...schemaOptions, collection: 'label_candidates', writeConcern: relaxed },
)
candidate.index({ uncertainty: -1, _id: -1 })
candidate.index({ labelled: 1 }, { partialFilterExpression: { labelled: { $exists: true } } })
candidate.index({ skippedAs: 1 }, { partialFilterExpression: { skippedAs: { $exists: true } } })
candidate.index({ at: 1 }, { expireAfterSeconds: KEPT_DAYS * 24 * 3600 })

/** The candidates of this connection's store. */
export function candidatesOn(connection: Connection): Model<Candidate> {
  return (
    (connection.models['Candidate'] as Model<Candidate> | undefined) ??
    connection.model<Candidate>('Candidate', candidate)
  )
}
