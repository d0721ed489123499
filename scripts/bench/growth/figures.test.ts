import { expect, test } from 'vitest'
import type { LoadResult } from '../load.ts'
import { growthOf, type Step } from './figures.ts'

const repeat = (cpu: Record<string, number>, reads = 3): LoadResult => ({
  ...{ turns: 100, perSecond: 10, p50: 1, p99: 2, writes: 2, reads, cpu },
  cpuTotal: Object.values(cpu).reduce((sum, ms) => sum + ms, 0),
  load: { byName: {}, foreign: 0, busy: 1, pressure: 0 },
})
const step = (customers: number, repeats: LoadResult[]): Step => ({
  name: `${customers}`,
  customers,
  repeats,
})

test('what a turn takes at any size has no slope', () => {
  const steps = [10, 100, 1000].map((customers) =>
    step(customers, [repeat({ store: 6, web: 14 }), repeat({ store: 6, web: 14 })]),
  )
  expect(growthOf(steps)).toEqual({ slope: 0, error: 0, byProcess: { store: 0, web: 0 }, commands: 0 })
})

test('a repeat in which the machine was slower says nothing about growth', () => {
  const steps = [10, 100].map((customers) =>
    step(customers, [repeat({ store: 1 }), repeat({ store: 30 }), repeat({ store: 8 })]),
  )
  expect(growthOf(steps)).toMatchObject({ slope: 0, error: 0 })
})

test('says which process it is that grows', () => {
  const steps = [10, 100, 1000].map((customers) =>
    step(customers, [repeat({ store: customers, web: 5 }, customers - 2)]),
  )
  const { slope, byProcess, commands } = growthOf(steps)
  expect(slope).toBeGreaterThan(0.5)
  expect(byProcess).toEqual({ store: 1, web: 0 })
  expect(commands).toBe(1)
})
