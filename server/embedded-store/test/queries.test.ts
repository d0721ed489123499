import mongoose from 'mongoose'
import { beforeAll, expect, test } from 'vitest'
import { seeded, withStore } from './with-store.ts'

const { Decimal128, Double, Long } = mongoose.mongo
const running = withStore()

type Row = { _id: number; [field: string]: unknown }

beforeAll(async () => {
  await running.db
    .collection<Row>('values')
    .insertMany([
      { _id: 1, v: 1 },
      { _id: 2, v: new Double(1) },
      { _id: 3, v: Long.fromNumber(1) },
      { _id: 4, v: Decimal128.fromString('1.0') },
      { _id: 5, v: null },
      { _id: 6 },
      { _id: 7, v: [] },
      { _id: 8, v: [1, 'x'] },
      { _id: 9, v: 'x' },
      { _id: 10, v: { a: 1, b: 2 } },
      { _id: 11, v: { b: 2, a: 1 } },
      { _id: 12, v: [[1, 'x']] },
      { _id: 13, v: [{ a: 1 }, { a: 5 }] },
      { _id: 14, v: true },
      { _id: 15, v: new Date(5) },
      { _id: 16, v: Number.NaN },
      { _id: 17, v: Long.fromString('9007199254740993') },
      { _id: 18, v: 9007199254740992 },
      { _id: 19, v: Decimal128.fromString('9007199254740993') },
    ])
})

async function ids(filter: object, options: object = {}): Promise<number[]> {
  const rows = await running.db
    .collection<Row>('values')
    .find(filter, { sort: { _id: 1 }, projection: { _id: 1 }, ...options })
    .toArray()
  return rows.map(({ _id }) => _id)
}

const CASES: [object, number[]][] = [
  [{ v: 1 }, [1, 2, 3, 4, 8]],
  [{ v: null }, [5, 6]],
  [{ v: { $ne: null } }, [1, 2, 3, 4, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19]],
  [{ v: { $exists: false } }, [6]],
  [{ v: { a: 1, b: 2 } }, [10]],
  [{ v: [1, 'x'] }, [8, 12]],
  [{ v: [] }, [7]],
  [{ v: { $size: 2 } }, [8, 13]],
  [{ 'v.a': 1 }, [10, 11, 13]],
  [{ 'v.0': 1 }, [8]],
  [{ 'v.0.a': 1 }, [13]],
  [{ v: { $elemMatch: { a: { $gt: 3 } } } }, [13]],
  [{ v: { $elemMatch: { $eq: 'x' } } }, [8]],
  [{ v: { $type: 'number' } }, [1, 2, 3, 4, 8, 16, 17, 18, 19]],
  [{ v: { $type: 'array' } }, [7, 8, 12, 13]],
  [{ v: { $gt: 0, $lt: 2 } }, [1, 2, 3, 4, 8]],
  [{ v: { $gte: Long.fromString('9007199254740993') } }, [17, 19]],
  [{ v: Decimal128.fromString('9007199254740993') }, [17, 19]],
  [{ v: { $in: ['x', true] } }, [8, 9, 14]],
  [{ v: { $in: [/^x/] } }, [8, 9]],
  [{ v: { $nin: [1, null] } }, [7, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19]],
  [{ v: { $all: [1, 'x'] } }, [8]],
  [{ v: { $not: { $gt: 0 } } }, [5, 6, 7, 9, 10, 11, 12, 13, 14, 15, 16]],
  [{ v: { $lt: 0 } }, []],
  [{ v: { $mod: [2, 1] } }, [1, 2, 3, 4, 8, 17, 19]],
  [{ v: Number.NaN }, [16]],
  [{ $expr: { $eq: [{ $type: '$v' }, 'missing'] } }, [6]],
  [{ $or: [{ v: 'x' }, { _id: { $lte: 2 } }], $nor: [{ _id: 1 }] }, [2, 8, 9]],
]

test('filters follow the rules for arrays, null, numbers and field order, with and without an index', async () => {
  for (const [filter, expected] of CASES) expect(await ids(filter), JSON.stringify(filter)).toEqual(expected)
  await running.db.collection('values').createIndex({ v: 1 })
  for (const [filter, expected] of CASES)
    expect(await ids(filter), `indexed ${JSON.stringify(filter)}`).toEqual(expected)
})

