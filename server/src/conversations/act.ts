import {
  type Attachment,
  type Correct,
  type EntryBody,
  effectiveReading,
  OUT_OF_SCOPE,
} from '../contract/index.ts'
import { AppError } from '../errors.ts'
import type { Change } from './append.ts'
import type { DraftEntry, EntryFacts } from './entry.ts'
import type { Thread, ThreadState } from './thread.ts'

export interface Actor {
  id: string
  name: string
}

type Assignment = Extract<EntryBody, { kind: 'assignment' }>

const by = ({ id, name }: Actor) => ({ type: 'agent' as const, id, name })

function assignment(actor: Actor, shown: boolean, body: Omit<Assignment, 'kind'>): DraftEntry {
  const { change, agent, queue } = body
  return {
    by: by(actor),
    public: shown,
    facts: { change, ...(agent ? { agent } : {}), ...(queue ? { queue } : {}) },
    body: { kind: 'assignment', ...body },
  }
}

/** What every other owner's thread has in common once a person has it. */
function ownedBy(thread: Thread, agent: Actor, now: number): Partial<ThreadState> {
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

function assertOpen(thread: Thread): void {
  if (thread.status === 'closed') throw new AppError('conversation_closed')
}

/** Writes that name an older ownership come from a screen that has not caught up. */
function assertEpoch(thread: Thread, epoch: number): void {
  if (thread.epoch !== epoch)
    throw new AppError('already_taken', { details: { epoch: thread.epoch, owner: thread.agent?.name } })
}

function assertOwner(thread: Thread, actor: Actor, epoch: number): void {
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
function assertMayPassOn(thread: Thread, actor: Actor, epoch: number, overrule: boolean): void {
  assertOpen(thread)
  if (thread.control === 'agent' && thread.agent?.id !== actor.id && !overrule) {
    throw new AppError('not_owner', { details: { owner: thread.agent?.name } })
  }
  assertEpoch(thread, epoch)
}

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
  const at = new Date(now)
  return {
    entries: [
      assignment(actor, thread.control === 'agent', {
        change: 'transferred',
        queue,
        epoch: thread.epoch + 1,
        ...(note ? { note } : {}),
      }),
    ],
    set: {
      control: 'requested',
      agent: undefined,
      epoch: thread.epoch + 1,
      queue,
      requestedAt: at,
      nextOfferAt: at,
      offer: undefined,
      // Whoever transfers it does not get it offered right back.
      passed: [actor.id],
      waitingSince: thread.waitingSince ?? at,
    },
  }
}

/**
 * Whoever has it, or was being offered it, cannot work any more: back into its queue, at the place that it had in time.
 * Done again it changes nothing.
 */
export function putBack(thread: Thread, who: Actor, now: number): Change | undefined {
  const at = new Date(now)
  const system = { type: 'system' as const }
  if (thread.status !== 'closed' && thread.control === 'agent' && thread.agent?.id === who.id) {
    const queue = thread.queue ?? 'general'
    const epoch = thread.epoch + 1
    return {
      entries: [
        {
          by: system,
          public: true,
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
      set: {
        control: 'requested',
        agent: undefined,
        epoch,
        queue,
        requestedAt: at,
        nextOfferAt: at,
        offer: undefined,
        passed: [who.id],
        waitingSince: thread.waitingSince ?? at,
      },
    }
  }
  if (thread.offer?.agent !== who.id) return undefined
  return {
    entries: [
      { by: system, body: { kind: 'assignment', change: 'timed_out', agent: who.id, epoch: thread.epoch } },
    ],
    set: { offer: undefined, nextOfferAt: at, passed: [...thread.passed, who.id] },
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
    offer: undefined,
    nextOfferAt: undefined,
    requestedAt: undefined,
    waitingSince: undefined,
    unanswered: 0,
    owed: undefined,
    rating: askRating ? 'open' : 'none',
    outcome,
  }
}

export function note(
  actor: Actor,
  text: string,
  clientId: string,
  event: string,
  mentions: readonly Actor[] = [],
  files: readonly Attachment[] = [],
): Change {
  const attached = files.length > 0 ? { files: [...files] } : {}
  const body = { kind: 'note' as const, text, clientId, ...attached }
  if (mentions.length === 0) return { entries: [{ by: by(actor), event, body }], set: {} }
  const people = mentions.map(({ id, name }) => ({ id, name }))
  const facts = { mentions: people.map(({ id }) => id) }
  return { entries: [{ by: by(actor), event, facts, body: { ...body, mentions: people } }], set: {} }
}

/**
 * Somebody says what a message really meant. The thread's own intent and mood follow when it is the customer's latest.
 * @param said what the model said of the message, and what was corrected of it before
 */
export function correct(
  thread: Thread,
  actor: Actor,
  wish: Omit<Correct, 'clientId'>,
  said: { understanding: Pick<Understood, 'intents' | 'mood'>; before: readonly Correction[] },
  event: string,
): Change {
  const { of, intent, mood, withdrawn } = wish
  const fields = {
    of,
    ...(intent === undefined ? {} : { intent }),
    ...(mood === undefined ? {} : { mood }),
    ...(withdrawn === undefined ? {} : { withdrawn }),
  }
  const now = effectiveReading(said.understanding, [...said.before, fields])
  const named = now.intent?.name === OUT_OF_SCOPE ? undefined : now.intent
  const latest = of === thread.customerSeq
  return {
    entries: [{ by: by(actor), event, facts: fields, body: { kind: 'correction', ...fields } }],
    set: {
      ...(latest && (intent !== undefined || withdrawn === 'intent') ? { intent: named } : {}),
      ...(latest && (mood !== undefined || withdrawn === 'mood') ? { mood: now.mood } : {}),
    },
  }
}
type Understood = Extract<EntryBody, { kind: 'understanding' }>
type Correction = Omit<Extract<EntryBody, { kind: 'correction' }>, 'kind' | 'clientId'>

/** Routing offers a waiting conversation to an agent, for a while. */
export function offer(thread: Thread, agent: Actor, until: number): Change | undefined {
  if (thread.control !== 'requested' || thread.status === 'closed') return undefined
  return {
    entries: [
      {
        by: { type: 'system' },
        body: {
          kind: 'assignment',
          change: 'offered',
          agent: agent.id,
          agentName: agent.name,
          epoch: thread.epoch,
        },
      },
    ],
    set: { offer: { agent: agent.id, until: new Date(until) }, nextOfferAt: new Date(until) },
  }
}

/** An offer that nobody took: the next agent's turn. */
export function offerPassed(thread: Thread, now: number): Change | undefined {
  if (!thread.offer || thread.offer.until.getTime() > now) return undefined
  return {
    entries: [
      {
        by: { type: 'system' },
        body: { kind: 'assignment', change: 'timed_out', agent: thread.offer.agent, epoch: thread.epoch },
      },
    ],
    set: { offer: undefined, nextOfferAt: new Date(now), passed: [...thread.passed, thread.offer.agent] },
  }
}

/** Everybody with the skill let it pass: the queue of last resort, where those who did not are asked. */
export function toFallback(thread: Thread, queue: string, now: number): Change | undefined {
  if (thread.control !== 'requested' || thread.offer) return undefined
  return {
    entries: [
      {
        by: { type: 'system' },
        body: { kind: 'assignment', change: 'transferred', queue, epoch: thread.epoch },
      },
    ],
    set: { queue, nextOfferAt: new Date(now) },
  }
}
