import { expect, test } from 'vitest'
import { driverFact } from './driver-facts.ts'
import { plain } from './plain.ts'
import { parseTestFile } from './suite.ts'

const file = (operations: unknown) =>
  parseTestFile(
    JSON.stringify({ schemaVersion: '1.0', description: 'd', tests: [{ description: 't', operations }] }),
  )

function testOf(operations: unknown) {
  const content = file(operations)
  if (!content || content instanceof Error) throw new Error('no test file')
  const [first] = content.tests
  if (!first) throw new Error('no test')
  return first
}

test('numbers of a test file keep the type that it says', () => {
  const { operations } = testOf([
    { name: 'find', object: 'c', arguments: { limit: 2, filter: { a: { $numberLong: '3' } } } },
  ])
  const { limit, filter } = operations[0]?.arguments ?? {}
  expect([limit._bsontype, filter.a._bsontype]).toEqual(['Int32', 'Long'])
  expect(plain({ limit, filter })).toEqual({ limit: 2, filter: { a: 3 } })
})

test('other JSON is no test file, and broken JSON is told apart', () => {
  expect(parseTestFile('{"tests": []}')).toBeUndefined()
  expect(parseTestFile('null')).toBeUndefined()
  expect(parseTestFile('{')).toBeInstanceOf(Error)
})

test('a test is left out for what the driver does by itself, and only for that', () => {
  const insert = (document: unknown) => testOf([{ name: 'insertOne', object: 'c', arguments: { document } }])
  expect(driverFact(insert({ _id: null }))).toContain('ObjectId')
  expect(driverFact(insert({ _id: 1, a: null }))).toBeUndefined()
  const replace = (name: string, value: boolean) =>
    testOf([{ name, object: 'c', arguments: { bypassDocumentValidation: value } }])
  expect(driverFact(replace('findOneAndReplace', false))).toContain('bypassDocumentValidation')
  expect(driverFact(replace('findOneAndReplace', true))).toBeUndefined()
  expect(driverFact(replace('updateOne', false))).toBeUndefined()
})
