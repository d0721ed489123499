import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { inTurns } from './in-turns.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('the first is done at once, many meanwhile are one more, and other keys do not wait', () => {
  const done: string[] = []
  const ask = inTurns(1000, (key) => done.push(key))
  ask('a')
  for (let each = 0; each < 50; each++) ask('a')
  ask('b')
  expect(done).toEqual(['a', 'b'])
  vi.advanceTimersByTime(1000)
  expect(done).toEqual(['a', 'b', 'a'])
  vi.advanceTimersByTime(5000)
  expect(done).toEqual(['a', 'b', 'a'])
  ask('a')
  expect(done).toEqual(['a', 'b', 'a', 'a'])
})
