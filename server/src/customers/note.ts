import { createHash } from 'node:crypto'
import { type Connection, type Model, Schema } from 'mongoose'
import type { CustomerNote, EditCustomerNote, NewCustomerNote, User } from '../contract/index.ts'
import { AppError } from '../errors.ts'
import { storeDate } from '../storage/clock.ts'
import { durable, isDuplicateKey, schemaOptions } from '../storage/mongo.ts'
import { ownFilter } from '../storage/own-filter.ts'
import type { Sealer } from '../storage/sealing.ts'

const KEPT_VERSIONS = 20
const LISTED = 200

/** Whose key seals what staff writes on a customer's record. */
export const recordPerson = (customer: string): string => `customer:${customer}`

interface StoredNote {
  _id: string
  customer: string
  by: { id: string; name: string }
  at: Date
  text: Buffer
  pinned: boolean
  editedAt?: Date
  before: { at: Date; text: Buffer }[]
  deletedAt?: Date
}

const note = new Schema<StoredNote>(
  {
    _id: { type: String, required: true },
    customer: { type: String, required: true },
    by: { type: Schema.Types.Mixed, required: true },
    at: { type: Date, required: true },
    text: { type: Buffer, required: true },
    pinned: { type: Boolean, default: false },
    editedAt: Date,
    before: { type: [new Schema({ at: Date, text: Buffer }, { _id: false })], default: [] },
    deletedAt: Date,
  },
  { ...schemaOptions, collection: 'customer_notes', writeConcern: durable },
)
note.index({ customer: 1, at: -1 })

type Notes = Model<StoredNote>
/** The notes on a connection's customers. */
export function customerNotesOn(connection: Connection): Notes {
  return (
    (connection.models['CustomerNote'] as Notes | undefined) ??
    connection.model<StoredNote>('CustomerNote', note)
  )
}

/** What people write down about a customer, beside every conversation. */
export function createCustomerNotes({ connection, sealer }: { connection: Connection; sealer: Sealer }) {
  const model = customerNotesOn(connection)

  const opened = async (stored: StoredNote) => await open(sealer, stored)
  return {
    /** Pinned ones first, then the newest. */
    async of(customer: string): Promise<CustomerNote[]> {
      const found = await model
        .find({ customer, deletedAt: null })
        .sort({ at: -1 })
        .limit(LISTED)
        .lean<StoredNote[]>()
      const notes = await Promise.all(found.map(opened))
      return notes.toSorted((a, b) => Number(b.pinned) - Number(a.pinned))
    },

    /** Those written before a moment, newest first. */
    async between(customer: string, before: Date, limit: number): Promise<CustomerNote[]> {
      const found = await model
        .find(ownFilter({ customer, deletedAt: null, at: { $lt: before } }))
        .sort({ at: -1 })
        .limit(limit)
        .lean<StoredNote[]>()
      return await Promise.all(found.map(opened))
    },

    /** The same client id again is the same note. */
    async add(customer: string, { clientId, text }: NewCustomerNote, by: User): Promise<CustomerNote> {
      const hash = createHash('sha256').update(`${customer}:${by.id}:${clientId}`).digest('base64url')
      const stored: StoredNote = {
        _id: `n_${hash.slice(0, 20)}`,
        customer,
        by: { id: by.id, name: by.name },
        at: storeDate(connection),
        text: await sealer.seal(recordPerson(customer), text),
        pinned: false,
        before: [],
      }
      try {
        await model.create([stored])
      } catch (error) {
        if (!isDuplicateKey(error)) throw error
      }
      return await opened(await model.findById(stored._id).orFail().lean<StoredNote>())
    },

    /**
     * Rewrites, pins, removes or brings back a note. What it said before is kept.
     * @throws AppError `not_found`; `forbidden` for another's words
     */
    async edit(customer: string, id: string, wish: EditCustomerNote, by: User): Promise<CustomerNote> {
      const stored = await model.findOne({ _id: id, customer }).lean<StoredNote>()
      if (!stored) throw new AppError('not_found', { message: 'There is no such note.' })
      if ((wish.text !== undefined || wish.deleted !== undefined) && stored.by.id !== by.id)
        throw new AppError('forbidden', { message: 'Only who wrote a note may change or remove it.' })
      const rewrite =
        wish.text === undefined
          ? {}
          : await rewritten(sealer, stored, { text: wish.text, now: storeDate(connection) })
      await model.updateOne(
        { _id: id },
        {
          $set: {
            ...rewrite,
            ...(wish.pinned === undefined ? {} : { pinned: wish.pinned }),
            ...(wish.deleted === true ? { deletedAt: storeDate(connection) } : {}),
          },
          ...(wish.deleted === false ? { $unset: { deletedAt: 1 } } : {}),
        },
      )
      return await opened(await model.findById(id).orFail().lean<StoredNote>())
    },

    count: async (customer: string): Promise<number> =>
      await model.countDocuments({ customer, deletedAt: null }).limit(LISTED),
  }
}
export type CustomerNotes = ReturnType<typeof createCustomerNotes>

async function open(sealer: Sealer, stored: StoredNote): Promise<CustomerNote> {
  const person = recordPerson(stored.customer)
  const before = await Promise.all(
    stored.before.map(async ({ at, text }) => ({ at: at.getTime(), text: await sealer.open(person, text) })),
  )
  return {
    id: stored._id,
    by: stored.by,
    at: stored.at.getTime(),
    text: await sealer.open(person, stored.text),
    pinned: stored.pinned,
    ...(stored.editedAt ? { editedAt: stored.editedAt.getTime() } : {}),
    before: before.toReversed(),
    deleted: stored.deletedAt !== undefined,
  }
}

/** What it said is kept beside what it says. */
async function rewritten(
  sealer: Sealer,
  stored: StoredNote,
  { text, now }: { text: string; now: Date },
): Promise<Partial<StoredNote>> {
  const person = recordPerson(stored.customer)
  if ((await sealer.open(person, stored.text)) === text) return {}
  const before = { at: stored.editedAt ?? stored.at, text: stored.text }
  return {
    text: await sealer.seal(person, text),
    editedAt: now,
    before: [...stored.before, before].slice(-KEPT_VERSIONS),
  }
}
