import type { ErrorBody, ErrorCode } from '@parley/server/contract'
import { isRecord } from './key-value.ts'

/** The server understood and said no. Anything else that fails is a lost connection. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly code: ErrorCode
  /** How long the server asks to wait, if it says so. */
  readonly waitMs: number | undefined
  readonly details: Record<string, unknown>

  constructor(body: ErrorBody['error']) {
    super(body.message)
    this.code = body.code
    this.details = body.details ?? {}
    this.waitMs = waitOf(this.details)
  }
}

/** Reads an error body of any origin: a response, an acknowledgement, a refused handshake. */
export function toRefused(body: unknown): Refused | undefined {
  const error = isRecord(body) ? body['error'] : undefined
  if (!isRecord(error) || typeof error['code'] !== 'string') return undefined
  return new Refused(error as ErrorBody['error'])
}

/** The token is of no use any more: another session is needed. */
export function isTokenProblem(code: string): boolean {
  return code.startsWith('token_') || code === 'unauthenticated'
}

const passing = new Set<string>([
  'too_many_requests',
  'store_unavailable',
  'redis_unavailable',
  'model_unavailable',
  'internal',
  'resync_needed',
])
/** The same request may well succeed later. */
export function isPassing(code: string): boolean {
  return passing.has(code)
}

function waitOf({ retryAfterMs, retryAfter }: Record<string, unknown>): number | undefined {
  if (typeof retryAfterMs === 'number') return retryAfterMs
  return typeof retryAfter === 'number' ? retryAfter * 1000 : undefined
}
