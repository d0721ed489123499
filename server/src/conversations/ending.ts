import { type Actor, assertEpoch, assertOpen, assertOwner, assertSeen, by, nobodyWaits } from './acting.ts'
import type { Change } from './append.ts'
import type { EntryFacts } from './entry.ts'
import type { Thread, ThreadState } from './thread.ts'

/**
 * Closes the conversation. The next message of the customer opens a new one, with the bot.
 * @throws AppError `not_owner` | `already_taken` | `conversation_closed` | `unseen_messages`
 */
export function wrapUp(
  thread: Thread,
  actor: Actor,
  wrap: { epoch: number; seenSeq: number; outcome: string; note?: string | undefined; askRating: boolean },
  overrule: boolean,
  bot: string,
  now: number,
): Change {
  if (overrule) assertOpen(thread)
  else assertOwner(thread, actor, wrap.epoch)
  assertEpoch(thread, wrap.epoch)
  assertSeen(thread, wrap.seenSeq)
  return {
    entries: [
      {
        by: by(actor),
        public: true,
        facts: endFacts(thread, wrap.outcome, now, actor),
        body: {
          kind: 'status',
          from: thread.status,
          to: 'closed',
          outcome: wrap.outcome,
          ...(wrap.note ? { note: wrap.note } : {}),
        },
      },
    ],
    set: ended(thread, wrap.outcome, wrap.askRating, now),
    bot,
  }
}

/** The bot's conversation came to its end: nobody has said anything more for a long time. */
export function closeQuietly(
  thread: Thread,
  { outcome, askRating }: { outcome: string; askRating: boolean },
  bot: string,
  now: number,
): Change {
  assertOpen(thread)
  return {
    entries: [
      {
        by: { type: 'system' },
        public: true,
        facts: endFacts(thread, outcome, now),
        body: { kind: 'status', from: thread.status, to: 'closed', outcome },
      },
    ],
    set: ended(thread, outcome, askRating, now),
    bot,
  }
}

/** Handled by the bot is what no person ever took and no person ended. */
function endFacts({ takenAt, agent }: Thread, outcome: string, now: number, actor?: Actor): EntryFacts {
  const person = agent?.id ?? actor?.id
  return {
    outcome,
    closed: takenAt || actor ? 'person' : 'bot',
    ...(person ? { agent: person } : {}),
    ...(takenAt && agent ? { handledMs: Math.max(0, now - takenAt.getTime()) } : {}),
  }
}

/** The agent stays on the closed conversation: the record says who handled it. Who may write is said by `status`. */
function ended(thread: Thread, outcome: string, askRating: boolean, now: number): Partial<ThreadState> {
  return {
    status: 'closed',
    control: 'bot',
    epoch: thread.epoch + 1,
    closedAt: new Date(now),
    ...nobodyWaits,
    rating: askRating ? 'open' : 'none',
    outcome,
  }
}
