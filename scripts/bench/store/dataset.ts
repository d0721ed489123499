import type mongoose from 'mongoose'

export type Db = mongoose.mongo.Db
export type Tickets = mongoose.mongo.Collection<Ticket>

export const TENANTS = 40
export const STATUSES = ['open', 'waiting', 'closed', 'spam', 'snoozed'] as const
const BATCH = 2000
const WORDS = 'the parcel that you sent last week has not arrived yet and nobody answers my messages '

/** A conversation as a support desk keeps it, about 330 bytes. */
export interface Ticket {
  readonly _id: number
  readonly tenant: string
  readonly status: string
  readonly updatedAt: Date
  readonly score: number
  readonly messages: number
  readonly customer: { readonly name: string; readonly language: string }
  readonly tags: readonly string[]
  readonly text: string
  readonly seen?: Date
}

export function ticket(number: number): Ticket {
  return {
    _id: number,
    tenant: `tenant-${number % TENANTS}`,
    status: STATUSES[(number % 7) % STATUSES.length] ?? 'open',
    updatedAt: new Date(1_700_000_000_000 + ((number * 7919) % 1_000_003) * 1000),
    score: (number % 100) / 10,
    messages: number % 50,
    customer: { name: `Customer ${number}`, language: number % 3 === 0 ? 'zh' : 'en' },
    tags: ['delivery', `area-${number % 11}`],
    text: WORDS + number,
  }
}

/** So many tickets, with an index on the page of a list and one on the customer's name. */
export async function fill(db: Db, name: string, count: number): Promise<Tickets> {
  const collection = db.collection<Ticket>(name)
  await collection.createIndex({ tenant: 1, status: 1, updatedAt: -1 })
  await collection.createIndex({ 'customer.name': 1 })
  for (let from = 0; from < count; from += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, count - from) }, (_, at) => ticket(from + at))
    await collection.insertMany(batch)
  }
  return collection
}
