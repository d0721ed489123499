import { type Connection, type Model, Schema } from 'mongoose'
import { schemaOptions } from '../storage/mongo.ts'

/** A reply that agents keep at hand. `{{customer.name}}`, `{{agent.name}}` and `{{company}}` are filled in the composer. */
export interface CannedReply {
  /** `shortcut.language` */
  _id: string
  shortcut: string
  language: 'en' | 'zh'
  title: string
  text: string
}

const canned = new Schema<CannedReply>(
  {
    _id: { type: String, required: true },
    shortcut: { type: String, required: true },
    language: { type: String, enum: ['en', 'zh'], required: true },
    title: { type: String, required: true },
    text: { type: String, required: true },
  },
  { ...schemaOptions, collection: 'canned' },
)
canned.index({ shortcut: 1, language: 1 }, { unique: true })

export type CannedReplies = Model<CannedReply>
/** The canned replies of a connection. */
export function cannedOn(connection: Connection): CannedReplies {
  return (
    (connection.models['CannedReply'] as CannedReplies | undefined) ??
    connection.model<CannedReply>('CannedReply', canned)
  )
}

/** All canned replies as the console lists them. */
export async function listCanned(
  connection: Connection,
): Promise<{ id: string; shortcut: string; language: 'en' | 'zh'; title: string; text: string }[]> {
  const found = await cannedOn(connection).find().sort({ shortcut: 1, language: 1 }).lean<CannedReply[]>()
  return found.map(({ _id, shortcut, language, title, text }) => ({
    id: _id,
    shortcut,
    language,
    title,
    text,
  }))
}
