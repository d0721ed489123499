import fc from 'fast-check'
import type { Field, ObjectValue, Value } from './values.ts'
import * as v from './values.ts'

/** Few different values of every type, so that two drawn ones are often equal or next to each other. */
const NUMBERS: Value[] = [
  ...[-2, -1, 0, 1, 2, 3, 2147483647, -2147483648].map(v.int),
  ...[0, 1, 2, -1].map((n) => v.long(n)),
  ...['9007199254740991', '9007199254740992', '9007199254740993', '-9007199254740993'].map((n) => v.long(n)),
  ...['9223372036854775807', '-9223372036854775808'].map((n) => v.long(n)),
  ...[0, -0, 1, 1.5, 2, -1, 0.1, 1.1, 2 ** 53, 2 ** 63, 1e300, 5e-324].map(v.double),
  ...[Number.NaN, Infinity, -Infinity].map(v.double),
  ...['0', '1', '1.0', '1.1', '1.10', '1.5', '-1', '0.1', '2'].map(v.decimal),
  ...['9007199254740993', '9223372036854775808', '1E+400', '1E-400', '-1E+400'].map(v.decimal),
  ...['NaN', 'Infinity', '-Infinity'].map(v.decimal),
]
const SCALARS: Value[] = [
  v.nil,
  v.nil,
  ...['', 'a', 'ab', 'b', 'A', 'a\0', 'é', '\uffee', '\u{1f600}', '\ue000'].map(v.str),
  v.bool(true),
  v.bool(false),
  ...[-1, 0, 1, 1_600_000_000_000].map(v.date),
  v.timestamp(0, 1),
  v.timestamp(1, 0),
  v.timestamp(4_000_000_000, 1),
  v.oid('000000000000000000000001'),
  v.oid('ff0000000000000000000000'),
  v.binary([]),
  v.binary([1]),
  v.binary([255]),
  v.binary([1, 0]),
  v.binary([1], 5),
  v.minKey,
  v.maxKey,
]
const REGEXES: Value[] = [v.regex('a'), v.regex('a', 'i'), v.regex('b$')]

export const number = fc.constantFrom(...NUMBERS)
export const small = fc.constantFrom(...[-1, 0, 1, 2, 3].map(v.int), v.double(1), v.long(2), v.double(1.5))
export const scalar = fc.oneof(
  { weight: 3, arbitrary: small },
  { weight: 2, arbitrary: number },
  { weight: 3, arbitrary: fc.constantFrom(...SCALARS) },
)
const NAMES = ['a', 'b', 'x', '0', '1']
export const name = fc.constantFrom(...NAMES)

export function fields(value: fc.Arbitrary<Value>, names = name, maxLength = 3): fc.Arbitrary<Field[]> {
  return fc.uniqueArray(fc.tuple(names, value), { maxLength, selector: ([key]) => key })
}
export const { value, object, array } = fc.letrec<{ value: Value; object: ObjectValue; array: v.ArrayValue }>(
  (tie) => ({
    value: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'value' },
      { weight: 5, arbitrary: scalar },
      { weight: 1, arbitrary: fc.constantFrom(...REGEXES) },
      { weight: 2, arbitrary: tie('object') },
      { weight: 3, arbitrary: tie('array') },
    ),
    object: fields(tie('value')).map((list): ObjectValue => v.obj(...list)),
    array: fc.array(tie('value'), { maxLength: 3 }).map((items): v.ArrayValue => v.arr(...items)),
  }),
)
/** What a query may ask for: a pattern means something else there. */
export const operand = value.filter(({ t }) => t !== 'regex')

const TOP = fc.constantFrom('a', 'b', 'c')
export const document = fields(value, TOP).map((list) => v.obj(...list))
export const path = fc.oneof(
  { weight: 3, arbitrary: TOP },
  { weight: 3, arbitrary: fc.tuple(TOP, name).map((parts) => parts.join('.')) },
  { weight: 1, arbitrary: fc.tuple(TOP, name, name).map((parts) => parts.join('.')) },
)

