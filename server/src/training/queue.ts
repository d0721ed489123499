import type { Model as LanguageModel } from '@parley/nlp-models'
import type { Connection } from 'mongoose'
import type { LabelQueue, QueueItem } from '../contract/index.ts'
import { AppError } from '../errors.ts'
import { storeNow } from '../storage/clock.ts'
import { ownFilter } from '../storage/own-filter.ts'
import { type Candidate, candidatesOn } from './candidate.ts'
import { fold, type Group } from './fold.ts'
import type { ReadUtterance, Understood, Utterances } from './read-utterance.ts'

const SHOWN = 50
/** So many or more. */
const CAP = 1000
/** The least certain so many are looked at; what lies behind them comes up when these are done. */
const LOOKED_AT = 1000
const SKIP_DAYS = 7
const DAY_MS = 86_400_000
const KEYS = 9
const FRESH_MS = 3000
const PUT_OFF = { skippedUntil: 1, skippedAs: 1 } as const
/** Readings by a model that did not hear the utterance. */
const REREAD = 500

type Rank = (model: LanguageModel, text: string, language: 'en' | 'zh') => QueueItem['candidates']

/** What waits for a label: least certain first, near duplicates folded, nothing that was labelled or put off. */
export function createQueue(deps: {
  connection: Connection
  utterances: Utterances
  /** The model in use ranks anew: it may know more than the one that heard the utterance. */
  model: () => LanguageModel | undefined
  rank: Rank
}) {
  const { utterances } = deps
  const candidates = candidatesOn(deps.connection)
  let known: { at: number; groups: Group[]; more: boolean } | undefined

  const groups = async () => {
    if (known && performance.now() - known.at < FRESH_MS) return known
    const found = await candidates
      .find(ownFilter({ labelled: { $exists: false } }))
      .sort({ uncertainty: -1, _id: -1 })
      .limit(LOOKED_AT)
      .lean<Candidate[]>()
    const now = storeNow(deps.connection)
    const due = found.filter(({ skippedUntil }) => !skippedUntil || skippedUntil.getTime() <= now)
    known = { at: performance.now(), groups: fold(due), more: found.length === LOOKED_AT }
    return known
  }

  const shown = createShown(deps)
  /** The group in which an utterance stands: what is decided for one counts for those that say the same. */
  const alikeTo = async (item: string): Promise<string[]> => {
    const { groups: all } = await groups()
    const group = all.find(({ members }) => members.some(({ _id }) => _id === item))
    return group ? group.members.map(({ _id }) => _id) : [item]
  }

  return {
    async list(language: 'en' | 'zh' | undefined): Promise<LabelQueue> {
      const { groups: all, more } = await groups()
      const wanted = all.filter(({ first }) => !language || first.language === language)
      const items: QueueItem[] = []
      const unreadable: string[] = []
      for (let from = 0; from < wanted.length && items.length < SHOWN; from += SHOWN) {
        const part = wanted.slice(from, from + SHOWN)
        const read = await utterances.many(part.map(({ first }) => first))
        for (const [index, group] of part.entries()) {
          const utterance = read[index]
          const item = utterance && shown(group, utterance)
          if (item) items.push(item)
          else unreadable.push(group.first._id)
        }
      }
      // Their authors were forgotten.
      if (unreadable.length > 0) await candidates.deleteMany(ownFilter({ _id: { $in: unreadable } }))
      const total = more ? CAP : Math.min(CAP, wanted.length - unreadable.length)
      return { items: items.slice(0, SHOWN), total }
    },

    async count(): Promise<number> {
      const { groups: all, more } = await groups()
      return more ? CAP : Math.min(CAP, all.length)
    },

    /** Puts an utterance off, with those that say the same. @throws AppError `not_found` */
    async skip(item: string): Promise<void> {
      const ids = await alikeTo(item)
      const skippedUntil = new Date(storeNow(deps.connection) + SKIP_DAYS * DAY_MS)
      const { matchedCount } = await candidates.updateMany(ownFilter({ _id: { $in: ids } }), {
        $set: { skippedUntil, skippedAs: item },
      })
      known = undefined
      if (matchedCount === 0) throw new AppError('not_found', { message: 'It is not in the queue any more.' })
    },

    /** Takes a skip back, with all that went with it. @throws AppError `not_found` when it was not put off */
    async unskip(item: string): Promise<void> {
      const { matchedCount } = await candidates.updateMany({ skippedAs: item }, { $unset: PUT_OFF })
      known = undefined
      if (matchedCount === 0) throw new AppError('not_found', { message: 'It was not put off.' })
    },

    /** Takes a labelled utterance out, with those that say the same. */
    async labelled(item: string): Promise<void> {
      const ids = await alikeTo(item)
      await candidates.updateMany(ownFilter({ _id: { $in: ids } }), { $set: { labelled: item } })
      known = undefined
    },

    /** The label was taken back. */
    async unlabelled(item: string): Promise<void> {
      await candidates.updateMany({ labelled: item }, { $unset: { labelled: 1, ...PUT_OFF } })
      known = undefined
    },
  }
}
export type Queue = ReturnType<typeof createQueue>

/** An utterance as trainers see it; nothing for one that was not understood. */
function createShown(deps: { model: () => LanguageModel | undefined; rank: Rank }) {
  const rankedBy = createReranking(deps)
  return ({ first, members }: Group, { text, understanding }: ReadUtterance): QueueItem | undefined => {
    if (!understanding) return undefined
    const ranked = rankedBy(first, text, understanding)
    return {
      id: first._id,
      text,
      language: first.language,
      channel: first.channel,
      at: first.at.getTime(),
      thread: first.thread,
      seq: first.seq,
      candidates: ranked.slice(0, KEYS).map(({ intent, confidence }) => ({ intent, confidence })),
      mood: understanding.mood,
      alike: members.length - 1,
    }
  }
}

/**
 * What an utterance could mean, best first: as it was understood when it came in, or anew where another model is in use
 * by now, which may know more. What was read anew is kept.
 */
function createReranking({ model, rank }: { model: () => LanguageModel | undefined; rank: Rank }) {
  const kept = new Map<string, QueueItem['candidates']>()
  return (
    { _id, language }: Pick<Candidate, '_id' | 'language'>,
    text: string,
    { model: heardBy, intents }: Understood,
  ): QueueItem['candidates'] => {
    const current = model()
    if (!current || (current.version === heardBy && intents.length >= KEYS)) return intents
    const key = `${current.version} ${_id}`
    const known = kept.get(key)
    if (known) return known
    if (kept.size >= REREAD) kept.clear()
    const ranked = rank(current, text, language)
    kept.set(key, ranked)
    return ranked
  }
}
