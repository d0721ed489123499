/**
 * Does something again and again, never twice at a time: a round that takes longer than its time swallows the next.
 * What a round throws is told and the next one tries again.
 */
export function every(
  ms: number,
  work: () => Promise<unknown>,
  failed: (error: unknown) => void,
): { stop(): Promise<void> } {
  let running: Promise<unknown> | undefined
  const timer = setInterval(() => {
    running ??= work()
      .catch(failed)
      .finally(() => {
        running = undefined
      })
  }, ms)
  return {
    /** Resolves when the round that runs has ended. */
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}
