import type { Worker } from 'node:worker_threads'
import { recogniseByRule } from './own-rules.ts'
import { SLOT_LIMITS, type SlotLimits } from './slot-limits.ts'
import { SLOT_TEXT_LIMIT, type SlotRequest, type SlotResult } from './slot-request.ts'
import { createSlotWorker } from './slot-worker.ts'
import { keepWorker } from './worker-keeper.ts'

export interface SlotRecogniser {
  /**
   * The value that a reply gives for the awaited slot; undefined when none is found in time. While no worker is
   * ready, only the own rules are asked, at once. Never rejects.
   */
  recognise(request: SlotRequest): Promise<SlotResult>
  /** Starts the worker ahead of the first question; resolves when it is ready, rejects when it does not start. */
  warm(): Promise<void>
  /** Answers what is still asked with undefined; resolves when the worker is gone. */
  close(): Promise<void>
}

export interface SlotRecogniserOptions extends Partial<SlotLimits> {
  /** Another worker in place of the package's own: it says anything once when ready, then `{ value }` per request. */
  readonly createWorker?: () => Worker
}

/**
 * Creates a recogniser: own scanner and rules at once, then compromise, node-nlp and natural in one worker that is
 * started on first need and holds no process open. A caller waits 250 ms at most, whatever becomes of the worker.
 */
export function createSlotRecogniser({
  createWorker = createSlotWorker,
  ...limits
}: SlotRecogniserOptions = {}): SlotRecogniser {
  const keeper = keepWorker(createWorker, { ...SLOT_LIMITS, ...limits })
  return {
    async recognise(request) {
      const found = request.text.length > SLOT_TEXT_LIMIT ? undefined : recogniseByRule(request)
      if (found || !isForWorker(request)) return found
      const line = keeper.line()
      if (line) return line.ask(request)
      // Started on first need; a start that fails is tried again in the background, and nobody waits for it here.
      keeper.start().catch(() => undefined)
      return undefined
    },
    warm: () => keeper.start(),
    close: () => keeper.close(),
  }
}

function isForWorker({ text, kind }: SlotRequest): boolean {
  if (text.length > SLOT_TEXT_LIMIT || text.trim() === '') return false
  return kind !== 'text' && kind !== 'email' && kind !== 'order'
}
