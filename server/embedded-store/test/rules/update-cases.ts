import * as v from './values.ts'

export interface UpdateCase {
  /** The page of the manual that decides. */
  source: string
  before: object
  update: object
  /** The document afterwards as `show` writes it, or the number of the error. */
  after: string | number
  /** More of the filter than the `_id`, for `$`. */
  query?: object
  arrayFilters?: object[]
}

type Row = [update: object, after: string | number, more?: Partial<UpdateCase>]

function cases(source: string, before: object, rows: Row[]): UpdateCase[] {
  return rows.map(([update, after, more]) => ({
    source: `manual: ${source}`,
    before,
    update,
    after,
    ...more,
  }))
}

const LONG_MAX = v.long('9223372036854775807')
const ordered = (...fields: v.Field[]): v.Value => v.obj(...fields)

export const UPDATE_CASES: UpdateCase[] = [
  ...cases('reference/operator/update', { b: 1 }, [
    // Fields are made in the order of their names, numbers by their size, whatever the order in the update.
    [{ $set: { z: 1, a: 1 }, $inc: { m: 1 } }, '{_id: 0, b: 1, a: 1, m: 1, z: 1}'],
    [
      { $set: ordered(['c.10', v.int(1)], ['c.9', v.int(2)], ['c.x', v.int(3)]) },
      '{_id: 0, b: 1, c: {9: 2, 10: 1, x: 3}}',
    ],
    [{ $set: {} }, '{_id: 0, b: 1}'],
    [{ $set: { a: 1, 'a.b': 1 } }, 40],
    [{ $set: { a: 1 }, $inc: { a: 1 } }, 40],
    [{ $set: { 'a.b': 1 }, $unset: { a: '' } }, 40],
    [{ $set: { 'b.c': 1 } }, 28],
    [{ $set: { 'a..b': 1 } }, 56],
    [{ $set: { '': 1 } }, 56],
    [{ $set: 5 }, 9],
    [{ $frob: { a: 1 } }, 9],
    [{ $set: { _id: 1 } }, 66],
    [{ $set: { _id: 0 } }, '{_id: 0, b: 1}'],
    [{ $set: { _id: v.double(0) } }, 66],
    [{ $unset: { _id: '' } }, 66],
    [{ $set: { '_id.x': 1 } }, 28],
  ]),
  ...cases(
    'reference/operator/update/inc and mul',
    { i: v.int(2147483647), l: LONG_MAX, d: v.double(3), m: v.decimal('1.10'), s: 'x' },
    [
      [{ $inc: { i: 1 } }, `{_id: 0, i: 2147483648L, l: 9223372036854775807L, d: 3d, m: 1.10m, s: "x"}`],
      [
        { $inc: { i: v.double(1) } },
        `{_id: 0, i: 2147483648d, l: 9223372036854775807L, d: 3d, m: 1.10m, s: "x"}`,
      ],
      [{ $inc: { l: 1 } }, 2],
      [{ $mul: { l: 2 } }, 2],
      [{ $inc: { m: 1 } }, `{_id: 0, i: 2147483647, l: 9223372036854775807L, d: 3d, m: 2.10m, s: "x"}`],
      [{ $inc: { s: 1 } }, 14],
      [{ $inc: { i: 'x' } }, 14],
      [
        { $mul: { d: 2, n: v.long(5) } },
        `{_id: 0, i: 2147483647, l: 9223372036854775807L, d: 6d, m: 1.10m, s: "x", n: 0L}`,
      ],
    ],
  ),
  ...cases('reference/operator/update/min and max', { n: 5, z: null }, [
    [{ $min: { n: v.double(5) } }, '{_id: 0, n: 5, z: null}'],
    [{ $min: { n: 'a' } }, '{_id: 0, n: 5, z: null}'],
    [{ $max: { n: 'a' } }, '{_id: 0, n: "a", z: null}'],
    [{ $max: { z: v.minKey, y: v.minKey } }, '{_id: 0, n: 5, z: null, y: minKey}'],
    [{ $min: { n: null } }, '{_id: 0, n: null, z: null}'],
  ]),
  ...cases('reference/operator/update/rename', { a: 1, b: 2, c: { d: 3 }, l: [{ x: 1 }] }, [
    [{ $rename: { a: 'b' } }, '{_id: 0, b: 1, c: {d: 3}, l: [{x: 1}]}'],
    [{ $rename: { a: 'z', 'c.d': 'n.m' } }, '{_id: 0, b: 2, c: {}, l: [{x: 1}], n: {m: 3}, z: 1}'],
    [{ $rename: { q: 'b' } }, '{_id: 0, a: 1, b: 2, c: {d: 3}, l: [{x: 1}]}'],
    [{ $rename: { a: 'a' } }, 2],
    [{ $rename: { c: 'c.e' } }, 2],
    [{ $rename: { 'l.0.x': 'y' } }, 2],
    [{ $rename: { a: 'l.0.y' } }, 2],
    [{ $rename: { a: 5 } }, 2],
    [{ $rename: { a: 'z' }, $set: { z: 1 } }, 40],
    [{ $rename: { 'a.x': 'z' } }, 28],
  ]),
  ...cases('reference/operator/update/set and unset', { l: [1, 2], o: { a: 1 } }, [
    [{ $set: { 'l.4': 9 } }, '{_id: 0, l: [1, 2, null, null, 9], o: {a: 1}}'],
    [{ $set: { 'l.0': 9, 'o.b.c': 1 } }, '{_id: 0, l: [9, 2], o: {a: 1, b: {c: 1}}}'],
    [{ $set: { 'l.x': 9 } }, 28],
    [{ $set: { 'l.2.y': 9 } }, '{_id: 0, l: [1, 2, {y: 9}], o: {a: 1}}'],
    [{ $set: { 'n.0': 9 } }, '{_id: 0, l: [1, 2], o: {a: 1}, n: {0: 9}}'],
    [{ $set: { 'l.2000000': 9 } }, 34],
    [{ $unset: { 'l.0': '', 'o.a': '', 'o.z': '', 'l.9': '' } }, '{_id: 0, l: [null, 2], o: {}}'],
    [{ $unset: { 'l.x': '', 'l.0.z': '' } }, '{_id: 0, l: [1, 2], o: {a: 1}}'],
  ]),
  ...cases(
    'reference/operator/update/push',
    { l: [3, 1], s: 'x', d: [{ a: 2, b: 1 }, { a: 1, b: 2 }, { a: 1, b: 1 }, 5] },
    [
      [{ $push: { l: { $each: [2], $sort: 1 } }, $unset: { s: '', d: '' } }, '{_id: 0, l: [1, 2, 3]}'],
      [
        { $push: { l: { $each: [7, 8], $position: 1, $slice: 3 } }, $unset: { s: '', d: '' } },
        '{_id: 0, l: [3, 7, 8]}',
      ],
      [
        { $push: { l: { $each: [7], $position: -1, $slice: -2 } }, $unset: { s: '', d: '' } },
        '{_id: 0, l: [7, 1]}',
      ],
      [{ $push: { l: { $each: [7], $slice: 0 } }, $unset: { s: '', d: '' } }, '{_id: 0, l: []}'],
      [{ $push: { l: [5] }, $unset: { s: '', d: '' } }, '{_id: 0, l: [3, 1, [5]]}'],
      [
        { $push: { d: { $each: [], $sort: { a: 1, b: -1 } } }, $unset: { l: '', s: '' } },
        '{_id: 0, d: [5, {a: 1, b: 2}, {a: 1, b: 1}, {a: 2, b: 1}]}',
      ],
      [{ $push: { s: 1 } }, 2],
      [{ $push: { l: { $each: 5 } } }, 2],
      [{ $push: { l: { $each: [], $frob: 1 } } }, 2],
      [{ $push: { l: { $each: [], $sort: 2 } } }, 2],
    ],
  ),
  ...cases(
    'reference/operator/update/addToSet, pull, pullAll and pop',
    { l: [1, { a: 1, b: 2 }, [1], 4], n: 1 },
    [
      [
        { $addToSet: { l: { $each: [v.double(1), { b: 2, a: 1 }, { a: 1, b: 2 }, [1], 5, 5] } } },
        '{_id: 0, l: [1, {a: 1, b: 2}, [1], 4, {b: 2, a: 1}, 5], n: 1}',
      ],
      [{ $addToSet: { n: 1 } }, 2],
      [{ $addToSet: { l: { $each: 1 } } }, 14],
      [{ $pull: { l: { $gte: 1 } } }, '{_id: 0, l: [{a: 1, b: 2}], n: 1}'],
      [{ $pull: { l: { a: 1 } } }, '{_id: 0, l: [1, [1], 4], n: 1}'],
      [{ $pull: { l: { b: 2, a: 1 } } }, '{_id: 0, l: [1, [1], 4], n: 1}'],
      [{ $pull: { l: [1] } }, '{_id: 0, l: [1, {a: 1, b: 2}, 4], n: 1}'],
      [{ $pull: { l: { $in: [1, 4] } } }, '{_id: 0, l: [{a: 1, b: 2}], n: 1}'],
      [{ $pull: { n: 1 } }, 2],
      [{ $pull: { 'n.x': 1 } }, 28],
      [{ $pull: { z: 1, 'y.z': 1 } }, '{_id: 0, l: [1, {a: 1, b: 2}, [1], 4], n: 1}'],
      [{ $pullAll: { l: [4, { b: 2, a: 1 }, { a: 1, b: 2 }] } }, '{_id: 0, l: [1, [1]], n: 1}'],
      [{ $pullAll: { l: 4 } }, 2],
      [{ $pop: { l: 1 } }, '{_id: 0, l: [1, {a: 1, b: 2}, [1]], n: 1}'],
      [{ $pop: { l: -1 } }, '{_id: 0, l: [{a: 1, b: 2}, [1], 4], n: 1}'],
      [{ $pop: { l: 2 } }, 9],
      [{ $pop: { n: 1 } }, 14],
    ],
  ),
  ...cases('reference/operator/update/bit', { i: 6, l: v.long(6), d: 1.5 }, [
    [{ $bit: { i: { and: 3 }, n: { or: v.long(5) } } }, '{_id: 0, i: 2, l: 6L, d: 1.5d, n: 5L}'],
    [{ $bit: { i: { xor: v.long(3) } } }, '{_id: 0, i: 5L, l: 6L, d: 1.5d}'],
    [{ $bit: { d: { or: 1 } } }, 2],
    [{ $bit: { i: { or: 1.5 } } }, 2],
    [{ $bit: { i: { nand: 1 } } }, 2],
    [{ $bit: { i: {} } }, 2],
  ]),
  ...cases(
    'reference/operator/update/positional',
    { l: [{ x: 1 }, { x: 2, y: [1, 2, 3] }], m: [5, 6], n: 1 },
    [
      [
        { $set: { 'l.$.z': 9 } },
        '{_id: 0, l: [{x: 1}, {x: 2, y: [1, 2, 3], z: 9}], m: [5, 6], n: 1}',
        { query: { 'l.x': 2 } },
      ],
      [
        { $set: { 'm.$': 9 } },
        '{_id: 0, l: [{x: 1}, {x: 2, y: [1, 2, 3]}], m: [5, 9], n: 1}',
        { query: { m: { $gt: 5 } } },
      ],
      [{ $set: { 'm.$': 9 } }, 2],
      [{ $set: { 'l.$.y.$': 9 } }, 2, { query: { 'l.x': 2 } }],
      [{ $inc: { 'm.$[]': 1 } }, '{_id: 0, l: [{x: 1}, {x: 2, y: [1, 2, 3]}], m: [6, 7], n: 1}'],
      [{ $inc: { 'n.$[]': 1 } }, 2],
      [{ $inc: { 'z.$[]': 1 } }, 2],
      [{ $set: { 'm.$[]': 1, 'm.0': 2 } }, 40],
      [
        { $inc: { 'm.$[e]': 1 } },
        '{_id: 0, l: [{x: 1}, {x: 2, y: [1, 2, 3]}], m: [5, 7], n: 1}',
        { arrayFilters: [{ e: { $gt: 5 } }] },
      ],
      [
        { $set: { 'l.$[e].y.$[f]': 0 } },
        '{_id: 0, l: [{x: 1}, {x: 2, y: [0, 2, 0]}], m: [5, 6], n: 1}',
        { arrayFilters: [{ 'e.x': 2 }, { f: { $mod: [2, 1] } }] },
      ],
      [{ $inc: { 'm.$[e]': 1 } }, 2],
      [{ $inc: { n: 1 } }, 9, { arrayFilters: [{ e: 1 }] }],
    ],
  ),
  ...cases('reference/operator/update/currentDate', { n: 1 }, [
    [{ $currentDate: { n: 'x' } }, 2],
    [{ $currentDate: { n: { $type: 'time' } } }, 2],
  ]),
]

