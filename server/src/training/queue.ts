import type { Model as LanguageModel } from '@parley/nlp-models'
import type { Connection } from 'mongoose'
import type { LabelQueue, QueueItem } from '../contract/index.ts'
import { AppError } from '../errors.ts'
import { ownFilter } from '../storage/own-filter.ts'
import { type Candidate, candidatesOn } from './candidate.ts'
import { fold, type Group } from './fold.ts'
import type { ReadUtterance, Utterances } from './read-utterance.ts'

const SHOWN = 50
/** So many or more. */
const CAP = 1000
/** The least certain so many are looked at; what lies behind them comes up when these are done. */
const LOOKED_AT = 1000
const SKIP_DAYS = 7
const DAY_MS = 86_400_000
const KEYS = 9
const FRESH_MS = 3000

type Rank = (model: LanguageModel, text: string, language: 'en' | 'zh') => QueueItem['candidates']

/** What waits for a label: least certain first, near duplicates folded, nothing that was labelled or put off. */
export function createQueue(deps: {
  connection: Connection
  utterances: Utterances
  /** The model in use ranks anew: it may know more than the one that heard the utterance. */
  model: () => LanguageModel | undefined
  rank: Rank
}) {
  const { utterances, model, rank } = deps
  const candidates = candidatesOn(deps.connection)
  let known: { at: number; groups: Group[]; more: boolean } | undefined

  const groups = async () => {
    if (known && performance.now() - known.at < FRESH_MS) return known
    const found = await candidates
      .find(ownFilter({ labelled: { $exists: false } }))
      .sort({ uncertainty: -1, _id: -1 })
      .limit(LOOKED_AT)
      .lean<Candidate[]>()
    const now = Date.now()
    const due = found.filter(({ skippedUntil }) => !skippedUntil || skippedUntil.getTime() <= now)
    known = { at: performance.now(), groups: fold(due), more: found.length === LOOKED_AT }
    return known
  }

  const shown = (
    { first, members }: Group,
    { text, understanding }: ReadUtterance,
  ): QueueItem | undefined => {
    if (!understanding) return undefined
    const current = model()
    const ranked = current ? rank(current, text, first.language) : understanding.intents
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
      let unreadable = 0
      for (const group of wanted) {
        if (items.length === SHOWN) break
        const utterance = await utterances.at(group.first.thread, group.first.seq)
        const item = utterance && shown(group, utterance)
        if (item) items.push(item)
        else {
          // Its author was forgotten.
          unreadable++
          await candidates.deleteOne({ _id: group.first._id })
        }
      }
      return { items, total: more ? CAP : Math.min(CAP, wanted.length - unreadable) }
    },

    async count(): Promise<number> {
      const { groups: all, more } = await groups()
      return more ? CAP : Math.min(CAP, all.length)
    },

    /** Puts an utterance off, with those that say the same. @throws AppError `not_found` */
    async skip(item: string): Promise<void> {
      const ids = await alikeTo(item)
      const skippedUntil = new Date(Date.now() + SKIP_DAYS * DAY_MS)
      const { matchedCount } = await candidates.updateMany(ownFilter({ _id: { $in: ids } }), {
        $set: { skippedUntil },
      })
      known = undefined
      if (matchedCount === 0) throw new AppError('not_found', { message: 'It is not in the queue any more.' })
    },

    /** Takes a labelled utterance out, with those that say the same. */
    async labelled(item: string): Promise<void> {
      const ids = await alikeTo(item)
      await candidates.updateMany(ownFilter({ _id: { $in: ids } }), { $set: { labelled: item } })
      known = undefined
    },

    /** The label was taken back. */
    async unlabelled(item: string): Promise<void> {
      await candidates.updateMany({ labelled: item }, { $unset: { labelled: 1, skippedUntil: 1 } })
      known = undefined
    },
  }
}
export type Queue = ReturnType<typeof createQueue>
