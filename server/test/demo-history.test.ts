import { access, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { loadModel, type Model } from '@parley/nlp-models'
import type { Connection } from 'mongoose'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSessionEnder } from '../src/agents/session.ts'
import { userModel } from '../src/agents/user.ts'
import { readConfig } from '../src/config.ts'
import { REMOVE_DEMO } from '../src/contract/index.ts'
import type { StoredEntry } from '../src/conversations/entry.ts'
import { episodesOn } from '../src/conversations/episode.ts'
import { claim } from '../src/conversations/ownership.ts'
import { publicEntry } from '../src/conversations/read.ts'
import { note } from '../src/conversations/remarks.ts'
import type { Thread } from '../src/conversations/thread.ts'
import { createViews } from '../src/conversations/views.ts'
import { type Core, createCore } from '../src/core.ts'
import { readBlock } from '../src/customers/block.ts'
import { createImports } from '../src/customers/csv/imports.ts'
import { customersOn } from '../src/customers/customer.ts'
import { createCustomerNotes } from '../src/customers/note.ts'
import { readProfile } from '../src/customers/profile.ts'
import { makeHistory } from '../src/demo/make-history.ts'
import { removeDemoRunner } from '../src/demo/remove/remove-demo.ts'
import { makeCompany } from '../src/demo/seed-company.ts'
import { seedHistory } from '../src/demo/seed-history.ts'
import { DEMO_IMPORT } from '../src/demo/seed-import.ts'
import { seedInstall } from '../src/demo/seed-install.ts'
import type { ThreadKey } from '../src/ingest/event.ts'
import { demoRemovalOn } from '../src/install/demo-removal.ts'
import { adoptArticles } from '../src/knowledge/adopt-articles.ts'
import { workingArticlesOn } from '../src/knowledge/working-article.ts'
import { registerModels } from '../src/models.ts'
import { createPutBack } from '../src/people/put-back.ts'
import { preferencesOn } from '../src/preferences/preference.ts'
import { savedViewsOn } from '../src/saved-views/saved-view.ts'
import { createSettings } from '../src/settings/settings.ts'
import { connectStore, ensureIndexes } from '../src/storage/mongo.ts'
import { createSealer } from '../src/storage/sealing.ts'
import { startTaskRunner } from '../src/tasks/runner.ts'
import { tasksOn } from '../src/tasks/task.ts'
import { createTasks } from '../src/tasks/tasks.ts'
import { temporaryFolder } from './support/folder.ts'
import { type CrashPoint, startInstance, threadKey } from './support/instance.ts'
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

