import { mongo } from 'mongoose'
import { expect, test } from 'vitest'
import { isStoreDown } from '../errors.ts'
import { documentFailures, isDuplicateKey } from './mongo.ts'

const [DUPLICATE, DISK_FULL] = [11_000, 14_031]

function failedAt(failures: readonly { index: number; code: number }[], unconfirmed = false): Error {
  const writeErrors = failures.map((failure) => ({ ...failure, errmsg: `code ${failure.code}` }))
  const result = { getWriteConcernError: () => (unconfirmed ? {} : undefined) }
  return new mongo.MongoBulkWriteError(
    { message: 'failed', code: failures[0]?.code ?? 0, writeErrors: writeErrors as never },
    result as never,
  )
}

test('each document of a write of many is judged by its own failure, whatever came first', () => {
  const failures = documentFailures(
    failedAt([
      { index: 1, code: DUPLICATE },
      { index: 3, code: DISK_FULL },
    ]),
  )
  expect([...(failures?.keys() ?? [])]).toEqual([1, 3])
  expect(isDuplicateKey(failures?.get(1))).toBe(true)
  expect(isStoreDown(failures?.get(1))).toBe(false)
  expect(isStoreDown(failures?.get(3))).toBe(true)
})

test('a write that a majority did not confirm, or that never arrived, failed as a whole', () => {
  expect(documentFailures(failedAt([{ index: 0, code: DUPLICATE }], true))).toBeUndefined()
  expect(documentFailures(failedAt([]))).toBeUndefined()
  expect(documentFailures(new mongo.MongoNetworkError('connection closed'))).toBeUndefined()
})
