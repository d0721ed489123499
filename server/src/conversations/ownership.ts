import { AppError } from '../errors.ts'
import {
  type Actor,
  assertEpoch,
  assertMayPassOn,
  assertOpen,
  assertOwner,
  assertSeen,
  assignment,
  ownedBy,
} from './acting.ts'
import type { Change } from './append.ts'
import type { Thread } from './thread.ts'

/**
 * An agent takes a conversation that waits, or takes it from the bot. Nobody else's.
 * @throws AppError `already_taken` | `conversation_closed`
 */
export function claim(thread: Thread, actor: Actor, epoch: number, now: number): Change {
  assertOpen(thread)
  if (thread.control === 'agent')
    throw new AppError('already_taken', { details: { owner: thread.agent?.name } })
  assertEpoch(thread, epoch)
  const change = thread.offer?.agent === actor.id ? 'accepted' : 'claimed'
  const set = ownedBy(thread, actor, now)
  return {
    entries: [
      assignment(actor, true, { change, agent: actor.id, agentName: actor.name, epoch: thread.epoch + 1 }),
    ],
    set: thread.control === 'bot' ? { ...set, queue: thread.queue ?? 'general' } : set,
  }
}

/** Declines an offer: routing goes on to the next agent at once. @throws AppError `wrong_state` without an offer. */
export function decline(thread: Thread, actor: Actor, now: number): Change {
  if (thread.offer?.agent !== actor.id)
    throw new AppError('wrong_state', { message: 'This offer has ended.' })
  return {
    entries: [
      assignment(actor, false, {
        change: 'declined',
        agent: actor.id,
        agentName: actor.name,
        epoch: thread.epoch,
      }),
    ],
    set: { offer: undefined, nextOfferAt: new Date(now), passed: [...thread.passed, actor.id] },
  }
}

/** Gives the conversation to a colleague: by its owner, or by somebody who may assign what others own. */
export function assign(
  thread: Thread,
  actor: Actor,
  to: Actor,
  epoch: number,
  note: string | undefined,
  overrule: boolean,
  now: number,
): Change {
  assertMayPassOn(thread, actor, epoch, overrule)
  return {
    entries: [
      assignment(actor, true, {
        change: 'assigned',
        agent: to.id,
        agentName: to.name,
        epoch: thread.epoch + 1,
        ...(note ? { note } : {}),
      }),
    ],
    set: { ...ownedBy(thread, to, now), queue: thread.queue ?? 'general' },
  }
}

/** Back into a queue, for people with another skill. */
export function transfer(
  thread: Thread,
  actor: Actor,
  queue: string,
  epoch: number,
  note: string | undefined,
  overrule: boolean,
  now: number,
): Change {
  assertMayPassOn(thread, actor, epoch, overrule)
  return {
    entries: [
      assignment(actor, thread.control === 'agent', {
        change: 'transferred',
        queue,
        epoch: thread.epoch + 1,
        ...(note ? { note } : {}),
      }),
    ],
    set: requestedAgain(thread, actor, queue, now),
  }
}

/** Back into a queue, by way of somebody to whom it is not offered right back. */
function requestedAgain(thread: Thread, from: Actor, queue: string, now: number): Change['set'] {
  const at = new Date(now)
  return {
    control: 'requested',
    agent: undefined,
    epoch: thread.epoch + 1,
    queue,
    requestedAt: at,
    nextOfferAt: at,
    offer: undefined,
    passed: [from.id],
    waitingSince: thread.waitingSince ?? at,
  }
}

/**
 * Whoever has it, or was being offered it, cannot work any more: back into its queue, at the place that it had in time.
 * Done again it changes nothing.
 */
export function putBack(thread: Thread, who: Actor, now: number): Change | undefined {
  const system = { type: 'system' as const }
  if (thread.status !== 'closed' && thread.control === 'agent' && thread.agent?.id === who.id) {
    const queue = thread.queue ?? 'general'
    const epoch = thread.epoch + 1
    return {
      entries: [
        {
          by: system,
          public: true,
          facts: { change: 'transferred', queue },
          body: {
            kind: 'assignment',
            change: 'transferred',
            agent: who.id,
            agentName: who.name,
            queue,
            epoch,
          },
        },
      ],
      set: requestedAgain(thread, who, queue, now),
    }
  }
  if (thread.offer?.agent !== who.id) return undefined
  return {
    entries: [
      { by: system, body: { kind: 'assignment', change: 'timed_out', agent: who.id, epoch: thread.epoch } },
    ],
    set: { offer: undefined, nextOfferAt: new Date(now), passed: [...thread.passed, who.id] },
  }
}

/**
 * The bot goes on with the open conversation; its memory starts afresh, so old misunderstandings do not count. What
 * the customer wrote and nobody answered is now owed by the bot.
 * @throws AppError `not_owner` | `conversation_closed` | `unseen_messages`
 */
export function handBack(
  thread: Thread,
  actor: Actor,
  { epoch, seenSeq, note }: { epoch: number; seenSeq: number; note?: string | undefined },
  bot: string,
): Change {
  assertOwner(thread, actor, epoch)
  assertSeen(thread, seenSeq)
  return {
    entries: [
      assignment(actor, true, { change: 'handed_back', epoch: thread.epoch + 1, ...(note ? { note } : {}) }),
    ],
    set: {
      control: 'bot',
      agent: undefined,
      epoch: thread.epoch + 1,
      queue: undefined,
      reason: undefined,
      waitingSince: undefined,
      ...(thread.unanswered > 0 && thread.customerSeq > thread.botSeq ? { owed: true } : { unanswered: 0 }),
    },
    bot,
  }
}
