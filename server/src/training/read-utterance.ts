import type { EntryBody } from '../contract/index.ts'
import { entryId, type Log, type StoredEntry } from '../conversations/entry.ts'
import type { Thread, Threads } from '../conversations/thread.ts'
import { ownFilter } from '../storage/own-filter.ts'
import { type Sealer, SealingError } from '../storage/sealing.ts'

/** A customer's message as trainers see it. */
export interface Utterance {
  /** Of its entry. */
  id: string
  thread: string
  seq: number
  identity: string
  channel?: string
  language: 'en' | 'zh'
  text: string
}

export type Understood = Extract<EntryBody, { kind: 'understanding' }>
export interface ReadUtterance extends Utterance {
  understanding: Understood | undefined
}

/** Where a message stands. */
export interface Place {
  thread: string
  seq: number
}

/** Finds customers' messages in the log, with what was understood of them; nothing for what cannot be read any more. */
export function createUtterances({ threads, log, sealer }: { threads: Threads; log: Log; sealer: Sealer }) {
  const open = async (identity: string, entry: StoredEntry | undefined): Promise<EntryBody | undefined> => {
    if (!entry) return undefined
    try {
      return JSON.parse(await sealer.open(identity, entry.body)) as EntryBody
    } catch (error) {
      if (error instanceof SealingError) return undefined
      throw error
    }
  }

  const readOne = async (
    { thread, seq }: Place,
    found: Thread | undefined,
    entries: ReadonlyMap<string, StoredEntry>,
  ): Promise<ReadUtterance | undefined> => {
    const message = entries.get(entryId(thread, seq))
    if (!found || message?.kind !== 'message' || message.by.type !== 'customer') return undefined
    const body = await open(found.identity, message)
    if (body?.kind !== 'message') return undefined
    const next = entries.get(entryId(thread, seq + 1))
    const read = next?.kind === 'understanding' ? await open(found.identity, next) : undefined
    const understanding = read?.kind === 'understanding' && read.of === seq ? read : undefined
    return {
      id: message._id,
      thread,
      seq,
      identity: found.identity,
      channel: found.channel,
      language: understanding?.language ?? found.language ?? 'en',
      text: body.parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n'),
      understanding,
    }
  }
  /** Many of them by two questions to the store, in the order of their places. */
  const many = async (places: readonly Place[]): Promise<(ReadUtterance | undefined)[]> => {
    const ids = places.flatMap(({ thread, seq }) => [entryId(thread, seq), entryId(thread, seq + 1)])
    const [found, entries] = await Promise.all([
      threads
        .find(ownFilter({ _id: { $in: [...new Set(places.map(({ thread }) => thread))] } }), {
          identity: 1,
          channel: 1,
          language: 1,
        })
        .lean<Thread[]>(),
      log.find(ownFilter({ _id: { $in: ids } })).lean<StoredEntry[]>(),
    ])
    const threadOf = new Map(found.map((thread) => [thread._id, thread]))
    const entryOf = new Map(entries.map((entry) => [entry._id, entry]))
    return await Promise.all(
      places.map(async (place) => await readOne(place, threadOf.get(place.thread), entryOf)),
    )
  }
  const at = async (thread: string, seq: number) => (await many([{ thread, seq }]))[0]
  return {
    at,
    many,
    async find(id: string): Promise<ReadUtterance | undefined> {
      const colon = id.lastIndexOf(':')
      const seq = Number(id.slice(colon + 1))
      return colon > 0 && Number.isSafeInteger(seq) ? await at(id.slice(0, colon), seq) : undefined
    },
  }
}
export type Utterances = ReturnType<typeof createUtterances>
