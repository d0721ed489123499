import { expect, test } from 'vitest'
import { isStuck, look, type Seen, startWatch } from './is-still.ts'

const LOOK_MS = 500
type Look = readonly [beat: number, at: number, usedMs: number, waits?: boolean]

const seen = ([beat, at, usedMs, waits = false]: Look): Seen => ({ beat, at, usedMs, waits })
const after = (...looks: readonly Look[]) =>
  looks.reduce((watch, one) => look(watch, seen(one), LOOK_MS), startWatch(seen([0, 0, 0])))

test.each<[string, Look[], { busyMs: number; waitedMs: number }]>([
  [
    'a new beat at every look',
    [
      [1, 500, 500],
      [2, 1000, 1000],
      [3, 1500, 1500],
    ],
    { busyMs: 0, waitedMs: 0 },
  ],
  [
    'busy since the second look',
    [
      [1, 500, 100],
      [1, 1000, 600],
      [1, 1500, 1100],
    ],
    { busyMs: 1000, waitedMs: 0 },
  ],
  [
    'busy, on a machine that lets it have a tenth',
    [
      [1, 500, 50],
      [1, 1000, 100],
      [1, 10_500, 1050],
    ],
    { busyMs: 1000, waitedMs: 0 },
  ],
  [
    'a beat that comes late begins anew',
    [
      [1, 500, 500],
      [1, 1000, 1000],
      [2, 1500, 1500],
      [2, 2000, 2000],
    ],
    { busyMs: 500, waitedMs: 0 },
  ],
  [
    'waiting for what does not come',
    [
      [1, 500, 10],
      [1, 1000, 10, true],
      [1, 1500, 10, true],
    ],
    { busyMs: 0, waitedMs: 1000 },
  ],
  [
    'a pause of everything is not its silence',
    [
      [1, 500, 10],
      [1, 3_600_000, 10, true],
    ],
    { busyMs: 0, waitedMs: 1000 },
  ],
  [
    'the counter turning over',
    [
      [-2_147_483_648, 500, 500],
      [2_147_483_647, 1000, 1000],
    ],
    { busyMs: 0, waitedMs: 0 },
  ],
])('%s', (_what, looks, expected) => {
  expect(after(...looks)).toMatchObject(expected)
})

test('stuck is who works for so long without a beat, or waits for six times as long', () => {
  const watch = startWatch(seen([0, 0, 0]))
  expect(isStuck({ ...watch, busyMs: 4999, waitedMs: 29_999 }, 5000)).toBe(false)
  expect(isStuck({ ...watch, busyMs: 5000 }, 5000)).toBe(true)
  expect(isStuck({ ...watch, waitedMs: 30_000 }, 5000)).toBe(true)
})
