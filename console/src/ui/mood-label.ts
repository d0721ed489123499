import type { Mood } from '@parley/server/contract'

const CLEAR = 0.2

/** Where only a score is known. */
export function moodLabel(score: number): Mood['label'] {
  if (score > CLEAR) return 'positive'
  return score < -CLEAR ? 'negative' : 'neutral'
}
