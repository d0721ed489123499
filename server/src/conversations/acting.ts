import type { EntryBody } from '../contract/index.ts'
import { AppError } from '../errors.ts'
import type { DraftEntry } from './entry.ts'
import type { Thread, ThreadState } from './thread.ts'

export interface Actor {
  id: string
  name: string
}

type Assignment = Extract<EntryBody, { kind: 'assignment' }>

export const by = ({ id, name }: Actor) => ({ type: 'agent' as const, id, name })

export function assignment(actor: Actor, shown: boolean, body: Omit<Assignment, 'kind'>): DraftEntry {
  const { change, agent, queue } = body
  return {
    by: by(actor),
    public: shown,
    facts: { change, ...(agent ? { agent } : {}), ...(queue ? { queue } : {}) },
    body: { kind: 'assignment', ...body },
  }
}

/** What every other owner's thread has in common once a person has it. */
export function ownedBy(thread: Thread, agent: Actor, now: number): Partial<ThreadState> {
  return {
    takenAt: new Date(now),
    waitedMs: thread.requestedAt ? now - thread.requestedAt.getTime() : undefined,
    control: 'agent',
    agent: { id: agent.id, name: agent.name },
    epoch: thread.epoch + 1,
    offer: undefined,
    nextOfferAt: undefined,
    requestedAt: undefined,
    owed: undefined,
    passed: [],
  }
}

/** Nobody waits for an answer any more: nothing is to be offered, and nothing is owed. */
export const nobodyWaits = {
  offer: undefined,
  nextOfferAt: undefined,
  requestedAt: undefined,
  waitingSince: undefined,
  unanswered: 0,
  owed: undefined,
} as const satisfies Partial<ThreadState>

export function assertOpen(thread: Thread): void {
  if (thread.status === 'closed') throw new AppError('conversation_closed')
}

/** Writes that name an older ownership come from a screen that has not caught up. */
export function assertEpoch(thread: Thread, epoch: number): void {
  if (thread.epoch !== epoch)
    throw new AppError('already_taken', { details: { epoch: thread.epoch, owner: thread.agent?.name } })
}

export function assertOwner(thread: Thread, actor: Actor, epoch: number): void {
  assertOpen(thread)
  if (thread.control !== 'agent' || thread.agent?.id !== actor.id || thread.epoch !== epoch) {
    throw new AppError('not_owner', { details: { owner: thread.agent?.name } })
  }
}

/**
 * Nobody gives away or closes what they have not read: the customer would be left without an answer.
 * @throws AppError `unseen_messages`
 */
export function assertSeen(thread: Thread, seenSeq: number): void {
  if (thread.customerSeq > seenSeq) throw new AppError('unseen_messages')
}

/** Its owner may, and whoever may overrule owners; anybody while nobody has it. */
export function assertMayPassOn(thread: Thread, actor: Actor, epoch: number, overrule: boolean): void {
  assertOpen(thread)
  if (thread.control === 'agent' && thread.agent?.id !== actor.id && !overrule) {
    throw new AppError('not_owner', { details: { owner: thread.agent?.name } })
  }
  assertEpoch(thread, epoch)
}
