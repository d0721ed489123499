import type { Connection } from 'mongoose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { userModel } from '../src/agents/user.ts'
import type { Counted, InsightFilter, InsightQuery, InsightSplit, Wall } from '../src/contract/index.ts'
import { wrapUp } from '../src/conversations/ending.ts'
import { claim } from '../src/conversations/ownership.ts'
import { reopen } from '../src/conversations/undo.ts'
import { type Core, createCore } from '../src/core.ts'
import { team } from '../src/demo/company/team.ts'
import { makeHistory } from '../src/demo/make-history.ts'
import { makeCompany, seedCompany, seedTeam } from '../src/demo/seed-company.ts'
import { seedHistory } from '../src/demo/seed-history.ts'
import { createInsights, type Insights } from '../src/insights/insights.ts'
import { connectStore, ensureIndexes } from '../src/storage/mongo.ts'
import { createSealer } from '../src/storage/sealing.ts'
import { startStore, type TestStore } from './support/store.ts'

// Two days after the clocks were put back in America, nine after they were in Europe.
const now = Date.parse('2026-11-03T15:20:00Z')
const teams = [
  { id: 'front', name: 'Front desk', queues: ['orders', 'general'] },
  { id: 'back', name: 'Back office', queues: ['returns', 'billing', 'product'] },
]

let store: TestStore
let connection: Connection
let core: Core
let insights: Insights
let clock = now

const insightsOn = (on: Core) =>
  createInsights({
    ...on,
    clock: { now: () => clock },
    presence: { get: async () => new Map([['u_demo_dana', 'online' as const]]) },
    teams: () => teams,
  })

beforeAll(async () => {
  store = await startStore()
  connection = await connectStore({ uri: store.uri, appName: 'test' })
  core = createCore({
    connection,
    sealer: createSealer({ connection, masterKey: Buffer.alloc(32, 7) }),
    clock: { now: () => clock, stop: () => undefined },
    company: '',
    ring: () => undefined,
    publishHead: () => undefined,
  })
  const made = makeCompany({ now, seed: 3 })
  await seedCompany(connection, { now, seed: 3 })
  const slots = await seedHistory({
    connection,
    sealer: core.sealer,
    model: undefined,
    customers: made.customers,
    conversations: makeHistory({ ...made, now, seed: 3 }),
    now,
  })
  await seedTeam(connection, {
    now,
    slots,
    passwords: new Map(team.map(({ email }) => [email, 'long enough'])),
  })
  await userModel(connection).collection.updateMany(
    { _id: { $in: ['u_demo_dana', 'u_demo_mei'] as never[] } },
    { $set: { team: 'front' } },
  )
  await userModel(connection).collection.updateMany(
    { _id: { $in: ['u_demo_tom', 'u_demo_lina'] as never[] } },
    { $set: { team: 'back' } },
  )
  await ensureIndexes(connection)
  insights = insightsOn(core)
}, 60_000)
afterAll(async () => {
  await connection.close()
  await store.stop()
})

/** How many lines the list behind a number has, read to its end. */
async function listed(count: Counted, range: { from: number; to: number }, filter: InsightFilter = {}) {
  const ids: string[] = []
  let cursor: string | undefined
  for (;;) {
    const page = await insights.transcripts({ count, ...range, ...filter, ...(cursor ? { cursor } : {}) })
    ids.push(...page.rows.map(({ id }) => id))
    if (!page.next) {
      expect(new Set(ids).size).toBe(ids.length)
      expect(ids.length).toBe(page.total)
      return page.total
    }
    cursor = page.next
  }
}
const total = async (count: Counted, range: { from: number; to: number }, filter: InsightFilter = {}) =>
  (await insights.transcripts({ count, from: range.from, to: range.to, ...filter })).total
const moodNames = ['positive', 'neutral', 'negative'] as const
const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)

test.each(['America/New_York', 'Asia/Kathmandu'])(
  'every number of the live page has as many lines behind it, in %s',
  async (timeZone) => {
    for (const period of ['now', '24h', '7d', '30d'] as const) {
      for (const own of period === '30d' ? [undefined, 'front'] : [undefined]) {
        const team = own ? { team: own } : {}
        const wall = await insights.wall({ period, timeZone, ...team })
        const range = { from: wall.from, to: wall.to }
        expect(await total('messages', range, team)).toBe(wall.messages)
        expect(await total('replies', range, team)).toBe(wall.firstReply.count)
        expect(await total('ratings', range, team)).toBe(wall.csat.count)
        expect(await total('closed', range, team)).toBe(wall.byBot.closed)
        expect(await total('closed', range, { ...team, handled: 'bot' })).toBe(wall.byBot.count)
        expect(await total('waiting', range, team)).toBe(wall.waiting.count)
        expect(await total('talking', range, team)).toBe(wall.talking.count)
        for (const mood of moodNames)
          expect(await total('messages', wall.hour, { ...team, mood })).toBe(wall.mood[mood])
        await sameParts(wall, team)
      }
    }
  },
)

