import { Queue, Worker } from 'bullmq'
import type { Redis } from 'ioredis'
import type { Logger } from '../log.ts'

const QUEUE = 'doorbell'

export interface Doorbell {
  /**
   * Says that a thread has work, now or after so many milliseconds. A hint, never awaited: when Redis is away the
   * sweep finds the work.
   */
  ring(thread: string, afterMs?: number): void
  close(): Promise<void>
}

/** Rings through BullMQ; a ring during a drain of the same thread is kept and replayed once after it. */
export function createDoorbell(redis: Redis, log: Logger): Doorbell {
  const queue = new Queue(QUEUE, {
    connection: redis,
    defaultJobOptions: { attempts: 1, removeOnComplete: true, removeOnFail: true },
  })
  let quiet = false
  const unheard = (err: unknown) => {
    if (!quiet) log.warn({ event: 'doorbell.unheard', err })
    quiet = true
    setTimeout(() => {
      quiet = false
    }, 10_000).unref()
  }
  queue.on('error', unheard)
  return {
    ring(thread, afterMs = 0) {
      if (redis.status !== 'ready') return
      if (afterMs > 0) {
        // Under the thread's own id it would swallow every ring until it is due.
        queue.add('drain', { thread }, { delay: afterMs }).catch(unheard)
        return
      }
      queue.add('drain', { thread }, { deduplication: { id: thread, keepLastIfActive: true } }).catch(unheard)
    },
    async close() {
      await queue.close().catch(() => undefined)
    },
  }
}

/**
 * Answers the doorbell. `answer` must not throw: a failed drain is found by the sweep, not by a retry. It hears whether a
 * worker took the ring before and was not heard of again.
 */
export function answerDoorbell(
  redis: Redis,
  concurrency: number,
  answer: (thread: string, stalled: boolean) => Promise<void>,
  log: Logger,
): { close(): Promise<void> } {
  const worker = new Worker<{ thread: string }>(
    QUEUE,
    async ({ data, stalledCounter }) => await answer(data.thread, stalledCounter > 0),
    {
      connection: redis,
      concurrency,
      lockDuration: 5000,
      stalledInterval: 2500,
      maxStalledCount: 1000,
    },
  )
  worker.on('error', (err) => log.warn({ event: 'doorbell.worker_error', err }))
  return {
    async close() {
      await worker.close()
    },
  }
}
