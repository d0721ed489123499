import { setTimeout as delay } from 'node:timers/promises'
import { mongo } from 'mongoose'
import { expect, test } from 'vitest'
import { AppError } from '../errors.ts'
import { createGuard } from './guard.ts'

const codeOf = async (work: Promise<unknown>) => await work.then(String, (error: AppError) => error.code)
const never = () => new Promise<string>(() => undefined)
const away = () => Promise.reject(new mongo.MongoNetworkError('cut'))

test('more than may wait are told so at once', async () => {
  const guard = createGuard({ atOnce: 2 })
  const ends: ((value: string) => void)[] = []
  const held = [1, 2].map(() => guard(() => new Promise<string>((resolve) => ends.push(resolve))))
  expect(await codeOf(guard(async () => 'in time'))).toBe('store_unavailable')
  for (const end of ends) end('kept')
  expect(await Promise.all(held)).toEqual(['kept', 'kept'])
  expect(await guard(async () => 'after them')).toBe('after them')
})

test('what does not answer in time is not waited for', async () => {
  expect(await codeOf(createGuard({ answerMs: 20 })(never))).toBe('store_unavailable')
})

test('after so many failures in a row the store is not asked any more, until one that is let through succeeds', async () => {
  const guard = createGuard({ failures: 3, restMs: 40 })
  let asked = 0
  const ask = (work: () => Promise<string>) =>
    codeOf(
      guard(() => {
        asked++
        return work()
      }),
    )
  for (let failure = 0; failure < 3; failure++) expect(await ask(away)).toBe('store_unavailable')
  expect([await ask(async () => 'not asked'), asked]).toEqual(['store_unavailable', 3])
  await delay(60)
  expect([await ask(away), asked]).toEqual(['store_unavailable', 4])
  expect([await ask(async () => 'not asked'), asked]).toEqual(['store_unavailable', 4])
  await delay(60)
  expect([await ask(async () => 'back'), await ask(async () => 'again'), asked]).toEqual(['back', 'again', 6])
})

test('what the store refuses for a reason is no failure of it', async () => {
  const guard = createGuard({ failures: 1 })
  const reused = () => Promise.reject(new AppError('id_reused'))
  expect([await codeOf(guard(reused)), await codeOf(guard(reused))]).toEqual(['id_reused', 'id_reused'])
  expect(await guard(async () => 'asked')).toBe('asked')
})
