import { expect, test } from 'vitest'
import { look, type Watch } from './is-still.ts'

const start: Watch = { beat: 0, at: 0, stillMs: 0 }
const after = (...looks: readonly [beat: number, at: number][]) =>
  looks.reduce((watch, [beat, at]) => look(watch, { beat, at }, 500), start).stillMs

test.each<[string, [number, number][], number]>([
  [
    'a new beat at every look',
    [
      [1, 500],
      [2, 1000],
      [3, 1500],
    ],
    0,
  ],
  [
    'none since the second look',
    [
      [1, 500],
      [1, 1000],
      [1, 1500],
    ],
    1000,
  ],
  [
    'one that comes late begins anew',
    [
      [1, 500],
      [1, 1000],
      [2, 1500],
      [2, 2000],
    ],
    500,
  ],
  [
    'a pause of everything is not its silence',
    [
      [1, 500],
      [1, 3_600_000],
    ],
    1000,
  ],
  [
    'the counter turning over',
    [
      [-2_147_483_648, 500],
      [2_147_483_647, 1000],
    ],
    0,
  ],
])('%s', (_what, looks, stillMs) => {
  expect(after(...looks)).toBe(stillMs)
})
