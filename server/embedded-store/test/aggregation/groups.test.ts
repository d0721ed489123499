import { beforeAll, expect, test } from 'vitest'
import { withStore } from '../with-store.ts'
import { decimal, double, int, long, typed } from './expression-cases.ts'

const running = withStore()

interface Row {
  _id: number
  [field: string]: unknown
}

beforeAll(async () => {
  await running.db.collection<Row>('plays').insertMany([
    { _id: 1, team: 'a', score: 31, player: 'x' },
    { _id: 2, team: 'a', score: 33, player: 'y' },
    { _id: 3, team: 'a', score: 99, player: 'z' },
    { _id: 4, team: 'b', score: null, player: 'u' },
    { _id: 5, team: 'b', score: 5, player: 'v' },
    { _id: 6, team: 'b', player: 'w' },
  ])
})

async function group(columns: object, id: unknown = '$team', collection = 'plays'): Promise<unknown[]> {
  const rows = await running.db
    .collection(collection, { promoteValues: false })
    .aggregate([{ $sort: { _id: 1 } }, { $group: { _id: id, ...columns } }, { $sort: { _id: 1 } }])
    .toArray()
  return rows.map(typed)
}

async function code(stages: object[], collection = 'plays'): Promise<unknown> {
  return running.db
    .collection(collection)
    .aggregate(stages)
    .toArray()
    .then(
      () => 'no error',
      (error: { code?: unknown }) => error.code,
    )
}

test('the accumulators of $group (manual: $first, $lastN, $maxN, $top, $bottomN, $addToSet …)', async () => {
  expect(
    await group({
      first: { $first: '$score' },
      last: { $last: '$score' },
      firstN: { $firstN: { input: '$score', n: int(2) } },
      lastN: { $lastN: { input: '$score', n: int(2) } },
      maxN: { $maxN: { input: '$score', n: int(2) } },
      minN: { $minN: { input: '$score', n: int(2) } },
      top: { $top: { output: ['$player', '$score'], sortBy: { score: -1 } } },
      bottom: { $bottom: { output: '$player', sortBy: { score: -1 } } },
      topN: { $topN: { output: '$player', sortBy: { score: -1 }, n: int(2) } },
      bottomN: { $bottomN: { output: '$player', sortBy: { score: -1 }, n: int(2) } },
      push: { $push: '$score' },
      count: { $count: {} },
    }),
  ).toEqual([
    {
      _id: 'a',
      first: 'int 31',
      last: 'int 99',
      firstN: ['int 31', 'int 33'],
      lastN: ['int 33', 'int 99'],
      maxN: ['int 99', 'int 33'],
      minN: ['int 31', 'int 33'],
      top: ['z', 'int 99'],
      bottom: 'x',
      topN: ['z', 'y'],
      bottomN: ['y', 'x'],
      push: ['int 31', 'int 33', 'int 99'],
      count: 'int 3',
    },
    {
      _id: 'b',
      first: null,
      last: null,
      firstN: [null, 'int 5'],
      lastN: ['int 5', null],
      maxN: ['int 5'],
      minN: ['int 5'],
      top: ['v', 'int 5'],
      bottom: 'w',
      topN: ['v', 'u'],
      bottomN: ['u', 'w'],
      push: [null, 'int 5'],
      count: 'int 3',
    },
  ])
})

test('the n of $firstN may depend on the group (manual: $firstN)', async () => {
  const n = { $cond: [{ $eq: ['$team', 'a'] }, int(1), int(3)] }
  expect(await group({ f: { $firstN: { input: '$player', n } } }, { team: '$team' })).toEqual([
    { _id: { team: 'a' }, f: ['x'] },
    { _id: { team: 'b' }, f: ['u', 'v', 'w'] },
  ])
})

