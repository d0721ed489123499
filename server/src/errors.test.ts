import mongoose, { mongo } from 'mongoose'
import { describe, expect, test } from 'vitest'
import { ErrorBody, errorCodes } from './contract/errors.ts'
import { AppError, isInfrastructure, isStoreDown, toAppError, toErrorBody } from './errors.ts'

function named(name: string, facts: object = {}): Error {
  return Object.assign(new Error('host db-7.internal refused u:secret'), { name, ...facts })
}

describe('AppError', () => {
  test.each(errorCodes)('%s has a status and a sentence', (code) => {
    const error = new AppError(code)
    expect(error.status).toBeGreaterThanOrEqual(400)
    expect(error.status).toBeLessThan(600)
    expect(error.message).toMatch(/^[A-Z].*\.$/)
    expect(ErrorBody.safeParse(toErrorBody(error, 'request-1')).success).toBe(true)
  })

  test('503 says when to try again', () => {
    expect(new AppError('store_unavailable').retryAfter).toBe(2)
    expect(toErrorBody(new AppError('too_many_requests', { retryAfter: 7 })).error.details).toEqual({
      retryAfter: 7,
    })
  })
})

describe('toAppError', () => {
  test.each([
    ['internal', new Error('boom')],
    ['internal', 'a string'],
    ['internal', undefined],
    ['store_unavailable', named('MongoNetworkError')],
    ['store_unavailable', named('MongoPoolClearedError')],
    ['store_unavailable', named('MongoServerSelectionError')],
    ['store_unavailable', new mongoose.Error.MongooseServerSelectionError('x')],
    [
      'store_unavailable',
      new mongoose.Error('Operation `users.findOne()` buffering timed out after 10000ms'),
    ],
    ['store_unavailable', new Error('wrapped', { cause: named('MongoNetworkTimeoutError') })],
    ['store_unavailable', named('MongoServerError', { code: 189 })],
    ['internal', named('MongoServerError', { code: 2 })],
    ['store_unavailable', Object.assign(new Error('This socket has been ended'), { code: 'EPIPE' })],
    ['redis_unavailable', named('MaxRetriesPerRequestError')],
    ['redis_unavailable', new Error('MISCONF Errors writing to the AOF file: No space left on device')],
    ['too_large', named('PayloadTooLargeError', { type: 'entity.too.large', status: 413 })],
    ['invalid_json', named('SyntaxError', { type: 'entity.parse.failed', status: 400 })],
    ['unsupported_media_type', named('E', { type: 'charset.unsupported', status: 415 })],
    ['invalid_request', named('URIError', { status: 400 })],
    ['not_found', named('NotFoundError', { status: 404 })],
  ])('%s', (code, error) => {
    expect(toAppError(error).code).toBe(code)
    expect(JSON.stringify(toErrorBody(error))).not.toMatch(/secret|internal\b.*refused|boom/)
  })

  test('a circle of causes ends', () => {
    const error: Error & { cause?: unknown } = new Error('round')
    error.cause = error
    expect(toAppError(error).code).toBe('internal')
  })

  test('only the machinery counts as infrastructure', () => {
    expect(isInfrastructure(named('MongoNetworkError'))).toBe(true)
    expect(isInfrastructure(new AppError('not_owner'))).toBe(false)
    expect(isInfrastructure(new Error('bug'))).toBe(false)
  })
})

test('a write of many that found no server is a store that is down, and one that was refused is not', () => {
  const lost = new mongo.MongoBulkWriteError(
    new mongo.MongoNetworkError('connection closed') as never,
    {} as never,
  )
  expect(isStoreDown(lost)).toBe(true)
  const refused = new mongo.MongoBulkWriteError(
    { message: 'E11000', code: 11000, writeErrors: [] },
    {} as never,
  )
  expect(isStoreDown(refused)).toBe(false)
})
