import { expect, test } from 'vitest'
import { comesAs, stepsUpTo } from './steps.ts'

test('four steps up to the largest', () => {
  expect(stepsUpTo(300_000)).toEqual([10_000, 30_000, 100_000, 300_000])
  expect(stepsUpTo(10)).toEqual([1, 1, 3, 10])
})

test('customers come from everywhere, hardly one of them twice', () => {
  const came = Array.from({ length: 1000 }, (_, nth) => comesAs(nth, 10_000))
  expect(new Set(came).size).toBe(1000)
  for (let tenth = 0; tenth < 10; tenth++)
    expect(came.filter((one) => Math.floor(one / 1000) === tenth).length).toBeGreaterThan(90)
})
