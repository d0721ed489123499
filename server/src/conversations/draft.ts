import { type Connection, type Model, Schema } from 'mongoose'
import { relaxed, schemaOptions } from '../storage/mongo.ts'
import { ownFilter } from '../storage/own-filter.ts'
import type { Sealer } from '../storage/sealing.ts'

interface Draft {
  /** `thread:agent:mode` */
  _id: string
  thread: string
  agent: string
  mode: 'reply' | 'note'
  text: Buffer
  /** The client's time of writing: a slower save never replaces a newer one. */
  at: number
}

const draft = new Schema<Draft>(
  {
    _id: { type: String, required: true },
    thread: { type: String, required: true },
    agent: { type: String, required: true },
    mode: { type: String, required: true },
    text: { type: Buffer, required: true },
    at: { type: Number, required: true },
  },
  { ...schemaOptions, collection: 'drafts' },
)

const DUPLICATE_KEY = 11000

/** What agents have begun to write, per conversation and mode; sealed for the customer it is about. */
export function createDrafts({ connection, sealer }: { connection: Connection; sealer: Sealer }) {
  const drafts =
    (connection.models['Draft'] as Model<Draft> | undefined) ?? connection.model<Draft>('Draft', draft)
  const idOf = (thread: string, agent: string, mode: string) => `${thread}:${agent}:${mode}`
  return {
    async save(
      identity: string,
      key: { thread: string; agent: string; mode: 'reply' | 'note' },
      text: string,
      at: number,
    ) {
      const _id = idOf(key.thread, key.agent, key.mode)
      // An empty text is kept as such: removing it would let an older, slower save come back.
      const sealed = await sealer.seal(identity, text)
      try {
        await drafts.updateOne(
          ownFilter({ _id, at: { $lt: at } }),
          { $set: { ...key, text: sealed, at } },
          { upsert: true, writeConcern: relaxed },
        )
      } catch (error) {
        // A newer draft is there: the upsert of this older one ran into it.
        if ((error as { code?: number }).code !== DUPLICATE_KEY) throw error
      }
    },
    async of(identity: string, thread: string, agent: string): Promise<{ reply?: string; note?: string }> {
      const found = await drafts
        .find(ownFilter({ _id: { $in: [idOf(thread, agent, 'reply'), idOf(thread, agent, 'note')] } }))
        .lean()
      const texts = await Promise.all(
        found.map(async ({ mode, text }) => [mode, await sealer.open(identity, text)] as const),
      )
      return Object.fromEntries(texts.filter(([, text]) => text !== ''))
    },
  }
}
export type Drafts = ReturnType<typeof createDrafts>
