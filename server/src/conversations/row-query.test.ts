import fc from 'fast-check'
import type { Connection } from 'mongoose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { masterKey } from '../../test/support/instance.ts'
import { startStore, type TestStore } from '../../test/support/store.ts'
import { fitsFilter, NOBODY, type Row, type RowFilter, type Sort, type View } from '../contract/index.ts'
import { contactWords } from '../customers/contact.ts'
import { customersOn } from '../customers/customer.ts'
import { findCustomers } from '../customers/find-customers.ts'
import { connectStore, ensureIndexes } from '../storage/mongo.ts'
import { createSealer } from '../storage/sealing.ts'
import { logOn } from './entry.ts'
import { createReader, toRow } from './read.ts'
import { afterCursor, phasesOf, readCursor, writeCursor } from './row-query.ts'
import { createAside } from './set-aside.ts'
import { newThread, type Thread, threadsOn } from './thread.ts'
import { createViews } from './views.ts'

const people = [
  { id: 'c_amelia', name: 'Amelia Whitfield', email: 'amelia@shop.example', tags: ['hiker'] },
  { id: 'c_tomas', name: 'Tomás Novak', email: 'novak.t@post.example', tags: [] },
  { id: 'c_chen', name: '陈美玲', email: 'mei@shop.example', tags: ['hiker', 'wholesale'] },
  { id: 'c_unnamed', name: '', email: '', tags: [] },
]
const EVERY = 230
const queries = [
  'amelia',
  'whit',
  'shop',
  'novak.t@post',
  '美玲',
  '陈',
  'whitfield amelia',
  'zzz',
  'exam',
  '…',
]

let store: TestStore
let connection: Connection
let views: ReturnType<typeof createViews>
let rows: Row[]

/** Threads of every kind that the conditions tell apart. */
function threadsOfAllKinds(): Thread[] {
  const random = fc.sample(
    fc.record({
      person: fc.constantFrom(...people),
      channel: fc.constantFrom('web', 'email', 'whatsapp'),
      queue: fc.option(fc.constantFrom('orders', 'billing'), { nil: undefined }),
      agent: fc.option(fc.constantFrom('u_dana', 'u_mei'), { nil: undefined }),
      mood: fc.option(fc.constantFrom('positive' as const, 'neutral' as const, 'negative' as const), {
        nil: undefined,
      }),
      score: fc.integer({ min: -100, max: 100 }),
      intent: fc.option(fc.constantFrom('order.status', 'returns.start'), { nil: undefined }),
      language: fc.option(fc.constantFrom('en' as const, 'zh' as const), { nil: undefined }),
      vip: fc.boolean(),
      movedAt: fc.integer({ min: 1, max: 60 }),
      outcome: fc.option(fc.constantFrom('solved', 'spam'), { nil: undefined }),
      waits: fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined }),
    }),
    { numRuns: EVERY, seed: 11 },
  )
  return random.map((one, index): Thread => {
    const key = {
      thread: `t${index}`,
      account: 'shop',
      channel: one.channel,
      identity: `shop:${index}`,
      customer: one.person.id,
      customerName: one.person.name,
      vip: one.vip,
    }
    return {
      ...newThread(key, new Date(one.movedAt * 1000)),
      status: 'open',
      ...(one.queue ? { queue: one.queue, control: one.agent ? 'agent' : 'requested' } : {}),
      ...(one.agent ? { agent: { id: one.agent, name: one.agent } } : {}),
      ...(one.mood ? { mood: { label: one.mood, score: one.score / 100, confidence: 0.9 } } : {}),
      ...(one.intent ? { intent: { name: one.intent, confidence: 0.8 } } : {}),
      ...(one.language ? { language: one.language } : {}),
      ...(one.outcome ? { outcome: one.outcome } : {}),
      ...(one.waits ? { waitingSince: new Date(one.waits * 1000) } : {}),
    }
  })
}

beforeAll(async () => {
  store = await startStore()
  connection = await connectStore({ uri: store.uri, appName: 'test' })
  const threads = threadsOn(connection)
  const customers = customersOn(connection)
  await ensureIndexes(connection)
  await customers.create(
    people.map(({ id, name, email, tags }) => ({
      _id: id,
      name,
      email,
      tags,
      words: contactWords({ name, email }),
      since: new Date(),
    })),
  )
  const all = threadsOfAllKinds()
  const closed = all.map((thread, index) => ({ ...thread, _id: `closed${index}`, status: 'closed' as const }))
  await threads.collection.insertMany([...all, ...closed] as never)
  rows = all.map((thread) => toRow(thread, undefined))
  const sealer = createSealer({ connection, masterKey })
  const log = logOn(connection)
  views = createViews({
    threads,
    reader: createReader({ log, sealer, aside: createAside({ connection, log }) }),
    customers: (filter) => findCustomers(connection, filter),
  })
})
afterAll(async () => {
  await connection?.close()
  await store?.stop()
})