const pattern = fc.constantFrom('a', '^a', 'b$', '^ab?$', 'A', '.', '^')
const typeName = fc.constantFrom(
  ...[
    'double',
    'string',
    'object',
    'array',
    'binData',
    'objectId',
    'bool',
    'date',
    'null',
    'regex',
    'int',
    'long',
  ],
  ...['decimal', 'timestamp', 'number', 'minKey', 'maxKey'],
)

const one = (operator: string, of: fc.Arbitrary<Value>): fc.Arbitrary<Field> =>
  of.map((inner): Field => [operator, inner])
const list = (of: fc.Arbitrary<Value>, maxLength = 3): fc.Arbitrary<Value> =>
  fc.array(of, { maxLength }).map((items) => v.arr(...items))

export const { condition, filter } = fc.letrec<{ condition: Field; filter: ObjectValue }>((tie) => {
  const conditions = (maxLength: number): fc.Arbitrary<ObjectValue> =>
    fc
      .uniqueArray(tie('condition'), { minLength: 1, maxLength, selector: ([key]) => key })
      .map((entries) => v.obj(...entries))
  const clauses = fc
    .array(tie('filter'), { minLength: 1, maxLength: 3 })
    .map((items): Value => v.arr(...items))
  return {
    condition: fc.oneof(
      { maxDepth: 2, depthIdentifier: 'condition' },
      fc.tuple(fc.constantFrom('$eq', '$ne', '$gt', '$gte', '$lt', '$lte'), operand),
      fc.tuple(fc.constantFrom('$eq', '$gt', '$gte', '$lt', '$lte'), operand),
      fc.tuple(fc.constantFrom('$in', '$nin'), list(value)),
      one('$exists', fc.boolean().map(v.bool)),
      one(
        '$type',
        fc.oneof(
          typeName.map(v.str),
          list(typeName.map(v.str)).filter((types) => types.t === 'array' && types.items.length > 0),
        ),
      ),
      one('$size', fc.nat(3).map(v.int)),
      one(
        '$mod',
        fc
          .tuple(fc.constantFrom(2, 3, -2), fc.constantFrom(0, 1, -1))
          .map(([d, r]) => v.arr(v.int(d), v.int(r))),
      ),
      fc.tuple(
        fc.constantFrom('$bitsAllSet', '$bitsAllClear', '$bitsAnySet', '$bitsAnyClear'),
        list(fc.constantFrom(0, 1, 2, 31, 62, 63, 64, 100).map(v.int)),
      ),
      one('$all', list(operand, 2)),
      one('$regex', pattern.map(v.str)),
      one('$elemMatch', fc.oneof(conditions(2), tie('filter'))),
      one(
        '$not',
        fc.oneof(
          conditions(2),
          pattern.map((text) => v.regex(text)),
        ),
      ),
      one(
        '$all',
        list(
          fc.oneof(conditions(2), tie('filter')).map((inner) => v.obj(['$elemMatch', inner])),
          2,
        ),
      ),
    ) as fc.Arbitrary<Field>,
    filter: fc.oneof(
      { maxDepth: 2, depthIdentifier: 'filter' },
      { weight: 4, arbitrary: fc.tuple(path, conditions(2)).map((field) => v.obj(field)) },
      { weight: 2, arbitrary: fc.tuple(path, value).map((field) => v.obj(field)) },
      {
        weight: 1,
        arbitrary: fc
          .uniqueArray(fc.tuple(path, conditions(1)), {
            minLength: 2,
            maxLength: 2,
            selector: ([key]) => key,
          })
          .map((entries) => v.obj(...entries)),
      },
      {
        weight: 2,
        arbitrary: fc
          .tuple(fc.constantFrom('$and', '$or', '$nor'), clauses)
          .map(([operator, inner]) => v.obj([operator, inner])),
      },
    ),
  }
})

/** `$expr` stands at the top only. */
export const expression = fc
  .tuple(fc.constantFrom('$eq', '$ne', '$gt', '$gte', '$lt', '$lte'), path, operand)
  .map(([operator, field, literal]) =>
    v.obj(['$expr', v.obj([operator, v.arr(v.str(`$${field}`), v.obj(['$literal', literal]))])]),
  )
