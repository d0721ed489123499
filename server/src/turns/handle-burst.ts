import type { Commit, Drained } from '../conversations/commit.ts'
import type { Thread } from '../conversations/thread.ts'
import { AppError } from '../errors.ts'
import type { EventBody, InboxEvent } from '../ingest/event.ts'
import type { Logger } from '../log.ts'
import type { Sealer } from '../storage/sealing.ts'
import { blockedChange } from './blocked.ts'
import type { HandleTurn, OpenedEvent } from './handle-turn.ts'
import type { Pending } from './pending.ts'
import { parkedChange, ratingChange, replyChange, settle } from './settle.ts'

/** Taken up this often without getting on, the first pending event is parked. */
export const MAX_TRIES = 5

export interface BurstDeps {
  handleTurn: HandleTurn
  commit: Commit
  sealer: Sealer
  pending: Pending
  /** The block of a thread's customer, when one is in force. */
  blockOf: (thread: Thread) => Promise<{ at: Date; language?: 'en' | 'zh' | undefined } | undefined>
  refused: (event: InboxEvent, body: EventBody, error: AppError) => Promise<void>
  log: Logger
}

/** Settles what comes first: a turn of the bot, an agent's reply, a rating, or an event that has to be parked. */
export async function handleBurst(
  deps: BurstDeps,
  drain: Drained,
  burst: readonly InboxEvent[],
  tries: number,
): Promise<Thread> {
  const { commit, handleTurn } = deps
  const [event] = burst
  if (!event) return drain.thread
  const again = (thread: Thread) => deps.pending.assert(thread, burst)
  if (tries > MAX_TRIES) {
    const body = await openEvent(deps.sealer, event).catch(() => undefined)
    deps.log.error({ event: 'event.parked', thread: drain.thread._id, id: event._id, tries })
    return await settle(commit, drain, (thread, now) => parkedChange(thread, event, body, now), again)
  }
  const opened: OpenedEvent[] = await Promise.all(
    burst.map(async (one) => ({ event: one, body: await openEvent(deps.sealer, one) })),
  )
  const body = opened[0]?.body
  try {
    if (body?.kind === 'reply')
      return await settle(commit, drain, (thread, now) => replyChange(thread, event, body, now), again)
    if (body?.kind === 'rating')
      return await settle(commit, drain, (thread) => ratingChange(thread, event, body), again)
    if (body?.kind === 'action.result') assertExpected(drain.thread, body.key)
    // Only a message that would open a conversation asks: whoever is in one is not blocked.
    const block =
      body?.kind === 'message' && drain.thread.status === 'closed' && (await deps.blockOf(drain.thread))
    if (block)
      return await settle(commit, drain, (thread, now) => blockedChange(thread, opened, block, now), again)
    return await handleTurn(drain, opened)
  } catch (error) {
    if (!body || !(error instanceof AppError) || !refusals.has(error.code)) throw error
    await deps.refused(event, body, error)
    return drain.thread
  }
}

const refusals = new Set<string>(['not_owner', 'conversation_closed', 'wrong_state'])

function assertExpected(thread: Thread, key: string): void {
  if (thread.action?.key !== key) throw new AppError('wrong_state', { message: 'No such action is open.' })
}

async function openEvent(sealer: Sealer, event: InboxEvent): Promise<EventBody> {
  return JSON.parse(await sealer.open(event.identity, event.body)) as EventBody
}
