const RIDGE = 1e-3
const MAX_STEPS = 30

export interface LogisticSample {
  readonly features: readonly number[]
  readonly label: boolean
  readonly weight: number
}

export function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value))
}

/** Probability by a fitted logistic regression; the last coefficient is the intercept. */
export function logisticProbability(coefficients: readonly number[], features: readonly number[]): number {
  let sum = coefficients[features.length] ?? 0
  for (let index = 0; index < features.length; index++)
    sum += (coefficients[index] ?? 0) * (features[index] ?? 0)
  return sigmoid(sum)
}

/** Fits a small ridge logistic regression by Newton steps (iteratively reweighted least squares). */
export function fitLogistic(samples: readonly LogisticSample[]): number[] {
  const size = (samples[0]?.features.length ?? 0) + 1
  let coefficients = new Array<number>(size).fill(0)
  for (let step = 0; step < MAX_STEPS; step++) {
    const { gradient, curvature } = derivatives(samples, coefficients)
    const change = solve(curvature, gradient)
    coefficients = coefficients.map((value, index) => value + (change[index] ?? 0))
    if (Math.max(...change.map(Math.abs)) < 1e-7) break
  }
  return coefficients
}

function derivatives(samples: readonly LogisticSample[], coefficients: readonly number[]) {
  const size = coefficients.length
  const total = samples.reduce((sum, sample) => sum + sample.weight, 0) || 1
  const gradient = coefficients.map((value, index) => (index === size - 1 ? 0 : -RIDGE * value))
  const curvature = coefficients.map((_, row) => coefficients.map((__, column) => ridgeAt(row, column, size)))
  for (const { features, label, weight } of samples) {
    const share = weight / total
    const probability = logisticProbability(coefficients, features)
    const error = ((label ? 1 : 0) - probability) * share
    const spread = Math.max(probability * (1 - probability), 1e-9) * share
    for (let row = 0; row < size; row++) {
      const left = row === size - 1 ? 1 : (features[row] ?? 0)
      gradient[row] = (gradient[row] ?? 0) + error * left
      const line = curvature[row] ?? []
      for (let column = 0; column < size; column++)
        line[column] =
          (line[column] ?? 0) + spread * left * (column === size - 1 ? 1 : (features[column] ?? 0))
    }
  }
  return { gradient, curvature }
}

/** Solves a small positive definite system by Cholesky's decomposition. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const size = right.length
  const lower = matrix.map((line) => line.map(() => 0))
  const at = (row: number, column: number) => lower[row]?.[column] ?? 0
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = matrix[row]?.[column] ?? 0
      for (let inner = 0; inner < column; inner++) sum -= at(row, inner) * at(column, inner)
      const line = lower[row] ?? []
      line[column] = row === column ? Math.sqrt(Math.max(sum, 1e-12)) : sum / at(column, column)
    }
  }
  const forward: number[] = []
  for (let row = 0; row < size; row++) {
    let sum = right[row] ?? 0
    for (let inner = 0; inner < row; inner++) sum -= at(row, inner) * (forward[inner] ?? 0)
    forward[row] = sum / at(row, row)
  }
  const solution = new Array<number>(size).fill(0)
  for (let row = size - 1; row >= 0; row--) {
    let sum = forward[row] ?? 0
    for (let inner = row + 1; inner < size; inner++) sum -= at(inner, row) * (solution[inner] ?? 0)
    solution[row] = sum / at(row, row)
  }
  return solution
}

/** The intercept is not held back; a trace keeps the system solvable. */
function ridgeAt(row: number, column: number, size: number): number {
  if (row !== column) return 0
  return row === size - 1 ? 1e-9 : RIDGE
}
