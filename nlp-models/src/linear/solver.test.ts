import { expect, test } from 'vitest'
import { compileKernel } from '../../kernel/build.ts'
import { createRandom } from '../evaluation/random.ts'
import { FeatureBuffer, PART } from './feature-buffer.ts'
import { KERNEL_CODE } from './kernel-code.ts'
import { Solver, SVM_DEFAULTS } from './solver.ts'
import { buildTrainingSet, type TrainingSet, type TrainingText } from './training-set.ts'

const FOLDS = 4
const EXACT = { ...SVM_DEFAULTS, tolerance: 1e-4, maxPasses: 2000 }

/** Texts of random features; those of the first class share one. */
function madeTexts(count: number, vectors: boolean): TrainingText[] {
  const random = createRandom(7)
  const buffer = new FeatureBuffer()
  return Array.from({ length: count }, (_, number) => {
    const target = number % 3
    buffer.clear()
    for (let feature = 0; feature < 6; feature++) buffer.push(1 + Math.floor(random() * 40), PART.word, 0, 1)
    buffer.push(1000 + target, PART.word, 0, 1)
    const vector = Float32Array.from({ length: 5 }, () => random() - 0.5)
    const fold = number % 10 === 9 ? -1 : number % FOLDS
    return { features: buffer.snapshot(), target, weight: 1, fold, ...(vectors ? { vector } : {}) }
  })
}

function objective(
  set: TrainingSet,
  column: number,
  solution: { weights: ArrayLike<number>; scale: number; bias: number },
) {
  let sum = solution.bias ** 2 / 2
  for (let at = 0; at < solution.weights.length; at++)
    sum += ((solution.weights[at] as number) * solution.scale) ** 2 / 2
  for (let text = 0; text < set.size; text++) {
    const sign = set.targets[text] === column ? 1 : -1
    sum += Math.max(0, 1 - sign * marginOf(set, text, solution)) ** 2
  }
  return sum
}

function marginOf(
  set: TrainingSet,
  text: number,
  { weights, scale, bias }: { weights: ArrayLike<number>; scale: number; bias: number },
) {
  let margin = bias
  for (let at = set.offsets[text] as number; at < (set.offsets[text + 1] as number); at++)
    margin += (set.values[at] as number) * (weights[set.columns[at] as number] as number) * scale
  for (let at = 0; at < set.dimensions; at++)
    margin +=
      (set.dense[text * set.dimensions + at] as number) *
      (weights[set.vocabulary.size + at] as number) *
      scale
  return margin
}

test('the compiled kernel is that of its source', async () => {
  expect(KERNEL_CODE).toBe(await compileKernel())
}, 60_000)

test('no small step from a solution makes it better', () => {
  const set = buildTrainingSet(madeTexts(90, true), { folds: 0, vectorWeight: 1 })
  const solver = new Solver(set, EXACT)
  for (const column of [0, 1, 2]) {
    const { weights, scale, bias } = solver.solve(column)
    const best = objective(set, column, { weights, scale, bias })
    const random = createRandom(3)
    for (let round = 0; round < 50; round++) {
      const moved = Float64Array.from(weights, (weight) => weight + (random() - 0.5) * 20)
      // Weights of one byte stand near the optimum, not on it.
      expect(objective(set, column, { weights: moved, scale, bias })).toBeGreaterThan(best - 0.02)
    }
  }
})

test('the judging out of fold agrees with trainings without the fold', () => {
  const texts = madeTexts(120, true)
  const set = buildTrainingSet(texts, { folds: FOLDS, vectorWeight: 1 })
  const { held } = new Solver(set, { ...EXACT, folds: FOLDS }).solve(0)
  for (let fold = 0; fold < FOLDS; fold++) {
    const rest = texts.map((text) => (text.fold === fold ? { ...text, weight: 1e-6 } : text))
    const without = new Solver(buildTrainingSet(rest, { folds: 0, vectorWeight: 1 }), EXACT).solve(0)
    texts.forEach((text, number) => {
      if (text.fold !== fold) return
      // One byte a weight is all that lies between them: every feature here is known in each fold.
      expect(Math.abs((held[number] as number) - marginOf(set, number, without))).toBeLessThan(0.06)
    })
  }
})

test('without a class of its own or without texts it still answers', () => {
  const set = buildTrainingSet(madeTexts(6, false), { folds: 0, vectorWeight: 1 })
  const { weights, bias } = new Solver(set, SVM_DEFAULTS).solve(9)
  expect(bias).toBeLessThan(0)
  expect(weights).toHaveLength(set.vocabulary.size)
  expect(new Solver(buildTrainingSet([], { folds: 0, vectorWeight: 1 }), SVM_DEFAULTS).solve(0).scale).toBe(0)
})
