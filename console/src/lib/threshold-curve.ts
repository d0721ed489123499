export interface Bin {
  confidence: number
  right: number
  count: number
}

export interface CurvePoint {
  threshold: number
  /** Share of the utterances that are answered, and the share of these that is right. */
  answered: number
  right: number
}

/** What each threshold means on utterances that the model never saw, from its reliability by confidence. */
export function curveOf(bins: readonly Bin[]): CurvePoint[] {
  const total = bins.reduce((sum, { count }) => sum + count, 0)
  if (total === 0) return []
  const sorted = bins.filter(({ count }) => count > 0).toSorted((a, b) => a.confidence - b.confidence)
  return [{ confidence: 0 }, ...sorted].map(({ confidence: threshold }) => {
    const above = sorted.filter(({ confidence }) => confidence >= threshold)
    const count = above.reduce((sum, bin) => sum + bin.count, 0)
    const right = above.reduce((sum, bin) => sum + bin.right * bin.count, 0)
    return { threshold, answered: count / total, right: count === 0 ? 1 : right / count }
  })
}

/** Between two points of the curve it is drawn as a line, and read as one. */
export function readCurve(curve: readonly CurvePoint[], threshold: number): CurvePoint | undefined {
  const after = curve.find((point) => point.threshold >= threshold)
  const before = curve.findLast((point) => point.threshold <= threshold)
  if (!before || !after) return before ?? after
  const span = after.threshold - before.threshold
  const share = span === 0 ? 0 : (threshold - before.threshold) / span
  const between = (from: number, to: number) => from + (to - from) * share
  return {
    threshold,
    answered: between(before.answered, after.answered),
    right: between(before.right, after.right),
  }
}

const SEARCHED = { from: 0.3, to: 0.95, step: 0.01 }
/** Choices are offered down to this part of the threshold from which the bot answers. */
const OFFER_PART = 1 / 3

/**
 * The thresholds that gain most where a wrong answer costs as much as `cost` right ones gain (Chow 1970: answer while
 * the gain is positive); nothing without a curve.
 */
export function thresholdsFor(
  curve: readonly CurvePoint[],
  cost: number,
): { answer: number; offer: number } | undefined {
  if (curve.length === 0) return undefined
  const steps = Math.round((SEARCHED.to - SEARCHED.from) / SEARCHED.step)
  const candidates = Array.from({ length: steps + 1 }, (_, at) => rounded(SEARCHED.from + at * SEARCHED.step))
  const gainOf = (threshold: number) => {
    const { answered = 0, right = 0 } = readCurve(curve, threshold) ?? {}
    return answered * (right - cost * (1 - right))
  }
  const answer = candidates.reduce((best, one) => (gainOf(one) > gainOf(best) ? one : best))
  return { answer, offer: rounded(answer * OFFER_PART) }
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100
}
