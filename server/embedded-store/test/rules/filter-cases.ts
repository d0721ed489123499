import * as v from './values.ts'

interface FilterCase {
  /** The page of the manual that decides. */
  source: string
  /** What the field `a` holds in one document after the other. */
  documents: unknown[]
  filter: object
  /** The places of those that are found. */
  finds: string
  /** The rules here say nothing of it: the case stands for the store alone. */
  onlyStore?: boolean
}

const ARRAYS = [5, [5], [3, 9], [[5]], [], null, [{ b: 5 }], { b: 5 }, [{ b: [5] }]]
const BIG = v.long('9007199254740993')
const NUMBERS = [
  1,
  v.double(1),
  v.long(1),
  v.decimal('1.0'),
  BIG,
  v.double(2 ** 53),
  v.double(Number.NaN),
  v.decimal('NaN'),
]
const ITEMS = [
  [
    { x: 1, y: 2 },
    { x: 3, y: 4 },
  ],
  [{ x: 1, y: 4 }],
  [[{ x: 1, y: 4 }]],
  { x: 1, y: 4 },
]

const cases =
  (source: string, documents: unknown[]) =>
  (filter: object, finds: string): FilterCase => ({
    source,
    documents,
    filter,
    finds,
    onlyStore: '$jsonSchema' in filter,
  })
const onArrays = cases('manual: tutorial/query-arrays', ARRAYS)
const onNumbers = cases('manual: reference/bson-type-comparison-order', NUMBERS)
const onItems = cases('manual: tutorial/query-array-of-documents', ITEMS)
const onNull = cases('manual: tutorial/query-for-null-fields', [
  null,
  { b: null },
  {},
  5,
  [],
  [null],
  [{}],
  [5],
])
const onTypes = cases('manual: reference/operator/query/type', [1, 1.5, 'x', [1, 'x'], [[1]], null, [], true])
const onRanges = cases('manual: reference/method/db.collection.find#type-bracketing', [
  1,
  'a',
  null,
  [1, 'a'],
  v.minKey,
  v.maxKey,
  v.date(0),
  v.timestamp(0, 1),
  {},
  [],
])
const onDocuments = cases('manual: tutorial/query-embedded-documents', [
  { x: 1, y: 2 },
  { y: 2, x: 1 },
  { x: 1 },
  { x: v.double(1), y: v.long(2) },
])
const onMod = cases('manual: reference/operator/query/mod', [
  4,
  -4,
  4.9,
  -5,
  BIG,
  v.decimal('9007199254740993'),
  v.double(Infinity),
  'x',
  [7],
])
const onBits = cases('manual: reference/operator/query/bitsAllSet', [
  54,
  -1,
  20.5,
  v.long(20),
  v.binary([20]),
  'x',
  v.double(2 ** 63),
])
const onSchema = cases('manual: reference/operator/query/jsonSchema', [
  1,
  'abc',
  [1, 1],
  { n: 1 },
  { n: 1, z: 1 },
  null,
])
const schema = (a: object): object => ({ $jsonSchema: { required: ['a'], properties: { a } } })

