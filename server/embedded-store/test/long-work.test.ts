import { beforeAll, expect, test } from 'vitest'
import { withStore } from './with-store.ts'

const running = withStore()
type Row = { _id: number; [field: string]: unknown }
const COUNT = 20_000

beforeAll(async () => {
  const rows = Array.from({ length: COUNT }, (_, n) => ({
    _id: n,
    n,
    group: n % 50,
    text: `row ${n} ${'x'.repeat(60)}`,
  }))
  await running.db.collection<Row>('many').insertMany(rows)
})

/** Longest that a ping had to wait while the work went on, and how many there were. */
async function pingsDuring<T>(work: Promise<T>): Promise<{ longest: number; pings: number; result: T }> {
  let over = false
  const ended = work.finally(() => {
    over = true
  })
  let [longest, pings] = [0, 0]
  while (!over) {
    const started = performance.now()
    await running.db.command({ ping: 1 })
    longest = Math.max(longest, performance.now() - started)
    pings += 1
  }
  return { longest, pings, result: await ended }
}

test('others are answered while long reads and writes go on', async () => {
  const many = running.db.collection<Row>('many')
  const works: readonly (() => Promise<unknown>)[] = [
    () => many.aggregate([{ $group: { _id: '$text', n: { $sum: 1 } } }, { $count: 'groups' }]).toArray(),
    () => many.find({ text: /9999 x+$/ }).toArray(),
    () => many.find({}).sort({ text: -1 }).limit(500).toArray(),
    () => many.distinct('group', { text: { $gt: 'row 5' } }),
    () => many.updateMany({ text: /row/ }, { $inc: { raised: 1 } } as never),
    () => many.createIndex({ text: 1, group: -1 }),
    () => many.aggregate([{ $match: { group: { $lt: 40 } } }, { $out: 'copied' }]).toArray(),
    () => many.aggregate([{ $project: { twice: { $add: ['$n', '$n'] } } }, { $merge: 'merged' }]).toArray(),
    () => many.deleteMany({ text: /[13579] x+$/ }),
  ]
  for (const work of works) {
    const { pings } = await pingsDuring(work())
    // Not one that waits for the whole: there is time for several, however slow the machine is.
    expect(pings, String(work)).toBeGreaterThan(3)
  }
  expect(await many.countDocuments({ raised: 1 })).toBe(COUNT / 2)
  expect(await many.countDocuments({ text: { $gte: 'row' } }, { hint: 'text_1_group_-1' })).toBe(COUNT / 2)
  expect(await running.db.collection('copied').countDocuments({})).toBe(COUNT * 0.8)
  expect(await running.db.collection<Row>('merged').findOne({ _id: 7 })).toEqual({ _id: 7, twice: 14 })
})

test('a worker sees what was acknowledged before, and its cursors go on and end', async () => {
  const rows = running.db.collection<Row>('seen')
  await rows.insertMany(Array.from({ length: 3000 }, (_, n) => ({ _id: n, text: `t${n}` })))
  for (let number = 3000; number < 3020; number += 1) {
    await rows.insertOne({ _id: number, text: `t${number}` })
    expect(await rows.countDocuments({ text: { $ne: 'nothing' } })).toBe(number + 1)
  }
  const cursor = rows.find({ text: { $ne: 't5' } }, { batchSize: 100 })
  const seen = await cursor.toArray()
  expect(seen).toHaveLength(3019)
  const left = rows.find({ text: { $ne: 't5' } }, { batchSize: 10 })
  await left.next()
  const { id } = left
  await left.close()
  await expect(running.db.command({ getMore: id, collection: 'seen' })).rejects.toMatchObject({ code: 43 })
})

test('a pattern that would never end is ended, for a read and for a write, and nobody else waits', async () => {
  const rows = running.db.collection<Row>('patterns')
  await rows.insertOne({ _id: 1, text: 'x'.repeat(60) })
  const endless = { text: /^(x+x+)+y/ }
  const { pings, result } = await pingsDuring(
    rows.updateMany(endless, { $set: { a: 1 } }).catch((error: unknown) => error),
  )
  expect(result).toMatchObject({ code: 50 })
  expect(pings).toBeGreaterThan(50)
  expect(await rows.find({ text: /^x+x+$/ }).toArray()).toHaveLength(1)
})

test('an index that is being built is kept up and used only when it is whole; a duplicate takes it away again', async () => {
  const rows = running.db.collection<Row>('built')
  await rows.insertMany(Array.from({ length: 6000 }, (_, n) => ({ _id: n, key: n })))
  const [name] = await Promise.all([
    rows.createIndex({ key: 1 }, { unique: true }),
    ...Array.from({ length: 60 }, async (_, n) => {
      await rows.insertOne({ _id: 6000 + n, key: 6000 + n })
      await rows.updateOne({ _id: n * 90 }, { $set: { key: -1 - n } })
      await rows.deleteOne({ _id: n * 90 + 1 })
    }),
  ])
  expect(await rows.find({ key: { $lt: 0 } }, { hint: name }).toArray()).toHaveLength(60)
  expect(await rows.find({}, { hint: name }).toArray()).toHaveLength(6000)
  await rows.insertOne({ _id: 9000, key: 9000, other: 1 })
  await rows.insertOne({ _id: 9001, key: 9001, other: 1 })
  const sparse = rows.createIndex({ other: 1 }, { unique: true, sparse: true })
  await expect(sparse).rejects.toMatchObject({ code: 11000 })
  expect((await rows.indexes()).map((index) => index.name)).toEqual(['_id_', 'key_1'])
})

test('a batch of many statements is done in several commits, and each of them once', async () => {
  const rows = running.db.collection<Row>('batch')
  const { pings } = await pingsDuring(
    rows.insertMany(Array.from({ length: 10_000 }, (_, n) => ({ _id: n, text: 'y'.repeat(300) }))),
  )
  expect(pings).toBeGreaterThan(3)
  expect(await rows.estimatedDocumentCount()).toBe(10_000)
  const failing = Array.from({ length: 3000 }, (_, n) => ({ _id: n === 1500 ? 0 : 20_000 + n }))
  await expect(rows.insertMany(failing)).rejects.toMatchObject({ code: 11000, insertedCount: 1500 })
  await expect(rows.insertMany(failing.slice(1500), { ordered: false })).rejects.toMatchObject({
    insertedCount: 1499,
  })
})

test('$indexStats counts the uses of an index, the workers’ too', async () => {
  const rows = running.db.collection<Row>('used')
  await rows.insertMany(Array.from({ length: 3000 }, (_, n) => ({ _id: n, n, m: n % 7 })))
  await rows.createIndex({ n: 1 })
  await rows.find({ n: 5 }).toArray()
  await rows.aggregate([{ $match: { n: { $gte: 10 } } }, { $group: { _id: '$m' } }]).toArray()
  await rows.find({ m: 3 }).toArray()
  const stats = await rows.aggregate([{ $indexStats: {} }, { $sort: { name: -1 } }]).toArray()
  expect(stats).toMatchObject([
    {
      name: 'n_1',
      key: { n: 1 },
      accesses: { ops: 2, since: expect.any(Date) },
      spec: { v: 2, key: { n: 1 } },
    },
    { name: '_id_', accesses: { ops: 0 } },
  ])
})
