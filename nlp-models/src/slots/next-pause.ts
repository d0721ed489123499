const LONGEST_PAUSE_MS = 60_000
const LONG_LIFE_MS = 600_000

/**
 * The pause in milliseconds before the next worker starts: `firstMs` after a long life, else twice the pause before
 * this life, a minute at most. Answers in between do not shorten it: a customer who sends the text that hangs the
 * worker after every good one would otherwise keep a processor busy with restarts.
 */
export function nextPause(pauseMs: number, livedMs: number, firstMs: number): number {
  if (pauseMs === 0 || livedMs >= LONG_LIFE_MS) return firstMs
  return Math.min(2 * pauseMs, LONGEST_PAUSE_MS)
}
