import { mongo } from 'mongoose'
import { expect, test } from 'vitest'
import { match } from './match.ts'
import type { MatchContext } from './place.ts'

const { Double, EJSON, Int32, Long, ObjectId } = mongo.BSON
const lsid = { id: new mongo.BSON.UUID('00112233-4455-6677-8899-aabbccddeeff') }
const context: MatchContext = {
  entity: (name) => (name === 'saved' ? { _id: 7 } : undefined),
  sessionId: (name) => (name === 'session' ? lsid : undefined),
}

function matches(expected: unknown, actual: unknown, root = true): boolean {
  try {
    match(EJSON.parse(JSON.stringify(expected), { relaxed: false }), actual, context, { path: 'it', root })
    return true
  } catch (error) {
    expect(error).toMatchObject({ name: 'Mismatch', message: expect.stringContaining('it') })
    return false
  }
}

test.each([
  ['a number of another type', 5, new Long(5), true],
  ['a double that is whole', 5, new Double(5), true],
  ['a number and its text', 5, '5', false],
  ['a decimal, which is no flexible number', 5, mongo.BSON.Decimal128.fromString('5'), false],
  ['a long beyond a double', { $numberLong: '9007199254740993' }, Long.fromString('9007199254740992'), false],
  ['a fraction', 5, 5.5, false],
  ['null and nothing', null, undefined, false],
  ['null and zero', null, 0, false],
  ['object ids', { $oid: '0'.repeat(24) }, new ObjectId('0'.repeat(24)), true],
  ['dates', { $date: '2020-01-01T00:00:00Z' }, new Date('2020-01-01T00:00:00Z'), true],
])('%s', (_name, expected, actual, equal) => {
  expect(matches(expected, actual)).toBe(equal)
})

test('only a document at the root may have more fields', () => {
  expect(matches({ a: 1 }, { a: 1, b: 2 })).toBe(true)
  expect(matches({ a: 1 }, { a: 1, b: 2 }, false)).toBe(false)
  expect(matches({ a: { b: 1 } }, { a: { b: 1, c: 2 } })).toBe(false)
  expect(matches([{ a: 1 }], [{ a: 1, b: 2 }])).toBe(true)
  expect(matches({ list: [{ a: 1 }] }, { list: [{ a: 1, b: 2 }] })).toBe(false)
  expect(matches({ a: { $$matchAsRoot: { b: 1 } } }, { a: { b: 1, c: 2 } })).toBe(true)
})

test('arrays have the same length and order, fields any order', () => {
  expect(matches([1, 2], [1, 2, 3])).toBe(false)
  expect(matches([1, 2], [2, 1])).toBe(false)
  expect(matches({ a: 1, b: 2 }, { b: 2, a: 1 }, false)).toBe(true)
  expect(matches({ sort: { a: 1 } }, { sort: new Map([['a', 1]]) })).toBe(true)
})

test('a field that is missing is not null', () => {
  expect(matches({ a: null }, {})).toBe(false)
  expect(matches({ a: { $$exists: true } }, { a: null })).toBe(true)
  expect(matches({ a: { $$exists: false } }, { a: null })).toBe(false)
  expect(matches({ a: { $$exists: false } }, { a: undefined })).toBe(true)
  expect(matches({ a: { $$unsetOrMatches: 1 } }, {}, false)).toBe(true)
  expect(matches({ a: { $$unsetOrMatches: 1 } }, { a: null })).toBe(false)
  expect(matches({ a: { $$unsetOrMatches: { b: { $$exists: false } } } }, { a: {} })).toBe(true)
})

test('the other operators', () => {
  expect(matches({ $$type: ['int', 'long'] }, new Int32(1))).toBe(true)
  expect(matches({ $$type: 'string' }, 1)).toBe(false)
  expect(matches({ a: { $$type: 'int' } }, {})).toBe(false)
  expect(matches({ $$sessionLsid: 'session' }, { ...lsid })).toBe(true)
  expect(matches({ $$sessionLsid: 'session' }, { id: new mongo.BSON.UUID() })).toBe(false)
  expect(matches({ $$sessionLsid: 'nobody' }, lsid)).toBe(false)
  expect(matches({ $$matchesEntity: 'saved' }, { _id: 7 })).toBe(true)
  expect(matches({ $$matchesHexBytes: '0aff' }, Buffer.of(10, 255))).toBe(true)
  expect(matches({ $$matchAsDocument: { a: 1 } }, '{"a": {"$numberInt": "1"}}')).toBe(true)
  expect(matches({ $$lte: 5 }, 6)).toBe(false)
})

test('an operator that nobody knows is no match', () => {
  expect(() => match({ $$frob: 1 }, 1, context, { path: 'it', root: true })).toThrow(
    /does not know the matcher/,
  )
})
