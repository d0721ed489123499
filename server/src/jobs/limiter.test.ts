import { expect, test } from 'vitest'
import { createLimiter } from './limiter.ts'

test('runs a key once more when it is asked for while it runs, and never twice at a time', async () => {
  const runs: string[] = []
  let inside = 0
  const gates: (() => void)[] = []
  const limiter = createLimiter(2, async (key) => {
    inside += 1
    expect(inside).toBe(1)
    await new Promise<void>((resolve) => gates.push(resolve))
    runs.push(key)
    inside -= 1
  })
  const first = limiter.run('a')
  await expect.poll(() => gates.length).toBe(1)
  const all = [first, limiter.run('a'), limiter.run('a')]
  gates.shift()?.()
  await expect.poll(() => gates.length).toBe(1)
  gates.shift()?.()
  await Promise.all(all)
  expect(runs).toEqual(['a', 'a'])
})

test('works on no more keys at once than its width, and forgets a key whose work failed', async () => {
  let inside = 0
  let most = 0
  const limiter = createLimiter(3, async (key) => {
    inside += 1
    most = Math.max(most, inside)
    await new Promise((resolve) => setImmediate(resolve))
    inside -= 1
    if (key === '5') throw new Error('five')
  })
  const results = await Promise.allSettled(
    Array.from({ length: 12 }, (_, index) => limiter.run(String(index))),
  )
  expect(most).toBe(3)
  expect(results.filter((one) => one.status === 'rejected')).toHaveLength(1)
  await limiter.idle()
  await expect(limiter.run('6')).resolves.toBeUndefined()
})
