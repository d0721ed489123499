import { beforeAll, expect, test } from 'vitest'
import { withStore } from '../with-store.ts'

const running = withStore()

interface Row {
  _id: number
  [field: string]: unknown
}

beforeAll(async () => {
  await running.db.collection<Row>('cakes').insertMany([
    { _id: 0, state: 'CA', at: new Date('2020-05-18T14:10:30Z'), price: 13, n: 120 },
    { _id: 1, state: 'WA', at: new Date('2021-03-20T11:30:05Z'), price: 14, n: 140 },
    { _id: 2, state: 'CA', at: new Date('2021-01-11T06:31:15Z'), price: 12, n: 145 },
    { _id: 3, state: 'WA', at: new Date('2020-02-08T13:13:23Z'), price: 13, n: 104 },
    { _id: 4, state: 'CA', at: new Date('2019-05-18T16:09:01Z'), price: 41, n: 162 },
    { _id: 5, state: 'WA', at: new Date('2019-01-08T06:12:03Z'), price: 43, n: 134 },
  ])
})

async function window(spec: object, collection = 'cakes'): Promise<unknown> {
  const rows = await running.db
    .collection<Row>(collection)
    .aggregate([{ $setWindowFields: spec }])
    .toArray()
  return rows.map(({ _id, r }) => [_id, r])
}

async function code(spec: object): Promise<unknown> {
  return window(spec).then(
    () => 'no error',
    (error: { code?: unknown }) => error.code,
  )
}

test('windows of documents: running, sliding and whole (manual: $setWindowFields)', async () => {
  const by = { partitionBy: '$state', sortBy: { at: 1 } }
  const sum = async (documents: unknown[]): Promise<unknown> =>
    window({ ...by, output: { r: { $sum: '$n', window: { documents } } } })
  expect(await sum(['unbounded', 'current'])).toEqual([
    [4, 162],
    [0, 282],
    [2, 427],
    [5, 134],
    [3, 238],
    [1, 378],
  ])
  expect(await sum([-1, 0])).toEqual([
    [4, 162],
    [0, 282],
    [2, 265],
    [5, 134],
    [3, 238],
    [1, 244],
  ])
  expect(await sum(['current', 'unbounded'])).toEqual([
    [4, 427],
    [0, 265],
    [2, 145],
    [5, 378],
    [3, 244],
    [1, 140],
  ])
  expect(await window({ ...by, output: { r: { $push: '$n', window: { documents: [1, 2] } } } })).toEqual([
    [4, [120, 145]],
    [0, [145]],
    [2, []],
    [5, [104, 140]],
    [3, [140]],
    [1, []],
  ])
  expect(await window({ partitionBy: '$state', output: { r: { $max: '$n' } } })).toEqual([
    [0, 162],
    [2, 162],
    [4, 162],
    [1, 140],
    [3, 140],
    [5, 140],
  ])
})

test('windows of ranges, by number and by time (manual: $setWindowFields)', async () => {
  expect(
    await window({
      partitionBy: '$state',
      sortBy: { price: 1 },
      output: { r: { $sum: '$n', window: { range: [-10, 10] } } },
    }),
  ).toEqual([
    [2, 265],
    [0, 265],
    [4, 162],
    [3, 244],
    [1, 244],
    [5, 134],
  ])
  expect(
    await window({
      partitionBy: '$state',
      sortBy: { at: 1 },
      output: { r: { $push: '$_id', window: { range: ['unbounded', -10], unit: 'month' } } },
    }),
  ).toEqual([
    [4, []],
    [0, [4]],
    [2, [4]],
    [5, []],
    [3, [5]],
    [1, [5, 3]],
  ])
})

test('ranks, shifts, fillings and slopes (manual: $rank, $shift, $locf, $linearFill, $derivative)', async () => {
  await running.db.collection<Row>('ranks').insertMany([
    { _id: 1, v: 10, p: 500 },
    { _id: 2, v: 7 },
    { _id: 3, v: 9, p: 100 },
    { _id: 4, v: 9.5 },
  ])
  const by = { sortBy: { v: 1 } }
  const rank = (r: object): Promise<unknown> => window({ ...by, output: { r } }, 'ranks')
  expect(await rank({ $documentNumber: {} })).toEqual([
    [2, 1],
    [3, 2],
    [4, 3],
    [1, 4],
  ])
  expect(await rank({ $shift: { output: '$v', by: -1, default: 'none' } })).toEqual([
    [2, 'none'],
    [3, 7],
    [4, 9],
    [1, 9.5],
  ])
  expect(await rank({ $linearFill: '$p' })).toEqual([
    [2, null],
    [3, 100],
    [4, 300],
    [1, 500],
  ])
  expect(await rank({ $locf: '$p' })).toEqual([
    [2, null],
    [3, 100],
    [4, 100],
    [1, 500],
  ])
  expect(await rank({ $derivative: { input: '$v' }, window: { documents: [-1, 0] } })).toEqual([
    [2, null],
    [3, 1],
    [4, 1],
    [1, 1],
  ])
  await running.db.collection<Row>('ranks').insertOne({ _id: 5, v: 9 })
  expect(await rank({ $rank: {} })).toEqual([
    [2, 1],
    [3, 2],
    [5, 2],
    [4, 4],
    [1, 5],
  ])
  expect(await rank({ $denseRank: {} })).toEqual([
    [2, 1],
    [3, 2],
    [5, 2],
    [4, 3],
    [1, 4],
  ])
})

test('wrong windows are told apart by number, and what is not exact is refused', async () => {
  const cases: [object, number][] = [
    [{ output: { r: { $rank: {} } } }, 5371602],
    [{ sortBy: { n: 1 }, output: { r: { $rank: {}, window: { documents: [0, 1] } } } }, 5371601],
    [{ output: { r: { $sum: '$n', window: { documents: [-1, 0] } } } }, 5339901],
    [{ sortBy: { n: 1 }, output: { r: { $sum: '$n', window: { documents: [1, 0] } } } }, 5339900],
    [{ sortBy: { state: 1 }, output: { r: { $sum: '$n', window: { range: [-1, 1] } } } }, 5429414],
    [{ output: { r: { $frob: '$n' } } }, 9],
    [{ sortBy: { n: 1 }, output: { r: { $expMovingAvg: { input: '$n', N: 2 } } } }, 238],
    [{ partitionBy: ['$n'], output: { r: { $sum: '$n' } } }, 14],
  ]
  for (const [spec, number] of cases) expect(await code(spec), JSON.stringify(spec)).toBe(number)
})
