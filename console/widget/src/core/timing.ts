export const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Grows with each attempt up to the cap, and half of it is chance: clients that fell together do not return together. */
export function backoff(attempt: number, cap: number): number {
  const full = Math.min(cap, 400 * 2 ** Math.min(attempt, 10))
  return full / 2 + (Math.random() * full) / 2
}
