import { createRandom, shuffle } from './random.ts'
import type { SparseMatrix } from './vectoriser.ts'

export interface SvmOptions {
  /** Cost of a margin error. */
  readonly cost: number
  readonly seed: number
  readonly maxPasses: number
  /** Stops when the projected gradients of a pass lie within this span. */
  readonly tolerance: number
}

export const SVM_DEFAULTS: SvmOptions = { cost: 1, seed: 13, maxPasses: 40, tolerance: 0.1 }

/** Weights of one class against all others. */
export interface BinaryWeights {
  readonly weights: Float64Array
  readonly bias: number
}

interface Problem {
  readonly matrix: SparseMatrix
  readonly signs: Int8Array
  /** 1 / 2C of each text. */
  readonly slack: Float64Array
  readonly squares: Float64Array
  readonly alphas: Float64Array
  readonly weights: Float64Array
  bias: number
}

/**
 * Linear support vector machine with squared hinge loss by dual coordinate descent with shrinking:
 * Hsieh, Chang, Lin, Keerthi, Sundararajan, "A dual coordinate descent method for large-scale linear SVM",
 * ICML 2008, algorithm 3. The bias is one more feature of value 1. `importance` scales the cost of each text.
 */
export function trainBinarySvm(
  matrix: SparseMatrix,
  { signs, importance, features }: { signs: Int8Array; importance: Float32Array; features: number },
  options: SvmOptions,
): BinaryWeights {
  const problem = createProblem(matrix, { signs, importance, features }, options.cost)
  const order = Int32Array.from({ length: matrix.size }, (_, index) => index)
  const random = createRandom(options.seed)
  const bounds = { upper: Number.POSITIVE_INFINITY, lower: Number.NEGATIVE_INFINITY }
  let active = matrix.size
  for (let pass = 0; pass < options.maxPasses; pass++) {
    shuffle(order, random, active)
    const outcome = descend(problem, { order, active, upper: bounds.upper })
    const settled = outcome.upper - outcome.lower <= options.tolerance
    if (settled && outcome.active === matrix.size) break
    // What was shrunk away is looked at once more before the result counts as final.
    active = settled ? matrix.size : outcome.active
    bounds.upper = settled || outcome.upper <= 0 ? Number.POSITIVE_INFINITY : outcome.upper
  }
  return { weights: problem.weights, bias: problem.bias }
}

function createProblem(
  matrix: SparseMatrix,
  { signs, importance, features }: { signs: Int8Array; importance: Float32Array; features: number },
  cost: number,
): Problem {
  const squares = new Float64Array(matrix.size)
  const slack = new Float64Array(matrix.size)
  for (let text = 0; text < matrix.size; text++) {
    slack[text] = 1 / (2 * cost * (importance[text] ?? 1))
    let square = 1 + (slack[text] ?? 0)
    for (let at = matrix.offsets[text] ?? 0; at < (matrix.offsets[text + 1] ?? 0); at++)
      square += (matrix.values[at] ?? 0) ** 2
    squares[text] = square
  }
  return {
    matrix,
    signs,
    slack,
    squares,
    alphas: new Float64Array(matrix.size),
    weights: new Float64Array(features),
    bias: 0,
  }
}

function descend(
  problem: Problem,
  { order, active, upper }: { order: Int32Array; active: number; upper: number },
): { active: number; upper: number; lower: number } {
  let highest = Number.NEGATIVE_INFINITY
  let lowest = Number.POSITIVE_INFINITY
  let left = active
  for (let position = 0; position < left; position++) {
    const text = order[position] ?? 0
    const alpha = problem.alphas[text] ?? 0
    const sign = problem.signs[text] ?? 0
    const gradient = sign * margin(problem, text) - 1 + (problem.slack[text] ?? 0) * alpha
    if (alpha === 0 && gradient > upper) {
      left--
      order[position] = order[left] ?? 0
      order[left] = text
      position--
      continue
    }
    const projected = alpha === 0 ? Math.min(gradient, 0) : gradient
    highest = Math.max(highest, projected)
    lowest = Math.min(lowest, projected)
    if (Math.abs(projected) < 1e-12) continue
    const next = Math.max(alpha - gradient / (problem.squares[text] ?? 1), 0)
    problem.alphas[text] = next
    step(problem, text, (next - alpha) * sign)
  }
  return { active: left, upper: highest, lower: lowest }
}

function margin(problem: Problem, text: number): number {
  const { matrix, weights } = problem
  let sum = problem.bias
  for (let at = matrix.offsets[text] ?? 0, end = matrix.offsets[text + 1] ?? 0; at < end; at++)
    sum += (weights[matrix.columns[at] ?? 0] ?? 0) * (matrix.values[at] ?? 0)
  return sum
}

function step(problem: Problem, text: number, size: number): void {
  const { matrix, weights } = problem
  problem.bias += size
  for (let at = matrix.offsets[text] ?? 0, end = matrix.offsets[text + 1] ?? 0; at < end; at++) {
    const column = matrix.columns[at] ?? 0
    weights[column] = (weights[column] ?? 0) + size * (matrix.values[at] ?? 0)
  }
}