test('there is spam, somebody who is blocked, a colleague who asks for help, and an import with bad rows', async () => {
  const spam = threads.filter(({ outcome }) => outcome === 'spam')
  expect(spam.map(({ customerName }) => customerName)).toContain('Lucky Draw 88')
  for (const { customer } of spam) expect((await readProfile(core, customer))?.identified).toBe(false)
  const blocked = await customersOn(connection).find({ 'blocked.by.id': 'u_demo_ruth' }).lean()
  const [reason] = await Promise.all(
    blocked.map(async (one) => (await readBlock(core.sealer, one, core.clock.now()))?.reason),
  )
  expect([blocked.length, reason]).toEqual([1, expect.stringMatching(/advertising/)])

  const dana = await userModel(connection).findById('u_demo_dana').lean()
  const asked = await core.mentions.page({ ...dana, id: 'u_demo_dana' } as never)
  expect(asked).toMatchObject({ unseen: 1, mentions: [{ by: { name: 'Mei Chen' } }] })
  expect(asked.mentions[0]?.text).toMatch(/^@Dana Ivers/)

  const imports = createImports({
    ...core,
    settings: { get: () => ({ fields: [] }) } as never,
    tasks: createTasks(connection),
  })
  const { done, state } = await imports.detail(DEMO_IMPORT)
  const { rows } = await imports.badRows(DEMO_IMPORT, undefined)
  expect([state, done?.bad]).toEqual(['done', rows.length])
  const came = await customersOn(connection).countDocuments({ 'imported.import': DEMO_IMPORT })
  expect(came).toBe((done?.created ?? 0) + (done?.updated ?? 0))
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

type Snapshot = Map<string, Map<string, object>>
/** Every document of the store. What is only a trace of the work itself is left out. */
const everyDocument = async (): Promise<Snapshot> => {
  const names = (await connection.db?.listCollections().toArray()) ?? []
  const traces = new Set(['audit', 'tasks', 'demo_removal', 'heartbeats'])
  const all: Snapshot = new Map()
  for (const { name } of names.filter((one) => !traces.has(one.name))) {
    const found = await connection.collection(name).find().toArray()
    all.set(name, new Map(found.map((one) => [String(one._id), one])))
  }
  return all
}

/** Runs the removal as a worker would, and dies at a write if it is told to. */
async function remove(masterKey: Buffer, task: string, crash?: CrashPoint): Promise<string> {
  const instance = await startInstance({ uri: store.uri, masterKey, ...(crash ? { crash } : {}) })
  const settings = await createSettings(instance.core.connection)
  const runner = startTaskRunner({
    connection: instance.core.connection,
    clock: instance.core.clock,
    name: `worker-${crash?.at ?? 'last'}`,
    runners: {
      [REMOVE_DEMO]: removeDemoRunner({
        core: instance.core,
        settings,
        book: { leave: async () => undefined },
        putBack: createPutBack(instance.core),
        endSessions: createSessionEnder({ connection: instance.core.connection }),
        dataDir: folder.dir,
        told: () => undefined,
      }),
    },
    log: pino({ level: 'silent' }),
  })
  const ended = async () => {
    for (;;) {
      const { state } = await createTasks(connection).find(task)
      if (state === 'done' || state === 'failed') return state
      await delay(50)
    }
  }
  const how = await Promise.race([instance.died, ended()])
  settings.stop()
  if (how !== 'died') {
    await runner.stop()
    await instance.close()
    return how
  }
  void runner.stop()
  // Whoever takes over waits for the lease; here it has run out.
  await tasksOn(connection).updateOne({ _id: task }, { $set: { 'lease.until': new Date(0) } })
  return how
}

test('the demo is removed, through two deaths, and of what people made nothing is touched', async () => {
  const { masterKey } = readConfig(env)
  await adoptArticles(connection)
  registerModels(connection)
  await ensureIndexes(connection)
  const seeded = await everyDocument()
  const live = await startInstance({ uri: store.uri, masterKey })
  const { core: own } = live

  // An admin of one's own, in a team of the demo; an article, a view and a tag of theirs.
  const iris = { id: 'u_iris', name: 'Iris' }
  await userModel(connection).create({
    ...{ _id: iris.id, name: iris.name, email: 'iris@kite.example', role: 'admin', team: 'orders' },
    ...{ queues: ['general'], languages: ['en'], passwordHash: 'x' },
  })
  await workingArticlesOn(connection).updateOne(
    { _id: 'order.cancel' },
    { $set: { by: iris.id, 'en.title': 'Ours' }, $inc: { version: 1 } },
  )
  await savedViewsOn(connection).create([
    {
      _id: 'v1',
      owner: iris.id,
      shared: false,
      name: 'Mine',
      view: 'open',
      filter: {},
      createdAt: new Date(),
    },
    {
      _id: 'v2',
      owner: 'u_demo_dana',
      shared: true,
      name: 'x',
      view: 'open',
      filter: {},
      createdAt: new Date(),
    },
  ])
  await preferencesOn(connection).create({
    ...{ _id: 'u_demo_dana', version: 1, values: {}, changedAt: new Date() },
  })

  // A visitor on the demo's widget whom a demo agent has in hand, and one of another widget.
  const say = async (thread: string, more: Partial<ThreadKey>, text: string) => {
    const key = { ...threadKey(thread, `northwind-web:visitor:${thread}`), account: 'northwind-web', ...more }
    await customersOn(connection).updateOne(
      { _id: key.customer },
      {
        $setOnInsert: { name: 'Zoe', emailVerified: false, since: new Date(), tags: ['hiker'], demo: false },
      },
      { upsert: true },
    )
    const body = { kind: 'message' as const, text, clientId: `c-${thread}` }
    await own.accept({ key, sender: 'customer', dedupKey: `c-${thread}`, body })
    await live.drain(thread)
  }
  await say('visitor', {}, 'let me talk to a human please')
  await say('elsewhere', { account: 'web', identity: 'web:visitor:9' }, 'how long does delivery take?')
  const dana = { id: 'u_demo_dana', name: 'Dana Ivers' }
  await own.slots.reserve(dana.id, 'visitor')
  await own.projection.project(
    (await own.commit('visitor', (thread, now) => claim(thread, dana, thread.epoch, now))).thread,
  )
  // Conversations of the seed with which somebody went on: a customer, a colleague's note, a draft.
  const closed = threads.filter(({ status, control }) => status === 'closed' && control === 'bot')
  const [talked, noted, drafted, profiled] = closed
  if (!talked || !noted || !drafted || !profiled) throw new Error('the demo is too small')
  const { _id: thread, account, channel, identity, customer, customerName, vip } = talked
  await say(thread, { account, channel, identity, customer, customerName, vip }, 'one more thing')
  const noteId = `${noted._id}:${iris.id}:note-1`
  const { thread: withNote } = await own.commit(noted._id, () => note(iris, 'Remember this', '1', noteId))
  await own.projection.project(withNote)
  await own.drafts.save(
    drafted.identity,
    { thread: drafted._id, agent: iris.id, mode: 'reply' },
    'half a word',
    Date.now(),
  )
  await createCustomerNotes(own).add(
    profiled.customer,
    { clientId: 'n1', text: 'Likes maps' },
    { ...iris, email: '', role: 'admin', queues: [], languages: ['en'], capacity: 5, demo: false },
  )
  await live.close()
  const before = await everyDocument()

  const task = await createTasks(connection).begin({
    kind: REMOVE_DEMO,
    by: iris,
    input: { knowledge: 'remove', settings: 'remove' },
    only: REMOVE_DEMO,
  })
  expect(await remove(masterKey, task.id, { at: 60, when: 'after' })).toBe('died')
  expect(await remove(masterKey, task.id, { at: 330, when: 'before' })).toBe('died')
  expect(await remove(masterKey, task.id)).toBe('done')
  const after = await everyDocument()

  // What Dana had in hand waits again; nobody else's document has changed.
  const freed = await core.threads.findById('visitor').lean()
  expect(freed).toMatchObject({ control: 'requested', status: 'open' })
  const stays = [talked, noted, drafted].map(({ _id }) => _id)
  const json = (snapshot: Snapshot, name: string, id: string) => JSON.stringify(snapshot.get(name)?.get(id))
  const meant = new Set(['threads visitor', 'episodes visitor:1', 'saved_views v2'])
  for (const [name, documents] of before) {
    for (const [id, one] of documents) {
      const isOwn = json(seeded, name, id) !== json(before, name, id)
      if (!isOwn || meant.has(`${name} ${id}`) || id.startsWith('u_demo_')) continue
      expect(after.get(name)?.get(id), `${name} ${id}`).toEqual(one)
    }
  }

  // What is left of the seed hangs on what stayed, and nothing of it dangles.
  const left = (name: string) =>
    [...(after.get(name)?.keys() ?? [])].filter((id) => seeded.get(name)?.has(id))
  expect(left('threads').toSorted()).toEqual(stays.toSorted())
  for (const name of ['log', 'episodes', 'labels', 'label_candidates', 'mentions'])
    expect(left(name).filter((id) => !stays.some((one) => id.startsWith(`${one}:`)))).toEqual([])
  const people = [talked, noted, drafted, profiled].map(({ customer: id }) => id)
  expect(left('customers').toSorted()).toEqual([...new Set(people)].toSorted())
  const fromFile = people.some((id) => 'imported' in (seeded.get('customers')?.get(id) ?? {}))
  expect(left('customer_imports')).toEqual(fromFile ? [DEMO_IMPORT] : [])
  expect(left('customer_import_rows')).toHaveLength(fromFile ? 1 : 0)
  for (const name of ['orders', 'identities', 'customer_changes'])
    for (const one of after.get(name)?.values() ?? [])
      expect([...people, 'c_visitor', 'c_elsewhere']).toContain((one as { customer: string }).customer)
  for (const name of ['users', 'products', 'preferences', 'sessions', 'canned'])
    expect(left(name)).toEqual([])
  expect(left('working_articles')).toEqual(['order.cancel'])
  // Versions that conversations name are kept, out of use.
  const published = [...(after.get('articles')?.entries() ?? [])].filter(([, one]) => 'publishedAt' in one)
  expect(published.map(([id]) => id)).toEqual(['order.cancel.en.1', 'order.cancel.zh.1'])
  expect([...(after.get('saved_views')?.keys() ?? [])]).toEqual(['v1'])
  // The team and the tag that are in use stay.
  const settings = await createSettings(connection)
  settings.stop()
  expect(settings.get('teams').teams.map(({ id }) => id)).toEqual(['orders'])
  expect(settings.get('tags').tags.map(({ id }) => id)).toContain('hiker')
  expect(settings.get('hours').hours).toEqual([])
  expect(settings.get('company').name).toBe('Parley')
  const told = [...(after.get('threads')?.values() ?? [])].filter((one) => 'seeded' in one) as Thread[]
  expect((await demoRemovalOn(connection).findById('demo').lean())?.kept).toEqual({
    conversations: told.reduce((sum, { episode }) => sum + episode, 0),
    customers: new Set(people).size,
    articles: 1,
    settings: [],
    widget: true,
  })

  // A start makes no second demo, and the logins are gone.
  expect(await seedInstall(env)).toBe(false)
  await expect(access(join(folder.dir, 'demo-logins.json'))).rejects.toThrow()
  expect(await core.slots.reconcile()).toBe(0)
})
