/** One judged prediction: how sure the model was and whether it was right. */
export interface Judged {
  readonly confidence: number
  readonly correct: boolean
  readonly weight?: number
}

export interface Prediction {
  readonly expected: string
  readonly predicted: string
}

export interface ClassMetrics {
  readonly label: string
  readonly support: number
  readonly precision: number
  readonly recall: number
  readonly f1: number
}

/** Share of right predictions; 0 for none. */
export function accuracy(predictions: readonly Prediction[]): number {
  return ratio(predictions.filter((one) => one.expected === one.predicted).length, predictions.length)
}

/** Precision, recall and F1 of every label that was expected or predicted, in order of the label. */
export function perClass(predictions: readonly Prediction[]): readonly ClassMetrics[] {
  const matrix = confusionMatrix(predictions)
  return matrix.labels.map((label, index) => {
    const hits = matrix.counts[index]?.[index] ?? 0
    const support = sum(matrix.counts[index] ?? [])
    const claimed = sum(matrix.counts.map((line) => line[index] ?? 0))
    const precision = ratio(hits, claimed)
    const recall = ratio(hits, support)
    return { label, support, precision, recall, f1: ratio(2 * precision * recall, precision + recall) }
  })
}

/** Mean F1 over the labels that occur. */
export function macroF1(predictions: readonly Prediction[]): number {
  const occurring = perClass(predictions).filter((one) => one.support > 0)
  return ratio(sum(occurring.map((one) => one.f1)), occurring.length)
}

export interface ConfusionMatrix {
  readonly labels: readonly string[]
  /** `counts[expected][predicted]` */
  readonly counts: readonly (readonly number[])[]
}

export function confusionMatrix(predictions: readonly Prediction[]): ConfusionMatrix {
  const labels = [...new Set(predictions.flatMap((one) => [one.expected, one.predicted]))].sort()
  const positions = new Map(labels.map((label, index) => [label, index]))
  const counts = labels.map(() => labels.map(() => 0))
  for (const { expected, predicted } of predictions) {
    const line = counts[positions.get(expected) ?? 0] ?? []
    const column = positions.get(predicted) ?? 0
    line[column] = (line[column] ?? 0) + 1
  }
  return { labels, counts }
}

/** Area under the ROC curve by ranks, ties counted half (Mann and Whitney 1947). */
export function auroc(scored: readonly { readonly score: number; readonly positive: boolean }[]): number {
  const sorted = [...scored].sort((a, b) => a.score - b.score)
  const positives = sorted.filter((one) => one.positive).length
  const negatives = sorted.length - positives
  if (positives === 0 || negatives === 0) return Number.NaN
  let ranks = 0
  for (let from = 0; from < sorted.length; ) {
    let to = from
    while (to < sorted.length && sorted[to]?.score === sorted[from]?.score) to++
    const rank = (from + 1 + to) / 2
    for (let index = from; index < to; index++) if (sorted[index]?.positive) ranks += rank
    from = to
  }
  return (ranks - (positives * (positives + 1)) / 2) / (positives * negatives)
}

/** Expected calibration error over equal bins of confidence (Guo et al. 2017). */
export function expectedCalibrationError(judged: readonly Judged[], bins = 10): number {
  const cells = Array.from({ length: bins }, () => ({ weight: 0, confidence: 0, correct: 0 }))
  let total = 0
  for (const { confidence, correct, weight = 1 } of judged) {
    const cell = cells[Math.min(bins - 1, Math.floor(confidence * bins))]
    if (cell === undefined) continue
    cell.weight += weight
    cell.confidence += confidence * weight
    if (correct) cell.correct += weight
    total += weight
  }
  const gaps = cells.map((cell) => Math.abs(cell.confidence - cell.correct))
  return ratio(sum(gaps), total)
}

export interface RiskPoint {
  /** Answering from this confidence on … */
  readonly confidence: number
  /** … answers this share of all … */
  readonly coverage: number
  /** … of which this share is wrong. */
  readonly risk: number
}

/** Risk against coverage, most confident first, one point a distinct confidence. */
export function riskCoverage(judged: readonly Judged[]): readonly RiskPoint[] {
  const sorted = [...judged].sort((a, b) => b.confidence - a.confidence)
  const total = sum(sorted.map((one) => one.weight ?? 1))
  const points: RiskPoint[] = []
  let answered = 0
  let wrong = 0
  sorted.forEach(({ confidence, correct, weight = 1 }, index) => {
    answered += weight
    if (!correct) wrong += weight
    if (sorted[index + 1]?.confidence === confidence) return
    points.push({ confidence, coverage: ratio(answered, total), risk: ratio(wrong, answered) })
  })
  return points
}

function sum(values: readonly number[]): number {
  let total = 0
  for (const value of values) total += value
  return total
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole
}