test('sorts by the order of types', async () => {
  const sorted = await running.db
    .collection<Row>('values')
    .find({}, { sort: { v: 1, _id: 1 }, projection: { _id: 1 } })
    .toArray()
  expect(sorted.map(({ _id }) => _id)).toEqual([
    7, 5, 6, 16, 1, 2, 3, 4, 8, 18, 17, 19, 9, 13, 10, 11, 12, 14, 15,
  ])
})

function randomValue(random: () => number): unknown {
  const kinds = [
    () => Math.floor(random() * 6),
    () => new Double(Math.floor(random() * 12) / 2),
    () => Long.fromNumber(Math.floor(random() * 6)),
    () => ['a', 'ab', 'b', 'ba', ''][Math.floor(random() * 5)],
    () => null,
    () => new Date(Math.floor(random() * 4)),
    () => random() < 0.5,
    () => Array.from({ length: Math.floor(random() * 3) }, () => Math.floor(random() * 6)),
    () => ({ x: Math.floor(random() * 3), y: Math.floor(random() * 3) }),
    () => [{ x: Math.floor(random() * 3), y: Math.floor(random() * 3) }, { x: Math.floor(random() * 3) }],
  ]
  return kinds[Math.floor(random() * kinds.length)]?.()
}

function randomFilter(random: () => number): object {
  const field = ['a', 'b', 'c', 'a.x', 'a.y'][Math.floor(random() * 5)] ?? 'a'
  const value = randomValue(random)
  const operators = ['$eq', '$gt', '$gte', '$lt', '$lte', '$ne']
  const pick = (): string => operators[Math.floor(random() * operators.length)] ?? '$eq'
  const shapes = [
    () => ({ [field]: value }),
    () => ({ [field]: { [pick()]: value } }),
    () => ({ [field]: { $gte: Math.floor(random() * 3), $lt: 3 + Math.floor(random() * 3) } }),
    () => ({ [field]: { $in: [value, randomValue(random), randomValue(random)] } }),
    () => ({ [field]: { $exists: random() < 0.5 } }),
    () => ({ a: { $elemMatch: { x: Math.floor(random() * 3), y: Math.floor(random() * 3) } } }),
    () => ({ [field]: { $regex: '^a' } }),
    () => ({ $and: [randomFilter(random), randomFilter(random)] }),
    () => ({ $or: [randomFilter(random), randomFilter(random)] }),
  ]
  return shapes[Math.floor(random() * shapes.length)]?.() ?? {}
}

test('a planned query answers as a scan does, whatever the data, the filter and the sort', async () => {
  const random = seeded(20261122)
  const rows = running.db.collection<Row>('random')
  const docs = Array.from({ length: 300 }, (_, index): Row => {
    const doc: Row = { _id: index }
    for (const field of ['a', 'b', 'c']) if (random() < 0.85) doc[field] = randomValue(random)
    // Two arrays cannot stand in one compound index.
    if (Array.isArray(doc['a']) && Array.isArray(doc['b'])) doc['b'] = 1
    return doc
  })
  await rows.insertMany(docs)
  await rows.createIndexes([
    { key: { a: 1, b: -1 } },
    { key: { b: 1 }, sparse: true },
    { key: { c: -1 } },
    { key: { c: 1, _id: -1 }, partialFilterExpression: { c: { $gt: 1 } }, name: 'partial' },
    { key: { 'a.x': 1, 'a.y': 1 } },
  ])
  for (let round = 0; round < 200; round += 1) {
    const filter = randomFilter(random)
    const field = ['a', 'b', 'c'][Math.floor(random() * 3)] ?? 'a'
    const sort = { [field]: random() < 0.5 ? 1 : -1, _id: 1 } as const
    const label = JSON.stringify({ filter, sort })
    const planned = (await rows.find(filter, { sort }).toArray()).map(({ _id }) => _id)
    const scanned = (await rows.find(filter, { sort, hint: { $natural: 1 } }).toArray()).map(({ _id }) => _id)
    expect(planned, label).toEqual(scanned)
    expect(await rows.countDocuments(filter), label).toBe(scanned.length)
  }
})

