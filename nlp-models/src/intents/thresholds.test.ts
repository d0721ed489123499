import { expect, test } from 'vitest'
import { createRandom } from '../evaluation/random.ts'
import { trainModel } from '../train-model.ts'
import type { IntentCalibration, Scored } from './calibration.ts'
import { chooseThresholds } from './thresholds.ts'

const calibration: IntentCalibration = {
  inScope: [3, 0, 0, 0, 0, 0, 0, 0, 0],
  correct: [3, 0, 0, 0, 0, 0, 0, 0, 0],
}

/** Texts whose best margin tells how likely it is that they are right. */
function madeSet() {
  const random = createRandom(5)
  return Array.from({ length: 2000 }, () => {
    const best = random() * 2 - 1
    const isRight = random() < 1 / (1 + Math.exp(-3 * best))
    const scored: Scored = {
      margins: Float32Array.of(best, best - 1),
      words: 5,
      knownShare: 1,
      likeness: 0.5,
      language: 'en',
    }
    return { ...scored, target: isRight ? 0 : -1, weight: 1 }
  })
}

test('an answer is given from where it is likelier to gain than to lose', () => {
  const answers = [0.7, 1, 2, 4, 8].map(
    (cost) => chooseThresholds(madeSet(), ['a', 'b'], { calibration, cost }).answer,
  )
  expect(answers).toEqual(answers.toSorted((a, b) => a - b))
  // Confidence is true here, so the threshold of cost c is c / (1 + c).
  expect(answers[1]).toBeGreaterThan(0.42)
  expect(answers[1]).toBeLessThan(0.58)
  expect(answers[3]).toBeGreaterThan(0.72)
  expect(answers[3]).toBeLessThan(0.88)
})

test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('%s is no cost', async (wrongAnswerCost) => {
  const intents = [
    { text: 'where is my parcel', intent: 'a' },
    { text: 'money back', intent: 'b' },
  ]
  await expect(trainModel({ intents, outOfScope: [] }, { wrongAnswerCost })).rejects.toThrow(RangeError)
})
