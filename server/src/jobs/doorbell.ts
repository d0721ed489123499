import { Queue, Worker } from 'bullmq'
import type { Redis } from 'ioredis'
import type { Logger } from '../log.ts'

const QUEUE = 'doorbell'
const QUIET_MS = 10_000
const REST_MS = 1000

export interface Doorbell {
  /**
   * Says that a thread has work, now or after so many milliseconds. A hint, never awaited: when Redis is away, or this
   * process dies before the time comes, the sweep finds the work.
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
  const unheard = seldom((err) => log.warn({ event: 'doorbell.unheard', err }))
  queue.on('error', unheard)
  const later = new Set<NodeJS.Timeout>()
  const now = (thread: string) => {
    if (redis.status !== 'ready') return
    queue.add('drain', { thread }, { deduplication: { id: thread, keepLastIfActive: true } }).catch(unheard)
  }
  return {
    ring(thread, afterMs = 0) {
      if (afterMs === 0) {
        now(thread)
        return
      }
      // By this process's monotonic clock: the queue's own delays are wall times of whichever process looks at them.
      const timer = setTimeout(() => {
        later.delete(timer)
        now(thread)
      }, afterMs)
      later.add(timer)
    },
    async close() {
      for (const timer of later) clearTimeout(timer)
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
  const rest = createRest(worker)
  const tell = seldom((err) => log.warn({ event: 'doorbell.worker_error', err }))
  worker.on('error', (err) => {
    tell(err)
    if (err.name === 'ReplyError') rest.begin()
  })
  return {
    async close() {
      rest.end()
      await worker.close()
    },
  }
}

/**
 * A Redis that refuses, because its disk is full or it lost its replicas, is asked again at once by BullMQ, a thousand
 * times a second for as long as that lasts. So the worker stands still for a while; the sweep finds the work meanwhile.
 */
function createRest(worker: Pick<Worker, 'pause' | 'resume'>) {
  let timer: NodeJS.Timeout | undefined
  const end = () => {
    clearTimeout(timer)
    timer = undefined
  }
  return {
    begin() {
      if (timer) return
      timer = setTimeout(() => {
        timer = undefined
        worker.resume().catch(() => undefined)
      }, REST_MS)
      worker.pause(true).catch(() => undefined)
    },
    end,
  }
}

/** The first of many that come one after another, and no more for a while. */
function seldom(tell: (error: unknown) => void): (error: unknown) => void {
  let quietUntil = 0
  return (error) => {
    if (performance.now() < quietUntil) return
    quietUntil = performance.now() + QUIET_MS
    tell(error)
  }
}
