import type { Connection } from 'mongoose'
import type { GiveLabel, Label, User } from '../contract/index.ts'
import type { StoredEntry } from '../conversations/entry.ts'
import { AppError } from '../errors.ts'
import { isDuplicateKey } from '../storage/mongo.ts'
import type { Sealer } from '../storage/sealing.ts'
import { candidatesOn } from './candidate.ts'
import { type LabelRecord, labelsOn } from './label.ts'
import { toLabel } from './read-labels.ts'
import type { Utterance, Utterances } from './read-utterance.ts'

const MOST_MISSES = 10
const MOST_HISTORY = 50

type Meant = Pick<LabelRecord, 'intent' | 'mood'>

export interface LabelDeps {
  connection: Connection
  sealer: Sealer
  utterances: Utterances
}

/** The labels that people gave. */
export function createLabels(deps: LabelDeps) {
  const { connection, sealer, utterances } = deps
  const model = labelsOn(connection)
  const put = createPut(model)
  const candidates = candidatesOn(connection)

  const fresh = async (utterance: Utterance): Promise<LabelRecord> => ({
    _id: utterance.id,
    thread: utterance.thread,
    seq: utterance.seq,
    identity: utterance.identity,
    text: await sealer.seal(utterance.identity, utterance.text),
    language: utterance.language,
    source: 'queue',
    by: { id: '', name: '' },
    at: new Date(0),
    history: [],
    rev: 0,
  })

  return {
    /**
     * Labels an utterance of the log; the same again replaces what was said before.
     * @throws AppError `not_found` when there is no such message of a customer, or its author was forgotten
     */
    async give(user: Pick<User, 'id' | 'name'>, { item, intent, mood }: GiveLabel, at: Date): Promise<Label> {
      const utterance = await utterances.find(item)
      if (!utterance) throw new AppError('not_found', { message: 'There is no such message of a customer.' })
      const blank = await fresh(utterance)
      const by = { id: user.id, name: user.name }
      const after = await put(utterance.id, (now) => {
        const meant = { ...(intent === undefined ? {} : { intent }), ...(mood === undefined ? {} : { mood }) }
        return relabelled(now, blank, { ...meantBy(now), ...meant }, { by, at, source: 'queue' })
      })
      if (!after) throw new AppError('internal')
      return await toLabel(sealer, after)
    },

    /**
     * Follows the log: a correction in a conversation is a label. Called again after a death, it changes nothing.
     */
    async keep(entries: readonly StoredEntry[]): Promise<void> {
      for (const { kind, thread, seq, at, by, facts } of entries) {
        if (kind !== 'correction' || facts?.of === undefined) continue
        const utterance = await utterances.at(thread, facts.of)
        if (!utterance) continue
        const blank = await fresh(utterance)
        const person = { id: by.id ?? '', name: by.name ?? '' }
        const after = await put(utterance.id, (now) => {
          if ((now?.correction ?? 0) >= seq) return undefined
          const meant = corrected(meantBy(now), facts)
          return {
            ...relabelled(now, blank, meant, { by: person, at, source: 'correction' }),
            correction: seq,
          }
        })
        // What a person has said of it need not be asked of a trainer.
        const done = after && !after.goneAt
        await candidates.updateOne(
          { _id: utterance.id },
          done ? { $set: { labelled: utterance.id } } : { $unset: { labelled: 1 } },
        )
      }
    },

    /**
     * Gives a label that one took back again, with what it said and where it came from.
     * @throws AppError `not_found` when its author was forgotten | `changed_meanwhile` when it is no more as they left it
     */
    async restore(user: Pick<User, 'id' | 'name'>, id: string, at: Date): Promise<Label> {
      const utterance = await utterances.find(id)
      if (!utterance) throw new AppError('not_found', { message: 'There is no such message of a customer.' })
      const blank = await fresh(utterance)
      const by = { id: user.id, name: user.name }
      const after = await put(id, (now) => {
        const said = now?.history.at(-1)
        if (!now?.goneAt || now.by.id !== user.id || !said) throw new AppError('changed_meanwhile')
        const { by: _by, at: _at, ...meant } = said
        return relabelled(now, blank, meant, { by, at, source: now.source })
      })
      if (!after) throw new AppError('internal')
      return await toLabel(sealer, after)
    },

    /**
     * Takes a label back; what it said stays in its history.
     * @param given when the label that is meant was given: one that somebody gave since stays
     * @throws AppError `not_found` | `changed_meanwhile`
     */
    async remove(
      user: Pick<User, 'id' | 'name'>,
      id: string,
      { given, at }: { given?: number | undefined; at: Date },
    ): Promise<void> {
      await put(id, (now) => {
        if (!now || now.goneAt) throw new AppError('not_found', { message: 'There is no such label.' })
        if (given !== undefined && now.at.getTime() !== given) throw new AppError('changed_meanwhile')
        const { intent: _i, mood: _m, ...rest } = now
        return gone({ ...rest, by: { id: user.id, name: user.name }, at, history: historyOf(now) }, at)
      })
    },
  }
}

