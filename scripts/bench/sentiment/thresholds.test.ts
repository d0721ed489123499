import { expect, test } from 'vitest'
import { chooseThresholds } from './thresholds.ts'
import { verdictOf } from './verdict.ts'

const rows = [
  ...[-4, -3, -3, -2].map((score) => ({ score, label: 'negative' as const })),
  ...[-1, 0, 0, 1].map((score) => ({ score, label: 'neutral' as const })),
  ...[2, 2, 3, 5].map((score) => ({ score, label: 'positive' as const })),
]

test('the thresholds part what can be parted', () => {
  const chosen = chooseThresholds(rows)
  expect(chosen.macroF1).toBe(1)
  for (const { score, label } of rows) expect(verdictOf(score, chosen).three).toBe(label)
})

test('with two classes the middle one is chosen by them alone', () => {
  const two = rows
    .filter(({ label }) => label !== 'neutral')
    .map((row) => ({ ...row, score: row.score + 10 }))
  const chosen = chooseThresholds(two)
  expect(chosen.macroF1).toBe(1)
  for (const { score, label } of two) expect(verdictOf(score, chosen).two).toBe(label)
})
