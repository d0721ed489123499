import type { Connection } from 'mongoose'
import type { Label, LabelPage } from '../contract/index.ts'
import { ownFilter } from '../storage/own-filter.ts'
import { type Sealer, SealingError } from '../storage/sealing.ts'
import { type LabelRecord, labelsOn, standing } from './label.ts'

const PAGE = 50
const CAP = 1000
/** So many labels of intents are in force before a training, the newest. */
const MOST_TOLD = 5000

export interface LabelCursor {
  at: number
  id: string
}
export type ReadLabel = LabelRecord & { words: string }

/** Reads the labels that were not taken back: for people, and for a training. */
export function createLabelReader({ connection, sealer }: { connection: Connection; sealer: Sealer }) {
  const model = labelsOn(connection)
  return {
    async page(query: {
      cursor?: LabelCursor | undefined
      intent?: string | undefined
      source?: Label['source'] | undefined
    }): Promise<LabelPage> {
      const { cursor, intent, source } = query
      const wanted = () => ({ ...(intent ? { intent } : {}), ...(source ? { source } : {}), ...standing() })
      const at = cursor && new Date(cursor.at)
      const after = cursor ? { $or: [{ at: { $lt: at } }, { at, _id: { $lt: cursor.id } }] } : {}
      const [found, total] = await Promise.all([
        model
          .find(ownFilter({ ...wanted(), ...after }))
          .sort({ at: -1, _id: -1 })
          .limit(PAGE + 1)
          .lean<LabelRecord[]>(),
        model.countDocuments(ownFilter(wanted())).limit(CAP),
      ])
      const shown = found.slice(0, PAGE)
      const last = shown.at(-1)
      return {
        labels: await Promise.all(shown.map((record) => toLabel(sealer, record))),
        ...(found.length > PAGE && last ? { next: `${last.at.getTime()}.${last._id}` } : {}),
        total,
      }
    },

    /** How many there are, and how many since a time; 1,000 means so many or more. */
    async count(since: Date | undefined): Promise<{ total: number; sinceTraining: number }> {
      const [total, fresh] = await Promise.all([
        model.countDocuments(ownFilter(standing())).limit(CAP),
        model
          .countDocuments(ownFilter({ ...standing(), ...(since ? { at: { $gt: since } } : {}) }))
          .limit(CAP),
      ])
      return { total, sinceTraining: fresh }
    },

    /** Changes whenever a label is given, changed or taken back. */
    async mark(): Promise<string> {
      const newest = await model
        .findOne(ownFilter({}), { at: 1, rev: 1 })
        .sort({ at: -1, _id: -1 })
        .lean<Pick<LabelRecord, '_id' | 'at' | 'rev'>>()
      return newest ? `${newest._id} ${newest.at.getTime()} ${newest.rev}` : ''
    },

    /** What the newest labels say of intents, oldest first; those whose author was forgotten are left out. */
    async told(): Promise<{ text: string; intent: string }[]> {
      const found = await model
        .find(ownFilter({ ...standing(), intent: { $exists: true } }))
        .sort({ at: -1, _id: -1 })
        .limit(MOST_TOLD)
        .lean<LabelRecord[]>()
      const told: { text: string; intent: string }[] = []
      for (const record of found.reverse()) {
        const text = await textOf(sealer, record)
        if (text !== '' && record.intent !== undefined) told.push({ text, intent: record.intent })
      }
      return told
    },

    /** Every label with its text, oldest first, and how many cannot be read because their author was forgotten. */
    async all(): Promise<{ labels: ReadLabel[]; unreadable: number }> {
      const labels: ReadLabel[] = []
      let unreadable = 0
      const cursor = model
        .find(ownFilter(standing()))
        .sort({ at: 1, _id: 1 })
        .lean<LabelRecord[]>()
        .cursor({ batchSize: 500 })
      for await (const record of cursor) {
        const text = await textOf(sealer, record)
        if (text === '') unreadable++
        else labels.push({ ...(record as LabelRecord), words: text })
      }
      return { labels, unreadable }
    },
  }
}
export type LabelReader = ReturnType<typeof createLabelReader>

/** A label as people see it; without its text when its author was forgotten. */
export async function toLabel(sealer: Sealer, record: LabelRecord): Promise<Label> {
  return {
    id: record._id,
    text: await textOf(sealer, record),
    language: record.language,
    ...(record.intent === undefined ? {} : { intent: record.intent }),
    ...(record.mood === undefined ? {} : { mood: record.mood }),
    source: record.source,
    by: record.by,
    at: record.at.getTime(),
    thread: record.thread,
    seq: record.seq,
    history: record.history.map(({ at, ...rest }) => ({ ...rest, at: at.getTime() })),
  }
}

/** Empty for what is sealed under a key that was destroyed. */
async function textOf(sealer: Sealer, { identity, text }: LabelRecord): Promise<string> {
  if (!text) return ''
  try {
    return await sealer.open(identity, text)
  } catch (error) {
    if (error instanceof SealingError) return ''
    throw error
  }
}
