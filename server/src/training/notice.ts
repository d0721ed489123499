import type { Connection } from 'mongoose'
import type { StoredEntry } from '../conversations/entry.ts'
import { relaxed } from '../storage/mongo.ts'
import type { Sealer } from '../storage/sealing.ts'
import { type Candidate, candidatesOn } from './candidate.ts'
import type { ReadUtterance, Utterances } from './read-utterance.ts'
import { SURE, uncertaintyOf, wordsOf } from './utterance.ts'

/** Off the path of a turn, and many at once. */
const GATHER_MS = 500
const MOST_WAITING = 2000
const AT_ONCE = 20

export interface Notice {
  /** Hears of entries that the log has; answers at once. */
  heard(entries: readonly StoredEntry[]): void
  /** Resolves when what was heard so far is written. */
  flush(): Promise<void>
}

/**
 * Puts utterances that the model was unsure about where trainers find them. They are gathered and written beside the
 * turns: what a death loses is a suggestion, never a message.
 */
export function createNotice(deps: {
  connection: Connection
  sealer: Sealer
  utterances: Utterances
  failed: (error: unknown) => void
}): Notice {
  const { sealer, utterances } = deps
  const model = candidatesOn(deps.connection)
  let waiting: { thread: string; seq: number; at: Date }[] = []
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> = Promise.resolve()

  const write = async (batch: typeof waiting) => {
    for (let from = 0; from < batch.length; from += AT_ONCE) {
      const part = batch.slice(from, from + AT_ONCE)
      const read = await Promise.all(part.map(({ thread, seq }) => utterances.at(thread, seq)))
      const found = read.flatMap((utterance, index) => candidateOf(sealer, utterance, part[index]?.at) ?? [])
      if (found.length === 0) continue
      await model.bulkWrite(
        found.map(({ _id, ...candidate }) => ({
          updateOne: { filter: { _id }, update: { $setOnInsert: candidate }, upsert: true },
        })),
        { ordered: false, writeConcern: relaxed },
      )
    }
  }
  const flush = (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    const batch = waiting
    waiting = []
    if (batch.length > 0) writing = writing.then(() => write(batch)).catch(deps.failed)
    return writing
  }
  return {
    heard(entries) {
      // Only what the bot came to a decision on: what customers say to people depends on what people said.
      if (!entries.some(({ kind }) => kind === 'decision')) return
      for (const { kind, thread, seq, at, facts } of entries) {
        if (kind !== 'understanding' || (facts?.confidence ?? 0) >= SURE) continue
        if (waiting.length < MOST_WAITING) waiting.push({ thread, seq: seq - 1, at })
      }
      if (waiting.length === 0) return
      timer ??= setTimeout(() => void flush(), GATHER_MS)
      timer.unref()
    },
    flush,
  }
}

/** The candidate that an utterance makes, if the model was unsure enough of it. */
export function candidateOf(
  sealer: Pick<Sealer, 'mark'>,
  utterance: ReadUtterance | undefined,
  at: Date | undefined,
): Candidate | undefined {
  if (!utterance?.understanding || !at) return undefined
  const { id: _id, thread, seq, identity, channel = 'web', language, text, understanding } = utterance
  const uncertainty = uncertaintyOf(text, language, understanding)
  if (uncertainty === undefined) return undefined
  const words = wordsOf(text).map((word) => sealer.mark(word))
  return { _id, thread, seq, identity, channel, language, words, uncertainty, at }
}
