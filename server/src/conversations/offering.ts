import type { Actor } from './acting.ts'
import type { Change } from './append.ts'
import type { Thread } from './thread.ts'

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
