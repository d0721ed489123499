import { type Bot, createBot } from '@parley/bot'
import type { Model } from '@parley/nlp-models'
import type { Connection } from 'mongoose'
import { append, threadAfter } from '../conversations/append.ts'
import { logOn, type StoredEntry } from '../conversations/entry.ts'
import { type Episode, episodeOf, episodesOn } from '../conversations/episode.ts'
import { newThread, type Thread, threadsOn } from '../conversations/thread.ts'
import { type Customer, customersOn } from '../customers/customer.ts'
import type { ThreadKey } from '../ingest/event.ts'
import { createMentions } from '../mentions/mentions.ts'
import { durable } from '../storage/mongo.ts'
import { ownFilter } from '../storage/own-filter.ts'
import type { Sealer } from '../storage/sealing.ts'
import { createLearning } from '../training/learning.ts'
import { threadIdOf } from '../widget/tokens.ts'
import { company, team } from './company/team.ts'
import type { DemoConversation } from './history/conversation.ts'
import { playConversation } from './play-conversation.ts'
import { demoAccount } from './shoppers.ts'

export interface SeedHistory {
  connection: Connection
  sealer: Sealer
  /** Without one the conversations are understood as they were meant. */
  model: Model | undefined
  customers: readonly Customer[]
  conversations: readonly DemoConversation[]
  now: number
}

/** Each begins with a key that is made in the store: with all of them at once some would wait too long for a connection. */
const AT_ONCE = 8

/** A thread with everything that was ever said on it. */
interface Line {
  thread: Thread
  entries: StoredEntry[]
  /** The same as they were committed, one step after another. */
  commits: (readonly StoredEntry[])[]
  episodes: Episode[]
}

/**
 * Writes the demo company's past as the product itself would have: played through the same decisions, only with past
 * times. A thread is written last, so one that is there is whole; done again after a crash, what is missing is added.
 * Answers the threads that each colleague has in hand.
 */
export async function seedHistory(given: SeedHistory): Promise<ReadonlyMap<string, string[]>> {
  const { connection, conversations } = given
  const [threads, log, episodes] = [threadsOn(connection), logOn(connection), episodesOn(connection)]
  const byPerson = new Map<string, DemoConversation[]>()
  for (const one of conversations)
    byPerson.set(one.externalId, [...(byPerson.get(one.externalId) ?? []), one])
  const there = new Set(
    (await threads.find({ account: demoAccount }, { _id: 1 }).lean()).map(({ _id }) => _id),
  )
  const missing = [...byPerson].filter(([externalId]) => !there.has(threadIdOf(demoAccount, externalId)))
  const bot = createBot({ company })
  const lines: Line[] = []
  for (let at = 0; at < missing.length; at += AT_ONCE) {
    const some = missing.slice(at, at + AT_ONCE)
    lines.push(...(await Promise.all(some.map(([externalId, own]) => tell(given, bot, externalId, own)))))
  }
  await replaceAll(
    log.collection,
    lines.flatMap((line) => line.entries),
  )
  await replaceAll(
    episodes.collection,
    lines.flatMap((line) => line.episodes),
  )
  await replaceAll(
    threads.collection,
    lines.map((line) => line.thread),
  )
  await noteSeen(connection, lines)
  await leave(given, lines)
  return await inHand(connection)
}

/** Lists of customers begin with who was there last. */
async function noteSeen(connection: Connection, lines: readonly Line[]): Promise<void> {
  if (lines.length === 0) return
  const operations = lines.map(({ thread: { customer, lastAt } }) => ({
    updateOne: { filter: { _id: customer }, update: { $max: { seenAt: lastAt } } },
  }))
  await customersOn(connection).collection.bulkWrite(operations as never[], { ordered: false })
}

/**
 * What the past leaves beside the log: to the trainers corrections as labels and what the model was unsure of, to
 * colleagues where they were asked for.
 */
async function leave({ connection, sealer }: SeedHistory, lines: readonly Line[]): Promise<void> {
  const [threads, log] = [threadsOn(connection), logOn(connection)]
  const mentions = createMentions({ connection, threads, log, sealer })
  await mentions.keep(lines.flatMap(({ entries }) => entries))
  let failure: unknown
  const learning = createLearning({
    connection,
    threads,
    log,
    sealer,
    failed: (error) => {
      failure = error
    },
  })
  for (const entries of lines.flatMap(({ commits }) => commits)) await learning.keep(entries)
  await learning.notice.flush()
  if (failure) throw failure
}

async function tell(
  { sealer, model, customers, now }: SeedHistory,
  bot: Bot,
  externalId: string,
  conversations: readonly DemoConversation[],
): Promise<Line> {
  const customer = customers.find(({ _id }) => _id === conversations[0]?.customer)
  const key: ThreadKey = {
    thread: threadIdOf(demoAccount, externalId),
    account: demoAccount,
    channel: 'web',
    identity: `${demoAccount}:${externalId}`,
    customer: customer?._id ?? '',
    customerName: customer?.name ?? '',
    vip: customer?.vip ?? false,
  }
  let thread = newThread(key, new Date(0))
  const line: Line = { thread, entries: [], commits: [], episodes: [] }
  for (const conversation of conversations.toSorted((a, b) => b.daysAgo - a.daysAgo)) {
    const seen = thread.publicHead
    thread = { ...thread, outbox: [] }
    for (const { at, change } of playConversation({ bot, model, colleagues }, conversation, now)) {
      const time = Math.max(at, thread.lastAt.getTime())
      const wanted = change(thread, time)
      if (!wanted) continue
      const appended = await append(sealer, thread, wanted, time)
      line.entries.push(...appended.entries)
      line.commits.push(appended.entries)
      thread = threadAfter(thread, appended)
    }
    line.episodes.push(episodeOf(thread))
    const attended = thread.control === 'agent' || thread.status === 'closed'
    thread = { ...thread, seen: attended ? thread.publicHead : seen, readByCustomer: thread.publicHead }
  }
  return { ...line, thread: { ...thread, outbox: [], seeded: thread.head } }
}

const colleagues = new Map(team.map(({ _id: id, name }) => [id, { id, name }]))

/** In one order of ids, over whatever an interrupted run has left. */
async function replaceAll(
  collection: { bulkWrite: (operations: never[], options: object) => Promise<unknown> },
  documents: readonly { _id: string }[],
): Promise<void> {
  if (documents.length === 0) return
  const operations = documents.map((document) => ({
    replaceOne: { filter: { _id: document._id }, replacement: document, upsert: true },
  }))
  await collection.bulkWrite(operations as never[], { ordered: false, writeConcern: durable })
}

async function inHand(connection: Connection): Promise<ReadonlyMap<string, string[]>> {
  const held = await threadsOn(connection)
    .find(ownFilter({ account: demoAccount, control: 'agent', status: { $ne: 'closed' } }), { agent: 1 })
    .lean<Pick<Thread, '_id' | 'agent'>[]>()
  const slots = new Map<string, string[]>()
  for (const { _id, agent } of held) {
    if (agent) slots.set(agent.id, [...(slots.get(agent.id) ?? []), _id])
  }
  return slots
}