test('the hot queries use their indexes', async () => {
  const rows = running.db.collection<Row>('hot')
  await rows.createIndexes([
    { key: { thread: 1, seq: 1 }, unique: true },
    { key: { state: 1, at: 1 }, partialFilterExpression: { state: 'pending' } },
    { key: { control: 1, queue: 1, requestedAt: 1 } },
  ])
  await rows.insertMany(
    Array.from(
      { length: 200 },
      (_, n): Row => ({
        _id: n,
        thread: `t${n % 4}`,
        seq: n,
        state: n % 5 ? 'done' : 'pending',
        at: new Date(n),
        control: 'requested',
        queue: `q${n % 2}`,
        requestedAt: new Date(1000 - n),
      }),
    ),
  )
  const examined = async (filter: object, options: object = {}): Promise<unknown[]> => {
    const { executionStats: stats } = (await rows
      .find(filter, options)
      .explain('executionStats')) as unknown as { executionStats: Record<string, number> }
    return [stats['nReturned'], stats['totalDocsExamined']]
  }
  expect(await examined({ _id: 5 })).toEqual([1, 1])
  expect(await examined({ _id: { $in: [1, 2, 3] } })).toEqual([3, 3])
  expect(await examined({ thread: 't1', seq: { $gt: 100, $lte: 120 } }, { sort: { seq: 1 } })).toEqual([5, 5])
  expect(
    await examined({ state: 'pending', at: { $lt: new Date(50) } }, { sort: { at: 1 }, limit: 4 }),
  ).toEqual([4, 4])
  expect(
    await examined({ control: 'requested', queue: 'q1' }, { sort: { requestedAt: 1 }, limit: 3 }),
  ).toEqual([3, 3])
  expect(await examined({ $or: [{ _id: 1 }, { thread: 't2', seq: 2 }] })).toEqual([2, 2])
})

test('projections include, exclude, slice, match elements and compute', async () => {
  const rows = running.db.collection<Row>('projected')
  await rows.insertOne({
    _id: 1,
    a: { b: 1, c: 2 },
    l: [
      { k: 1, v: 2 },
      { k: 2, v: 3 },
    ],
    n: 5,
  })
  const show = async (projection: object, filter: object = {}): Promise<unknown> =>
    rows.findOne({ _id: 1, ...filter }, { projection })
  expect(await show({ 'a.b': 1 })).toEqual({ _id: 1, a: { b: 1 } })
  expect(await show({ _id: 0, a: 0, l: 0 })).toEqual({ n: 5 })
  expect(await show({ 'l.v': 1, _id: 0 })).toEqual({ l: [{ v: 2 }, { v: 3 }] })
  expect(await show({ l: { $slice: -1 }, a: 0, n: 0 })).toEqual({ _id: 1, l: [{ k: 2, v: 3 }] })
  expect(await show({ l: { $elemMatch: { k: 2 } } })).toEqual({ _id: 1, l: [{ k: 2, v: 3 }] })
  expect(await show({ 'l.$': 1 }, { 'l.v': 3 })).toEqual({ _id: 1, l: [{ k: 2, v: 3 }] })
  expect(await show({ n: 1, twice: { $multiply: ['$n', 2] } })).toEqual({ _id: 1, n: 5, twice: 10 })
  await expect(show({ a: 1, n: 0 })).rejects.toMatchObject({ code: 31254 })
})

test('cursors fetch in batches, survive changes between them, and end', async () => {
  const rows = running.db.collection<Row>('batched')
  await rows.insertMany(Array.from({ length: 1000 }, (_, n): Row => ({ _id: n, n })))
  const seen: number[] = []
  for await (const { _id } of rows.find({}, { batchSize: 50, sort: { _id: -1 } })) {
    seen.push(_id)
    if (_id === 500) await rows.deleteMany({ _id: { $lt: 100 } })
  }
  expect(seen[0]).toBe(999)
  expect(new Set(seen).size).toBe(seen.length)
  expect(seen.filter((id) => id >= 100)).toHaveLength(900)
  const cursor = rows.find({}, { batchSize: 2 })
  await cursor.next()
  const { id } = cursor as unknown as { id: unknown }
  await cursor.close()
  await expect(running.db.command({ getMore: id, collection: 'batched' })).rejects.toMatchObject({ code: 43 })
  expect(await rows.countDocuments({}, { limit: 10 })).toBe(10)
  expect(await rows.estimatedDocumentCount()).toBe(900)
  expect(await rows.distinct('n', { n: { $lt: 103 } })).toEqual([100, 101, 102])
})

