import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { every } from './every.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function slowly() {
  const ends: (() => void)[] = []
  const work = () => new Promise<void>((resolve) => void ends.push(resolve))
  const end = async () => {
    ends.at(-1)?.()
    await vi.advanceTimersByTimeAsync(0)
  }
  return { work, end, begun: () => ends.length }
}

test('a round that takes long swallows the next; what is wanted now is done right after it, once', async () => {
  const { work, end, begun } = slowly()
  const repeated = every(100, work, () => undefined)
  await vi.advanceTimersByTimeAsync(350)
  expect(begun()).toBe(1)
  repeated.now()
  repeated.now()
  await end()
  expect(begun()).toBe(2)
  await end()
  expect(begun()).toBe(2)
  repeated.now()
  expect(begun()).toBe(3)
  repeated.now()
  const stopping = repeated.stop()
  await end()
  await stopping
  expect(begun()).toBe(3)
  repeated.now()
  await vi.advanceTimersByTimeAsync(500)
  expect(begun()).toBe(3)
})

test('what a round throws is told, and the next one comes', async () => {
  const told: unknown[] = []
  let rounds = 0
  const work = async () => {
    rounds++
    throw new Error(`round ${rounds}`)
  }
  const repeated = every(100, work, (error) => told.push(error))
  await vi.advanceTimersByTimeAsync(250)
  await repeated.stop()
  expect(told.map(String)).toEqual(['Error: round 1', 'Error: round 2'])
})
