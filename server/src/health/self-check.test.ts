import { expect, test, vi } from 'vitest'
import type { HealthProblem } from '../contract/index.ts'
import { fault } from './fault.ts'
import { selfCheck } from './self-check.ts'

test('what is wrong at the start is said once each with what mends it; who may come later is not missed', async () => {
  const problems: HealthProblem[] = [
    { name: 'worker', required: false, ...fault('worker_away') },
    { name: 'redis', required: false, ...fault('redis_evicts', 'allkeys-lru') },
    { name: 'disk', required: true, ...fault('disk_full', '3 MB') },
  ]
  const warn = vi.fn()
  await selfCheck(async () => ({ status: 'not_ready', problems, checks: {} }), { warn })
  expect(warn.mock.calls).toEqual([
    [{ event: 'self_check', check: 'redis', required: false, ...fault('redis_evicts', 'allkeys-lru') }],
    [{ event: 'self_check', check: 'disk', required: true, ...fault('disk_full', '3 MB') }],
  ])
})
