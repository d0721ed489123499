import { expect, test } from 'vitest'
import { createCounting } from './counting.ts'

/** A store that holds `number` rows, takes `ms` to count them, and notes how often it was asked. */
function deskOf(number: number, ms: number) {
  const desk = { number, ms, asked: 0, at: 0 }
  const counting = createCounting(
    {
      countDocuments: (() => ({
        limit: async (most: number) => {
          desk.asked++
          desk.at += desk.ms
          return Math.min(most, desk.number)
        },
      })) as never,
    },
    () => desk.at,
  )
  return { desk, count: async () => await counting([{ status: 'open' }]) }
}

test('few are counted anew each time, also at the border', async () => {
  const { desk, count } = deskOf(998, 1)
  expect(await count()).toEqual({ value: 998, resting: false })
  desk.number = 999
  expect(await count()).toEqual({ value: 999, resting: false })
  desk.number = 1000
  expect(await count()).toEqual({ value: 1000, resting: false })
})

test('many are counted exactly, and then at most every few seconds', async () => {
  const { desk, count } = deskOf(10_000, 2)
  expect(await count()).toEqual({ value: 10_000, resting: false })
  desk.number = 10_001
  desk.at += 2900
  expect(await count()).toEqual({ value: 10_000, resting: true })
  expect(desk.asked).toBe(1)
  desk.at += 200
  expect(await count()).toEqual({ value: 10_001, resting: false })
})

test('what takes long to count rests the longer, and the largest counts end', async () => {
  const { desk, count } = deskOf(250_000, 400)
  expect(await count()).toEqual({ value: 100_000, resting: false })
  desk.at += 19_000
  expect((await count()).resting).toBe(true)
  desk.at += 1500
  expect((await count()).resting).toBe(false)
})
