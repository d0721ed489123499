import type { Socket } from 'socket.io'
import type { ZodType, z } from 'zod'
import type { Ack } from '../contract/index.ts'
import { AppError, isInfrastructure, toErrorBody } from '../errors.ts'
import type { Logger } from '../log.ts'

/** An event of a socket: schema, rate, handler, acknowledgement. The same for all sockets of a namespace. */
export type Door = (socket: Socket, body: unknown, ack: unknown) => void
export type Doors = ReadonlyMap<string, Door>

/**
 * The one way in for a socket event: schema, then rate, then the handler, and whatever it throws becomes an error body
 * in the acknowledgement. A client without an acknowledgement function is served too. Answers the event's name with it.
 */
export function door<Schema extends ZodType, Answer extends object>(deps: {
  schema: Schema
  spend?: Spend
  handle: (body: z.infer<Schema>, socket: Socket) => Promise<Answer>
  log: Logger
  name: string
}): [name: string, door: Door] {
  const { schema, spend, handle, log, name } = deps
  const run = async (socket: Socket, body: unknown): Promise<Ack<Answer>> => {
    const parsed = schema.safeParse(body)
    if (!parsed.success) {
      const fields = parsed.error.issues
        .slice(0, 5)
        .map((issue) => ({ path: issue.path.join('.'), code: issue.code }))
      throw new AppError('invalid_request', { details: { fields } })
    }
    spend?.(socket)
    return { ok: true, ...(await handle(parsed.data, socket)) }
  }
  const open: Door = (socket, body, ack) => {
    const answer = typeof ack === 'function' ? (ack as (answer: Ack<Answer>) => void) : () => undefined
    run(socket, body)
      .catch((error: unknown) => {
        const refused = toErrorBody(error)
        if (refused.error.code === 'internal') log.error({ event: 'socket.failed', name, err: error })
        return { ok: false as const, ...refused }
      })
      .then(answer)
      // A client that is gone takes its answer with it.
      .catch(() => undefined)
  }
  return [name, open]
}

/** Lets the events of a socket in. One table for all of them: a listener for each would be much of what a socket weighs. */
export function openDoors(socket: Socket, doors: Doors): void {
  socket.onAny((name: string, body: unknown, ack: unknown) => doors.get(name)?.(socket, body, ack))
}

/** @throws AppError `too_many_requests` with the time to wait, when this socket has nothing left to spend */
export type Spend = (socket: object) => void

/**
 * Buckets that refill, one for each socket from its first event on: `burst` at once, then `perSecond`. In this process
 * only.
 */
export function createBuckets(burst: number, perSecond: number): Spend {
  const buckets = new WeakMap<object, { tokens: number; at: number }>()
  return (socket) => {
    const now = performance.now()
    const bucket = buckets.get(socket) ?? { tokens: burst, at: now }
    buckets.set(socket, bucket)
    bucket.tokens = Math.min(burst, bucket.tokens + ((now - bucket.at) / 1000) * perSecond)
    bucket.at = now
    if (bucket.tokens < 1)
      throw new AppError('too_many_requests', {
        details: { retryAfterMs: Math.ceil(((1 - bucket.tokens) / perSecond) * 1000) },
      })
    bucket.tokens -= 1
  }
}

/**
 * Forgets what the handshake brought: headers, cookie and token were read when the socket was let in, and the transport
 * would keep them for as long as the connection lasts.
 */
export function forgetHandshake({ handshake, request }: Socket): void {
  handshake.headers = {}
  handshake.auth = {}
  // A second namespace over the same connection finds no cookie any more, and is refused as without one.
  request.headers = {}
  request.rawHeaders = []
}

/**
 * Lets the work of each socket through one after another, so that what a client sent in order is stored in order. While
 * the store is away, whoever waits behind one that failed fails with it: nobody waits twice, and none overtakes.
 */
export function createLines(): <Answer>(socket: object, work: () => Promise<Answer>) => Promise<Answer> {
  const lines = new WeakMap<object, Promise<unknown>>()
  return (socket, work) => {
    const run = (lines.get(socket) ?? Promise.resolve())
      .catch((error: unknown) => {
        if (isInfrastructure(error)) throw error
      })
      .then(work)
    lines.set(socket, run)
    const leave = () => {
      if (lines.get(socket) === run) lines.delete(socket)
    }
    run.then(leave, leave)
    return run
  }
}
