import type { Connection } from 'mongoose'
import { ordersOf, toProfileOrder } from '../commerce/find-orders.ts'
import type { CustomerProfile } from '../contract/index.ts'
import type { Log } from '../conversations/entry.ts'
import { type Episode, type Episodes, episodeOf } from '../conversations/episode.ts'
import type { Thread, Threads } from '../conversations/thread.ts'
import { storeNow } from '../storage/clock.ts'
import { ownFilter } from '../storage/own-filter.ts'
import type { Sealer } from '../storage/sealing.ts'
import type { Visits } from '../widget/visits.ts'
import { readBlock } from './block.ts'
import { type Customer, customersOn } from './customer.ts'
import { type Identity, identitiesOn } from './identity.ts'
import { createCustomerNotes } from './note.ts'

const HISTORY = 20
const MOODS = 40

/** Everything that stands beside a conversation, over all channels of the customer; undefined for a stranger's id. */
export async function readProfile(
  deps: {
    connection: Connection
    threads: Threads
    episodes: Episodes
    log: Log
    visits: Pick<Visits, 'lastOf'>
    sealer: Sealer
  },
  id: string,
): Promise<CustomerProfile | undefined> {
  const { connection, threads, episodes, log, visits } = deps
  const customer = await customersOn(connection).findById(id).lean<Customer>()
  if (!customer) return undefined
  const [orders, ended, open, moods, visit, identities, notes, blocked] = await Promise.all([
    ordersOf(connection, id, 20),
    episodes.find({ customer: id }).sort({ openedAt: -1 }).limit(HISTORY).lean<Episode[]>(),
    threads
      .find(ownFilter({ customer: id, episode: { $gt: 0 } }))
      .sort({ movedAt: -1 })
      .limit(HISTORY)
      .lean<Thread[]>(),
    log
      .find({ customer: id, kind: 'understanding' }, { at: 1, facts: 1 })
      .sort({ at: -1 })
      .limit(MOODS)
      .lean(),
    visits.lastOf(id),
    identitiesOn(connection).find({ customer: id }).limit(HISTORY).lean<Identity[]>(),
    createCustomerNotes(deps).count(id),
    readBlock(deps.sealer, customer, storeNow(connection)),
  ])
  // The thread knows its present conversation better than the line that was written at the last turning point.
  const lines = new Map(ended.map((line) => [line._id, line]))
  for (const thread of open) {
    const line = episodeOf(thread)
    lines.set(line._id, { ...lines.get(line._id), ...line })
  }
  return {
    ...contact(customer),
    ...(visit ? { visit } : {}),
    identified: identities.some(({ verified }) => verified),
    identities: identities.map((identity) => ({
      channel: identity.channel ?? 'web',
      account: identity._id.slice(0, identity._id.indexOf(':')),
      verified: identity.verified,
      since: identity.createdAt.getTime(),
    })),
    notes,
    ...(blocked ? { blocked } : {}),
    orders: orders.map(toProfileOrder),
    history: [...lines.values()]
      .toSorted((a, b) => b.openedAt.getTime() - a.openedAt.getTime())
      .slice(0, HISTORY)
      .map(toHistory),
    moods: moods.reverse().map(({ at, facts }) => ({ at: at.getTime(), score: facts?.score ?? 0 })),
  }
}

function contact(customer: Customer) {
  const { _id, name, email, phone, language, city, timeZone, vip, since, tags, spent } = customer
  const { company, address, externalId } = customer
  return {
    id: _id,
    name: name ?? '',
    ...(email ? { email } : {}),
    ...(phone ? { phone } : {}),
    ...(language ? { language } : {}),
    ...(city ? { city } : {}),
    ...(timeZone ? { timeZone } : {}),
    vip,
    since: since.getTime(),
    tags,
    fields: customer.fields,
    channels: customer.channels,
    seenAt: customer.seenAt.getTime(),
    version: customer.version,
    ...(company ? { company } : {}),
    ...(address ? { address } : {}),
    ...(externalId ? { externalId } : {}),
    ...(spent ? { spent } : {}),
  }
}

function toHistory(line: Episode): CustomerProfile['history'][number] {
  return {
    thread: line.thread,
    episode: line.episode,
    channel: line.channel,
    status: line.status,
    openedAt: line.openedAt.getTime(),
    ...(line.closedAt ? { closedAt: line.closedAt.getTime() } : {}),
    ...(line.intent ? { intent: line.intent } : {}),
    ...(line.mood ? { mood: line.mood } : {}),
    ...(line.handledBy ? { handledBy: line.handledBy } : {}),
    ...(line.rating ? { rating: line.rating } : {}),
    ...(line.outcome ? { outcome: line.outcome } : {}),
  }
}
