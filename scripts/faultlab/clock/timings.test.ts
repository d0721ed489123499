import { expect, test } from 'vitest'
import { createTimings } from './timings.ts'

test('tells a timer that went off too early or too late from one that was on time', () => {
  const timings = createTimings()
  timings.went('offer', 10_300, 10_000)
  timings.went('offer', 9000, 10_000)
  timings.went('offer', 12_500, 10_000)
  timings.never('held reply')
  timings.looked('session', { gone: false, from: 8900, to: 9000, due: 10_000 })
  timings.looked('session', { gone: true, from: 11_800, to: 11_900, due: 10_000 })
  timings.looked('session', { gone: true, from: 8900, to: 9000, due: 10_000 })
  timings.looked('session', { gone: false, from: 12_100, to: 12_200, due: 10_000 })
  // Asked before, answered after: it says nothing.
  timings.looked('session', { gone: true, from: 9900, to: 10_100, due: 10_000 })
  expect(timings.early).toEqual(['offer: 1000 ms too early', 'session: over 1000 ms too early'])
  expect(timings.late).toEqual(['offer: 2500 ms late', 'held reply: never', 'session: holds 2100 ms late'])
  expect(Object.fromEntries(timings.checked)).toEqual({ offer: 3, 'held reply': 1, session: 4 })
})
