import { beforeAll, expect, test } from 'vitest'
import { withStore } from '../with-store.ts'

const running = withStore()

interface Row {
  _id: unknown
  [field: string]: unknown
}

async function insert(name: string, rows: Row[]): Promise<void> {
  await running.db.collection<Row>(name).insertMany(rows)
}

async function aggregate(name: string, stages: object[]): Promise<unknown[]> {
  return running.db.collection(name).aggregate(stages).toArray()
}

async function code(name: string, stages: object[]): Promise<unknown> {
  return aggregate(name, stages).then(
    () => 'no error',
    (error: { code?: unknown }) => error.code,
  )
}

beforeAll(async () => {
  await insert('orders', [
    { _id: 1, item: 'almonds', tags: ['a', 'b'] },
    { _id: 2, item: null },
    { _id: 3 },
    { _id: 4, item: ['pecans', 'almonds'] },
    { _id: 5, item: [] },
  ])
  await insert('stock', [
    { _id: 1, sku: 'almonds', qty: 120 },
    { _id: 2, sku: 'pecans', qty: 70 },
    { _id: 3, sku: null },
    { _id: 4 },
  ])
  await insert('staff', [
    { _id: 1, name: 'Dev' },
    { _id: 2, name: 'Eliot', boss: 'Dev' },
    { _id: 3, name: 'Ron', boss: 'Eliot' },
    { _id: 4, name: 'Andrew', boss: 'Eliot' },
    { _id: 5, name: 'Asya', boss: 'Ron' },
  ])
})

test('$lookup meets elements of arrays, null and missing as MongoDB does (manual: $lookup)', async () => {
  const found = await aggregate('orders', [
    { $lookup: { from: 'stock', localField: 'item', foreignField: 'sku', as: 'in.stock' } },
    { $sort: { _id: 1 } },
    { $project: { ids: '$in.stock._id' } },
  ])
  expect(found).toEqual([
    { _id: 1, ids: [1] },
    { _id: 2, ids: [3, 4] },
    { _id: 3, ids: [3, 4] },
    { _id: 4, ids: [1, 2] },
    { _id: 5, ids: [] },
  ])
})

test('$lookup with let, a pipeline and both, whose variables change from document to document', async () => {
  const found = await aggregate('orders', [
    { $match: { _id: { $in: [1, 3] } } },
    {
      $lookup: {
        from: 'stock',
        let: { wanted: '$item' },
        pipeline: [
          { $match: { $expr: { $eq: ['$sku', '$$wanted'] } } },
          {
            $lookup: {
              from: 'staff',
              let: { q: '$_id' },
              pipeline: [{ $match: { $expr: { $eq: ['$_id', '$$q'] } } }],
              as: 's',
            },
          },
          { $project: { who: { $first: '$s.name' }, kind: { $type: '$$wanted' } } },
        ],
        as: 'found',
      },
    },
    { $project: { found: 1 } },
    { $sort: { _id: 1 } },
  ])
  expect(found).toEqual([
    { _id: 1, found: [{ _id: 1, who: 'Dev', kind: 'string' }] },
    { _id: 3, found: [{ _id: 4, who: 'Andrew', kind: 'missing' }] },
  ])
  const joined = await aggregate('orders', [
    { $match: { _id: 4 } },
    {
      $lookup: {
        from: 'stock',
        localField: 'item',
        foreignField: 'sku',
        pipeline: [{ $match: { qty: { $gt: 100 } } }, { $project: { _id: 1 } }],
        as: 'found',
      },
    },
  ])
  expect(joined).toEqual([{ _id: 4, item: ['pecans', 'almonds'], found: [{ _id: 1 }] }])
  expect(await code('orders', [{ $lookup: { from: 'stock', pipeline: [{ $out: 'x' }], as: 'x' } }])).toBe(
    51047,
  )
})