async function sameParts(wall: Wall, team: InsightFilter): Promise<void> {
  const range = { from: wall.from, to: wall.to }
  expect(sum(wall.moods.map(({ positive, neutral, negative }) => positive + neutral + negative))).toBe(
    wall.messages,
  )
  for (const one of wall.moods.slice(-3))
    for (const mood of moodNames) expect(await total('messages', one, { ...team, mood })).toBe(one[mood])
  for (const one of wall.volume.slice(-3))
    for (const [index, channel] of wall.channels.entries())
      expect(await total('begun', one, { ...team, channel })).toBe(one.counts[index])
  for (const { intent, count } of wall.intents)
    expect(await total('messages', range, { ...team, intent })).toBe(count)
  for (const { reason, count } of wall.reasons)
    expect(await total('handoffs', range, { ...team, reason })).toBe(count)
  for (const { id: agent, replies, closed, ratings } of wall.agents) {
    expect(await total('replies', range, { ...team, agent })).toBe(replies)
    expect(await total('closed', range, { ...team, agent })).toBe(closed)
    expect(await total('ratings', range, { ...team, agent })).toBe(ratings)
  }
}

test.each(['America/New_York', 'Australia/Lord_Howe'])(
  'moods by hour and day, split every way, add up to the list, in %s',
  async (timeZone) => {
    const splits: InsightSplit[] = ['channel', 'team', 'intent', 'language', 'agent']
    const looks: Partial<InsightQuery>[] = [
      { period: '30d' },
      { period: '30d', mood: 'negative' },
      { period: '7d', step: 'hour' },
      { period: '30d', team: 'back', language: 'en' },
      { from: now - 20 * 86_400_000, to: now - 3 * 86_400_000, step: 'day' },
    ]
    for (const [index, look] of looks.entries()) {
      for (const by of index === 0 ? splits : splits.slice(1, 3)) {
        const trend = await insights.mood({ timeZone, by, ...look })
        const { period: _period, from: _from, to: _to, step: _step, ...filter } = look
        const range = { from: trend.from, to: trend.to }
        const all = sum(moodNames.map((mood) => trend.total[mood]))
        expect(sum(trend.buckets.flatMap((one) => moodNames.map((mood) => one[mood])))).toBe(all)
        expect(sum(trend.groups.flatMap((one) => moodNames.map((mood) => one[mood])))).toBe(all)
        expect(await total('messages', range, filter)).toBe(all)
        for (const group of trend.groups.slice(0, 3)) {
          const own = { ...filter, [by]: group.key }
          expect(await total('messages', range, own)).toBe(sum(moodNames.map((mood) => group[mood])))
        }
      }
    }
  },
)

test('the day on which the clocks were put back has 25 hours, and loses and doubles nothing', async () => {
  const from = Date.parse('2026-11-01T04:00:00Z')
  const trend = await insights.mood({
    timeZone: 'America/New_York',
    from,
    to: from + 25 * 3_600_000,
    step: 'hour',
  })
  expect(trend.buckets).toHaveLength(25)
  const day = await insights.mood({
    timeZone: 'America/New_York',
    from,
    to: from + 25 * 3_600_000,
    step: 'day',
  })
  expect(day.buckets).toHaveLength(1)
  expect(await total('messages', trend)).toBe(
    sum(day.buckets.map((one) => one.positive + one.neutral + one.negative)),
  )
})

test('what is counted is what the log says, entry by entry', async () => {
  const range = { from: now - 30 * 86_400_000, to: now }
  const entries = await core.log.find({}).lean()
  const within = entries.filter(({ at }) => at.getTime() >= range.from && at.getTime() < range.to)
  const of = (kind: string) => within.filter((entry) => entry.kind === kind)
  expect(await listed('messages', range)).toBe(of('understanding').length)
  expect(await listed('handoffs', range)).toBe(of('handoff').length)
  expect(await listed('ratings', range)).toBe(of('rating').length)
  expect(await listed('closed', range)).toBe(of('status').length)
  // A conversation has a first reply when a person wrote in it at all.
  const spoken = new Map<string, number>()
  for (const { kind, by, thread, episode, at } of entries) {
    const id = `${thread}:${episode}`
    if (kind === 'message' && by.type === 'agent')
      spoken.set(id, Math.min(spoken.get(id) ?? Infinity, at.getTime()))
  }
  const first = [...spoken.values()].filter((at) => at >= range.from && at < range.to)
  expect(await listed('replies', range)).toBe(first.length)
  expect(first.length).toBeGreaterThan(5)
  const csat = await insights.csat({ timeZone: 'UTC', ...range, by: 'agent' })
  const scores = of('rating').map(({ facts }) => facts?.rating ?? 0)
  expect(csat.mean).toBeCloseTo(sum(scores) / scores.length, 10)
  for (const [index, count] of csat.stars.entries()) {
    expect(count).toBe(scores.filter((score) => score === index + 1).length)
    const rating = String(index + 1) as '1'
    expect(await total('ratings', range, { rating })).toBe(count)
  }
  expect(sum(csat.groups.map(({ count }) => count))).toBe(csat.count)
})