/** An upsert that finds nothing: filter, update, and what is inserted. Source: manual, db.collection.updateOne. */
export const UPSERT_CASES: { filter: object; update: object; after: string | number }[] = [
  {
    filter: { _id: 0, b: 1, a: { $eq: 2 }, c: { $gt: 1 } },
    update: { $set: { z: 1 } },
    after: '{_id: 0, a: 2, b: 1, z: 1}',
  },
  {
    filter: { _id: 0, $and: [{ a: 1 }, { $or: [{ b: 2 }] }] },
    update: { $inc: { a: 1 } },
    after: '{_id: 0, a: 2, b: 2}',
  },
  {
    filter: { _id: 0, a: { $in: [1] }, b: { $all: [2] } },
    update: { $set: { c: 1 } },
    after: '{_id: 0, a: 1, b: 2, c: 1}',
  },
  {
    filter: { _id: 0, a: { $in: [1, 2] }, $or: [{ b: 1 }, { c: 1 }] },
    update: { $set: { d: 1 } },
    after: '{_id: 0, d: 1}',
  },
  {
    filter: { _id: 0, 'a.b': 1, 'a.c': 2 },
    update: { $set: { d: 1 } },
    after: '{_id: 0, a: {b: 1, c: 2}, d: 1}',
  },
  { filter: { _id: 0, a: 1, $and: [{ a: 2 }] }, update: { $set: { d: 1 } }, after: 54 },
  { filter: { _id: 0, a: { b: 1 }, 'a.c': 1 }, update: { $set: { d: 1 } }, after: 54 },
  { filter: { _id: 0, a: 1 }, update: { b: 2 }, after: '{_id: 0, b: 2}' },
  { filter: { _id: 0 }, update: { _id: 1 }, after: 66 },
  { filter: { _id: 0 }, update: { $setOnInsert: { _id: 1 } }, after: 66 },
  {
    filter: { a: 1 },
    update: { $setOnInsert: { _id: 5, b: 1 }, $set: { c: 1 } },
    after: '{_id: 5, a: 1, b: 1, c: 1}',
  },
]
