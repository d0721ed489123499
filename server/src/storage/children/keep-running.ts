import { setTimeout as delay } from 'node:timers/promises'

export interface Running {
  readonly pid: number
  /** Resolves when it is gone. */
  readonly exited: Promise<unknown>
  stop(): Promise<unknown>
}

export interface KeepRunning<T extends Running> {
  start: () => Promise<T>
  /** Every start, the first one too. */
  onStart?: (running: T) => void
  /** It ended although nobody asked for it, or a restart failed; it is tried again after the wait. */
  onCrash?: (event: { error?: unknown; waitMs: number }) => void
  firstWaitMs?: number
  longestWaitMs?: number
  /** A process that ran this long is well again: the next crash waits shortly. */
  wellAfterMs?: number
}

export interface Kept<T extends Running> {
  current(): T
  /** Ends it for good. */
  stop(): Promise<void>
}

/** Starts something and starts it again whenever it ends, with growing waits between. The first start may throw. */
export async function keepRunning<T extends Running>(options: KeepRunning<T>): Promise<Kept<T>> {
  const { firstWaitMs = 300, longestWaitMs = 10_000, wellAfterMs = 30_000 } = options
  const stopping = new AbortController()
  let current = await options.start()
  options.onStart?.(current)

  const watch = async (): Promise<void> => {
    let waitMs = firstWaitMs
    let startedAt = performance.now()
    await current.exited
    while (!stopping.signal.aborted) {
      waitMs = performance.now() - startedAt > wellAfterMs ? firstWaitMs : Math.min(waitMs * 2, longestWaitMs)
      options.onCrash?.({ waitMs })
      await delay(waitMs, undefined, { signal: stopping.signal }).catch(() => undefined)
      if (stopping.signal.aborted) return
      startedAt = performance.now()
      try {
        current = await options.start()
      } catch (error) {
        options.onCrash?.({ error, waitMs })
        continue
      }
      // Stopped while it was starting: nobody else would end it.
      if (stopping.signal.aborted) {
        await current.stop()
        return
      }
      options.onStart?.(current)
      await current.exited
    }
  }
  const watching = watch()
  return {
    current: () => current,
    async stop() {
      stopping.abort()
      await current.stop()
      await watching
    },
  }
}
