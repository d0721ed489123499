import mongoose, { Schema } from 'mongoose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withStore } from './with-store.ts'

const running = withStore({ storeArgs: ['--expiry-sweep-ms', '200'] })
let connection: mongoose.Connection

beforeAll(async () => {
  connection = await mongoose.createConnection(running.store.uri).asPromise()
})
afterAll(() => connection.close())

test('a thread document lives through mongoose as the product uses it', async () => {
  const schema = new Schema(
    {
      _id: String,
      head: { type: Number, required: true },
      fence: Number,
      lease: { until: Date },
      outbox: [{ seq: Number, text: String, _id: false }],
      state: Schema.Types.Mixed,
    },
    { strict: 'throw', versionKey: false },
  )
  const Thread = connection.model('Thread', schema)
  await Thread.create({ _id: 't1', head: 0, fence: 0, outbox: [] })
  const leased = await Thread.findOneAndUpdate(
    { _id: 't1', $expr: { $lt: [{ $ifNull: ['$lease.until', new Date(0)] }, '$$NOW'] } },
    [{ $set: { fence: { $add: ['$fence', 1] }, 'lease.until': { $add: ['$$NOW', 4000] } } }],
    { returnDocument: 'after', updatePipeline: true },
  ).lean()
  expect(leased).toMatchObject({ head: 0, fence: 1 })
  expect(leased?.lease?.until?.getTime()).toBeGreaterThan(Date.now())
  const taken = await Thread.findOneAndUpdate(
    { _id: 't1', head: 0, fence: 1 },
    {
      $inc: { head: 2 },
      $push: {
        outbox: {
          $each: [
            { seq: 1, text: 'hello' },
            { seq: 2, text: 'there' },
          ],
        },
      },
      $set: { state: { b: 1, a: [2.5] } },
    },
    { returnDocument: 'after', writeConcern: { w: 'majority', j: true } },
  ).lean()
  expect(taken).toMatchObject({ head: 2, outbox: [{ seq: 1 }, { seq: 2 }], state: { b: 1, a: [2.5] } })
  expect(await Thread.findOneAndUpdate({ _id: 't1', head: 0 }, { $inc: { head: 1 } })).toBeNull()
  await Thread.updateOne({ _id: 't1' }, { $pull: { outbox: { seq: { $lte: 1 } } } })
  expect(await Thread.findById('t1').lean()).toMatchObject({ outbox: [{ seq: 2, text: 'there' }] })
})

test('models make their indexes, populate, save by version and report duplicates', async () => {
  const Author = connection.model(
    'Author',
    new Schema({ email: { type: String, unique: true }, age: Number }),
  )
  const Book = connection.model(
    'Book',
    new Schema({ title: String, author: { type: Schema.Types.ObjectId, ref: 'Author' }, tags: [String] }),
  )
  await Author.syncIndexes()
  const author = await Author.create({ email: 'a@b.c', age: 1.5 })
  await expect(Author.create({ email: 'a@b.c' })).rejects.toMatchObject({
    code: 11000,
    keyValue: { email: 'a@b.c' },
  })
  const book = await Book.create({ title: 't', author: author._id, tags: ['x'] })
  const populated = await Book.findOne({ tags: 'x' })
    .populate<{ author: { email: string } }>('author')
    .orFail()
  expect(populated.author.email).toBe('a@b.c')
  book.tags.push('y')
  book.title = 'u'
  await book.save()
  expect(await Book.findById(book._id).lean()).toMatchObject({ title: 'u', tags: ['x', 'y'] })
  const bulk = await Book.bulkWrite([
    { insertOne: { document: { title: 'v', tags: [] } as never } },
    { updateMany: { filter: {}, update: { $addToSet: { tags: 'z' } } as never } },
    { deleteOne: { filter: { title: 'v' } } },
  ])
  expect(bulk).toMatchObject({ insertedCount: 1, modifiedCount: 2, deletedCount: 1 })
})

