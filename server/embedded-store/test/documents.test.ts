import mongoose from 'mongoose'
import { expect, test } from 'vitest'
import { withStore } from './with-store.ts'

const { Binary, Decimal128, Double, Int32, Long, ObjectId, BSON } =
  mongoose.mongo as unknown as typeof mongoose.mongo & {
    BSON: { serialize(value: unknown): Uint8Array }
  }
const running = withStore()

async function code(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => 'no error',
    (error: { code?: unknown }) => error.code,
  )
}

function raw(name: string) {
  return running.db.collection(name, { promoteValues: false })
}

test('keeps every type through an insert and an update of another field', async () => {
  const things = raw('types')
  const doc = {
    _id: 1,
    double: new Double(3),
    int: new Int32(3),
    long: Long.fromString('9007199254740993'),
    decimal: Decimal128.fromString('1.10'),
    binary: new Binary(Buffer.from([1, 2, 3])),
    date: new Date('2026-01-02T03:04:05.006Z'),
    id: new ObjectId('65f000000000000000000001'),
    nested: { double: new Double(1), list: [new Double(2), new Int32(2), null, 'x'] },
    regex: /a.c/i,
    nothing: null,
  }
  await things.insertOne(doc as never)
  await things.updateOne({ _id: 1 as never }, { $set: { other: true } })
  await things.updateOne({ _id: 1 as never }, [{ $set: { more: { $add: ['$double', 1] } } }])
  const stored = await things.findOne({ _id: 1 as never })
  const { other, more, ...rest } = (stored ?? {}) as Record<string, unknown>
  expect(other).toBe(true)
  expect(more).toEqual(new Double(4))
  expect(Buffer.from(BSON.serialize(rest))).toEqual(
    Buffer.from(BSON.serialize({ ...doc, _id: new Int32(1) })),
  )
})

test('applies each update operator as MongoDB does', async () => {
  const things = running.db.collection<{ _id: number }>('operators')
  const cases: [Record<string, unknown>, Record<string, unknown>, Record<string, unknown>][] = [
    [{ a: 1 }, { $set: { 'b.c': 2, d: 1 } }, { a: 1, b: { c: 2 }, d: 1 }],
    [{ a: 1, b: 2 }, { $unset: { a: '' } }, { b: 2 }],
    [{ a: 1 }, { $inc: { a: 2, n: 5 } }, { a: 3, n: 5 }],
    [{ a: 2 }, { $mul: { a: 2.5, z: 3 } }, { a: 5, z: 0 }],
    [
      { a: 5, b: 5 },
      { $min: { a: 3 }, $max: { b: 9 } },
      { a: 3, b: 9 },
    ],
    [{ a: 1, x: { y: 2 } }, { $rename: { a: 'b', 'x.y': 'y' } }, { x: {}, b: 1, y: 2 }],
    [{ l: [1] }, { $push: { l: 2 } }, { l: [1, 2] }],
    [{ l: [5, 1] }, { $push: { l: { $each: [3, 4], $sort: 1, $slice: -3 } } }, { l: [3, 4, 5] }],
    [{ l: [1, 4] }, { $push: { l: { $each: [2, 3], $position: 1 } } }, { l: [1, 2, 3, 4] }],
    [
      { l: [{ s: 3 }] },
      { $push: { l: { $each: [{ s: 1 }], $sort: { s: 1 } } } },
      { l: [{ s: 1 }, { s: 3 }] },
    ],
    [{ l: [1] }, { $addToSet: { l: { $each: [1, 2, 2] } } }, { l: [1, 2] }],
    [
      { l: [{ a: 1, b: 2 }] },
      { $addToSet: { l: { b: 2, a: 1 } } },
      {
        l: [
          { a: 1, b: 2 },
          { b: 2, a: 1 },
        ],
      },
    ],
    [{ l: [1, 5, 9] }, { $pull: { l: { $gte: 5 } } }, { l: [1] }],
    [{ l: [{ a: 1, b: 2 }, { a: 2 }] }, { $pull: { l: { a: 1 } } }, { l: [{ a: 2 }] }],
    [{ l: [1, 2, 3, 1] }, { $pullAll: { l: [1, 3] } }, { l: [2] }],
    [{ l: [1, 2, 3] }, { $pop: { l: -1 } }, { l: [2, 3] }],
    [{ n: 5 }, { $bit: { n: { and: 4 } } }, { n: 4 }],
    [{ l: [1, 2] }, { $unset: { 'l.0': '' } }, { l: [null, 2] }],
    [{ l: [] }, { $set: { 'l.2': 'x' } }, { l: [null, null, 'x'] }],
    [{ l: [1, 2] }, { $inc: { 'l.$[]': 10 } }, { l: [11, 12] }],
  ]
  for (const [index, [before, update, after]] of cases.entries()) {
    await things.insertOne({ _id: index, ...before })
    await things.updateOne({ _id: index }, update)
    expect(await things.findOne({ _id: index }), JSON.stringify(update)).toStrictEqual({
      _id: index,
      ...after,
    })
  }
})

