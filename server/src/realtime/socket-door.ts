import type { ZodType, z } from 'zod'
import type { Ack } from '../contract/index.ts'
import { AppError, isInfrastructure, toErrorBody } from '../errors.ts'
import type { Logger } from '../log.ts'

/**
 * The one way in for a socket event: schema, then rate, then the handler, and whatever it throws becomes an error body
 * in the acknowledgement. A client without an acknowledgement function is served too.
 */
export function door<Schema extends ZodType, Answer extends object>(deps: {
  schema: Schema
  spend?: () => Promise<void>
  handle: (body: z.infer<Schema>) => Promise<Answer>
  log: Logger
  name: string
}): (body: unknown, ack?: unknown) => void {
  const { schema, spend, handle, log, name } = deps
  return (body, ack) => {
    const answer = typeof ack === 'function' ? (ack as (answer: Ack<Answer>) => void) : () => undefined
    const run = async (): Promise<Ack<Answer>> => {
      const parsed = schema.safeParse(body)
      if (!parsed.success) {
        const fields = parsed.error.issues
          .slice(0, 5)
          .map((issue) => ({ path: issue.path.join('.'), code: issue.code }))
        throw new AppError('invalid_request', { details: { fields } })
      }
      await spend?.()
      return { ok: true, ...(await handle(parsed.data)) }
    }
    run()
      .catch((error: unknown) => {
        const refused = toErrorBody(error)
        if (refused.error.code === 'internal') log.error({ event: 'socket.failed', name, err: error })
        return { ok: false as const, ...refused }
      })
      .then(answer)
      // A client that is gone takes its answer with it.
      .catch(() => undefined)
  }
}

/** Spends from a bucket that refills: `burst` at once, then `perSecond`. For one socket, in this process. */
export function createBucket(burst: number, perSecond: number): () => Promise<void> {
  let tokens = burst
  let at = performance.now()
  return async () => {
    const now = performance.now()
    tokens = Math.min(burst, tokens + ((now - at) / 1000) * perSecond)
    at = now
    if (tokens < 1)
      throw new AppError('too_many_requests', {
        details: { retryAfterMs: Math.ceil(((1 - tokens) / perSecond) * 1000) },
      })
    tokens -= 1
  }
}

/**
 * Lets the work of one socket through one after another, so that what a client sent in order is stored in order. While
 * the store is away, whoever waits behind one that failed fails with it: nobody waits twice, and none overtakes.
 */
export function createLine(): <Answer>(work: () => Promise<Answer>) => Promise<Answer> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const run = last
      .catch((error: unknown) => {
        if (isInfrastructure(error)) throw error
      })
      .then(work)
    last = run
    run.catch(() => {
      if (last === run) last = Promise.resolve()
    })
    return run
  }
}
