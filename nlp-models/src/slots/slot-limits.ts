/** How long the parts of a slot recogniser may take, in milliseconds. */
export interface SlotLimits {
  /** From handing a request to the worker until its caller goes on without an answer. */
  readonly answerMs: number
  /** In the line before that; together with `answerMs` it bounds the caller's whole wait. */
  readonly lineMs: number
  /** With one request before the worker may be taken for stuck; see `isStuck`. */
  readonly stuckMs: number
  /** From creating a worker until it has warmed up. */
  readonly startMs: number
  /** Between the loss of a worker and the start of the next; see `nextPause`. */
  readonly pauseMs: number
}

export const SLOT_LIMITS: SlotLimits = {
  answerMs: 100,
  lineMs: 150,
  stuckMs: 2000,
  startMs: 60_000,
  pauseMs: 1000,
}
