import { setTimeout as sleep } from 'node:timers/promises'
import type { Worker } from 'node:worker_threads'
import { nextPause } from './next-pause.ts'
import type { SlotLimits } from './slot-limits.ts'
import { startWorker } from './start-worker.ts'
import { createWorkerLine, type WorkerLine } from './worker-line.ts'

export interface WorkerKeeper {
  /** The line to the worker; undefined while none is ready. */
  line(): WorkerLine | undefined
  /**
   * Starts the worker where that has not begun. Resolves when the start that is under way, or due after a pause,
   * has ended well, and when the keeper closes; rejects with what kept the worker from starting.
   */
  start(): Promise<void>
  /** Ends the worker for good; resolves when its thread is gone. */
  close(): Promise<void>
}

/** Keeps one worker running once it is started: a lost one is replaced in the background, after a pause. */
export function keepWorker(create: () => Worker, limits: SlotLimits): WorkerKeeper {
  const closing = new AbortController()
  const { signal } = closing
  let starting: Promise<void> | undefined
  let worker: Worker | undefined
  let line: WorkerLine | undefined

  const begin = async (pauseMs: number): Promise<void> => {
    if (pauseMs > 0) await sleep(pauseMs, undefined, { ref: false, signal })
    const bornAt = performance.now()
    const onLost = () => {
      worker = undefined
      line = undefined
      if (signal.aborted) return
      starting = begin(nextPause(pauseMs, performance.now() - bornAt, limits.pauseMs))
      // A failed start has already led to the next one.
      starting.catch(() => undefined)
    }
    try {
      worker = await startWorker({ create, limitMs: limits.startMs, signal })
    } catch (error) {
      onLost()
      throw error
    }
    worker.once('exit', onLost)
    line = createWorkerLine(worker, limits)
  }
  return {
    line: () => line,
    async start() {
      if (signal.aborted) return
      starting ??= begin(0)
      await starting.catch((error: unknown) => {
        if (!signal.aborted) throw error
      })
    },
    async close() {
      closing.abort()
      await starting?.catch(() => undefined)
      await worker?.terminate()
    },
  }
}
