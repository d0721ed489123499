import { mkdir } from 'node:fs/promises'
import { loadModel, type Model } from '@parley/nlp-models'
import type { Connection } from 'mongoose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { userModel } from '../src/agents/user.ts'
import { readConfig } from '../src/config.ts'
import type { StoredEntry } from '../src/conversations/entry.ts'
import { episodesOn } from '../src/conversations/episode.ts'
import { publicEntry } from '../src/conversations/read.ts'
import type { Thread } from '../src/conversations/thread.ts'
import { createViews } from '../src/conversations/views.ts'
import { type Core, createCore } from '../src/core.ts'
import { readProfile } from '../src/customers/profile.ts'
import { makeHistory } from '../src/demo/make-history.ts'
import { makeCompany } from '../src/demo/seed-company.ts'
import { seedHistory } from '../src/demo/seed-history.ts'
import { seedInstall } from '../src/demo/seed-install.ts'
import { connectStore, ensureIndexes } from '../src/storage/mongo.ts'
import { createSealer } from '../src/storage/sealing.ts'
import { temporaryFolder } from './support/folder.ts'
import { startStore, type TestStore } from './support/store.ts'

let store: TestStore
let folder: Awaited<ReturnType<typeof temporaryFolder>>
let connection: Connection
let core: Core
let threads: Thread[]
let model: Model
let env: NodeJS.ProcessEnv
const openThreads = (control: string) =>
  threads.filter((thread) => thread.control === control && thread.status === 'open')

function coreOn(on: Connection, masterKey: Buffer): Core {
  return createCore({
    connection: on,
    sealer: createSealer({ connection: on, masterKey }),
    clock: { now: () => Date.now(), stop: () => undefined },
    company: '',
    ring: () => undefined,
    publishHead: () => undefined,
  })
}

beforeAll(async () => {
  store = await startStore()
  folder = await temporaryFolder('demo')
  await mkdir(folder.dir, { recursive: true })
  env = { NODE_ENV: 'test', MONGODB_URI: store.uri, PARLEY_DATA_DIR: folder.dir }
  expect(await seedInstall(env)).toBe(true)
  const config = readConfig(env)
  model = await loadModel(config.modelFile)
  connection = await connectStore({ uri: store.uri, appName: 'test' })
  core = coreOn(connection, config.masterKey)
  threads = await core.threads.find().lean<Thread[]>()
})
afterAll(async () => {
  await connection.close()
  await store.stop()
  await folder.remove()
})

test('every log is dense, in order and in the past, and so is what the customer sees of it', async () => {
  expect(threads.length).toBeGreaterThan(40)
  const now = Date.now()
  for (const thread of threads) {
    expect(thread.outbox).toEqual([])
    expect(await core.log.countDocuments({ thread: thread._id })).toBe(thread.head)
    const entries = await core.reader.range(thread, 1, thread.head)
    expect(entries.map(({ seq }) => seq)).toEqual(
      Array.from({ length: thread.head }, (_, index) => index + 1),
    )
    const times = entries.map(({ at }) => at)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    expect(times.at(-1)).toBe(thread.lastAt.getTime())
    expect(times.at(-1)).toBeLessThan(now)
    const shown = entries.flatMap(publicEntry)
    expect(shown.map(({ seq }) => seq)).toEqual(
      Array.from({ length: thread.publicHead }, (_, index) => index + 1),
    )
    // Each of the customer's messages was read by the model, as in any other conversation.
    const heard = entries.filter(({ by, body }) => by.type === 'customer' && body.kind === 'message')
    const read = entries.flatMap(({ body }) => (body.kind === 'understanding' ? [body] : []))
    expect(read.map(({ of }) => of)).toEqual(heard.map(({ seq }) => seq))
    expect(new Set(read.map((one) => one.model))).toEqual(new Set([model.version]))
  }
})

test('what is open shows in the views of those who may see it, and the rest is closed', async () => {
  const views = createViews({ threads: core.threads, reader: core.reader })
  const ruth = { id: 'u_demo_ruth', role: 'supervisor' as const, queues: [] }
  const closed = threads.filter(({ status }) => status === 'closed').length
  expect(await views.counts(ruth)).toEqual({ waiting: 3, mine: 0, bot: 2, open: 6, closed })
  const dana = { id: 'u_demo_dana', role: 'agent' as const, queues: ['orders', 'returns', 'general'] }
  expect(await views.counts(dana)).toMatchObject({ waiting: 2, mine: 1, bot: 2 })
  const { rows } = await views.page('open', ruth)
  for (const row of rows) expect(row.preview?.text).toBeTruthy()
})

