import { type Drained, FencedError } from '../conversations/commit.ts'
import type { Projection } from '../conversations/project.ts'
import { newThread, type Thread, type Threads } from '../conversations/thread.ts'
import type { ThreadLookup } from '../conversations/thread-lookup.ts'
import { isStoreDown } from '../errors.ts'
import type { Inbox, InboxEvent, ThreadKey } from '../ingest/event.ts'
import type { StoreClock } from '../storage/clock.ts'
import { nextBurst } from './burst.ts'
import { type BurstDeps, handleBurst, MAX_TRIES } from './handle-burst.ts'
import type { Lease, Leases } from './lease.ts'
import { owedChange, settle } from './settle.ts'

const MAX_EVENTS = 20
const MAX_MS = 1000

/** done: nothing is left · more: bounds were reached, ring again · busy: another worker has it · idle: nothing was there. */
export type DrainResult = 'done' | 'more' | 'busy' | 'idle'
export interface DrainOptions {
  /** A try that has to be remembered even if this process dies of it; it is suspect as well. */
  counted?: boolean
  /** Another process may hang or have ended over it: texts are read where they can do no harm. */
  isSuspect?: boolean
}
export type Drain = (thread: string, options?: DrainOptions) => Promise<DrainResult>

export interface DrainDeps extends BurstDeps {
  threads: Threads
  threadOf: ThreadLookup
  inbox: Inbox
  leases: Leases
  projection: Projection
  clock: StoreClock
}

/**
 * Handles what is pending of one thread, in order: first the old outbox, then event after event.
 *
 * What keeps two workers apart is the commit's compare-and-set; a lease only saves the loser's work, and rings seldom
 * meet. So the plain drain takes none. A thread that does not get on is drained under a lease, whose fence counts the
 * tries in the store: also those that a process died of.
 */
export function createDrain(deps: DrainDeps): Drain {
  return async (id, { counted = false, isSuspect = false } = {}) => {
    const thread = await deps.threadOf(id)
    // Its removal ends in a moment; then what is pending opens a new thread.
    if (thread?.goes) return 'busy'
    if (counted || (thread && thread.fence > thread.settled)) return await drainUnderLease(deps, id)
    const drain: Drained | undefined = thread ? { thread } : await openingOf(deps, id)
    if (!drain) return 'idle'
    drain.isSuspect = isSuspect
    try {
      return await handlePending(deps, drain, 1)
    } catch (error) {
      if (error instanceof FencedError) return 'busy'
      deps.log.warn({ event: 'drain.failed', thread: id, err: error })
      throw error
    }
  }
}

/** A thread that its first event is about to open. */
async function openingOf({ inbox, clock }: DrainDeps, id: string): Promise<Drained | undefined> {
  const key = await keyOfFirst(inbox, id)
  return key && { thread: newThread(key, new Date(clock.now())), isNew: true }
}

async function drainUnderLease(deps: DrainDeps, id: string): Promise<DrainResult> {
  const { leases, log } = deps
  const lease = (await leases.take(id)) ?? (await openFor(deps, id))
  if (!lease) return 'busy'
  const tries = lease.fence - lease.thread.settled
  let settled = true
  try {
    return await handlePending(deps, { fence: lease.fence, thread: lease.thread, isSuspect: true }, tries)
  } catch (error) {
    if (error instanceof FencedError) return 'busy'
    settled = isStoreDown(error)
    log.warn({ event: 'drain.failed', thread: id, tries, err: error })
    throw error
  } finally {
    lease.stop()
    // A lease that cannot be given back runs out by itself.
    await leases
      .release(id, lease.fence, settled)
      .catch((err: unknown) => log.warn({ event: 'drain.release_failed', thread: id, err }))
  }
}

async function openFor({ threads, inbox, leases }: DrainDeps, id: string): Promise<Lease | undefined> {
  if (await threads.exists({ _id: id })) return undefined
  const key = await keyOfFirst(inbox, id)
  return key && (await leases.open(key))
}

async function keyOfFirst(inbox: Inbox, id: string): Promise<ThreadKey | undefined> {
  const first = await inbox
    .findOne({ thread: id, state: 'pending' })
    .sort({ at: 1, n: 1, _id: 1 })
    .lean<InboxEvent>()
  if (!first) return undefined
  const { thread, account, channel, identity, customer, customerName, vip, language } = first
  return {
    ...{ thread, account, channel, identity, customer, customerName, vip },
    ...(language ? { language } : {}),
  }
}

async function handlePending(deps: DrainDeps, drain: Drained, triesSoFar: number): Promise<DrainResult> {
  const { projection, pending, handleTurn } = deps
  const idle = projection.isLogged(drain.thread)
  await projection.project(drain.thread)
  const started = performance.now()
  const events = await pending.of(drain.thread, MAX_EVENTS + 1)
  let [handled, tries] = [0, triesSoFar]
  while (handled < events.length) {
    if (handled >= MAX_EVENTS || performance.now() - started > MAX_MS) return 'more'
    const burst = nextBurst(events.slice(handled), tries)
    advance(drain, await handleBurst(deps, drain, burst, tries))
    await projection.project(drain.thread)
    handled += burst.length
    tries = 1
  }
  if (drain.thread.owed) {
    if (tries > MAX_TRIES) advance(drain, await giveUpOwed(deps, drain))
    else advance(drain, await handleTurn(drain, []))
    await projection.project(drain.thread)
    return 'done'
  }
  return handled === 0 && idle ? 'idle' : 'done'
}

function advance(drain: Drained, thread: Thread): void {
  drain.thread = thread
  // Refusing the only event of a thread writes nothing to it.
  if (thread.head > 0) drain.isNew = false
}

/** What is owed cannot be answered by the bot: people get it. */
async function giveUpOwed({ commit }: DrainDeps, drain: Drained): Promise<Thread> {
  return await settle(commit, drain, owedChange, async () => undefined)
}