test('$graphLookup finds what is connected, with its depth (manual: $graphLookup)', async () => {
  const search = {
    from: 'staff',
    startWith: '$boss',
    connectFromField: 'boss',
    connectToField: 'name',
    as: 'chain',
  }
  const chain = async (extra: object): Promise<unknown> => {
    const [row] = await aggregate('staff', [
      { $match: { name: 'Asya' } },
      { $graphLookup: { ...search, ...extra } },
    ])
    return (row as { chain: Row[] }).chain.map(({ name, d }) => (d === undefined ? name : [name, d]))
  }
  expect(await chain({ depthField: 'd' })).toEqual([
    ['Ron', 0],
    ['Eliot', 1],
    ['Dev', 2],
  ])
  expect(await chain({ maxDepth: 0 })).toEqual(['Ron'])
  expect(await chain({ restrictSearchWithMatch: { name: { $ne: 'Eliot' } } })).toEqual(['Ron'])
  expect(await code('staff', [{ $graphLookup: { from: 'staff' } }])).toBe(40105)
})

test('$bucketAuto parts evenly and keeps equal values together (manual: $bucketAuto)', async () => {
  await insert(
    'art',
    [76, 80, 76, 89, 100, 167, 200, 199, 483].map((price, _id) => ({ _id, price })),
  )
  expect(await aggregate('art', [{ $bucketAuto: { groupBy: '$price', buckets: 4 } }])).toEqual([
    { _id: { min: 76, max: 80 }, count: 2 },
    { _id: { min: 80, max: 100 }, count: 2 },
    { _id: { min: 100, max: 199 }, count: 2 },
    { _id: { min: 199, max: 483 }, count: 3 },
  ])
  expect(await code('art', [{ $bucketAuto: { groupBy: '$price', buckets: 2, granularity: 'R5' } }])).toBe(238)
  expect(await code('art', [{ $bucketAuto: { groupBy: '$price', buckets: 0 } }])).toBe(40243)
})

test('$redact keeps, cuts or goes down level by level (manual: $redact)', async () => {
  await insert('forecasts', [
    {
      _id: 1,
      tags: ['G', 'STLW'],
      subsections: [
        { title: 'one', tags: ['SI', 'G'] },
        { title: 'two', tags: ['STLW'] },
        { title: 'three', tags: ['TK'], inner: { tags: ['G'] } },
      ],
    },
  ])
  const decision = {
    $cond: [{ $gt: [{ $size: { $setIntersection: ['$tags', ['STLW', 'G']] } }, 0] }, '$$DESCEND', '$$PRUNE'],
  }
  expect(await aggregate('forecasts', [{ $redact: decision }])).toEqual([
    {
      _id: 1,
      tags: ['G', 'STLW'],
      subsections: [
        { title: 'one', tags: ['SI', 'G'] },
        { title: 'two', tags: ['STLW'] },
      ],
    },
  ])
  expect(await code('forecasts', [{ $redact: 'x' }])).toBe(17053)
})

test('$densify and $fill (manual pages of these names)', async () => {
  await insert('coffee', [
    { _id: 1, kind: 'A', alt: 600 },
    { _id: 2, kind: 'A', alt: 1000 },
    { _id: 3, kind: 'B', alt: 800 },
  ])
  const densify = async (bounds: unknown): Promise<unknown> => {
    const rows = await aggregate('coffee', [
      { $densify: { field: 'alt', partitionByFields: ['kind'], range: { bounds, step: 200 } } },
      { $sort: { kind: 1, alt: 1 } },
    ])
    return (rows as Row[]).map(({ kind, alt, _id }) => `${kind}${alt}${_id ? '' : '+'}`).join(' ')
  }
  expect(await densify('full')).toBe('A600 A800+ A1000 B600+ B800 B1000+')
  expect(await densify('partition')).toBe('A600 A800+ A1000 B800')
  expect(await densify([400, 900])).toBe('A400+ A600 A800+ A1000 B400+ B600+ B800')
  await insert('hours', [
    { _id: 1, at: new Date('2021-05-18T00:00:00Z') },
    { _id: 2, at: new Date('2021-05-18T02:00:00Z') },
  ])
  const hours = await aggregate('hours', [
    { $densify: { field: 'at', range: { bounds: 'full', step: 1, unit: 'hour' } } },
  ])
  expect((hours as { at: Date }[]).map(({ at }) => at.getUTCHours())).toEqual([0, 1, 2])
  await insert('rates', [
    { _id: 1, t: 1, price: 500, n: 1 },
    { _id: 2, t: 2 },
    { _id: 3, t: 4, price: 530, n: null },
    { _id: 4, t: 5, n: 2 },
  ])
  expect(
    await aggregate('rates', [
      {
        $fill: {
          sortBy: { t: 1 },
          output: { price: { method: 'linear' }, n: { method: 'locf' }, x: { value: 'none' } },
        },
      },
    ]),
  ).toEqual([
    { _id: 1, t: 1, price: 500, n: 1, x: 'none' },
    { _id: 2, t: 2, price: 510, n: 1, x: 'none' },
    { _id: 3, t: 4, price: 530, n: 1, x: 'none' },
    { _id: 4, t: 5, price: null, n: 2, x: 'none' },
  ])
})

