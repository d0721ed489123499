import { Int32 } from 'bson'
import { expect, test } from 'vitest'
import type { Value } from '../bson/value.ts'
import { fieldsNeeded } from './dependencies.ts'

const one = new Int32(1)

const NAMED: readonly [Value[], string[]][] = [
  [[{ $group: { _id: '$team.name', n: { $sum: '$score' } } }], ['team', 'score']],
  [
    [{ $match: { $or: [{ a: one }, { 'b.c': one }] } }, { $count: 'n' }],
    ['a', 'b'],
  ],
  [
    [{ $match: { $expr: { $gt: ['$a', '$$ROOT.b'] } } }, { $count: 'n' }],
    ['a', 'b'],
  ],
  [[{ $group: { _id: null, n: { $sum: one } } }], []],
  [[{ $unwind: '$tags' }, { $sortByCount: '$tags' }], ['tags']],
  [
    [{ $sort: { at: one } }, { $project: { x: one } }],
    ['at', 'x', '_id'],
  ],
  [
    [{ $set: { d: { $add: ['$a', '$b'] } } }, { $group: { _id: '$d' } }],
    ['d', 'a', 'b'],
  ],
  [[{ $group: { _id: one, t: { $top: { output: '$p', sortBy: { s: one } } } } }], ['p', 's']],
  [[{ $group: { _id: { $literal: '$no' } } }], []],
  [
    [
      { $lookup: { from: 'f', localField: 'l.x', foreignField: 'y', let: { v: '$w' }, as: 'as' } },
      { $group: { _id: '$as.z' } },
    ],
    ['as', 'l', 'w'],
  ],
]

const ALL: readonly Value[][] = [
  [],
  [{ $match: { a: one } }],
  [{ $group: { _id: null, docs: { $push: '$$ROOT' } } }],
  [{ $group: { _id: { $getField: 'a' } } }],
  [{ $group: { _id: { $let: { vars: { CURRENT: '$a' }, in: '$b' } } } }],
  [{ $facet: { a: [{ $count: 'n' }] } }, { $count: 'n' }],
  [{ $project: { a: new Int32(0) } }],
  [{ $match: { $where: 'x' } }, { $count: 'n' }],
  [{ $setWindowFields: { output: {} } }, { $count: 'n' }],
]

test('names the fields that the leading stages look at', () => {
  for (const [pipeline, fields] of NAMED)
    expect([...(fieldsNeeded(pipeline) ?? ['all'])].sort(), JSON.stringify(pipeline)).toEqual(
      [...fields].sort(),
    )
})

test('takes all fields where any may matter', () => {
  for (const pipeline of ALL) expect(fieldsNeeded(pipeline), JSON.stringify(pipeline)).toBeUndefined()
})
