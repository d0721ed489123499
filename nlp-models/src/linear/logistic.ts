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
    const inputs = [...features, 1]
    addScaled(gradient, inputs, ((label ? 1 : 0) - probability) * share)
    const spread = Math.max(probability * (1 - probability), 1e-9) * share
    inputs.forEach((input, row) => {
      addScaled(curvature[row] ?? [], inputs, spread * input)
    })
  }
  return { gradient, curvature }
}

function addScaled(to: number[], values: readonly number[], factor: number): void {
  for (let index = 0; index < values.length; index++)
    to[index] = (to[index] ?? 0) + factor * (values[index] ?? 0)
}

/** The intercept is not held back; a trace keeps the system solvable. */
function ridgeAt(row: number, column: number, size: number): number {
  if (row !== column) return 0
  return row === size - 1 ? 1e-9 : RIDGE
}

/** Solves a small positive definite system by Cholesky's decomposition. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const lower = decompose(matrix)
  const forward: number[] = []
  lower.forEach((line, row) => {
    forward[row] = ((right[row] ?? 0) - dot(line, forward, row)) / (line[row] ?? 1)
  })
  const solution = new Array<number>(right.length).fill(0)
  for (let row = right.length - 1; row >= 0; row--) {
    const column = lower.map((line) => line[row] ?? 0)
    // Places up to this row are still zero in the solution.
    solution[row] = ((forward[row] ?? 0) - dot(column, solution, column.length)) / (column[row] ?? 1)
  }
  return solution
}

function decompose(matrix: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const lower: number[][] = []
  for (const [row, source] of matrix.entries()) {
    const line: number[] = []
    for (let column = 0; column < row; column++) {
      const above = lower[column] ?? []
      line[column] = ((source[column] ?? 0) - dot(line, above, column)) / (above[column] ?? 1)
    }
    line[row] = Math.sqrt(Math.max((source[row] ?? 0) - dot(line, line, row), 1e-12))
    lower.push(line)
  }
  return lower
}

/** Product of the first `length` places. */
function dot(a: readonly number[], b: readonly number[], length: number): number {
  let sum = 0
  for (let index = 0; index < length; index++) sum += (a[index] ?? 0) * (b[index] ?? 0)
  return sum
}
