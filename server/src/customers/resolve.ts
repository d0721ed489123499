import { createHash } from 'node:crypto'
import type { Connection } from 'mongoose'

import type { Logger } from '../log.ts'
import { storeDate, storeNow } from '../storage/clock.ts'
import { isDuplicateKey, relaxed } from '../storage/mongo.ts'
import { ownFilter } from '../storage/own-filter.ts'
import { contactFields, derivedFields, emailCondition, normalEmail } from './contact.ts'
import { type Customer, customersOn } from './customer.ts'
import { type Identity, identitiesOn, identityId } from './identity.ts'

/** Who someone says they are; `verified` when the company signed it. */
export interface IdentityClaim {
  account: string
  externalId: string
  verified: boolean
  name?: string
  email?: string
  language?: 'en' | 'zh'
}

/**
 * Finds the customer behind an identity, or makes one: exactly one, however many requests race. Missing fields are
 * filled from the claim, known ones are never overwritten by it.
 */
export async function resolveCustomer(connection: Connection, claim: IdentityClaim): Promise<Customer> {
  const identity = await findOrCreateIdentity(connection, claim)
  const customers = customersOn(connection)
  const known = await customers.findById(identity.customer).lean<Customer>()
  if (!known) return await createCustomer(connection, identity.customer, claim)
  const missing = missingFields(known, claim)
  if (Object.keys(missing).length === 0) return known
  // Each field only where it is still missing: a console edit between read and write wins.
  const derived = derivedFields({ ...known, ...missing })
  await customers.updateOne(
    { _id: known._id, ...unchanged(known, missing) },
    { $set: { ...missing, ...derived }, $inc: { version: 1 } },
  )
  return { ...known, ...missing, ...derived }
}

const SEEN_EVERY_MS = 10 * 60_000

/**
 * They opened a chat on this channel: what lists show and filter by. Written at most every ten minutes, and never
 * waited for.
 */
export function noteSeen(
  connection: Connection,
  customer: string,
  channel: string,
  log: Pick<Logger, 'warn'>,
): void {
  const now = storeNow(connection)
  const stale = ownFilter({
    _id: customer,
    $or: [{ seenAt: { $lt: new Date(now - SEEN_EVERY_MS) } }, { channels: { $ne: channel } }],
  })
  const update = { $set: { seenAt: new Date(now) }, $addToSet: { channels: channel } }
  customersOn(connection)
    .updateOne(stale, update, { writeConcern: relaxed })
    .catch((err: unknown) => log.warn({ event: 'seen.unwritten', err }))
}

/** What a claim adds to a record. A signed address replaces one that was only claimed. */
export function missingFields(known: Customer, claim: IdentityClaim): Partial<Customer> {
  const contact = contactFields(claim)
  const missing: Partial<Customer> = {}
  if (contact.name && !known.name) missing.name = contact.name
  if (claim.language && !known.language) missing.language = claim.language
  if (contact.email && (!known.email || (claim.verified && !known.emailVerified))) {
    missing.email = contact.email
    if (claim.verified) missing.emailVerified = true
  }
  return missing
}

function unchanged(known: Customer, missing: Partial<Customer>): Record<string, unknown> {
  const fields = Object.keys(missing) as (keyof Customer)[]
  // Equality with null also matches an absent field, which is how MongoDB reads it.
  return Object.fromEntries(fields.map((field) => [field, known[field] ?? null]))
}

async function findOrCreateIdentity(connection: Connection, claim: IdentityClaim): Promise<Identity> {
  const identities = identitiesOn(connection)
  const _id = identityId(claim.account, claim.externalId)
  const known = await identities.findById(_id).lean<Identity>()
  if (known) {
    if (claim.verified && !known.verified) await identities.updateOne({ _id }, { $set: { verified: true } })
    return known
  }
  // The identity comes before its customer: whoever finds one without the other completes it, so a crash between the
  // two leaves no customer that nobody points to.
  const identity: Identity = {
    _id,
    customer: await chooseCustomer(connection, claim),
    verified: claim.verified,
    createdAt: storeDate(connection),
  }
  try {
    await identities.create([identity])
    return identity
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
    return (await identities.findById(_id).lean<Identity>().orFail()) satisfies Identity
  }
}

/** The id of the customer that a new identity belongs to. Equal claims choose equally, so racing requests agree. */
async function chooseCustomer(connection: Connection, claim: IdentityClaim): Promise<string> {
  const own = customerId(identityId(claim.account, claim.externalId))
  // An address that nobody signed for proves nothing: it never opens another person's record.
  if (!(claim.verified && claim.email)) return own
  const condition = { ...emailCondition(claim.email), emailVerified: true }
  const same = await customersOn(connection).findOne(condition, { _id: 1 }).sort({ _id: 1 }).lean()
  if (same) return same._id
  const byEmail = customerId(`email:${normalEmail(claim.email)}`)
  // Taken by a record that has another address today: that person moved on, this one is someone else.
  const taken = await customersOn(connection).findById(byEmail).lean<Customer>()
  return !taken || taken.email === normalEmail(claim.email) ? byEmail : own
}

/** The record of somebody of whom nothing is known but the claim. */
export function newCustomer(_id: string, claim: IdentityClaim, now: Date): Customer {
  const contact = contactFields(claim)
  return {
    _id,
    ...contact,
    ...derivedFields(contact),
    emailVerified: claim.verified && contact.email !== undefined,
    ...(claim.language && { language: claim.language }),
    vip: false,
    tags: [],
    fields: {},
    channels: [],
    since: now,
    seenAt: now,
    demo: false,
    version: 1,
  }
}

async function createCustomer(connection: Connection, _id: string, claim: IdentityClaim): Promise<Customer> {
  const customer = newCustomer(_id, claim, storeDate(connection))
  const customers = customersOn(connection)
  try {
    await customers.create([customer])
    return customer
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
    return (await customers.findById(_id).lean<Customer>().orFail()) satisfies Customer
  }
}

/** The id of a customer that begins with this fact: equal facts make one customer. */
export function customerId(seed: string): string {
  return `c_${createHash('sha256').update(seed).digest('base64url').slice(0, 20)}`
}