/** Compare-and-set on `rev`; what `change` answers nothing for is left as it is. */
function createPut(model: ReturnType<typeof labelsOn>) {
  const replace = async (before: LabelRecord | null, next: LabelRecord): Promise<boolean> => {
    if (!before) return await inserted(() => model.create(next))
    const { matchedCount } = await model.replaceOne({ _id: next._id, rev: before.rev }, next)
    return matchedCount === 1
  }
  return async (
    id: string,
    change: (now: LabelRecord | undefined) => LabelRecord | undefined,
  ): Promise<LabelRecord | undefined> => {
    for (let miss = 0; miss < MOST_MISSES; miss++) {
      const before = await model.findById(id).lean<LabelRecord>()
      const after = change(before ?? undefined)
      if (!after) return before ?? undefined
      const next = { ...after, rev: (before?.rev ?? 0) + 1 }
      if (await replace(before, next)) return next
    }
    throw new AppError('store_unavailable', { message: 'The label changes too fast; try again.' })
  }
}

function meantBy(now: LabelRecord | undefined): Meant {
  if (!now || now.goneAt) return {}
  return {
    ...(now.intent === undefined ? {} : { intent: now.intent }),
    ...(now.mood === undefined ? {} : { mood: now.mood }),
  }
}

function corrected(before: Meant, { intent, mood, withdrawn }: NonNullable<StoredEntry['facts']>): Meant {
  const meant = {
    ...before,
    ...(intent === undefined ? {} : { intent }),
    ...(mood === undefined ? {} : { mood }),
  }
  if (withdrawn === 'intent') delete meant.intent
  if (withdrawn === 'mood') delete meant.mood
  return meant
}

function relabelled(
  now: LabelRecord | undefined,
  blank: LabelRecord,
  meant: Meant,
  given: Pick<LabelRecord, 'by' | 'at' | 'source'>,
): LabelRecord {
  const { intent: _i, mood: _m, goneAt: _g, ...base } = now ?? blank
  const after: LabelRecord = {
    ...base,
    ...meant,
    ...given,
    ...(blank.text ? { text: blank.text } : {}),
    history: now ? historyOf(now) : [],
  }
  // Everything that was said of it was taken back.
  return meant.intent === undefined && meant.mood === undefined ? gone(after, given.at) : after
}

/** With what it says now; a label that was taken back says nothing, and by whom is known too. */
function historyOf(now: LabelRecord): LabelRecord['history'] {
  return [...now.history, { ...meantBy(now), by: now.by.name, at: now.at }].slice(-MOST_HISTORY)
}

function gone({ text: _text, ...record }: LabelRecord, goneAt: Date): LabelRecord {
  return { ...record, goneAt }
}

async function inserted(insert: () => Promise<unknown>): Promise<boolean> {
  try {
    await insert()
    return true
  } catch (error) {
    if (isDuplicateKey(error)) return false
    throw error
  }
}
