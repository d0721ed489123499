import type { HandoffBrief } from '@parley/bot'
import type { HandoffReason } from '../contract/index.ts'
import type { DraftEntry } from '../conversations/entry.ts'
import type { Thread, ThreadState } from '../conversations/thread.ts'

export interface HandoffRequest {
  reason: HandoffReason
  queue: string
  brief: Omit<HandoffBrief, 'reason'>
}

/**
 * The conversation is given to people: it waits in a queue from now on, and routing finds it by its `nextOfferAt`
 * alone, so a crash right after this commit strands nobody.
 */
export function requested(
  thread: Thread,
  request: HandoffRequest,
  now: number,
): { entries: DraftEntry[]; set: Partial<ThreadState> } {
  const { reason, queue, brief } = request
  const { language, intent, lastWords, collected, mood, tried } = brief
  const at = new Date(now)
  return {
    entries: [
      {
        by: { type: 'bot' },
        public: true,
        facts: { reason, queue },
        body: {
          kind: 'handoff',
          reason,
          queue,
          brief: {
            language,
            lastWords,
            collected: { ...collected },
            mood,
            tried: [...tried],
            ...(intent ? { intent } : {}),
          },
        },
      },
    ],
    set: {
      control: 'requested',
      epoch: thread.epoch + 1,
      queue,
      reason,
      requestedAt: at,
      nextOfferAt: at,
      passed: [],
      offer: undefined,
      agent: undefined,
      waitingSince: thread.waitingSince ?? at,
      unanswered: Math.max(1, thread.unanswered),
    },
  }
}
