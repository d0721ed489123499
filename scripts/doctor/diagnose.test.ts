import { expect, test } from 'vitest'
import { fault } from '../../server/src/health/fault.ts'
import { diagnose } from './diagnose.ts'
import { type HopName, type HopResult, hops } from './hop.ts'

const told = (...codes: Parameters<typeof fault>[0][]) =>
  codes.map((code) => ({ name: 'store' as const, required: code === 'store_away', ...fault(code) }))

/** All is well up to the hop that fails. */
function until(name?: HopName, why = ''): HopResult[] {
  const at = name ? hops.indexOf(name) : hops.length
  return hops.map((hop, index) => {
    if (index < at) return { name: hop, state: 'ok', ms: 1 }
    return index === at ? { name: hop, state: 'failed', why } : { name: hop, state: 'skipped' }
  })
}

test.each<[string, Partial<Parameters<typeof diagnose>[0]>, string[]]>([
  ['all is well', { results: until(), told: [] }, []],
  ['nothing runs', { results: until('address', 'nothing_runs') }, ['nothing_runs']],
  ['a wrong address', { results: until('address', 'not_parley') }, ['not_parley']],
  [
    'no worker: that nothing is answered follows',
    { results: until('turn', 'not_answered'), told: told('worker_away') },
    ['worker_away'],
  ],
  ['a worker that does nothing', { results: until('turn', 'not_answered'), told: [] }, ['not_answered']],
  [
    'no store: that the door refuses follows',
    { results: until('door', 'store_unavailable'), told: told('store_away') },
    ['store_away'],
  ],
  [
    'a store that only the door misses',
    { results: until('door', 'store_unavailable'), told: [] },
    ['store_away'],
  ],
  ['Redis away, and everything still goes', { results: until(), told: told('redis_away') }, ['redis_away']],
  [
    'Redis away, and nobody is told',
    { results: until('live', 'not_told'), told: told('redis_away') },
    ['redis_away'],
  ],
  ['nobody is told although Redis is there', { results: until('live', 'not_told'), told: [] }, ['not_told']],
  [
    'two things at once, the worse first',
    { results: until('turn', 'handed_off'), told: told('redis_no_aof', 'store_away') },
    ['store_away', 'redis_no_aof', 'handed_off'],
  ],
  [
    'no store, so nobody knows of workers',
    { results: until(), told: told('store_away', 'worker_away') },
    ['store_away'],
  ],
  [
    'a refusal that has no words here',
    { results: until('door', 'foreign_origin'), told: [] },
    ['door_refused'],
  ],
])('%s', (_what, examined, codes) => {
  expect(
    diagnose({ url: 'http://x', results: [], told: undefined, ...examined }).map(({ code }) => code),
  ).toEqual(codes)
})
