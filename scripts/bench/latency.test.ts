import { expect, it } from 'vitest'
import { latencyOf } from './latency.ts'

it('tells the middle, the slow ones and the slowest', () => {
  const times = Array.from({ length: 100 }, (_, index) => 100 - index + 0.04)
  expect(latencyOf(times)).toEqual({ p50: 51, p95: 96, p99: 100, max: 100 })
  expect(latencyOf([])).toEqual({ p50: 0, p95: 0, p99: 0, max: 0 })
})
