import fc from 'fast-check'
import { expect, test } from 'vitest'
import { processorTime } from '../../test/processor-time.ts'
import { createRandom } from '../evaluation/random.ts'
import { moodPath, type ScoredMessage } from './mood-path.ts'

const level = fc.double({ min: -1, max: 1, noNaN: true })
const sure = fc.double({ min: 0.1, max: 1, noNaN: true })
const said = (scores: readonly number[]): ScoredMessage[] =>
  scores.map((score) => ({ score, confidence: 0.8 }))

test('without messages there is no mood, and one message is its own path', () => {
  expect(moodPath([])).toEqual({ levels: [], slope: 0, now: 'neutral', recovered: false })
  expect(moodPath([{ score: -0.75, confidence: 1 }])).toEqual({
    levels: [-0.75],
    slope: 0,
    lowest: 0,
    now: 'negative',
    recovered: false,
  })
})

test('a flat path has no turning point, however sure its messages are', () => {
  fc.assert(
    fc.property(level, fc.array(sure, { minLength: 1, maxLength: 60 }), (score, confidences) => {
      const path = moodPath(confidences.map((confidence) => ({ score, confidence })))
      expect(path.turn).toBeUndefined()
      expect(path.slope).toBeCloseTo(0, 9)
      for (const one of path.levels) expect(one).toBeCloseTo(score, 9)
    }),
  )
})

test('a step is found at its place, with its two means', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 30 }),
      fc.integer({ min: 2, max: 30 }),
      level,
      fc.constantFrom(-1.2, -0.9, 0.9, 1.2),
      (before, after, score, change) => {
        const scores = [...Array(before).fill(score), ...Array(after).fill(score + change)]
        const { turn } = moodPath(said(scores))
        expect(turn?.at).toBe(before)
        expect(turn?.before).toBeCloseTo(score, 9)
        expect(turn?.after).toBeCloseTo(score + change, 9)
      },
    ),
  )
})

test('a step is found in scatter, and adding the same to all scores does not move it', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 500 }),
      fc.double({ min: -1, max: 1, noNaN: true }),
      (seed, added) => {
        const random = createRandom(seed)
        const scores = Array.from({ length: 24 }, (_, at) => (at < 11 ? 0.6 : -0.4) + (random() - 0.5) * 0.4)
        const turn = moodPath(said(scores)).turn
        expect(turn?.at).toBe(11)
        const moved = moodPath(said(scores.map((score) => score + added)))
        expect(moved.turn?.at).toBe(11)
        expect(moved.turn?.after).toBeCloseTo((turn?.after ?? 0) + added, 9)
      },
    ),
  )
})

test.each([4, 5, 6, 8, 12, 20, 60])('of %i messages that only scatter hardly any path turns', (count) => {
  const random = createRandom(7)
  const rounds = 500
  let turned = 0
  for (let round = 0; round < rounds; round++)
    if (moodPath(said(Array.from({ length: count }, () => random() * 2 - 1))).turn) turned++
  expect(turned / rounds).toBeLessThan(0.1)
})

test('what is unsure moves the path less', () => {
  const path = (confidence: number) =>
    moodPath([...said([0.5, 0.5, 0.5]), { score: -1, confidence }]).levels.at(-1) ?? 0
  expect(path(0.1)).toBeGreaterThan(path(0.9))
})

test('a customer whose mood was bad and is no longer has recovered', () => {
  expect(moodPath(said([-0.8, -0.9, 0.3, 0.8])).recovered).toBe(true)
  expect(moodPath(said([-0.8, -0.9, -0.3, -0.4])).recovered).toBe(false)
  expect(moodPath(said([0.1, 0.2, 0.6])).recovered).toBe(false)
  expect(moodPath(said([0.4, -0.9, 0.5])).lowest).toBe(1)
})

test('10,000 messages cost ten times 1,000', () => {
  const random = createRandom(3)
  const long = said(Array.from({ length: 10_000 }, () => random() * 2 - 1))
  const timed = (messages: readonly ScoredMessage[], rounds: number) =>
    processorTime(() => {
      for (let round = 0; round < rounds; round++) moodPath(messages)
    })
  timed(long, 20)
  expect(timed(long, 10)).toBeLessThan(timed(long.slice(0, 1000), 100) * 4 + 20)
})
