import { ASSUMED_OUT_OF_SCOPE, bestOf, type OutOfFold, type Scored } from './calibration.ts'

/** Part of the out-of-scope weight that phrases of other trades have beside the company's own examples. */
const BACKGROUND_PART = 0.2
/** A phrase of another trade that fits better than so many of the intents' own phrases is taken as one of theirs. */
const CLAIMED_FROM = 0.2

/** A text scored by a model that never saw it, with how much it counts. */
export interface Weighted extends OutOfFold {
  readonly weight: number
}

/**
 * What probabilities are fitted to: the texts scored out of fold and phrases of other trades, weighted so that
 * out-of-scope texts have the share that is assumed of real traffic.
 */
export function calibrationSet(
  scored: readonly OutOfFold[],
  background: readonly Scored[],
): readonly Weighted[] {
  const inside = scored.filter(({ target }) => target >= 0)
  const outside = scored.filter(({ target }) => target < 0)
  const foreign = foreignOf(inside, background)
  const all = (inside.length * ASSUMED_OUT_OF_SCOPE) / (1 - ASSUMED_OUT_OF_SCOPE)
  const part = outside.length === 0 ? 1 : foreign.length === 0 ? 0 : BACKGROUND_PART
  return [
    ...inside.map((one) => ({ ...one, weight: 1 })),
    ...outside.map((one) => ({ ...one, weight: (all * (1 - part)) / outside.length })),
    ...foreign.map((one) => ({ ...one, target: -1, weight: (all * part) / foreign.length })),
  ]
}

function foreignOf(inside: readonly OutOfFold[], background: readonly Scored[]): readonly Scored[] {
  const best = ({ margins }: Scored) => margins[bestOf(margins)] as number
  const limit = inside.map(best).sort((a, b) => a - b)[Math.floor(inside.length * CLAIMED_FROM)]
  return limit === undefined ? background : background.filter((one) => best(one) <= limit)
}

/** What thresholds are chosen on: the company's own idea of out of scope where it gave one, other trades where not. */
export function thresholdSet(
  scored: readonly OutOfFold[],
  background: readonly Scored[],
): readonly Weighted[] {
  return calibrationSet(scored, scored.some(({ target }) => target < 0) ? [] : background)
}
