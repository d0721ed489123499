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

  const at = async (thread: string, seq: number): Promise<ReadUtterance | undefined> => {
    const [found, entries] = await Promise.all([
      threads.findById(thread, { identity: 1, channel: 1, language: 1 }).lean<Thread>(),
      log
        .find(ownFilter({ _id: { $in: [entryId(thread, seq), entryId(thread, seq + 1)] } }))
        .lean<StoredEntry[]>(),
    ])
    const message = entries.find((entry) => entry.seq === seq)
    if (!found || message?.kind !== 'message' || message.by.type !== 'customer') return undefined
    const body = await open(found.identity, message)
    if (body?.kind !== 'message') return undefined
    const read = await open(
      found.identity,
      entries.find((entry) => entry.kind === 'understanding'),
    )
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
  return {
    at,
    async find(id: string): Promise<ReadUtterance | undefined> {
      const colon = id.lastIndexOf(':')
      const seq = Number(id.slice(colon + 1))
      return colon > 0 && Number.isSafeInteger(seq) ? await at(id.slice(0, colon), seq) : undefined
    },
  }
}
export type Utterances = ReturnType<typeof createUtterances>
