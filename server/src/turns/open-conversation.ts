import type { Thread, ThreadState } from '../conversations/thread.ts'

/** A customer's message on a closed (or new) thread opens its next conversation, and the bot has it first. */
export function opensConversation(thread: Thread, now: number): Partial<ThreadState> {
  if (thread.status !== 'closed') return {}
  return {
    episode: thread.episode + 1,
    status: 'open',
    control: 'bot',
    // A new owner: whoever still has the closed one on the screen writes with an old epoch.
    epoch: thread.epoch + 1,
    openedAt: new Date(now),
    closedAt: undefined,
    agent: undefined,
    queue: undefined,
    reason: undefined,
    requestedAt: undefined,
    nextOfferAt: undefined,
    offer: undefined,
    waitingSince: undefined,
    takenAt: undefined,
    waitedMs: undefined,
    repliedAt: undefined,
    passed: [],
    intent: undefined,
    mood: undefined,
    unanswered: 0,
    rating: 'none',
    outcome: undefined,
    beforeSpam: undefined,
    undoable: undefined,
  }
}
