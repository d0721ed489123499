import type { Change } from '../conversations/append.ts'
import type { Commit, Drained } from '../conversations/commit.ts'
import { previewOf, spokenParts } from '../conversations/entry.ts'
import type { Thread } from '../conversations/thread.ts'
import { AppError } from '../errors.ts'
import { requested } from '../handoff/request.ts'
import type { EventBody, InboxEvent } from '../ingest/event.ts'
import { opensConversation } from './open-conversation.ts'

type EventId = Pick<InboxEvent, '_id'>
type Body<Kind extends EventBody['kind']> = Extract<EventBody, { kind: Kind }>

/**
 * An agent's reply becomes an entry only while the agent owns the conversation in the epoch that they saw.
 * @throws AppError `not_owner` | `conversation_closed`
 */
export function replyChange(thread: Thread, event: EventId, body: Body<'reply'>, now: number): Change {
  if (thread.status === 'closed') throw new AppError('conversation_closed')
  if (thread.control !== 'agent' || thread.agent?.id !== body.agent.id || thread.epoch !== body.epoch) {
    throw new AppError('not_owner', { details: { owner: thread.agent?.name } })
  }
  return {
    entries: [
      {
        by: { type: 'agent', ...body.agent },
        public: true,
        event: event._id,
        facts: { agent: body.agent.id, ...firstReply(thread, now) },
        body: { kind: 'message', parts: spokenParts(body.text, body.files), clientId: body.clientId },
      },
    ],
    set: {
      ...stillUnanswered(thread, body.seenSeq, now),
      ...(thread.repliedAt ? {} : { repliedAt: new Date(now) }),
    },
    preview: { by: 'agent', text: previewOf(body.text, body.files) },
  }
}

/** How long the customer had waited for a person, when this is the first word of one in the conversation. */
function firstReply({ repliedAt, waitingSince, takenAt }: Thread, now: number): { repliedMs?: number } {
  const since = waitingSince ?? takenAt
  return repliedAt || !since ? {} : { repliedMs: Math.max(0, now - since.getTime()) }
}

/**
 * A reply answers what its author had seen. What the customer wrote while it was on its way still waits for an answer:
 * each of those messages has two entries, itself and what was understood of it.
 */
function stillUnanswered(thread: Thread, seenSeq: number, now: number): Change['set'] {
  const unseen = Math.ceil(Math.max(0, thread.customerSeq - seenSeq) / 2)
  const unanswered = Math.min(thread.unanswered, unseen)
  return { unanswered, waitingSince: unanswered > 0 ? new Date(now) : undefined }
}

/** @throws AppError `wrong_state` when there is no conversation to rate, or it was rated before. */
export function ratingChange(thread: Thread, event: EventId, body: Body<'rating'>): Change {
  if (thread.rating !== 'open') throw new AppError('wrong_state', { message: 'There is nothing to rate.' })
  return {
    entries: [
      {
        by: { type: 'customer', id: thread.customer, name: thread.customerName },
        public: true,
        event: event._id,
        facts: { rating: body.score },
        body: { kind: 'rating', score: body.score, ...(body.comment ? { comment: body.comment } : {}) },
      },
    ],
    set: { rating: 'given' },
  }
}

/**
 * An event that was taken up again and again without getting on is set aside, so that what follows it is handled.
 * Its text still reaches people, when it can be read at all: nothing that was acknowledged is lost.
 */
export function parkedChange(
  thread: Thread,
  event: InboxEvent,
  body: EventBody | undefined,
  now: number,
): Change {
  const opening = event.kind === 'message' ? opensConversation(thread, now) : {}
  const text = body?.kind === 'message' ? body.text : undefined
  const files = body?.kind === 'message' ? body.files : undefined
  const set: Change['set'] = { ...opening }
  const entries: Change['entries'][number][] = []
  if (text !== undefined && body?.kind === 'message') {
    entries.push({
      by: { type: 'customer', id: thread.customer, name: thread.customerName },
      public: true,
      event: event._id,
      body: { kind: 'message', parts: spokenParts(text, body.files), clientId: body.clientId },
    })
    set.customerSeq = thread.head + 1
  }
  entries.push({
    by: { type: 'system' },
    ...(text === undefined ? { event: event._id } : {}),
    body: { kind: 'parked', event: event._id, why: 'handling it failed again and again' },
  })
  const control = opening.control ?? thread.control
  if (event.kind === 'message' && control === 'bot') {
    const handoff = parkedHandoff({ ...thread, ...set } as Thread, text ?? '', now)
    entries.push(...handoff.entries)
    Object.assign(set, handoff.set, { owed: undefined })
  }
  return {
    entries,
    set,
    ...(text === undefined ? {} : { preview: { by: 'customer' as const, text: previewOf(text, files) } }),
  }
}

function parkedHandoff(thread: Thread, lastWords: string, now: number) {
  const brief = {
    language: thread.language ?? 'en',
    lastWords: lastWords.slice(0, 240),
    collected: {},
    mood: 0,
    tried: [],
  } as const
  return requested(thread, { reason: 'parked_message', queue: thread.queue ?? 'general', brief }, now)
}

/** What the bot owes after a hand-back and cannot answer, however often it tries: people get it again. */
export function owedChange(thread: Thread, now: number): Change | undefined {
  if (!thread.owed) return undefined
  const { entries, set } = parkedHandoff(thread, '', now)
  return { entries, set: { ...set, owed: undefined } }
}

/** Commits what is not a turn of the bot: a reply, a rating, a parked event. */
export async function settle(
  commit: Commit,
  drain: Drained,
  change: (thread: Thread, now: number) => Change | undefined,
  again: (thread: Thread) => Promise<void>,
): Promise<Thread> {
  const committed = await commit(
    drain.thread._id,
    async (thread, now, attempt) => {
      if (attempt > 0) await again(thread)
      return change(thread, now)
    },
    drain,
  )
  return committed.thread
}