test('$documents, $collStats, $facet, $sample, $unwind and places of stages', async () => {
  expect(
    await running.db.aggregate([{ $documents: [{ a: 1 }, { a: 2 }] }, { $match: { a: 2 } }]).toArray(),
  ).toEqual([{ a: 2 }])
  expect(await aggregate('staff', [{ $collStats: { count: {} } }])).toMatchObject([
    { ns: 'test.staff', count: 5 },
  ])
  expect(await aggregate('staff', [{ $sample: { size: 2 } }])).toHaveLength(2)
  expect(
    await aggregate('staff', [{ $facet: { n: [{ $count: 'n' }], none: [{ $match: { _id: 99 } }] } }]),
  ).toEqual([{ n: [{ n: 5 }], none: [] }])
  expect(
    await aggregate('orders', [
      { $unwind: { path: '$item', includeArrayIndex: 'at.index', preserveNullAndEmptyArrays: true } },
      { $match: { _id: { $gte: 3 } } },
    ]),
  ).toEqual([
    { _id: 3, at: { index: null } },
    { _id: 4, item: 'pecans', at: { index: 0 } },
    { _id: 4, item: 'almonds', at: { index: 1 } },
    { _id: 5, at: { index: null } },
  ])
  const wrong: [object[], number][] = [
    [[{ $match: {} }, { $collStats: {} }], 40602],
    [[{ $out: 'x' }, { $match: {} }], 40601],
    [[{ $facet: { a: [{ $facet: {} }] } }], 40600],
    [[{ $facet: { a: [] } }], 40168],
    [[{ $unwind: 'item' }], 28818],
    [[{ $sample: { size: -1 } }], 28747],
    [[{ $count: '' }], 40157],
    [[{ $sortByCount: 'x' }], 40148],
    [[{ $indexStats: { a: 1 } }], 28803],
    [[{ $frobnicate: {} }], 40324],
    [[{ $set: {} }], 40177],
    [[{ $bucket: { groupBy: '$a', boundaries: [1, 'x'] } }], 40193],
  ]
  for (const [stages, number] of wrong)
    expect(await code('orders', stages), JSON.stringify(stages)).toBe(number)
})

test('$project and $set: nested, computed, removed and through arrays (manual: $project, $set)', async () => {
  await insert('shapes', [{ _id: 1, a: 5, l: [{ x: 1, y: 2 }, 7], n: { p: 1, q: 2 } }])
  const shape = async (stage: object): Promise<unknown> => (await aggregate('shapes', [stage]))[0]
  expect(await shape({ $project: { 'l.x': 1 } })).toEqual({ _id: 1, l: [{ x: 1 }] })
  expect(await shape({ $project: { _id: 0, a: { b: '$n.p' } } })).toEqual({ a: { b: 1 } })
  expect(await shape({ $project: { n: { q: 0 }, l: 0 } })).toEqual({ _id: 1, a: 5, n: { p: 1 } })
  expect(await shape({ $project: { a: '$$REMOVE', q: '$n.q' } })).toEqual({ _id: 1, q: 2 })
  expect(await shape({ $set: { 'l.z': 3, 'n.p': '$$REMOVE', a: { b: '$a' } } })).toEqual({
    _id: 1,
    a: { b: 5 },
    l: [{ x: 1, y: 2, z: 3 }, { z: 3 }],
    n: { q: 2 },
  })
})
