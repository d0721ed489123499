/**
 * Does something for a key at once, and then at most every so many ms, once more for all that was asked for meanwhile:
 * what the last asking was about is never left undone.
 */
export function inTurns(everyMs: number, work: (key: string) => void): (key: string) => void {
  const resting = new Map<string, { again: boolean }>()
  const run = (key: string): void => {
    const turn = { again: false }
    resting.set(key, turn)
    work(key)
    setTimeout(() => {
      resting.delete(key)
      if (turn.again) run(key)
    }, everyMs)
  }
  return (key) => {
    const turn = resting.get(key)
    if (turn) turn.again = true
    else run(key)
  }
}
