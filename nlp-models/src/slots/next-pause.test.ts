import { expect, test } from 'vitest'
import { nextPause } from './next-pause.ts'

test('the pause doubles from one short life to the next, up to a minute', () => {
  const pauses = [0]
  for (let life = 0; life < 8; life++) pauses.push(nextPause(pauses[life]!, 5000, 1000))
  expect(pauses).toEqual([0, 1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000])
})

test('a long life is forgiven one loss', () => {
  expect(nextPause(60_000, 599_999, 1000)).toBe(60_000)
  expect(nextPause(60_000, 600_000, 1000)).toBe(1000)
})