test('finds the positions of $ and $[name]', async () => {
  const things = running.db.collection<{ _id: number }>('positions')
  await things.insertOne({
    _id: 1,
    l: [
      { k: 'a', n: 1 },
      { k: 'b', n: 2 },
      { k: 'b', n: 3 },
    ],
  } as never)
  await things.updateOne({ _id: 1, 'l.k': 'b' } as never, { $set: { 'l.$.hit': true } } as never)
  await things.updateOne({ _id: 1 }, { $inc: { 'l.$[big].n': 10 } } as never, {
    arrayFilters: [{ 'big.n': { $gte: 2 } }],
  })
  const { l } = (await things.findOne({ _id: 1 })) as unknown as { l: unknown[] }
  expect(l).toEqual([
    { k: 'a', n: 1 },
    { k: 'b', n: 12, hit: true },
    { k: 'b', n: 13 },
  ])
  expect(await code(things.updateOne({ _id: 1 }, { $set: { 'l.$.x': 1 } } as never))).toBe(2)
})

test('answers wrong updates with MongoDB codes; what an updateMany changed before it failed stays, as in MongoDB', async () => {
  const things = running.db.collection<{ _id: number }>('wrong')
  await things.insertMany([{ _id: 1, n: 1, s: 'x' } as never, { _id: 2, n: 'text' } as never])
  expect(await code(things.updateOne({ _id: 1 }, { $set: { a: 1 }, $inc: { a: 1 } } as never))).toBe(40)
  expect(await code(things.updateOne({ _id: 1 }, { $set: { 'a.b': 1, a: 1 } } as never))).toBe(40)
  expect(await code(things.updateOne({ _id: 1 }, { $set: { _id: 9 } }))).toBe(66)
  expect(await code(things.updateOne({ _id: 1 }, { $inc: { s: 1 } } as never))).toBe(14)
  expect(await code(things.updateOne({ _id: 1 }, { $set: { 's.x': 1 } } as never))).toBe(28)
  expect(await code(things.updateOne({ _id: 1 }, { $frobnicate: { s: 1 } } as never))).toBe(9)
  expect(await code(things.updateMany({}, { $inc: { n: 1 } } as never))).toBe(14)
  expect(await things.findOne({ _id: 1 })).toEqual({ _id: 1, n: 2, s: 'x' })
})

test('upserts with the equalities of the filter, $setOnInsert and one winner of a race', async () => {
  const things = running.db.collection('upserts')
  await things.createIndex({ key: 1 }, { unique: true })
  const filter = { key: 'k', 'deep.x': 4, n: { $gt: 1 } }
  const result = await things.updateOne(filter, { $set: { a: 1 }, $setOnInsert: { b: 2 } }, { upsert: true })
  expect(result.upsertedCount).toBe(1)
  expect(await things.findOne({ key: 'k' }, { projection: { _id: 0 } })).toEqual({
    key: 'k',
    deep: { x: 4 },
    a: 1,
    b: 2,
  })
  const race = await Promise.all(
    Array.from({ length: 20 }, () => things.updateOne({ key: 'race' }, { $inc: { n: 1 } }, { upsert: true })),
  )
  expect(race.filter(({ upsertedCount }) => upsertedCount === 1)).toHaveLength(1)
  expect(await things.findOne({ key: 'race' }, { projection: { _id: 0 } })).toEqual({ key: 'race', n: 20 })
})

test('findAndModify gives what MongoDB gives, before and after', async () => {
  const things = running.db.collection<{ _id: number; n?: number; s?: string }>('modify')
  await things.insertMany([
    { _id: 1, n: 3 },
    { _id: 2, n: 1 },
    { _id: 3, n: 2 },
  ])
  const full = { includeResultMetadata: true } as const
  const first = await things.findOneAndUpdate({}, { $set: { s: 'taken' } }, { sort: { n: 1 }, ...full })
  expect(first).toMatchObject({ value: { _id: 2, n: 1 }, lastErrorObject: { n: 1, updatedExisting: true } })
  const after = await things.findOneAndUpdate({ _id: 1 }, [{ $set: { n: { $add: ['$n', 1] } } }], {
    returnDocument: 'after',
    projection: { n: 1, _id: 0 },
  })
  expect(after).toEqual({ n: 4 })
  const missing = await things.findOneAndUpdate(
    { _id: 9 },
    { $set: { n: 1 } },
    { upsert: true, returnDocument: 'after', ...full },
  )
  expect(missing).toMatchObject({
    value: { _id: 9, n: 1 },
    lastErrorObject: { n: 1, updatedExisting: false, upserted: 9 },
  })
  expect(await things.findOneAndDelete({}, { sort: { n: -1 } })).toMatchObject({ _id: 1 })
  expect(await things.findOneAndReplace({ _id: 3 }, { s: 'new' }, { returnDocument: 'after' })).toEqual({
    _id: 3,
    s: 'new',
  })
  expect(await things.findOneAndUpdate({ _id: 77 }, { $set: { n: 1 } }, full)).toMatchObject({ value: null })
})

