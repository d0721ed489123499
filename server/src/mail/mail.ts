import { type Connection, type Model, Schema } from 'mongoose'
import { durable, schemaOptions } from '../storage/mongo.ts'

/** One mail of the product to one person. Once it is sent, what stood in it is gone from here. */
export interface MailRecord {
  /** Named by what caused it, so that causing it twice sends it once. */
  _id: string
  to: string
  state: 'queued' | 'sending' | 'sent' | 'failed'
  /** Subject and text with its link, sealed; absent when it was sent or given up. */
  content?: Buffer
  tries: number
  /** Not to be tried before this, or, while it is being sent, not by others. */
  dueAt: Date
  /** What the mail server said last. */
  why?: string
  createdAt: Date
  endedAt?: Date
  /** The store forgets it then. */
  forgetAt: Date
}

const mail = new Schema<MailRecord>(
  {
    _id: { type: String, required: true },
    to: { type: String, required: true },
    state: { type: String, required: true },
    content: Buffer,
    tries: { type: Number, required: true },
    dueAt: { type: Date, required: true },
    why: String,
    createdAt: { type: Date, required: true },
    endedAt: Date,
    forgetAt: { type: Date, required: true },
  },
  { ...schemaOptions, collection: 'mails', writeConcern: durable },
)
mail.index({ state: 1, dueAt: 1 })
mail.index({ forgetAt: 1 }, { expireAfterSeconds: 0 })

export type Mails = Model<MailRecord>
/** The mails of this connection's store. */
export function mailsOn(connection: Connection): Mails {
  return (connection.models['Mail'] as Mails | undefined) ?? connection.model<MailRecord>('Mail', mail)
}

/** Whose data key seals what mails say. */
export const mailPerson = 'mails'
