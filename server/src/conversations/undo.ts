import { AppError } from '../errors.ts'
import { type Actor, assignment, by, ownedBy } from './acting.ts'
import type { Change } from './append.ts'
import type { DraftEntry } from './entry.ts'
import { kept, restored, standing } from './standing.ts'
import type { Thread, ThreadState, Undoable } from './thread.ts'

/** A wish to take something back that was made in time may arrive a little later. */
const GRACE_MS = 1500

/** What another owner, or the end, changes. */
const changing = [...standing, 'reason', 'takenAt', 'waitedMs'] as const

/**
 * Keeps with a change how the conversation was, so that whoever made it may take it back for a while. Nothing has to
 * be done when that time is over: the mark names the epoch that the change led to, and is of no use in any other.
 * @param undoMs 0 keeps nothing
 */
export function withUndo(change: Change, thread: Thread, actor: Actor, now: number, undoMs: number): Change {
  if (undoMs === 0) return change
  const { customerSeq, botSeq, control, bot } = thread
  const undoable: Undoable = {
    by: actor.id,
    epoch: thread.epoch + 1,
    until: new Date(now + undoMs + GRACE_MS),
    customerSeq,
    botSeq,
    before: {
      ...kept(thread, changing),
      // Under a person's care the bot remembers nothing that it would be asked for again.
      ...(control === 'bot' && bot ? { bot } : {}),
    },
  }
  return { ...change, set: { ...change.set, undoable } }
}

/**
 * The last change of owner, or the end of the conversation, is taken back by whoever made it: it is as it was, with
 * what the customer wrote meanwhile.
 * @throws AppError `undo_too_late` when its time is over, or somebody has done something with the conversation since
 */
export function undo(thread: Thread, actor: Actor, epoch: number, now: number): Change {
  const { undoable } = thread
  const current = undoable?.epoch === thread.epoch && epoch === thread.epoch
  if (!undoable || !current || undoable.by !== actor.id || undoable.until.getTime() < now)
    throw new AppError('undo_too_late', { details: { owner: thread.agent?.name } })
  const { before } = undoable
  const closed = thread.status === 'closed'
  const reopened: DraftEntry[] = closed
    ? [
        {
          by: by(actor),
          facts: { reopened: true },
          body: { kind: 'status', from: 'closed', to: before.status },
        },
      ]
    : []
  return {
    entries: [...reopened, takenBack(thread, actor, before)],
    set: {
      ...restored(before, changing),
      ...(before.bot ? { bot: before.bot } : {}),
      ...(spokeSince(thread, undoable) ? present(thread, before) : {}),
      epoch: thread.epoch + 1,
      offer: undefined,
      nextOfferAt: before.control === 'requested' ? new Date(now) : undefined,
      passed: [],
      undoable: undefined,
      ...(closed ? { closedAt: undefined, outcome: undefined } : {}),
    },
  }
}

/** The customer is told who is there now; a place in line their screen shows anyway. */
function takenBack(thread: Thread, actor: Actor, { control, agent, queue }: Undoable['before']): DraftEntry {
  return assignment(actor, control !== 'requested', {
    change: 'taken_back',
    epoch: thread.epoch + 1,
    ...(control === 'agent' && agent ? { agent: agent.id, agentName: agent.name } : {}),
    ...(control === 'requested' && queue ? { queue } : {}),
  })
}

const spokeSince = (thread: Thread, { customerSeq, botSeq }: Undoable) =>
  thread.customerSeq !== customerSeq || thread.botSeq !== botSeq

/** What the customer or the bot said since counts; only since when it waits may be longer ago. */
function present(thread: Thread, { waitingSince }: Undoable['before']): Partial<ThreadState> {
  const { unanswered } = thread
  return { unanswered, waitingSince: unanswered > 0 ? (waitingSince ?? thread.waitingSince) : undefined }
}

/**
 * A conversation that was closed goes on, with whoever opens it again.
 * @throws AppError `already_taken` | `wrong_state` when it is not closed, or is spam, which is taken back as such
 */
export function reopen(thread: Thread, actor: Actor, epoch: number, now: number): Change {
  if (thread.epoch !== epoch)
    throw new AppError('already_taken', { details: { epoch: thread.epoch, owner: thread.agent?.name } })
  if (thread.status !== 'closed' || thread.episode === 0 || thread.beforeSpam)
    throw new AppError('wrong_state', { message: 'This conversation cannot be opened again.' })
  const { id: agent, name: agentName } = actor
  return {
    entries: [
      { by: by(actor), facts: { reopened: true }, body: { kind: 'status', from: 'closed', to: 'open' } },
      assignment(actor, true, { change: 'claimed', agent, agentName, epoch: thread.epoch + 1 }),
    ],
    set: {
      ...ownedBy(thread, actor, now),
      status: 'open',
      queue: thread.queue ?? 'general',
      closedAt: undefined,
      outcome: undefined,
      rating: 'none',
      undoable: undefined,
    },
  }
}

/**
 * Whether the customer is asked now how it was. Not while whoever closed the conversation may still take that back:
 * then `at` says from when on.
 */
export function ratingAt(
  { rating, status, undoable, epoch }: Pick<Thread, 'rating' | 'status' | 'undoable' | 'epoch'>,
  now: number,
): { rating: Thread['rating']; at?: number } {
  if (rating !== 'open' || status !== 'closed' || undoable?.epoch !== epoch) return { rating }
  // A moment more: another process may read the clock a little differently.
  const at = undoable.until.getTime() + GRACE_MS / 3
  return at <= now ? { rating } : { rating: 'none', at }
}