test('reports a duplicate with the fields that mongoose reads, and stays right for very long strings', async () => {
  const things = running.db.collection('unique')
  await things.createIndex({ email: 1 }, { unique: true })
  const long = 'x'.repeat(5000)
  await things.insertMany([{ email: 'a@b.c' }, { email: `${long}1` }, { email: `${long}2` }])
  await expect(things.insertOne({ email: 'a@b.c' })).rejects.toMatchObject({
    code: 11000,
    keyPattern: { email: 1 },
    keyValue: { email: 'a@b.c' },
    message: 'E11000 duplicate key error collection: test.unique index: email_1 dup key: { email: "a@b.c" }',
  })
  expect(await code(things.insertOne({ email: `${long}2` }))).toBe(11000)
  expect(await things.findOne({ email: `${long}1` })).toMatchObject({ email: `${long}1` })
  const sorted = await things.find({}, { sort: { email: 1 } }).toArray()
  expect(sorted.map(({ email }) => email)).toEqual(['a@b.c', `${long}1`, `${long}2`])
})

test('an ordered batch stops at the first failure and an unordered one goes on', async () => {
  const things = running.db.collection<{ _id: number }>('batches')
  const docs = [{ _id: 1 }, { _id: 1 }, { _id: 2 }]
  await expect(things.insertMany(docs)).rejects.toMatchObject({ result: { insertedCount: 1 } })
  await expect(
    things.insertMany([{ _id: 1 }, { _id: 2 }, { _id: 3 }], { ordered: false }),
  ).rejects.toMatchObject({ result: { insertedCount: 2 } })
  expect(await things.countDocuments({})).toBe(3)
})

test('unique, sparse, partial and multikey indexes accept and refuse what they should', async () => {
  const things = running.db.collection('indexes')
  await things.createIndex({ sparse: 1 }, { unique: true, sparse: true })
  await things.createIndex({ name: 1 }, { unique: true, partialFilterExpression: { active: true } })
  await things.createIndex({ tags: 1, kind: -1 }, { unique: true })
  await things.insertMany([
    { tags: ['a', 'b'], kind: 1, name: 'n', active: true },
    { tags: ['a', 'c'], kind: 2, name: 'n', active: false },
  ])
  expect(await code(things.insertOne({ tags: 'b', kind: 1 }))).toBe(11000)
  expect(await code(things.insertOne({ tags: 'z', kind: 1, name: 'n', active: true }))).toBe(11000)
  expect(await code(things.insertOne({ tags: ['x'], kind: ['y'] }))).toBe(171)
  expect(
    await code(
      running.db.command({
        createIndexes: 'indexes',
        indexes: [{ key: { name: 1 }, name: 'frob', frob: true }],
      }),
    ),
  ).toBe(197)
  expect(await code(things.createIndex({ body: 'text' }))).toBe(67)
  expect((await things.indexes()).map(({ name }) => name)).toEqual([
    '_id_',
    'sparse_1',
    'name_1',
    'tags_1_kind_-1',
  ])
  await things.dropIndex('name_1')
  expect(await code(things.dropIndex('name_1'))).toBe(27)
})

test('an empty timestamp of an insert or a replacement becomes now, each later than the one before', async () => {
  const { Timestamp } = mongoose.mongo
  type Stamp = mongoose.mongo.Timestamp
  const empty = () => new Timestamp({ t: 0, i: 0 })
  const rows = running.db.collection<{ _id: string | Stamp; at?: Stamp; in?: { at: Stamp } }>('stamped')
  const stampOf = async (_id: string): Promise<Stamp> => (await rows.findOne({ _id }))?.at ?? empty()
  await rows.insertMany([
    { _id: 'a', at: empty(), in: { at: empty() } },
    { _id: 'b', at: empty() },
    { _id: empty() },
  ])
  await rows.replaceOne({ _id: 'a' }, { in: { at: empty() }, at: empty() })
  expect((await stampOf('a')).greaterThan(await stampOf('b'))).toBe(true)
  expect((await stampOf('b')).t).toBeGreaterThan(1_700_000_000)
  expect((await rows.findOne({ _id: 'a' }))?.in?.at).toEqual(empty())
  expect(await rows.countDocuments({ _id: empty() })).toBe(1)
  await rows.updateOne({ _id: 'a' }, { $set: { at: empty() } })
  expect(await stampOf('a')).toEqual(empty())
})
