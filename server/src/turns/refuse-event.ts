import type { Drafts } from '../conversations/draft.ts'
import type { AppError } from '../errors.ts'
import type { EventBody, Inbox, InboxEvent } from '../ingest/event.ts'
import type { StoreClock } from '../storage/clock.ts'
import { durable } from '../storage/mongo.ts'

/**
 * An event that was accepted and cannot become an entry any more. A reply's text goes back to the agent's draft first,
 * then the event is settled, then the agent hears of it: in this order a crash loses no word.
 */
export function createRefusal(deps: {
  inbox: Inbox
  drafts: Drafts
  clock: StoreClock
  publish: (refused: { agent: string; thread: string; clientId: string; code: string }) => void
}) {
  const { inbox, drafts, clock, publish } = deps
  return async (event: InboxEvent, body: EventBody, error: AppError): Promise<void> => {
    if (body.kind === 'reply') {
      await drafts.giveBack(
        event.identity,
        { thread: event.thread, agent: body.agent.id, mode: 'reply' },
        { event: event._id, text: body.text, at: clock.now() },
      )
    }
    await inbox.updateOne(
      { _id: event._id },
      { $set: { state: 'refused' }, $currentDate: { doneAt: true } },
      { writeConcern: durable },
    )
    if (body.kind === 'reply')
      publish({ agent: body.agent.id, thread: event.thread, clientId: body.clientId, code: error.code })
  }
}
