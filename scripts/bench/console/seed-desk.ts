import { hashPassword } from '../../../server/src/agents/passwords.ts'
import { append, threadAfter } from '../../../server/src/conversations/append.ts'
import type { StoredEntry } from '../../../server/src/conversations/entry.ts'
import { newThread, type Thread } from '../../../server/src/conversations/thread.ts'
import { resolveCustomer } from '../../../server/src/customers/resolve.ts'
import { createSessionTokens, threadIdOf } from '../../../server/src/widget/tokens.ts'
import type { ProductStore } from '../../lib/product-store.ts'
import { account } from '../../lib/seed-shop.ts'

const MINUTE = 60_000
const BATCH = 500
const MOODS = ['negative', 'neutral', 'positive'] as const
const INTENTS = ['order.status', 'return.start', 'refund.status', 'delivery.late', 'product.sizing']
const colleague = { id: 'u_bench_colleague', name: 'Mei Chen' }

export const login = { email: 'bench@example.com', password: 'measuring-the-console' }
const viewer = { id: 'u_bench', name: 'Dana Iwu' }

/** A customer who can write: the token of a thread that people have, so that no bot answers. */
export interface Writer {
  thread: string
  token: string
}

export async function seedViewer(store: ProductStore): Promise<void> {
  await store.users.create({
    _id: viewer.id,
    name: viewer.name,
    email: login.email,
    role: 'supervisor',
    queues: ['general'],
    languages: ['en', 'zh'],
    capacity: 50,
    passwordHash: await hashPassword(login.password),
  })
}

/** Open conversations that only stand in the list; what they show last is sealed once, for one person. */
export async function seedCrowd(store: ProductStore, from: number, to: number, now: number): Promise<void> {
  const identity = `${account}:crowd`
  const text = await store.sealer.seal(identity, 'Where is my parcel? It should have come on Monday.')
  for (let start = from; start < to; start += BATCH) {
    const length = Math.min(BATCH, to - start)
    const threads = Array.from({ length }, (_, offset) =>
      crowdThread(start + offset, { identity, text, now }),
    )
    await store.threads.collection.insertMany(threads as never[], { ordered: false })
  }
}

function crowdThread(index: number, of: { identity: string; text: Buffer; now: number }): Thread {
  const at = new Date(of.now - (index + 1) * MINUTE)
  const label = MOODS[index % MOODS.length] ?? 'neutral'
  return {
    ...newThread(crowdKey(index, of.identity), at),
    episode: 1,
    status: 'open',
    control: 'agent',
    agent: colleague,
    epoch: 1,
    queue: 'general',
    head: 3,
    publicHead: 2,
    language: index % 3 === 0 ? 'zh' : 'en',
    preview: { by: 'customer', text: of.text },
    intent: { name: INTENTS[index % INTENTS.length] ?? 'order.status', confidence: 0.9 },
    mood: { label, score: MOODS.indexOf(label) - 1, confidence: 0.8 },
    unanswered: index % 4,
    openedAt: at,
    movedAt: at,
    lastAt: at,
  }
}

/** Conversations in which customers write; the first is long and the viewer's own. */
export async function seedWriters(
  { store, masterKey }: { store: ProductStore; masterKey: Buffer },
  { count, messages, now }: { count: number; messages: number; now: number },
): Promise<Writer[]> {
  const tokens = createSessionTokens(masterKey)
  const writers: Writer[] = []
  for (let index = 0; index < count; index++) {
    const externalId = `user:bench-${index}`
    const identity = `${account}:${externalId}`
    const name = `Customer ${index}`
    const email = `customer-${index}@example.com`
    const claim = { account, externalId, verified: true, name, email, language: 'en' as const }
    const { _id: customer } = await resolveCustomer(store.connection, claim)
    const key = { ...webKey, thread: threadIdOf(account, externalId), identity, customer, customerName: name }
    const thread = await tell(store, key, {
      owner: index === 0 ? viewer : colleague,
      messages: index === 0 ? messages : 4,
      now,
    })
    const { token } = await tokens.sign({
      account,
      thread,
      identity,
      customer,
      name,
      vip: false,
      identified: true,
    })
    writers.push({ thread, token })
  }
  return writers
}

const webKey = { account, channel: 'web' as const, vip: false }

/** Nobody opens these: they have no record. */
const crowdKey = (index: number, identity: string) => ({
  ...webKey,
  thread: threadIdOf(account, `crowd-${index}`),
  identity,
  customer: `c_crowd_${index}`,
  customerName: `Customer ${index}`,
})

/** A conversation of customer and agent in turns, sealed and numbered as the product does it. */
async function tell(
  store: ProductStore,
  key: ReturnType<typeof crowdKey>,
  { owner, messages, now }: { owner: typeof viewer; messages: number; now: number },
): Promise<string> {
  let thread = newThread(key, new Date(now - messages * MINUTE))
  const entries: StoredEntry[] = []
  for (let index = 0; index < messages; index++) {
    const byCustomer = index % 2 === 0
    const text = `Message ${index + 1} of ${messages}: ${byCustomer ? 'and one more question about my order.' : 'of course, I am looking into it for you.'}`
    const by = byCustomer
      ? { type: 'customer' as const, id: key.customer, name: key.customerName }
      : { type: 'agent' as const, ...owner }
    const change = {
      entries: [
        { by, public: true, body: { kind: 'message' as const, parts: [{ type: 'text' as const, text }] } },
      ],
      set: {
        episode: 1,
        status: 'open',
        control: 'agent',
        agent: owner,
        epoch: 1,
        queue: 'general',
      } as const,
      preview: { by: by.type, text },
    }
    const appended = await append(store.sealer, thread, change, now - (messages - index) * MINUTE)
    entries.push(...appended.entries)
    thread = { ...threadAfter(thread, appended), outbox: [] }
  }
  for (let start = 0; start < entries.length; start += BATCH)
    await store.log.collection.insertMany(entries.slice(start, start + BATCH) as never[], { ordered: false })
  await store.threads.collection.insertOne(thread as never)
  return thread._id
}