test('whoever waits is found by routing at once, and the agent has the slot of what they have in hand', async () => {
  const waiting = openThreads('requested')
  expect(waiting).toHaveLength(3)
  for (const { nextOfferAt, requestedAt, waitingSince, queue } of waiting) {
    expect(nextOfferAt?.getTime()).toBeLessThan(Date.now())
    expect(requestedAt).toBeInstanceOf(Date)
    expect(waitingSince).toBeInstanceOf(Date)
    expect(queue).toBeTruthy()
  }
  const [held] = openThreads('agent')
  const agents = await userModel(connection).find().lean()
  expect(agents.find(({ _id }) => _id === held?.agent?.id)?.slots).toEqual([held?._id])
  expect(agents.flatMap(({ slots }) => slots)).toHaveLength(1)
  // Nobody's slot is taken back: the thread says the same.
  expect(await core.slots.reconcile()).toBe(0)
  expect(await core.slots.reconcile()).toBe(0)
})

test('a customer who came back has one thread with an episode for each conversation, and a profile that tells it', async () => {
  const again = threads.filter(({ episode }) => episode > 1)
  expect(again.length).toBeGreaterThan(10)
  const lines = await episodesOn(connection).find().lean()
  expect(lines).toHaveLength(threads.reduce((sum, { episode }) => sum + episode, 0))
  for (const thread of again.slice(0, 5)) {
    const profile = await readProfile(core, thread.customer)
    expect(profile?.history.map(({ episode }) => episode)).toEqual(
      Array.from({ length: thread.episode }, (_, index) => thread.episode - index),
    )
    expect(profile?.moods.length).toBeGreaterThanOrEqual(thread.episode)
    expect(profile?.orders.length).toBeGreaterThan(0)
    expect(profile?.identified).toBe(true)
  }
  const rated = lines.filter(({ rating }) => rating !== undefined)
  expect(rated.length).toBeGreaterThan(30)
  expect(
    lines.filter(({ handledBy, takenAt, waitedMs }) => handledBy && takenAt && waitedMs).length,
  ).toBeGreaterThan(20)
  expect(lines.filter(({ reason }) => reason).length).toBeGreaterThan(20)
})

test('the agent takes it through an offer, and the brief says what the customer wants', async () => {
  const [held] = openThreads('agent')
  if (!held) throw new Error('nobody has a conversation')
  const entries = await core.reader.range(held, 1, held.head)
  const bodies = entries.filter(({ episode }) => episode === held.episode).map(({ body }) => body)
  expect(bodies.flatMap((body) => (body.kind === 'assignment' ? [body.change] : []))).toEqual([
    'offered',
    'accepted',
  ])
  expect(bodies.find(({ kind }) => kind === 'handoff')).toMatchObject({
    queue: 'orders',
    reason: 'asked_for_person',
    brief: { lastWords: expect.stringMatching(/NW-\d{5}/), collected: { order: expect.any(String) } },
  })
})

const everything = async (on: Connection) => {
  const read = async (name: string) => await on.collection(name).find().sort({ _id: 1 }).toArray()
  return { threads: await read('threads'), log: await read('log'), episodes: await read('episodes') }
}

test('seeding again changes nothing, and an interrupted seeding is completed', async () => {
  const before = await everything(connection)
  expect(await seedInstall(env)).toBe(false)
  const now = Date.now()
  const made = makeCompany({ now, seed: 48_213 })
  const again = {
    connection,
    sealer: core.sealer,
    model,
    customers: made.customers,
    conversations: makeHistory({ ...made, now, seed: 48_213 }),
    now,
  }
  const slots = await seedHistory(again)
  expect(slots.get('u_demo_dana')).toEqual([openThreads('agent')[0]?._id])
  expect(await everything(connection)).toEqual(before)

  // As a crash leaves it: logs are there, some in part, and their threads are not.
  const lost = threads.slice(0, 10).map(({ _id }) => _id)
  await connection.collection('threads').deleteMany({ _id: { $in: lost as never[] } })
  await connection.collection('log').deleteMany({ thread: lost[0], seq: { $gt: 2 } })
  await seedHistory(again)
  const shape = (log: object[]) =>
    (log as StoredEntry[]).map(({ _id, kind, publicSeq, event }) => ({ _id, kind, publicSeq, event }))
  const after = await everything(connection)
  expect(shape(after.log as never[])).toEqual(shape(before.log as never[]))
  expect(after.threads.map(({ _id }) => _id)).toEqual(before.threads.map(({ _id }) => _id))
})

test('without a model the conversations are understood as they were meant', async () => {
  const other = await startStore()
  const fresh = await connectStore({ uri: other.uri, appName: 'test' })
  const now = Date.now()
  const made = makeCompany({ now, seed: 2 })
  const bare = coreOn(fresh, Buffer.alloc(32, 1))
  const conversations = makeHistory({ ...made, now, seed: 2 })
  await seedHistory({
    connection: fresh,
    sealer: bare.sealer,
    model: undefined,
    customers: made.customers,
    conversations,
    now,
  })
  await ensureIndexes(fresh)
  const first = await bare.log.find({ seq: 2, kind: 'understanding' }).lean<StoredEntry[]>()
  const meant = new Set(conversations.map(({ intent }) => intent))
  for (const { facts } of first) expect(meant.has(facts?.intent ?? '')).toBe(true)
  await fresh.close()
  await other.stop()
})