export const FILTER_CASES: FilterCase[] = [
  onArrays({ a: 5 }, '0 1'),
  onArrays({ a: { $ne: 5 } }, '2 3 4 5 6 7 8'),
  onArrays({ a: [5] }, '1 3'),
  onArrays({ a: { $gt: 4, $lt: 6 } }, '0 1 2'),
  onArrays({ a: { $gt: 4, $lt: 4 } }, '2'),
  onArrays({ a: { $elemMatch: { $gt: 4, $lt: 6 } } }, '1'),
  onArrays({ a: { $not: { $gt: 4 } } }, '3 4 5 6 7 8'),
  onArrays({ a: { $size: 1 } }, '1 3 6 8'),
  onArrays({ 'a.0': 5 }, '1'),
  onArrays({ 'a.0': [5] }, '3'),
  onArrays({ 'a.0.0': 5 }, '3'),
  onArrays({ 'a.b': 5 }, '6 7 8'),
  onArrays({ 'a.0.b': 5 }, '6 8'),
  onArrays({ 'a.b.0': 5 }, '8'),
  onArrays({ a: { $in: [5, []] } }, '0 1 4'),
  onArrays({ a: { $nin: [5, []] } }, '2 3 5 6 7 8'),
  onArrays({ a: { $all: [3, 9] } }, '2'),
  onArrays({ a: { $all: [[5]] } }, '1 3'),
  onArrays({ a: { $all: [] } }, ''),
  onArrays({ a: { $elemMatch: { $elemMatch: { $eq: 5 } } } }, '3'),
  onArrays({ a: { $elemMatch: { 0: 5 } } }, '3'),
  onArrays({ a: { $exists: true } }, '0 1 2 3 4 5 6 7 8'),
  onArrays({ a: { $gt: [] } }, '1 2 3 6 8'),
  onArrays({ a: { $lt: [4] } }, '2 4'),
  onItems({ 'a.x': 1, 'a.y': 4 }, '0 1 3'),
  onItems({ a: { $elemMatch: { x: 1, y: 4 } } }, '1'),
  onItems({ a: { x: 1, y: 4 } }, '1 3'),
  onItems({ a: { $all: [{ $elemMatch: { x: 1 } }, { $elemMatch: { x: 3 } }] } }, '0'),
  onNull({ a: null }, '0 5'),
  onNull({ 'a.b': null }, '0 1 2 3 6'),
  onNull({ 'a.b': { $ne: null } }, '4 5 7'),
  onNull({ 'a.b': { $exists: false } }, '0 2 3 4 5 6 7'),
  onNull({ a: { $gte: null } }, '0 5'),
  onNull({ a: { $gt: null } }, ''),
  onNull({ z: null }, '0 1 2 3 4 5 6 7'),
  onNull({ z: { $in: [null] } }, '0 1 2 3 4 5 6 7'),
  onNumbers({ a: 1 }, '0 1 2 3'),
  onNumbers({ a: BIG }, '4'),
  onNumbers({ a: { $gt: v.double(2 ** 53) } }, '4'),
  onNumbers({ a: { $lt: BIG, $gt: 1 } }, '5'),
  onNumbers({ a: v.double(Number.NaN) }, '6 7'),
  onNumbers({ a: { $lte: v.double(Number.NaN) } }, '6 7'),
  onNumbers({ a: { $lt: 5 } }, '0 1 2 3'),
  onNumbers({ a: { $not: { $gte: 0 } } }, '6 7'),
  onRanges({ a: { $gte: 0 } }, '0 3'),
  onRanges({ a: { $lte: 'b' } }, '1 3'),
  onRanges({ a: { $gt: v.minKey } }, '0 1 2 3 5 6 7 8 9'),
  onRanges({ a: { $lt: v.maxKey } }, '0 1 2 3 4 6 7 8 9'),
  onRanges({ a: { $gte: v.date(0) } }, '6'),
  onRanges({ a: { $gte: {} } }, '8'),
  onTypes({ a: { $type: 'number' } }, '0 1 3'),
  onTypes({ a: { $type: 'array' } }, '3 4 6'),
  onTypes({ a: { $type: 2 } }, '2 3'),
  onTypes({ a: { $type: ['null', 'bool'] } }, '5 7'),
  onDocuments({ a: { x: 1, y: 2 } }, '0 3'),
  onDocuments({ a: { $gt: { x: 1 } } }, '0 1 3'),
  onDocuments({ 'a.x': 1, 'a.y': 2 }, '0 1 3'),
  onMod({ a: { $mod: [4, 0] } }, '0 1 2'),
  onMod({ a: { $mod: [4, -1] } }, '3'),
  onMod({ a: { $mod: [2, 1] } }, '4 5 8'),
  onBits({ a: { $bitsAllSet: [2, 4] } }, '0 1 3 4'),
  onBits({ a: { $bitsAnyClear: [200] } }, '0 3 4'),
  onBits({ a: { $bitsAllClear: 32 } }, '3 4'),
  onBits({ a: { $bitsAnySet: v.binary([1]) } }, '1'),
  onSchema(schema({ bsonType: 'int' }), '0'),
  onSchema(schema({ type: 'number', minimum: 1, exclusiveMinimum: true }), ''),
  onSchema(schema({ minLength: 4 }), '0 2 3 4 5'),
  onSchema(schema({ pattern: 'b' }), '0 1 2 3 4 5'),
  onSchema(schema({ uniqueItems: true, maxItems: 2 }), '0 1 3 4 5'),
  onSchema(
    schema({ type: 'object', required: ['n'], properties: { n: {} }, additionalProperties: false }),
    '3',
  ),
  onSchema(schema({ type: 'object', patternProperties: { '^z': { type: 'string' } } }), '3'),
  onSchema(schema({ enum: [null, 1, [1, 1]] }), '0 2 5'),
  onSchema(schema({ oneOf: [{ type: 'number' }, { minimum: 1 }] }), '1 2 3 4 5'),
  onSchema(schema({ not: { bsonType: ['object', 'array'] } }), '0 1 5'),
  onSchema(schema({ dependencies: { z: ['y'] } }), '0 1 2 3 5'),
]