test('what is not supported is refused by number', async () => {
  const rows = running.db.collection('values')
  const cases: [() => Promise<unknown>, number][] = [
    [() => rows.find({ v: { $near: [1, 2] } }).toArray(), 238],
    [() => rows.find({ $where: 'true' }).toArray(), 238],
    [() => rows.find({ v: { $frob: 1 } }).toArray(), 2],
    [() => rows.find({}, { collation: { locale: 'en', strength: 2 } }).toArray(), 238],
    [() => rows.aggregate([{ $frobnicate: {} }]).toArray(), 40324],
    [() => rows.aggregate([{ $search: {} }]).toArray(), 238],
    [() => rows.aggregate([{ $project: { x: { $frob: 1 } } }]).toArray(), 168],
    [() => running.db.command({ frobnicate: 1 }), 59],
    [() => running.db.command({ convertToCapped: 'values', size: 1000 }), 115],
    [() => running.db.command({ find: 'values', frob: 1 }), 40415],
    [() => rows.watch().next(), 238],
    [() => running.db.createCollection('capped', { capped: true, size: 1000 }), 238],
  ]
  for (const [work, code] of cases) await expect(work(), String(work)).rejects.toMatchObject({ code })
  const session = running.client.startSession()
  session.startTransaction()
  await expect(rows.insertOne({ v: 1 }, { session })).rejects.toMatchObject({ code: 263 })
  await session.endSession()
})

test('a pattern with a fixed beginning finds by index what it finds without one', async () => {
  const rows = running.db.collection<Row>('beginnings')
  const { BSONRegExp } = mongoose.mongo
  const values = [
    'b',
    'bc',
    'b\u{10ffff}',
    'b\u{10ffff}z',
    'c',
    'ab',
    new BSONRegExp('^b'),
    ['x', 'bz'],
    'b'.repeat(3000),
  ]
  await rows.insertMany(values.map((v, _id) => ({ _id, v, w: 1 })))
  const ask = async (options: object) =>
    (await rows.find({ v: /^b/ }, options).sort({ _id: 1 }).toArray()).map(({ _id }) => _id)
  const scanned = await ask({ hint: { $natural: 1 } })
  expect(scanned).toEqual([0, 1, 2, 3, 6, 7, 8])
  for (const keys of [{ v: 1 }, { v: -1 }, { v: 1, w: -1 }, { w: 1, v: -1 }] as const) {
    const name = await rows.createIndex(keys)
    expect(await ask({ hint: name }), name).toEqual(scanned)
  }
})

test('a partial index serves only what it holds every answer to', async () => {
  const rows = running.db.collection<Row>('partial')
  const { MinKey, MaxKey } = mongoose.mongo
  await rows.insertMany([{ _id: 1 }, { _id: 2, v: 1 }, { _id: 3, v: null }])
  await rows.createIndex({ v: 1 }, { partialFilterExpression: { v: { $exists: true } } })
  const count = (filter: object) =>
    rows
      .find(filter)
      .toArray()
      .then(({ length }) => length)
  expect(await count({ v: { $gt: new MinKey() } })).toBe(3)
  expect(await count({ v: { $lte: new MaxKey() } })).toBe(3)
  expect(await count({ v: { $gte: 1 } })).toBe(1)
  expect(await count({ v: { $gte: null } })).toBe(2)
})

test('an element picked by a projection comes last, and only from a field of the document itself', async () => {
  const rows = running.db.collection<Row>('picked')
  await rows.insertOne({ _id: 1, list: [1, 5, 9], a: 2, in: { list: [3] }, other: [1, 2] })
  const show = async (projection: object, filter: object = {}) => rows.findOne(filter, { projection })
  const picked = await show({ list: { $elemMatch: { $gt: 3 } }, a: 1 })
  expect(Object.entries(picked ?? {})).toEqual([
    ['_id', 1],
    ['a', 2],
    ['list', [5]],
  ])
  await expect(show({ 'in.list': { $elemMatch: { $gt: 1 } } })).rejects.toMatchObject({ code: 31275 })
  const two = { list: 5, other: 2 }
  await expect(show({ 'list.$': 1, 'other.$': 1 }, two)).rejects.toMatchObject({ code: 31276 })
  const mixed = { 'list.$': 1, other: { $elemMatch: { $gt: 1 } } }
  await expect(show(mixed, two)).rejects.toMatchObject({ code: 31255 })
})
