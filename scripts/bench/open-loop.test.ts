import { expect, it } from 'vitest'
import { createPool, openLoop } from './open-loop.ts'

it('begins each in time although the first never gets on, and tells when each was due', async () => {
  let release = (): void => undefined
  const blocked = new Promise<void>((resolve) => {
    release = resolve
  })
  const due: number[] = []
  await openLoop([0, 1, 5], async (index, at) => {
    due.push(at)
    if (index === 0) await blocked
    if (index === 2) release()
  })
  const [first = 0] = due
  expect(due.map((at) => Math.round(at - first))).toEqual([0, 1, 5])
})

it('fails when one of them failed, after it began all', async () => {
  const begun: number[] = []
  const run = openLoop([0, 1], async (index) => {
    begun.push(index)
    if (index === 0) throw new Error('refused')
  })
  await expect(run).rejects.toThrow('refused')
  expect(begun).toEqual([0, 1])
})

it('gives who is free, the longest free first, and lets the others wait in line', async () => {
  const pool = createPool(['a', 'b'])
  expect([await pool.take(), await pool.take()]).toEqual(['a', 'b'])
  const [third, fourth] = [pool.take(), pool.take()]
  pool.give('b')
  pool.give('a')
  expect([await third, await fourth]).toEqual(['b', 'a'])
})
