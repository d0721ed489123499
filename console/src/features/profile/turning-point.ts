const SHORTEST = 2
const CLEAR = 0.45

/**
 * Where the mood turned: the place at which what comes after differs most from what came before. Nothing where it
 * never clearly did.
 */
export function turningPoint(scores: readonly number[]): number | undefined {
  let best: { at: number; by: number } | undefined
  for (let at = SHORTEST; at <= scores.length - SHORTEST; at++) {
    const by = Math.abs(mean(scores.slice(at)) - mean(scores.slice(0, at)))
    if (by >= CLEAR && by > (best?.by ?? 0)) best = { at, by }
  }
  return best?.at
}

function mean(scores: readonly number[]): number {
  return scores.reduce((sum, score) => sum + score, 0) / scores.length
}
