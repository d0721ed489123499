import { type Connection, type Model, Schema } from 'mongoose'
import type { Draft as DraftView } from '../contract/index.ts'
import { durable, isDuplicateKey, relaxed, schemaOptions } from '../storage/mongo.ts'
import { ownFilter } from '../storage/own-filter.ts'
import type { Sealer } from '../storage/sealing.ts'

interface Draft {
  /** `thread:agent:mode` */
  _id: string
  thread: string
  agent: string
  mode: 'reply' | 'note'
  /** Whose key seals it: the person it is about. */
  identity?: string
  text: Buffer
  /** The client's time of writing: a slower save never replaces a newer one. */
  at: number
  /** Events whose words were given back here: each is given back once. */
  returned?: string[]
}

const draft = new Schema<Draft>(
  {
    _id: { type: String, required: true },
    thread: { type: String, required: true },
    agent: { type: String, required: true },
    mode: { type: String, required: true },
    identity: String,
    text: { type: Buffer, required: true },
    at: { type: Number, required: true },
    returned: { type: [String], default: undefined },
  },
  { ...schemaOptions, collection: 'drafts' },
)
draft.index({ agent: 1, at: -1 })

/** The drafts of a connection. */
export function draftsOn(connection: Connection): Model<Draft> {
  return (connection.models['Draft'] as Model<Draft> | undefined) ?? connection.model<Draft>('Draft', draft)
}

const REMEMBERED = 20
const LISTED = 200
const MAX_MISSES = 5

export interface DraftKey {
  thread: string
  agent: string
  mode: 'reply' | 'note'
}

const idOf = ({ thread, agent, mode }: DraftKey) => `${thread}:${agent}:${mode}`

/** What agents have begun to write, per conversation and mode; sealed for the customer it is about. */
export function createDrafts({ connection, sealer }: { connection: Connection; sealer: Sealer }) {
  const drafts = draftsOn(connection)
  const read = async (identity: string, key: DraftKey): Promise<{ text: string; at: number } | undefined> => {
    const found = await drafts.findById(idOf(key)).lean<Draft>()
    return found ? { text: await sealer.open(identity, found.text), at: found.at } : undefined
  }

  const tryGiveBack = createGiver(drafts, sealer)

  return {
    read,
    /** Answers the newer draft that stands against this one, if there is one. */
    async save(
      identity: string,
      key: DraftKey,
      text: string,
      at: number,
    ): Promise<{ text: string; at: number } | undefined> {
      const _id = idOf(key)
      // An empty text is kept as such: removing it would let an older, slower save come back.
      const sealed = await sealer.seal(identity, text)
      try {
        await drafts.updateOne(
          ownFilter({ _id, at: { $lt: at } }),
          { $set: { ...key, identity, text: sealed, at } },
          { upsert: true, writeConcern: relaxed },
        )
        return undefined
      } catch (error) {
        // A newer draft is there: the upsert of this older one ran into it.
        if (!isDuplicateKey(error)) throw error
      }
      const newer = await read(identity, key)
      return newer && (newer.text !== text || newer.at !== at) ? newer : undefined
    },
    /**
     * Puts the words of an event in front of whatever its author has begun since. Once per event, however often it is
     * asked for: what a death left half done is done again.
     */
    async giveBack(
      identity: string,
      key: DraftKey,
      returned: { event: string; text: string; at: number },
    ): Promise<void> {
      for (let miss = 0; miss < MAX_MISSES; miss++) if (await tryGiveBack(identity, key, returned)) return
      throw new Error(`the draft ${idOf(key)} changes too fast`)
    },
    async of(
      identity: string,
      thread: string,
      agent: string,
    ): Promise<{ reply?: string; note?: string; at: { reply?: number; note?: number } }> {
      const ids = (['reply', 'note'] as const).map((mode) => idOf({ thread, agent, mode }))
      const found = await drafts.find(ownFilter({ _id: { $in: ids } })).lean<Draft[]>()
      const texts = await Promise.all(
        found.map(async ({ mode, text }) => [mode, await sealer.open(identity, text)] as const),
      )
      return {
        ...Object.fromEntries(texts.filter(([, text]) => text !== '')),
        at: Object.fromEntries(found.map(({ mode, at }) => [mode, at])),
      }
    },
    /** Everything that this person has begun, the newest first. */
    async all(agent: string): Promise<DraftView[]> {
      const found = await drafts.find({ agent }).sort({ at: -1 }).limit(LISTED).lean<Draft[]>()
      const opened = await Promise.all(
        found.map(async ({ thread, mode, identity, text, at }) => {
          // A person who was forgotten has no key any more, and so nobody a draft about them.
          const words = identity ? await sealer.open(identity, text).catch(() => '') : ''
          return { thread, mode, text: words, at }
        }),
      )
      return opened.filter(({ text }) => text !== '')
    },
  }
}
export type Drafts = ReturnType<typeof createDrafts>

/** One try to put given back words in front of what is there; false when somebody wrote in between. */
function createGiver(drafts: Model<Draft>, sealer: Sealer) {
  return async (
    identity: string,
    key: DraftKey,
    { event, text, at }: { event: string; text: string; at: number },
  ): Promise<boolean> => {
    const _id = idOf(key)
    const before = await drafts.findById(_id).lean<Draft>()
    if (before?.returned?.includes(event)) return true
    const kept = before ? await sealer.open(identity, before.text) : ''
    const set = {
      ...key,
      identity,
      text: await sealer.seal(identity, kept.trim() === '' ? text : `${text}\n${kept}`),
      at: Math.max(at, (before?.at ?? 0) + 1),
      returned: [...(before?.returned ?? []), event].slice(-REMEMBERED),
    }
    if (before) {
      const { matchedCount } = await drafts.updateOne(
        { _id, at: before.at },
        { $set: set },
        { writeConcern: durable },
      )
      return matchedCount === 1
    }
    try {
      await drafts.collection.insertOne({ _id, ...set } as never, { writeConcern: durable })
      return true
    } catch (error) {
      if (isDuplicateKey(error)) return false
      throw error
    }
  }
}
