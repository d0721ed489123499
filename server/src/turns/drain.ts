import { type Commit, FencedError } from '../conversations/commit.ts'
import type { Projection } from '../conversations/project.ts'
import type { Thread, Threads } from '../conversations/thread.ts'
import { AppError, isStoreDown } from '../errors.ts'
import type { EventBody, Inbox, InboxEvent } from '../ingest/event.ts'
import type { Logger } from '../log.ts'
import { ownFilter } from '../storage/own-filter.ts'
import type { Sealer } from '../storage/sealing.ts'
import { nextBurst } from './burst.ts'
import type { HandleTurn, OpenedEvent } from './handle-turn.ts'
import type { Lease, Leases } from './lease.ts'
import { parkedChange, ratingChange, replyChange, settle } from './settle.ts'

const MAX_EVENTS = 20
const MAX_MS = 1000
/** Taken up this often without getting on, the first pending event is parked. */
const MAX_TRIES = 5

/** done: nothing is left · more: bounds were reached, ring again · busy: another worker has it. */
export type DrainResult = 'done' | 'more' | 'busy'
export type Drain = (thread: string) => Promise<DrainResult>

export interface DrainDeps {
  threads: Threads
  inbox: Inbox
  leases: Leases
  projection: Projection
  handleTurn: HandleTurn
  commit: Commit
  sealer: Sealer
  refused: (event: InboxEvent, body: EventBody, error: AppError) => Promise<void>
  log: Logger
}

/** Handles what is pending of one thread, in order, alone: first the old outbox, then event after event. */
export function createDrain(deps: DrainDeps): Drain {
  const { leases, log } = deps
  return async (id) => {
    const lease = (await leases.take(id)) ?? (await openFor(deps, id))
    if (!lease) return 'busy'
    const drain = { fence: lease.fence, thread: lease.thread }
    let settled = true
    try {
      return await handlePending(deps, drain)
    } catch (error) {
      if (error instanceof FencedError) return 'busy'
      settled = isStoreDown(error)
      log.warn({
        event: 'drain.failed',
        thread: id,
        tries: lease.thread.fence - lease.thread.settled,
        err: error,
      })
      throw error
    } finally {
      lease.stop()
      await release(deps, drain, settled)
    }
  }
}

async function release(
  { projection, log }: DrainDeps,
  drain: { fence: number; thread: Thread },
  settled: boolean,
) {
  try {
    await projection.project(drain.thread, { fence: drain.fence, settled })
  } catch (error) {
    // The lease runs out by itself and the sweep finds the outbox.
    log.warn({ event: 'drain.release_failed', thread: drain.thread._id, err: error })
  }
}

async function openFor({ threads, inbox, leases }: DrainDeps, id: string): Promise<Lease | undefined> {
  if (await threads.exists({ _id: id })) return undefined
  const first = await inbox
    .findOne({ thread: id, state: 'pending' })
    .sort({ at: 1, n: 1, _id: 1 })
    .lean<InboxEvent>()
  if (!first) return undefined
  const { thread, account, channel, identity, customer, customerName, vip } = first
  return await leases.open({ thread, account, channel, identity, customer, customerName, vip })
}

async function handlePending(
  deps: DrainDeps,
  drain: { fence: number; thread: Thread },
): Promise<DrainResult> {
  const { inbox, projection, threads } = deps
  const id = drain.thread._id
  if (drain.thread.outbox.length > 0) {
    await projection.project(drain.thread)
    drain.thread = { ...drain.thread, outbox: [] }
  }
  const started = performance.now()
  const pending = await inbox
    .find({ thread: id, state: 'pending' })
    .sort({ at: 1, n: 1, _id: 1 })
    .limit(MAX_EVENTS + 1)
    .lean<InboxEvent[]>()
  let tries = drain.fence - drain.thread.settled
  let handled = 0
  while (handled < pending.length) {
    if (handled >= MAX_EVENTS || performance.now() - started > MAX_MS) return 'more'
    const burst = nextBurst(pending.slice(handled), tries)
    drain.thread = await handleBurst(deps, drain, burst, tries)
    handled += burst.length
    tries = 1
    if (handled < pending.length) {
      // Room for the next commit; its entries are in the log before the outbox lets go of them.
      await projection.project(drain.thread)
      const fresh = await threads.findById(id).lean<Thread>()
      if (!fresh || fresh.fence !== drain.fence)
        throw new FencedError(`fence ${drain.fence} of ${id} was overtaken`)
      drain.thread = fresh
    }
  }
  return 'done'
}

async function handleBurst(
  deps: DrainDeps,
  drain: { fence: number; thread: Thread },
  burst: readonly InboxEvent[],
  tries: number,
): Promise<Thread> {
  const { commit, handleTurn } = deps
  const [event] = burst
  if (!event) return drain.thread
  const again = (thread: Thread) => assertPending(deps.inbox, thread, burst)
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
      return await settle(commit, drain, (thread) => replyChange(thread, event, body), again)
    if (body?.kind === 'rating')
      return await settle(commit, drain, (thread) => ratingChange(thread, event, body), again)
    if (body?.kind === 'action.result') assertExpected(drain.thread, body.key)
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

/**
 * Before deciding again: an event that somebody else settled is either still in the outbox or no longer pending,
 * because it is marked before the outbox is cleared.
 */
export async function assertPending(
  inbox: Inbox,
  thread: Thread,
  events: readonly InboxEvent[],
): Promise<void> {
  const ids = events.map((event) => event._id)
  const inOutbox = thread.outbox.some((entry) => entry.event !== undefined && ids.includes(entry.event))
  const pending = await inbox.countDocuments(ownFilter({ _id: { $in: ids }, state: 'pending' }))
  if (inOutbox || pending < ids.length)
    throw new FencedError(`events of ${thread._id} were settled elsewhere`)
}
