import type { Change } from '../conversations/append.ts'
import type { Commit, Drained } from '../conversations/commit.ts'
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
export function replyChange(thread: Thread, event: EventId, body: Body<'reply'>): Change {
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
        body: { kind: 'message', parts: [{ type: 'text', text: body.text }], clientId: body.clientId },
      },
    ],
    set: { unanswered: 0, waitingSince: undefined },
    preview: { by: 'agent', text: body.text },
  }
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
  const set: Change['set'] = { ...opening }
  const entries: Change['entries'][number][] = []
  if (text !== undefined && body?.kind === 'message') {
    entries.push({
      by: { type: 'customer', id: thread.customer, name: thread.customerName },
      public: true,
      event: event._id,
      body: { kind: 'message', parts: [{ type: 'text', text }], clientId: body.clientId },
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
    const brief = {
      language: thread.language ?? 'en',
      lastWords: text?.slice(0, 240) ?? '',
      collected: {},
      mood: 0,
      tried: [],
    } as const
    const handoff = requested(
      { ...thread, ...set } as Thread,
      { reason: 'parked_message', queue: thread.queue ?? 'general', brief },
      now,
    )
    entries.push(...handoff.entries)
    Object.assign(set, handoff.set)
  }
  return { entries, set, ...(text === undefined ? {} : { preview: { by: 'customer' as const, text } }) }
}

/** Commits what is not a turn of the bot: a reply, a rating, a parked event. */
export async function settle(
  commit: Commit,
  drain: Drained,
  change: (thread: Thread, now: number) => Change,
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
