import { beforeEach, expect, test } from 'vitest'
import { withStore } from '../with-store.ts'

const running = withStore()

interface Row {
  _id: number
  [field: string]: unknown
}

const rows = (name: string) => running.db.collection<Row>(name)

beforeEach(async () => {
  for (const name of ['source', 'target', 'made']) await rows(name).deleteMany({})
  await rows('source').insertMany([
    { _id: 1, k: 'a', n: 10, extra: true },
    { _id: 2, k: 'b', n: 20 },
  ])
  await rows('target').insertMany([{ _id: 1, k: 'a', n: 1, old: true }])
})

async function merge(spec: unknown, stages: object[] = []): Promise<unknown> {
  return rows('source')
    .aggregate([...stages, { $merge: spec }])
    .toArray()
    .catch((error: { code?: unknown }) => error.code)
}

async function target(): Promise<unknown[]> {
  return rows('target')
    .find({}, { sort: { _id: 1 } })
    .toArray()
}

test('$merge: every whenMatched and whenNotMatched (manual: $merge)', async () => {
  expect(await merge('target')).toEqual([])
  expect(await target()).toEqual([
    { _id: 1, k: 'a', n: 10, old: true, extra: true },
    { _id: 2, k: 'b', n: 20 },
  ])
  await rows('target').deleteMany({ _id: 2 })
  expect(await merge({ into: 'target', whenMatched: 'replace', whenNotMatched: 'discard' })).toEqual([])
  expect(await target()).toEqual([{ _id: 1, k: 'a', n: 10, extra: true }])
  await rows('target').replaceOne({ _id: 1 }, { n: 1 })
  expect(await merge({ into: 'target', whenMatched: 'keepExisting' })).toEqual([])
  expect(await target()).toEqual([
    { _id: 1, n: 1 },
    { _id: 2, k: 'b', n: 20 },
  ])
  expect(await merge({ into: 'target', whenMatched: 'fail' })).toBe(11000)
  await rows('target').deleteMany({ _id: 2 })
  expect(await merge({ into: 'target', whenMatched: 'merge', whenNotMatched: 'fail' })).toBe(13113)
})

test('$merge with a pipeline sees both documents and the variables of let', async () => {
  const whenMatched = [{ $set: { n: { $add: ['$n', '$$new.n', '$$plus'] } } }]
  expect(await merge({ into: 'target', whenMatched, let: { plus: { $size: [['x', 'y']] } } })).toEqual([])
  expect(await target()).toEqual([
    { _id: 1, k: 'a', n: 13, old: true },
    { _id: 2, k: 'b', n: 20 },
  ])
})

test('$merge on other fields needs a unique index on just these, and values in them', async () => {
  const stages = [{ $project: { _id: 0, k: 1, n: 1 } }]
  expect(await merge({ into: 'target', on: 'k' }, stages)).toBe(51183)
  await rows('target').createIndex({ k: 1 }, { unique: true })
  expect(await merge({ into: 'target', on: 'k' }, stages)).toEqual([])
  expect(await target()).toMatchObject([
    { _id: 1, k: 'a', n: 10, old: true },
    { k: 'b', n: 20 },
  ])
  expect(await merge({ into: 'target', on: 'k' }, [{ $unset: 'k' }])).toBe(51132)
  expect(await merge({ into: 'target', whenMatched: 'keepExisting', whenNotMatched: 'fail' })).toBe(51189)
  expect(await merge({ into: { db: 'other', coll: 'target' } })).toBe(238)
  await rows('target').dropIndex('k_1')
})

test('$out replaces the documents, keeps the indexes, and leaves all as it was when it fails', async () => {
  await rows('made').createIndex({ k: 1 }, { unique: true })
  await rows('made').insertOne({ _id: 9, k: 'old' })
  const out = async (stages: object[]): Promise<unknown> =>
    rows('source')
      .aggregate([...stages, { $out: 'made' }])
      .toArray()
      .catch((error: { code?: unknown }) => error.code)
  expect(await out([{ $project: { k: 1 } }])).toEqual([])
  expect(await rows('made').find().toArray()).toEqual([
    { _id: 1, k: 'a' },
    { _id: 2, k: 'b' },
  ])
  expect(await out([{ $set: { k: 'same' } }])).toBe(11000)
  expect(await rows('made').countDocuments({})).toBe(2)
  expect((await rows('made').indexes()).map(({ name }) => name)).toEqual(['_id_', 'k_1'])
})

test('$merge into the collection that is read meets each document once', async () => {
  const stages = [{ $set: { _id: { $add: ['$_id', 100] } } }]
  expect(
    await rows('source')
      .aggregate([...stages, { $merge: 'source' }])
      .toArray(),
  ).toEqual([])
  expect(await rows('source').countDocuments({})).toBe(4)
})
