import { expect, it } from 'vitest'
import { figuresOf } from './figures.ts'

it('tells what one handoff costs beside what goes on anyway', () => {
  const load = (byName: Record<string, number>) => ({ byName, foreign: 0.1, busy: 1, pressure: 7 })
  const judged = { times: [100, 200, 300], unheard: 0, wrong: 1, unshown: 2 }
  const rounds = [
    { count: 2, load: load({ web: 500, store: 300, consoles: 999, driver: 9 }), seconds: 2 },
    { count: 2, load: load({ web: 300, store: 100, consoles: 999, driver: 9 }), seconds: 2 },
  ]
  const idle = { count: 0, load: load({ web: 500, store: 250, consoles: 999 }), seconds: 10 }
  expect(figuresOf({ rounds, idle, judged }, ['web', 'store'])).toEqual({
    count: 4,
    ms: { p50: 200, p95: 300, p99: 300, max: 300 },
    ...{ unheard: 0, wrong: 1, unshown: 2 },
    cpuMsEach: 225,
    cpuMsByProcess: { web: 150, store: 75 },
    idleCpuMsPerSecond: 75,
    foreign: 10,
    pressure: 7,
  })
})
