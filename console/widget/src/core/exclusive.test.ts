import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { memoryStorage } from '../test-kit/fake-browser.ts'
import { leases } from './exclusive.ts'
import { createKeyValue } from './key-value.ts'
import { wait } from './timing.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('a lease lets one tab at a time, renews while it works, and is free when it is done', async () => {
  const storage = memoryStorage()
  const store = createKeyValue(() => storage, 'p:')
  const log: string[] = []
  const work = (who: string, ms: number) =>
    leases(store, who)('send', async () => {
      log.push(`${who} in`)
      await wait(ms)
      log.push(`${who} out`)
    })
  const both = Promise.all([work('a', 20_000), work('b', 10)])
  await vi.advanceTimersByTimeAsync(60_000)
  await both
  expect(log).toHaveLength(4)
  expect(log[0]?.replace('in', 'out')).toBe(log[1])
  expect(log[2]?.replace('in', 'out')).toBe(log[3])
  expect(storage.length).toBe(0)
})

test('a lease that a dead tab left behind runs out', async () => {
  const storage = memoryStorage()
  const store = createKeyValue(() => storage, 'p:')
  store.set('lease:send', `dead ${Date.now() + 6000}`)
  let done = false
  void leases(store, 'b')('send', async () => {
    done = true
  })
  await vi.advanceTimersByTimeAsync(5000)
  expect(done).toBe(false)
  await vi.advanceTimersByTimeAsync(3000)
  expect(done).toBe(true)
})
