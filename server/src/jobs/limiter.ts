/**
 * Runs work by key: one at a time per key, at most `width` keys at once. A key that is asked for while it runs is run
 * once more after it, so that no request falls between the end of a read and the end of the run.
 */
export function createLimiter(width: number, work: (key: string) => Promise<void>) {
  const again = new Map<string, boolean>()
  const runs = new Map<string, Promise<void>>()
  const queue: (() => void)[] = []
  let free = width

  const turn = async () => {
    if (free > 0) free -= 1
    else await new Promise<void>((resolve) => queue.push(resolve))
  }
  const done = () => {
    const next = queue.shift()
    if (next) next()
    else free += 1
  }
  const loop = async (key: string) => {
    await turn()
    try {
      do {
        again.set(key, false)
        await work(key)
      } while (again.get(key))
    } finally {
      again.delete(key)
      runs.delete(key)
      done()
    }
  }
  return {
    run(key: string): Promise<void> {
      const running = runs.get(key)
      if (running !== undefined) {
        again.set(key, true)
        return running
      }
      const run = loop(key)
      runs.set(key, run)
      return run
    },
    /** Whether it runs or waits for its turn. */
    has: (key: string): boolean => runs.has(key),
    /** Resolves when nothing runs. */
    async idle() {
      while (runs.size > 0) await Promise.all(runs.values())
    },
  }
}
