import { expect, it } from 'vitest'
import { createRandom } from '../../server/src/demo/random.ts'
import { arrivalTimes } from './arrivals.ts'

it('comes as often as asked for on average, at uneven times that follow from the seed', () => {
  const times = arrivalTimes(createRandom(1), 50, 100)
  expect(times.length).toBeGreaterThan(4800)
  expect(times.length).toBeLessThan(5200)
  expect(times).toEqual(times.toSorted((a, b) => a - b))
  expect(times.at(-1)).toBeLessThan(100_000)
  const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0))
  // Of exponential gaps 63 % are shorter than the mean.
  const short = gaps.filter((gap) => gap < 20).length / gaps.length
  expect(short).toBeCloseTo(1 - 1 / Math.E, 1)
  expect(arrivalTimes(createRandom(1), 50, 100)).toEqual(times)
  expect(arrivalTimes(createRandom(2), 50, 100)).not.toEqual(times)
})