test('lines show the words that were counted, and comments of ratings', async () => {
  const range = { from: now - 60 * 86_400_000, to: now }
  const said = await insights.transcripts({ count: 'messages', ...range, mood: 'negative' })
  expect(said.rows.length).toBeGreaterThan(5)
  for (const { text, mood } of said.rows) {
    expect(text).toBeTruthy()
    expect(mood?.label).toBe('negative')
  }
  const rated = await insights.transcripts({ count: 'ratings', ...range })
  expect(rated.rows.some(({ text }) => text)).toBe(true)
})

test('what happens is counted when it is in the log, also late, and once', async () => {
  const watch = { period: '24h', timeZone: 'UTC' } as const
  const before = await insights.wall(watch)
  const waiting = await core.threads.findOne({ control: 'requested', status: 'open' }).lean()
  const dana = { id: 'u_demo_dana', name: 'Dana Ivers' }
  const id = waiting?._id ?? ''
  clock += 60_000
  await core.commit(id, (thread, at) => claim(thread, dana, thread.epoch, at))
  const taken = await insights.wall(watch)
  expect(taken.waiting.count).toBe(before.waiting.count - 1)
  expect(taken.talking.count).toBe(before.talking.count + 1)

  // Committed, and the process that would have carried it into the log is gone for a long time.
  clock += 60_000
  const { thread } = await core.commit(id, (current, at) =>
    wrapUp(
      current,
      dana,
      { epoch: current.epoch, seenSeq: current.head, outcome: 'solved', askRating: true },
      false,
      '{}',
      at,
    ),
  )
  clock += 11 * 60_000
  const lost = await insights.wall(watch)
  expect(lost.byBot.closed).toBe(before.byBot.closed)
  await core.projection.project(thread)
  await core.trim.flush()
  clock += 11 * 60_000
  await expect
    .poll(async () => (await insights.wall(watch)).byBot.closed, { timeout: 15_000 })
    .toBe(before.byBot.closed + 1)
  const found = await insights.wall(watch)
  expect(found.byBot.closed).toBe(before.byBot.closed + 1)
  expect(found.byBot.count).toBe(before.byBot.count)
  const line = await insights.transcripts({
    count: 'closed',
    from: clock - 86_400_000,
    to: clock,
    agent: dana.id,
  })
  expect(line.rows.find((row) => row.thread === id)).toMatchObject({ agent: dana, status: 'closed' })
  // Opened again it has not ended; the new end counts, once.
  const { thread: opened } = await core.commit(id, (current, at) => reopen(current, dana, current.epoch, at))
  await core.projection.project(opened)
  const again = await insights.wall(watch)
  expect(again.byBot.closed).toBe(before.byBot.closed)
  expect(again.talking.count).toBe(before.talking.count + 1)
  const wish = { seenSeq: opened.head, outcome: 'solved', askRating: true }
  clock += 1000
  const { thread: ended } = await core.commit(id, (current, at) =>
    wrapUp(current, dana, { epoch: current.epoch, ...wish }, false, '{}', at),
  )
  await core.projection.project(ended)
  expect((await insights.wall(watch)).byBot.closed).toBe(before.byBot.closed + 1)
  // Another process, which reads everything at once, comes to the same.
  const other = await insightsOn(core).wall(watch)
  expect({ ...(await insights.wall(watch)), at: 0 }).toEqual({ ...other, at: 0 })
})

test('a corrected message counts as corrected, in every number and list, and as before when that is taken back', async () => {
  const range = { from: now - 30 * 86_400_000, to: now }
  const negative = async () => await total('messages', range, { mood: 'negative' })
  const before = await negative()
  const { rows } = await insights.transcripts({ count: 'messages', ...range, mood: 'neutral' })
  const [row] = rows
  const id = row?.id ?? ''
  const of = Number(id.slice(id.lastIndexOf(':') + 1)) - 1
  const say = async (fields: object) => {
    clock += 1000
    const { thread } = await core.commit(row?.thread ?? '', () => ({
      entries: [
        {
          by: { type: 'agent', id: 'u_demo_dana', name: 'Dana Ivers' },
          facts: { of, ...fields },
          body: { kind: 'correction', of, ...fields },
        },
      ],
      set: {},
    }))
    await core.projection.project(thread)
  }
  await say({ mood: 'negative', intent: 'warranty.claim' })
  expect(await negative()).toBe(before + 1)
  const corrected = await insights.transcripts({
    count: 'messages',
    ...range,
    intent: 'warranty.claim',
    mood: 'negative',
  })
  expect(corrected.rows.map((one) => one.id)).toContain(id)
  const trend = await insights.mood({ timeZone: 'UTC', ...range, by: 'intent' })
  expect(trend.total.negative).toBe(before + 1)
  await say({ withdrawn: 'mood' })
  expect(await negative()).toBe(before)
})
