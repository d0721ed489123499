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
