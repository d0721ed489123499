import { type Connection, type Model, Schema } from 'mongoose'
import { durable, schemaOptions } from '../storage/mongo.ts'

export interface Money {
  amount: number
  currency: string
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
  /** By which lists find them: see `contactWords`. */
  words: string[]
  language?: 'en' | 'zh'
  city?: string
  timeZone?: string
  vip: boolean
  tags: string[]
  attributes: { label: string; value: string }[]
  since: Date
  /** Made by the demo company's seed, and removable as such. */
  demo: boolean
  spent?: Money
}

const money = { type: new Schema<Money>({ amount: Number, currency: String }, { _id: false }) }

const customer = new Schema<Customer>(
  {
    _id: { type: String, required: true },
    name: String,
    email: String,
    emailVerified: { type: Boolean, default: false },
    phone: String,
    words: { type: [String], default: [] },
    language: { type: String, enum: ['en', 'zh'] },
    city: String,
    timeZone: String,
    vip: { type: Boolean, default: false },
    tags: { type: [String], default: [] },
    attributes: { type: [new Schema({ label: String, value: String }, { _id: false })], default: [] },
    since: { type: Date, required: true },
    demo: { type: Boolean, default: false },
    spent: money,
  },
  { ...schemaOptions, collection: 'customers', writeConcern: durable },
)
// Not unique: two visitors may claim the same address, and neither claim proves anything.
customer.index({ email: 1 })
customer.index({ words: 1 })
customer.index({ tags: 1 })

export type Customers = Model<Customer>
/** The customers of a connection. */
export function customersOn(connection: Connection): Customers {
  return (
    (connection.models['Customer'] as Customers | undefined) ??
    connection.model<Customer>('Customer', customer)
  )
}
