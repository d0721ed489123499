import { expect, it } from 'vitest'
import { figuresOf } from './figures.ts'
import type { Held } from './measure.ts'

const late = { p50: 10, p99: 11, max: 12 }
const gauge = (heapUsed: number, rss: number) => ({
  memory: { heapUsed, external: 0, rss },
  loopMs: late,
  ownLoopMs: late,
})
const use = (byName: Record<string, number>) => ({ byName, foreign: 0.25, busy: 1, pressure: 0 })

it('tells what one connection is worth, of the processes that are the server’s', () => {
  const held: Held = {
    name: 'any',
    clients: 100,
    before: gauge(1_000_000, 5_000_000),
    held: gauge(1_000_000 + 100 * 10 * 1024, 5_000_000 + 100 * 20 * 1024),
    after: gauge(1_000_000 + 100 * 512, 5_000_000),
    connecting: use({ web: 150, store: 50, clients: 900, driver: 7 }),
    alone: use({ web: 10, store: 5, clients: 0, driver: 7 }),
    idle: use({ web: 30, store: 5, clients: 900, driver: 7 }),
    idleSeconds: 10,
  }
  expect(figuresOf(held, ['web', 'store'])).toEqual({
    clients: 100,
    heapKb: 10,
    externalKb: 0,
    rssKb: 20,
    leftKb: 0.5,
    connectCpuMs: 2,
    idleCpuMs: 20,
    foreign: 25,
  })
})
