import { expect, it } from 'vitest'
import { judgeShown, timesBack } from './judge.ts'

it('finds what was acknowledged and never shown, shown twice, or left out', () => {
  const shown = [
    { seqs: [1, 2, 3], ids: ['a'] },
    { seqs: [1, 2, 4, 4], ids: ['c'] },
    { seqs: [], ids: ['x', 'x'] },
  ]
  const acked = new Map([
    [0, ['a', 'b']],
    [1, ['c']],
    [2, ['x']],
  ])
  expect(judgeShown(shown, acked)).toEqual({ lost: 1, doubled: 2, gaps: 1 })
})

it('counts the time of those that came back after the fault only', () => {
  expect(timesBack([90, 150, 120], 100)).toEqual([20, 50])
})