test('pipelines group, join, unwind, bucket and count', async () => {
  const db = connection.useDb('pipelines')
  const orders = db.collection<{ _id: number; [field: string]: unknown }>('orders')
  const people = db.collection<{ _id: string; [field: string]: unknown }>('people')
  await people.insertMany([
    { _id: 'a', name: 'Ann' },
    { _id: 'b', name: 'Bob' },
  ])
  await orders.insertMany([
    { _id: 1, who: 'a', sum: 10, items: ['x', 'y'], at: new Date('2026-03-29T23:30:00Z') },
    { _id: 2, who: 'b', sum: 5.5, items: [], at: new Date('2026-03-30T01:00:00Z') },
    { _id: 3, who: 'a', sum: 7, items: ['x'], at: new Date('2026-03-30T12:00:00Z') },
  ])
  const run = (stages: object[]): Promise<unknown[]> => orders.aggregate(stages as never).toArray()
  expect(
    await run([
      { $match: { sum: { $gt: 1 } } },
      { $group: { _id: '$who', total: { $sum: '$sum' }, mean: { $avg: '$sum' }, ids: { $push: '$_id' } } },
      { $sort: { _id: 1 } },
    ]),
  ).toEqual([
    { _id: 'a', total: 17, mean: 8.5, ids: [1, 3] },
    { _id: 'b', total: 5.5, mean: 5.5, ids: [2] },
  ])
  expect(
    await run([
      { $lookup: { from: 'people', localField: 'who', foreignField: '_id', as: 'person' } },
      { $unwind: '$person' },
      { $project: { _id: 0, name: '$person.name' } },
      { $limit: 2 },
    ]),
  ).toEqual([{ name: 'Ann' }, { name: 'Bob' }])
  expect(
    await run([
      {
        $lookup: {
          from: 'people',
          let: { w: '$who' },
          pipeline: [{ $match: { $expr: { $eq: ['$_id', '$$w'] } } }, { $project: { name: 1, _id: 0 } }],
          as: 'p',
        },
      },
      { $match: { _id: 2 } },
      { $project: { p: 1 } },
    ]),
  ).toEqual([{ _id: 2, p: [{ name: 'Bob' }] }])
  expect(
    await run([
      { $unwind: { path: '$items', preserveNullAndEmptyArrays: true, includeArrayIndex: 'i' } },
      { $sortByCount: '$items' },
      { $limit: 1 },
    ]),
  ).toEqual([{ _id: 'x', count: 2 }])
  expect(
    await run([
      {
        $facet: {
          n: [{ $count: 'n' }],
          top: [{ $sort: { sum: -1 } }, { $limit: 1 }, { $project: { sum: 1 } }],
        },
      },
    ]),
  ).toEqual([{ n: [{ n: 3 }], top: [{ _id: 1, sum: 10 }] }])
  expect(
    await run([{ $bucket: { groupBy: '$sum', boundaries: [0, 6, 100], output: { n: { $sum: 1 } } } }]),
  ).toEqual([
    { _id: 0, n: 1 },
    { _id: 6, n: 2 },
  ])
  expect(
    await run([
      {
        $group: {
          _id: { $dateToString: { date: '$at', format: '%Y-%m-%d', timezone: 'Europe/Berlin' } },
          n: { $sum: 1 },
        },
      },
      { $sort: { _id: 1 } },
    ]),
  ).toEqual([{ _id: '2026-03-30', n: 3 }])
  expect(
    await run([
      { $match: { _id: 1 } },
      { $project: { day: { $dateTrunc: { date: '$at', unit: 'day', timezone: 'Europe/Berlin' } } } },
    ]),
  ).toEqual([{ _id: 1, day: new Date('2026-03-29T22:00:00Z') }])
  expect(await run([{ $unionWith: 'people' }, { $count: 'n' }])).toEqual([{ n: 5 }])
  expect(await run([{ $skip: 1 }, { $limit: 1 }, { $replaceWith: { was: '$$ROOT._id' } }])).toEqual([
    { was: 2 },
  ])
})

test('documents past their time are removed', async () => {
  const notes = connection.useDb('expiry').collection<{ _id: number; at: Date }>('notes')
  await notes.createIndex({ at: 1 }, { expireAfterSeconds: 60 })
  await notes.insertMany([
    { _id: 1, at: new Date(Date.now() - 61_000) },
    { _id: 2, at: new Date() },
  ])
  await expect.poll(() => notes.distinct('_id'), { timeout: 4000 }).toEqual([2])
})