test('sums and averages keep what plain addition loses, and the widest type', async () => {
  const numbers = running.db.collection<Row>('numbers')
  await numbers.insertMany([
    ...Array.from({ length: 10 }, (_, n): Row => ({ _id: n, k: 'tenths', v: double(0.1) })),
    { _id: 20, k: 'huge', v: double(1e100) },
    { _id: 21, k: 'huge', v: double(1) },
    { _id: 22, k: 'huge', v: double(-1e100) },
    { _id: 30, k: 'ints', v: int(2147483647) },
    { _id: 31, k: 'ints', v: int(1) },
    { _id: 40, k: 'longs', v: long('9007199254740993') },
    { _id: 41, k: 'longs', v: int(1) },
    { _id: 50, k: 'over', v: long('9223372036854775807') },
    { _id: 51, k: 'over', v: long('9223372036854775807') },
    { _id: 60, k: 'decimals', v: decimal('0.10') },
    { _id: 61, k: 'decimals', v: int(2) },
    { _id: 70, k: 'inf', v: double(Number.POSITIVE_INFINITY) },
    { _id: 71, k: 'inf', v: double(1) },
    { _id: 80, k: 'none', v: 'text' },
  ])
  expect(await group({ s: { $sum: '$v' }, a: { $avg: '$v' } }, '$k', 'numbers')).toEqual([
    { _id: 'decimals', s: 'decimal128 2.10', a: 'decimal128 1.05' },
    // MongoDB keeps the lost 1 in a second double, which its answer leaves out unless it changes the first.
    { _id: 'huge', s: 'double 0', a: 'double 0' },
    { _id: 'inf', s: 'double Infinity', a: 'double Infinity' },
    { _id: 'ints', s: 'long 2147483648', a: 'double 1073741824' },
    { _id: 'longs', s: 'long 9007199254740994', a: 'double 4503599627370497' },
    { _id: 'none', s: 'int 0', a: null },
    { _id: 'over', s: 'double 18446744073709552000', a: 'double 9223372036854776000' },
    { _id: 'tenths', s: 'double 1', a: 'double 0.1' },
  ])
})

test('equal keys of different types are one group, and null and missing are one', async () => {
  await running.db
    .collection<Row>('keys')
    .insertMany([
      { _id: 1, k: int(1) },
      { _id: 2, k: double(1) },
      { _id: 3, k: decimal('1.0') },
      { _id: 4, k: long(1) },
      { _id: 5, k: null },
      { _id: 6 },
      { _id: 7, k: '1' },
    ])
  const counts = { n: { $sum: int(1) } }
  expect(await group(counts, '$k', 'keys')).toEqual([
    { _id: null, n: 'int 2' },
    { _id: 'int 1', n: 'int 4' },
    { _id: '1', n: 'int 1' },
  ])
  const compound = await group(counts, { a: '$k', b: '$_id' }, 'keys')
  expect(compound).toContainEqual({ _id: { b: 'int 6' }, n: 'int 1' })
})

test('wrong groups are told apart by number', async () => {
  expect(await code([{ $group: { n: { $sum: 1 } } }])).toBe(15955)
  expect(await code([{ $group: { _id: 1, n: { $frob: 1 } } }])).toBe(15952)
  expect(await code([{ $group: { _id: 1, n: 5 } }])).toBe(40234)
  expect(await code([{ $group: { _id: 1, n: { $sum: 1, $avg: 1 } } }])).toBe(40238)
  expect(await code([{ $group: { _id: 1, n: { $sum: [1, 2] } } }])).toBe(40237)
  expect(await code([{ $group: { _id: 1, 'a.b': { $sum: 1 } } }])).toBe(40235)
  expect(await code([{ $group: { _id: 1, n: { $accumulator: {} } } }])).toBe(238)
  expect(await code([{ $group: { _id: 1, n: { $firstN: { input: '$a' } } } }])).toBe(5787906)
})

test('a stage that keeps more than 100 MB is refused, and one that keeps a set of few is not', async () => {
  const wide = running.db.collection<Row>('wide')
  const text = 'x'.repeat(500_000)
  await wide.insertMany(Array.from({ length: 24 }, (_, _id): Row => ({ _id, text })))
  const copies = Object.fromEntries(Array.from({ length: 10 }, (_, n) => [`c${n}`, '$text']))
  const sorted = [{ $set: { n: '$_id', copies } }, { $sort: { n: 1 } }]
  expect(await code([{ $group: { _id: null, all: { $push: copies } } }], 'wide')).toBe(292)
  expect(await code([{ $group: { _id: null, all: { $addToSet: '$text' } } }], 'wide')).toBe('no error')
  expect(await code([...sorted, { $limit: 3 }, { $unset: 'copies' }], 'wide')).toBe('no error')
  expect(await code([...sorted, { $group: { _id: '$copies' } }], 'wide')).toBe(292)
})
