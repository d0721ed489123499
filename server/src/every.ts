/** What is done again and again. */
export interface Repeated {
  /** Begins a round at once, or as soon as the one that runs has ended. */
  now(): void
  /** Resolves when the round that runs has ended. */
  stop(): Promise<void>
}

/**
 * Does something again and again, never twice at a time: a round that takes longer than its time swallows the next.
 * What a round throws is told and the next one tries again.
 */
export function every(ms: number, work: () => Promise<unknown>, failed: (error: unknown) => void): Repeated {
  let running: Promise<unknown> | undefined
  let wanted = false
  let stopped = false
  const round = () => {
    running ??= work()
      .catch(failed)
      .finally(() => {
        running = undefined
        if (!wanted || stopped) return
        wanted = false
        round()
      })
  }
  const timer = setInterval(round, ms)
  return {
    now() {
      if (stopped) return
      if (running !== undefined) wanted = true
      else round()
    },
    async stop() {
      stopped = true
      clearInterval(timer)
      await running
    },
  }
}
