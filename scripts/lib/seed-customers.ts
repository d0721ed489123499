import type { Connection } from 'mongoose'
import { append, threadAfter } from '../../server/src/conversations/append.ts'
import type { StoredEntry } from '../../server/src/conversations/entry.ts'
import { type Episode, episodeOf } from '../../server/src/conversations/episode.ts'
import { newThread, type Thread } from '../../server/src/conversations/thread.ts'
import { type Customer, customersOn } from '../../server/src/customers/customer.ts'
import { type Identity, identitiesOn } from '../../server/src/customers/identity.ts'
import { customerId, newCustomer } from '../../server/src/customers/resolve.ts'
import { shopAccount } from '../../server/src/demo/company/team.ts'
import { createSealer, type Sealer } from '../../server/src/storage/sealing.ts'
import { channelAccountsOn } from '../../server/src/widget/account.ts'
import { createSessionTokens, threadIdOf } from '../../server/src/widget/tokens.ts'
import type { ProductStore } from './product-store.ts'

const BATCH = 500
const MINUTE = 60_000
/** Not the demo's: of that one, each handshake asks whether the demo is still there. */
const account = 'measuring-web'
const owner = { id: 'u_measuring', name: 'Mei Chen' }

export interface Crowd {
  readonly from: number
  /** Not itself. */
  readonly to: number
  /** Messages of each conversation. */
  readonly messages: number
  /** Whether a person has the conversation, so that no bot answers, or it ended a while ago. */
  readonly state: 'with a person' | 'closed'
  readonly now: number
}

/**
 * Customers with a conversation each, as the product would have made them, a batch at a time: record, identity, key,
 * thread, log and episode, every text sealed for its person.
 */
export async function seedCustomers(
  { store, masterKey }: { store: ProductStore; masterKey: Buffer },
  { from, to, ...crowd }: Crowd,
): Promise<void> {
  const { connection } = store
  const accounts = channelAccountsOn(connection)
  if (!(await accounts.exists({ _id: account }))) await accounts.create([{ ...shopAccount, _id: account }])
  for (let start = from; start < to; start += BATCH) {
    const { sealer, keys } = sealerThatGathers(masterKey)
    const numbers = Array.from({ length: Math.min(BATCH, to - start) }, (_, offset) => start + offset)
    const made = await Promise.all(numbers.map((number) => makeCustomer(sealer, number, crowd)))
    const insert = async (collection: string, rows: readonly object[]): Promise<void> =>
      void (await connection.collection(collection).insertMany(rows as never[], { ordered: false }))
    await insert('person_keys', keys)
    await insert(
      customersOn(connection).collection.name,
      made.map(({ customer }) => customer),
    )
    await insert(
      identitiesOn(connection).collection.name,
      made.map(({ identity }) => identity),
    )
    await insert(
      store.log.collection.name,
      made.flatMap(({ entries }) => entries),
    )
    await insert(
      store.episodes.collection.name,
      made.map(({ episode }) => episode),
    )
    await insert(
      store.threads.collection.name,
      made.map(({ thread }) => thread),
    )
  }
}

/** What the widget of one of them brings: the token that opens their thread. */
export async function widgetTokenOf(
  masterKey: Buffer,
  number: number,
): Promise<{ thread: string; token: string }> {
  const { customer, name, thread, identity } = personOf(number)
  const claims = { account, thread, identity, customer, name, vip: false, identified: true }
  const { token } = await createSessionTokens(masterKey).sign({ ...claims, language: 'en' })
  return { thread, token }
}

interface Made {
  customer: Customer
  identity: Identity
  thread: Thread
  entries: readonly StoredEntry[]
  episode: Episode
}

function personOf(number: number) {
  const externalId = `user:measuring-${number}`
  return {
    externalId,
    identity: `${account}:${externalId}`,
    customer: customerId(`email:customer-${number}@example.com`),
    name: `Customer ${number}`,
    email: `customer-${number}@example.com`,
    thread: threadIdOf(account, externalId),
  }
}

async function makeCustomer(
  sealer: Sealer,
  number: number,
  { messages, state, now }: Pick<Crowd, 'messages' | 'state' | 'now'>,
): Promise<Made> {
  const person = personOf(number)
  const { externalId, name, email, identity } = person
  // Spread over the past, so that no order of a list is the order of making.
  const end = now - ((number * 7919) % 100_003) * MINUTE
  const begun = new Date(end - messages * MINUTE)
  const claim = { account, externalId, verified: true, name, email, language: 'en' as const }
  const key = {
    ...{ account, channel: 'web' as const, identity, customer: person.customer },
    ...{ thread: person.thread, customerName: name, vip: false },
  }
  let thread: Thread = { ...newThread(key, begun), episode: 1, openedAt: begun, language: 'en' }
  const entries: StoredEntry[] = []
  for (let index = 0; index < messages; index++) {
    const appended = await append(
      sealer,
      thread,
      changeOf(person, index, { messages, state, end }),
      begun.getTime() + index * MINUTE,
    )
    entries.push(...appended.entries)
    thread = { ...threadAfter(thread, appended), outbox: [] }
  }
  return {
    customer: { ...newCustomer(person.customer, claim, begun), channels: ['web'] },
    identity: {
      _id: identity,
      customer: person.customer,
      verified: true,
      channel: 'web',
      createdAt: begun,
    },
    thread,
    entries,
    episode: episodeOf(thread),
  }
}

/** Customer and agent in turns. */
function changeOf(
  { customer, name }: ReturnType<typeof personOf>,
  index: number,
  { messages, state, end }: { messages: number; state: Crowd['state']; end: number },
) {
  const byCustomer = index % 2 === 0
  const text = `Message ${index + 1} of ${messages}: ${byCustomer ? 'and one more question about my order.' : 'of course, I am looking into it for you.'}`
  const by = byCustomer
    ? { type: 'customer' as const, id: customer, name }
    : { type: 'agent' as const, ...owner }
  const taken = {
    episode: 1,
    status: 'open',
    control: 'agent',
    agent: owner,
    epoch: 1,
    queue: 'general',
  } as const
  const closed = {
    ...taken,
    status: 'closed',
    control: 'bot',
    closedAt: new Date(end),
    outcome: 'solved',
  } as const
  return {
    entries: [
      { by, public: true, body: { kind: 'message' as const, parts: [{ type: 'text' as const, text }] } },
    ],
    set: state === 'closed' ? closed : taken,
    preview: { by: by.type, text },
  }
}

/** The product's own sealer over a store that only gathers the keys, so that they can be written by the batch. */
function sealerThatGathers(masterKey: Buffer): { sealer: Sealer; keys: object[] } {
  const keys: object[] = []
  const model = {
    findById: () => ({ lean: async () => null }),
    create: async (row: object) => void keys.push(row),
  }
  return {
    sealer: createSealer({ connection: { model: () => model } as never as Connection, masterKey }),
    keys,
  }
}
