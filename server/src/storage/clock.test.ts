import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Connection } from 'mongoose'
import { expect, test } from 'vitest'
import { createStoreClock, nextOffset, storeDate, storeNow } from './clock.ts'

const HOUR_MS = 3_600_000
const aheadBy = (ms: number) =>
  ({
    db: { admin: () => ({ command: async () => ({ localTime: new Date(Date.now() + ms) }) }) },
  }) as unknown as Connection

test('a connection goes by its store, however wrong the clock of this machine is', async () => {
  const [ahead, other] = [aheadBy(HOUR_MS), aheadBy(-HOUR_MS)]
  const clock = await createStoreClock(ahead)
  clock.stop()
  const between = storeNow(ahead) - storeNow(other)
  expect(Math.round(between / 60_000)).toBe(60)
  expect(Math.abs(storeDate(ahead).getTime() - clock.now())).toBeLessThan(1000)
})

test('a slow reading moves the clock only as far as it must', () => {
  const first = nextOffset(undefined, { local: 10_100, before: 95, after: 105 })
  expect(first).toBe(10_000)
  // This process stood still for five seconds while it asked: the answer fits what was known.
  expect(nextOffset(first, { local: 10_110, before: 105, after: 5105 })).toBe(10_000)
  // A quick one a little beside it: to the nearest value that is possible.
  expect(nextOffset(first, { local: 10_220, before: 200, after: 210 })).toBe(10_010)
  expect(nextOffset(first, { local: 10_180, before: 200, after: 210 })).toBe(9980)
})

test('nothing that decides about shared data reads the wall clock of its process', () => {
  const src = join(import.meta.dirname, '..')
  const reading = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .filter((file) => /\bDate\.now\b|new Date\(\)/.test(readFileSync(join(src, file), 'utf8')))
    .map((file) => relative('.', file))
    .sort()
  expect(reading).toEqual([
    // The demo's history is made by a tool before any process serves it.
    'demo/seed-install.ts',
    // Defaults of tests and tools; the product gives the store's clock.
    'files/ticket.ts',
    // It compares the clocks.
    'health/clocks.ts',
    'storage/clock.ts',
    // The time of a line in the log.
    'watchdog/watchdog-thread.ts',
    'widget/tokens.ts',
  ])
})