const ruth = { id: 'u_ruth', role: 'supervisor' as const, queues: [] }

async function listed(filter: RowFilter, sort?: Sort): Promise<Row[]> {
  const found: Row[] = []
  let cursor: ReturnType<typeof readCursor>
  do {
    const page = await views.page('open', ruth, { filter, sort, ...(cursor ? { cursor } : {}) })
    found.push(...page.rows)
    cursor = page.next === undefined ? undefined : readCursor(page.next)
  } while (cursor)
  return found
}

const someOf = (...values: string[]) =>
  fc.option(fc.subarray(values, { minLength: 1 }), { nil: undefined, freq: 1 })
const filters = fc
  .record({
    q: fc.option(fc.constantFrom(...queries), { nil: undefined, freq: 1 }),
    channel: someOf('web', 'email', 'line'),
    queue: someOf('orders', 'billing'),
    agent: someOf('u_dana', 'u_mei', NOBODY),
    mood: someOf('positive', 'neutral', 'negative'),
    intent: someOf('order.status', 'returns.start'),
    language: someOf('en', 'zh'),
    tag: someOf('hiker', 'wholesale'),
    outcome: someOf('solved', 'spam'),
    vip: fc.option(fc.constant(true as const), { nil: undefined }),
  })
  // Two conditions at most: more of them hold of nothing.
  .chain((all) => fc.subarray(Object.keys(all), { maxLength: 2 }).map((keys) => pick(all, keys)))

function pick(all: object, keys: string[]): RowFilter {
  return Object.fromEntries(
    Object.entries(all).filter(([key, value]) => keys.includes(key) && value !== undefined),
  )
}

test('the store lists and counts exactly the rows that the console takes for fitting', async () => {
  await fc.assert(
    fc.asyncProperty(filters, async (filter) => {
      const known = await findCustomers(connection, filter)
      const fitting = rows.filter((row) => fitsFilter(row, filter, known)).map(({ id }) => id)
      expect((await listed(filter)).map(({ id }) => id).toSorted()).toEqual(fitting.toSorted())
      expect((await views.countOf({ view: 'open', filter }, ruth)).value).toBe(fitting.length)
    }),
    { numRuns: 25, seed: 3 },
  )
})

test.each([
  ['u_dana', ['orders']],
  ['u_mei', ['billing', 'orders']],
  ['u_tom', []],
] as const)('the numbers of an agent are those of their lists: %s', async (id, queues) => {
  const viewer = { id, role: 'agent' as const, queues: [...queues] }
  const lists = async (view: View) => {
    let [total, next]: [number, string | undefined] = [0, undefined]
    do {
      const cursor = next === undefined ? undefined : readCursor(next)
      const page = await views.page(view, viewer, cursor ? { cursor } : {})
      total += page.rows.length
      next = page.next
    } while (next !== undefined)
    return total
  }
  const counts = await views.counts(viewer)
  for (const view of ['waiting', 'mine', 'bot', 'open', 'closed'] as const)
    expect(counts[view], view).toBe(await lists(view))
})

test('a name is found by the beginning of any of its words, in Chinese from any place', async () => {
  const namesFor = async (q: string) => new Set((await listed({ q })).map((row) => row.customer.name))
  expect(await namesFor('Whitfield')).toEqual(new Set(['Amelia Whitfield']))
  expect(await namesFor('美玲')).toEqual(new Set(['陈美玲']))
  expect(await namesFor('shop.example')).toEqual(new Set(['Amelia Whitfield', '陈美玲']))
  expect(await namesFor('hitfield')).toEqual(new Set())
})

test.each(['newest', 'oldest', 'waiting', 'mood'] as const)(
  'pages by %s hold every row once, in order',
  async (sort) => {
    const found = await listed({}, sort)
    expect(new Set(found.map(({ id }) => id)).size).toBe(EVERY)
    expect(found).toHaveLength(EVERY)
    const value = {
      newest: (row: Row) => -row.movedAt,
      oldest: (row: Row) => row.movedAt,
      waiting: (row: Row) => row.waitingSince ?? Number.MAX_SAFE_INTEGER,
      mood: (row: Row) => row.mood?.score ?? 2,
    }[sort]
    const values = found.map(value)
    expect(values).toEqual(values.toSorted((a, b) => a - b))
  },
)

test('a cursor is read as it was written, and nothing else is', () => {
  const phase = phasesOf('mood')[0]
  const cursor = { phase: 0, at: -0.25, id: 't_1' }
  expect(readCursor(writeCursor(cursor))).toEqual(cursor)
  expect(phase && afterCursor(phase, cursor)).toEqual({
    'mood.score': { $gte: -0.25 },
    $or: [{ 'mood.score': { $gt: -0.25 } }, { 'mood.score': -0.25, _id: { $gt: 't_1' } }],
  })
  for (const text of ['', '1', '0.12', '0.x.t', '0.1.$where', '00.1.2.3'])
    expect(readCursor(text)).toBeUndefined()
})
