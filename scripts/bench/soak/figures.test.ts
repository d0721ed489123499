import { expect, test } from 'vitest'
import type { Point } from '../../lib/slope.ts'
import { growthOf, latenessOf } from './figures.ts'

/** Rises fast for three minutes and by half a MB a minute afterwards. */
const course = Array.from({ length: 20 }, (_, index): Point => {
  const minute = (index + 1) / 2
  return [minute, minute < 3 ? 20 * minute : 100 + minute / 2]
})

test('growth is that of the time after the warm-up', () => {
  const growth = growthOf({ name: 'web', heap: course, memory: [] }, 'heap after GC', 10)
  expect(growth).toMatchObject({ process: 'web', from: 101.5, to: 105, slope: 0.5, error: 0 })
  expect(growth.course).toHaveLength(20)
})

test('each measure has its own points', () => {
  const { slope } = growthOf(
    {
      name: 'store',
      heap: course,
      memory: [
        [4, 1],
        [5, 3],
        [6, 5],
      ],
    },
    'own memory',
    10,
  )
  expect(slope).toBe(2)
})

test('of the event loop the worst half minute after the warm-up counts', () => {
  const late = (p99: number) => ({ p50: 10, p99, max: p99 })
  const loops = [
    [1, { loopMs: late(900), ownLoopMs: late(800) }],
    [4, { loopMs: late(60), ownLoopMs: late(20) }],
    [5, { loopMs: late(40), ownLoopMs: late(30) }],
    [6, { loopMs: late(50), ownLoopMs: late(10) }],
  ] as const
  expect(latenessOf({ name: 'web', loops }, 10)).toEqual({
    process: 'web',
    worstOwn: 30,
    medianOwn: 20,
    worst: 60,
    median: 50,
    course: [800, 20, 30, 10],
  })
})
