import { expect, test } from 'vitest'
import { createGate } from './picture.ts'

test('small ones are let in side by side, a heavy one alone, and everybody in turn', async () => {
  const inLine = createGate(2, 10)
  const begun: string[] = []
  const ends: Record<string, () => void> = {}
  const enter = (name: string, weight: number) =>
    inLine(weight, async () => {
      begun.push(name)
      await new Promise<void>((end) => {
        ends[name] = end
      })
    })
  const all = [enter('a', 4), enter('b', 4), enter('heavy', 10), enter('c', 1)]
  const settled = () => new Promise((resolve) => setImmediate(resolve))
  expect(begun).toEqual(['a', 'b'])
  ends['a']?.()
  await settled()
  // Nobody overtakes the heavy one, or it would wait for ever.
  expect(begun).toEqual(['a', 'b'])
  ends['b']?.()
  await settled()
  expect(begun).toEqual(['a', 'b', 'heavy'])
  ends['heavy']?.()
  await settled()
  expect(begun).toEqual(['a', 'b', 'heavy', 'c'])
  ends['c']?.()
  await Promise.all(all)
})
