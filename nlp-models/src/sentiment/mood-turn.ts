/** Where the mean of a customer's scores changed. */
export interface MoodTurn {
  /** The first message of the new mood. */
  readonly at: number
  /** Weighted mean scores before it, and from it on. */
  readonly before: number
  readonly after: number
}

interface Point {
  readonly score: number
  readonly weight: number
}

/** So much a score scatters when nothing changes: no scatter at all among few messages proves nothing. */
const LEAST_VARIANCE = 0.15 ** 2
/** A smaller change is no turn, however regular. */
const LEAST_CHANGE = 0.3
/** Critical value of the largest F for one mean, 1 %, asymptotic (Andrews 1993, table 1, trimming 15 %). */
const CRITICAL = 12.35
/** Of three messages one always differs from the two others. */
const FEWEST = 4
/** Few messages scatter more by chance; found by simulation, see the test of noise. */
const FEW_MESSAGES = 3

/**
 * The one change of mean that explains the scores best by weighted least squares (Hinkley 1970), in linear time: the place `k`
 * with the largest `G = W₁W₂/W · (m₁ − m₂)²`, what two means explain more than one. It is a turn when the means differ by 0.3, and
 * `G` over the variance that is left passes the critical value of the largest F, raised by `1 + 3/(n − 2)` for few messages.
 * Absent otherwise, and for fewer than four messages. Weights only matter relative to each other.
 */
export function findTurn(points: readonly Point[]): MoodTurn | undefined {
  if (points.length < FEWEST) return undefined
  const total = points.reduce((sum, { weight }) => sum + weight, 0)
  // Centred first: sums of large numbers would lose what the difference is about.
  const mean = points.reduce((sum, { weight, score }) => sum + weight * score, 0) / total
  let [all, weight, sum] = [0, 0, 0]
  let best = { gain: 0, at: 0, weight: 0, sum: 0 }
  for (const [index, point] of points.entries()) {
    if (index > 0) {
      const gain = (sum * sum * total) / (weight * (total - weight))
      if (gain > best.gain) best = { gain, at: index, weight, sum }
    }
    const centred = point.score - mean
    all += point.weight * centred * centred
    weight += point.weight
    sum += point.weight * centred
  }
  if (best.at === 0) return undefined
  const before = best.sum / best.weight
  const after = -best.sum / (total - best.weight)
  const share = total / points.length
  const variance = Math.max(LEAST_VARIANCE, (all - best.gain) / share / (points.length - 2))
  const critical = CRITICAL * (1 + FEW_MESSAGES / (points.length - 2))
  const passes = best.gain / share / variance > critical
  if (!passes || Math.abs(after - before) < LEAST_CHANGE) return undefined
  return { at: best.at, before: before + mean, after: after + mean }
}
