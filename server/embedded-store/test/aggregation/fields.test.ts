import { expect, test } from 'vitest'
import { withStore } from '../with-store.ts'

const running = withStore()

interface Row {
  _id: number
  [field: string]: unknown
}

async function aggregate(stages: object[]): Promise<unknown[]> {
  return running.db.collection('lean').aggregate(stages).toArray()
}

test('a field that only one stage looks at is there for it, and others are not missed', async () => {
  const rows = Array.from({ length: 50 }, (_, n) => ({
    _id: n,
    team: n % 3,
    n,
    pad: { text: 'x', list: [n] },
  }))
  await running.db.collection<Row>('lean').insertMany(rows)
  expect(
    await aggregate([
      { $match: { 'pad.list': { $gte: 45 } } },
      { $group: { _id: '$team', n: { $sum: '$n' } } },
      { $sort: { _id: 1 } },
    ]),
  ).toEqual([
    { _id: 0, n: 93 },
    { _id: 1, n: 95 },
    { _id: 2, n: 47 },
  ])
  expect(
    await aggregate([{ $sort: { n: -1 } }, { $limit: 1 }, { $project: { _id: 0, t: '$pad.text' } }]),
  ).toEqual([{ t: 'x' }])
  expect(await aggregate([{ $match: { _id: 7 } }, { $group: { _id: 1, all: { $push: '$$ROOT' } } }])).toEqual(
    [{ _id: 1, all: [rows[7]] }],
  )
})
