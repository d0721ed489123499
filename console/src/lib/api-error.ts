import type { ErrorCode, Row } from '@parley/server/contract'

/** What the server said, or why it could not be asked. */
export type FailureCode = ErrorCode | 'offline' | 'timeout'

export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly code: FailureCode
  readonly status: number
  readonly details: Record<string, unknown>

  constructor(code: FailureCode, status: number, message: string, details: Record<string, unknown> = {}) {
    super(message)
    this.code = code
    this.status = status
    this.details = details
  }

  /** A refusal is final; anything else may be tried again with the same id. */
  get mayRetry(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500
  }

  /** The present state that a 409 brings along. */
  get row(): Row | undefined {
    const { row } = this.details
    return isRow(row) ? row : undefined
  }
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && 'id' in value && 'head' in value && 'epoch' in value
}

export function codeOf(error: unknown): FailureCode {
  return error instanceof ApiError ? error.code : 'internal'
}
