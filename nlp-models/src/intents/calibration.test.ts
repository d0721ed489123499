import { beforeAll, expect, test } from 'vitest'
import { defaultModelPath } from '../default-model.ts'
import { createRandom } from '../evaluation/random.ts'
import type { Model } from '../model.ts'
import { loadModel } from '../model-file.ts'
import { bestOf, calibrate, EVIDENCE, evidenceOf, type Scored, topClasses } from './calibration.ts'
import { calibrationSet } from './calibration-set.ts'

let model: Model
beforeAll(async () => {
  model = await loadModel(defaultModelPath)
})

const random = createRandom(11)
const between = (low: number, high: number) => low + random() * (high - low)

function madeScore(classes: number): Scored {
  return {
    margins: Float32Array.from({ length: classes }, () => between(-1.5, 0.8)),
    words: Math.floor(between(1, 30)),
    knownShare: random(),
    likeness: between(-0.2, 1),
    language: random() < 0.5 ? 'en' : 'zh',
  }
}

test('the further the best is ahead, the surer: confidence and scope never fall', () => {
  const { classes } = model.intents
  for (let round = 0; round < 500; round++) {
    const scored = madeScore(classes.length)
    const best = bestOf(scored.margins)
    let before = calibrate(scored, classes, model.intentCalibration)
    for (let step = 0; step < 5; step++) {
      const margins = scored.margins.slice()
      margins[best] = (margins[best] as number) + 0.1 * (step + 1)
      const now = calibrate({ ...scored, margins }, classes, model.intentCalibration)
      expect(now.intents[0]?.confidence).toBeGreaterThanOrEqual(before.intents[0]?.confidence ?? 1)
      expect(now.inScope).toBeGreaterThanOrEqual(before.inScope)
      before = now
    }
  }
})

test('confidences are a ranking of probabilities that leaves room for what is out of scope', () => {
  const { classes } = model.intents
  for (let round = 0; round < 200; round++) {
    const { intents, inScope } = calibrate(madeScore(classes.length), classes, model.intentCalibration, 50)
    const confidences = intents.map(({ confidence }) => confidence)
    expect(confidences).toEqual(confidences.toSorted((a, b) => b - a))
    expect(confidences.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(inScope + 1e-9)
    expect(inScope).toBeLessThanOrEqual(1)
  }
})

test('the evidence is as long as its file says, and ties go to the earlier class', () => {
  expect(evidenceOf(madeScore(3))).toHaveLength(EVIDENCE)
  expect(topClasses(Float32Array.of(1, 3, 3, 2), 3)).toEqual([1, 2, 3])
  expect(topClasses(Float32Array.of(1, 2), 5)).toEqual([1, 0])
  expect(topClasses(Float32Array.of(1, 2), 0)).toEqual([])
})

test('of other trades only what no intent claims counts as out of scope, with a fifth of that weight', () => {
  const at = (best: number, target: number) => ({
    ...madeScore(1),
    margins: Float32Array.of(best, -1),
    target,
  })
  const inside = Array.from({ length: 10 }, (_, number) => at(number / 10, 0))
  const set = calibrationSet([...inside, at(-0.5, -1)], [at(-0.6, -1), at(-0.7, -1), at(0.9, -1)])
  const weights = set.filter(({ target }) => target < 0).map(({ weight }) => weight)
  expect(weights).toHaveLength(3)
  expect(weights[0]).toBeCloseTo(2.5 * 0.8)
  expect(weights[1]).toBeCloseTo((2.5 * 0.2) / 2)
  expect(calibrationSet(inside, []).every(({ weight }) => weight === 1)).toBe(true)
})
