import {
  BrokenCircuitError,
  BulkheadRejectedError,
  bulkhead,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
  TaskCancelledError,
  TimeoutStrategy,
  timeout,
  wrap,
} from 'cockatiel'
import { AppError, isStoreDown } from '../errors.ts'

export interface GuardLimits {
  /** What waits for the store in one process; each keeps a message in memory. */
  readonly atOnce: number
  /** Longer than that nobody waits for an acknowledgement: they send again, under the same id. */
  readonly answerMs: number
  /** So many without an answer, one after another, and nobody is kept waiting any more. */
  readonly failures: number
  /** After that one is let through again to see. */
  readonly restMs: number
}

const LIMITS: GuardLimits = { atOnce: 500, answerMs: 3000, failures: 10, restMs: 500 }

/** Runs what needs the store. @throws AppError `store_unavailable` without having asked it, or when it did not answer */
export type Guard = <T>(work: () => Promise<T>) => Promise<T>

/**
 * Back-pressure and circuit breaker of the door: while the store is slow or away, whoever comes is told so at once
 * instead of being kept in memory until it is back.
 */
export function createGuard(limits: Partial<GuardLimits> = {}): Guard {
  const { atOnce, answerMs, failures, restMs } = { ...LIMITS, ...limits }
  const policy = wrap(
    bulkhead(atOnce, 0),
    circuitBreaker(handleWhen(isNoAnswer), {
      halfOpenAfter: restMs,
      breaker: new ConsecutiveBreaker(failures),
    }),
    timeout(answerMs, TimeoutStrategy.Aggressive),
  )
  return async (work) => {
    try {
      return await policy.execute(work)
    } catch (error) {
      if (isNoAnswer(error) || isRefused(error)) throw new AppError('store_unavailable', { cause: error })
      throw error
    }
  }
}

function isNoAnswer(error: unknown): boolean {
  return error instanceof TaskCancelledError || isStoreDown(error)
}

function isRefused(error: unknown): boolean {
  return error instanceof BrokenCircuitError || error instanceof BulkheadRejectedError
}
