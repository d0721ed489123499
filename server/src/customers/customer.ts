import { type Connection, type Model, Schema } from 'mongoose'
import { storeDateOfDocument } from '../storage/clock.ts'
import { durable, schemaOptions } from '../storage/mongo.ts'

export interface Money {
  amount: number
  currency: string
}

export type FieldValue = string | number | boolean

/** What a blocked customer writes is kept, and opens no conversation. */
export interface Block {
  by: { id: string; name: string }
  at: Date
  /** Without one it holds until somebody lifts it. */
  until?: Date
  /** Sealed for the customer's record. */
  reason: Buffer
  /** Their open conversations are still to be closed. */
  closing?: true
}

/** One person, whatever channels they write on. */
export interface Customer {
  /** `c_…` */
  _id: string
  name?: string
  email?: string
  /** The company vouches for the address: it came signed, or from the company's own records. */
  emailVerified: boolean
  phone?: string
  /** Digits of the phone: what an import compares. */
  phoneKey?: string
  /** By which lists find them: see `contactWords`. */
  words: string[]
  /** By which lists sort them: see `sortName`. */
  sortName: string
  language?: 'en' | 'zh'
  company?: string
  address?: string
  city?: string
  timeZone?: string
  /** What the company's own systems call this customer. */
  externalId?: string
  vip: boolean
  tags: string[]
  /** Values of the fields that the company defined, by their ids. */
  fields: Record<string, FieldValue>
  /** On which channels they ever wrote. */
  channels: string[]
  since: Date
  /** When they last opened a chat; at first, since when there is a record. */
  seenAt: Date
  /** Made by the demo company's seed, and removable as such. */
  demo: boolean
  spent?: Money
  blocked?: Block
  /** The block that was lifted last, by its time: what it had closed may still be brought back. */
  lifted?: Date
  /** Raised by every change of the record. */
  version: number
  /** The import that wrote here last, and what: a line that is done twice is known by it. */
  imported?: {
    import: string
    line: number
    how: 'created' | 'updated'
    fields: string[]
    added: string[]
  }
}

const money = { type: new Schema<Money>({ amount: Number, currency: String }, { _id: false }) }
const block = {
  type: new Schema<Block>(
    { by: Schema.Types.Mixed, at: Date, until: Date, reason: Buffer, closing: Boolean },
    { _id: false, strict: 'throw' },
  ),
}

const customer = new Schema<Customer>(
  {
    _id: { type: String, required: true },
    name: String,
    email: String,
    emailVerified: { type: Boolean, default: false },
    phone: String,
    phoneKey: String,
    words: { type: [String], default: [] },
    sortName: { type: String, default: '' },
    language: { type: String, enum: ['en', 'zh'] },
    company: String,
    address: String,
    city: String,
    timeZone: String,
    externalId: String,
    vip: { type: Boolean, default: false },
    tags: { type: [String], default: [] },
    fields: { type: Schema.Types.Mixed, default: () => ({}) },
    channels: { type: [String], default: [] },
    since: { type: Date, required: true },
    seenAt: { type: Date, default: storeDateOfDocument },
    demo: { type: Boolean, default: false },
    spent: money,
    blocked: block,
    lifted: Date,
    version: { type: Number, default: 0 },
    imported: Schema.Types.Mixed,
  },
  { ...schemaOptions, collection: 'customers', writeConcern: durable },
)
// Not unique: two visitors may claim the same address, and neither claim proves anything.
customer.index({ email: 1 })
customer.index({ words: 1 })
customer.index({ tags: 1 })
customer.index({ phoneKey: 1 }, { partialFilterExpression: { phoneKey: { $exists: true } } })
customer.index({ externalId: 1 }, { partialFilterExpression: { externalId: { $exists: true } } })
// The list in each of its orders, and by what most people filter.
customer.index({ seenAt: -1, _id: -1 })
customer.index({ since: -1, _id: -1 })
customer.index({ sortName: 1, _id: 1 })
customer.index({ language: 1, seenAt: -1, _id: -1 })
customer.index({ vip: 1, seenAt: -1, _id: -1 })
customer.index(
  { 'imported.import': 1, seenAt: -1, _id: -1 },
  { partialFilterExpression: { 'imported.import': { $exists: true } } },
)
customer.index({ 'blocked.at': -1 }, { partialFilterExpression: { 'blocked.at': { $exists: true } } })

customer.index(
  { 'blocked.closing': 1 },
  { partialFilterExpression: { 'blocked.closing': { $exists: true } } },
)

export type Customers = Model<Customer>
/** The customers of a connection. */
export function customersOn(connection: Connection): Customers {
  return (
    (connection.models['Customer'] as Customers | undefined) ??
    connection.model<Customer>('Customer', customer)
  )
}
