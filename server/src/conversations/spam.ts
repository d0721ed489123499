import { AppError } from '../errors.ts'
import { type Actor, assertMayPassOn, by, nobodyWaits } from './acting.ts'
import type { Change } from './append.ts'
import { kept, restored, standing } from './standing.ts'
import type { Thread } from './thread.ts'

/** The outcome of what was no request at all; statistics leave it out. */
export const SPAM = 'spam'

/**
 * Closes a conversation as no request at all; the customer is told nothing. How it was is kept, so that this can be
 * taken back.
 * @param block the block that did it, by its time; none when a person called this one spam
 * @throws AppError `conversation_closed` | `not_owner` | `already_taken`
 */
export function markSpam(
  thread: Thread,
  actor: Actor,
  epoch: number,
  overrule: boolean,
  now: number,
  block?: Date,
): Change {
  assertMayPassOn(thread, actor, epoch, overrule)
  return {
    entries: [
      {
        by: by(actor),
        facts: { outcome: SPAM },
        body: { kind: 'status', from: thread.status, to: 'closed', outcome: SPAM },
      },
    ],
    set: {
      status: 'closed',
      control: 'bot',
      epoch: thread.epoch + 1,
      closedAt: new Date(now),
      outcome: SPAM,
      beforeSpam: { ...kept(thread, standing), ...(block ? { block } : {}) },
      ...nobodyWaits,
      rating: 'none',
    },
  }
}

/**
 * It was a request after all: the conversation is as it was. Whoever waited waits since then.
 * @throws AppError `wrong_state` when it is not spam, or a new conversation began since
 */
export function notSpam(thread: Thread, actor: Actor, epoch: number, now: number): Change {
  const { beforeSpam } = thread
  if (thread.status !== 'closed' || thread.outcome !== SPAM || !beforeSpam)
    throw new AppError('wrong_state', { message: 'This conversation is not marked as spam.' })
  if (thread.epoch !== epoch) throw new AppError('already_taken', { details: { epoch: thread.epoch } })
  const { status, control } = beforeSpam
  return {
    entries: [{ by: by(actor), body: { kind: 'status', from: 'closed', to: status } }],
    set: {
      ...restored(beforeSpam, standing),
      epoch: thread.epoch + 1,
      nextOfferAt: control === 'requested' ? new Date(now) : undefined,
      passed: [],
      closedAt: undefined,
      outcome: undefined,
      beforeSpam: undefined,
    },
  }
}
