import type { Commit } from '../conversations/commit.ts'
import { offer, offerPassed, toFallback } from '../conversations/offering.ts'
import type { Projection } from '../conversations/project.ts'
import type { Thread, Threads } from '../conversations/thread.ts'
import { every, type Repeated } from '../every.ts'
import { DOCTOR } from '../health/doctor.ts'
import type { Logger } from '../log.ts'
import type { StoreClock } from '../storage/clock.ts'
import { relaxed } from '../storage/mongo.ts'
import { ownFilter } from '../storage/own-filter.ts'
import type { Candidates } from './candidates.ts'
import { type Candidate, chooseAgent, FALLBACK_QUEUE, type Waiting } from './choose-agent.ts'
import type { Slots } from './slots.ts'

const TICK_MS = 250
const BATCH = 50
/** Nobody was free: looked at again this soon. An agent who comes free is found by then at the latest. */
const RETRY_MS = 1000
/** Everybody there let it pass: they are asked again, but not at once. */
const ROUND_MS = 15_000
const RECONCILE_MS = 5000

export interface RouterDeps {
  threads: Threads
  candidates: Candidates
  slots: Slots
  commit: Commit
  projection: Projection
  clock: StoreClock
  offerMs: number
  /** Queues may be removed while conversations wait in them: answers the queue itself, or who took its place. */
  queueNow: (queue: string) => Promise<string>
  log: Logger
}

/**
 * Offers what waits to agents. Its state is the threads' own (`control: requested`, `nextOfferAt`), so any worker can
 * go on where a dead one stopped, and two at once are kept apart by the commit. It looks by itself, and `now` when
 * somebody has just asked for a person.
 */
export function startRouter(deps: RouterDeps): Repeated {
  let reconciledAt = 0
  const tick = async () => {
    const now = deps.clock.now()
    if (now - reconciledAt > RECONCILE_MS) {
      reconciledAt = now
      const freed = await deps.slots.reconcile()
      if (freed > 0) deps.log.info({ event: 'slots.freed', freed })
    }
    await routeDue(deps)
  }
  return every(TICK_MS, tick, (err) => deps.log.warn({ event: 'routing.failed', err }))
}

/** Looks at every conversation whose time has come. */
async function routeDue(deps: RouterDeps): Promise<void> {
  const { threads, clock } = deps
  const due = await threads
    .find(ownFilter({ nextOfferAt: { $lte: new Date(clock.now()) }, customer: { $ne: DOCTOR } }))
    .sort({ nextOfferAt: 1 })
    .limit(BATCH)
    .lean<Thread[]>()
  if (due.length === 0) return
  const look = lookOf(deps)
  // Whoever asked first is served first, also when all of them became due in the same tick.
  const asked = (thread: Thread) => thread.requestedAt?.getTime() ?? 0
  const postponed: Postponed[] = []
  try {
    for (const thread of due.toSorted((a, b) => asked(a) - asked(b))) {
      const later = await routeOne(deps, thread, look)
      if (later) postponed.push(later)
    }
  } finally {
    await postpone(threads, postponed)
  }
}

/** Nobody to offer it to: when it is looked at again, and whether those who let it pass are asked once more. */
interface Postponed {
  thread: Thread
  until: number
  anew: boolean
}

/** In one write: on a busy day most of what waits is looked at, and left, once a second. */
async function postpone(threads: Threads, postponed: readonly Postponed[]): Promise<void> {
  if (postponed.length === 0) return
  await threads.collection.bulkWrite(
    postponed.map(({ thread: { _id, head }, until, anew }) => ({
      updateOne: {
        filter: { _id: _id as never, head },
        update: { $set: { nextOfferAt: new Date(until), ...(anew ? { passed: [] } : {}) } },
      },
    })),
    { ordered: false, writeConcern: relaxed },
  )
}

/** The agents of one round: of the last second, or read anew once, when that did not do. */
interface Look {
  known(): Promise<Candidate[]>
  fresh(): Promise<Candidate[]>
}

function lookOf({ candidates }: RouterDeps): Look {
  let anew: Promise<Candidate[]> | undefined
  const fresh = (): Promise<Candidate[]> => {
    anew ??= candidates.fresh()
    return anew
  }
  return { known: () => anew ?? candidates.known(), fresh }
}

/** Whom to offer it to. Who was there a moment ago may be gone, and who is free now may not have been. */
async function choose({ candidates }: RouterDeps, look: Look, waiting: Waiting) {
  const chosen = chooseAgent(waiting, await look.known())
  if (chosen && (await candidates.isOnline(chosen.id))) return chosen
  return chooseAgent(waiting, await look.fresh())
}

/** Answers when to look again, when there is nobody to offer it to. */
async function routeOne(deps: RouterDeps, due: Thread, look: Look): Promise<Postponed | undefined> {
  const { slots, clock } = deps
  let thread = due
  if (thread.offer) {
    const passed = thread.offer.agent
    thread = await commitAndProject(deps, thread._id, (now, current) => offerPassed(current, now))
    if (thread.offer) return
    await slots.release(passed, thread._id)
  }
  const queue = thread.queue ?? FALLBACK_QUEUE
  const queueNow = await deps.queueNow(queue)
  if (queueNow !== queue) {
    await commitAndProject(deps, thread._id, (now, current) =>
      current.epoch === thread.epoch && current.queue === thread.queue
        ? toFallback(current, queueNow, now)
        : undefined,
    )
    return
  }
  const agent = await choose(deps, look, { queue, language: thread.language, passed: thread.passed })
  if (!agent) {
    return await nobodyFor(deps, thread, await look.fresh())
  }
  if (!(await slots.reserve(agent.id, thread._id))) {
    // Taken by another worker's offer: the next ones must not be chosen by what is no longer so.
    await look.fresh()
    return
  }
  // The next one must not count on the same slot.
  ;(agent.slots as string[]).push(thread._id)
  agent.lastAssignedAt = clock.now()
  const after = await commitAndProject(deps, thread._id, (now, current) =>
    current.offer || current.epoch !== thread.epoch ? undefined : offer(current, agent, now + deps.offerMs),
  )
  if (after.offer?.agent !== agent.id && after.agent?.id !== agent.id)
    await slots.release(agent.id, thread._id)
}

/** Nobody to offer it to: looked at again soon. When everybody with the skill let it pass, the fallback queue gets it. */
async function nobodyFor(
  deps: RouterDeps,
  thread: Thread,
  candidates: readonly Candidate[],
): Promise<Postponed | undefined> {
  const queue = thread.queue ?? FALLBACK_QUEUE
  const skilled = candidates.filter((agent) => agent.queues.includes(queue) && agent.online)
  const allPassed = skilled.length > 0 && skilled.every((agent) => thread.passed.includes(agent.id))
  if (allPassed && queue !== FALLBACK_QUEUE) {
    await commitAndProject(deps, thread._id, (now, current) =>
      current.epoch === thread.epoch ? toFallback(current, FALLBACK_QUEUE, now) : undefined,
    )
    return
  }
  const until = deps.clock.now() + (allPassed ? ROUND_MS : RETRY_MS)
  return { thread, until, anew: allPassed }
}

async function commitAndProject(
  { commit, projection }: RouterDeps,
  id: string,
  change: (now: number, thread: Thread) => ReturnType<typeof offer>,
): Promise<Thread> {
  const { thread, entries } = await commit(id, (current, now) => change(now, current))
  if (entries.length > 0) await projection.project(thread)
  return thread
}
