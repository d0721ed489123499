import type { Threads } from '../conversations/thread.ts'
import { ownFilter } from '../storage/own-filter.ts'
import type { People } from './people.ts'

/** Counts of what is going on end here: so many or more. */
export const CAP = 1000
const LONGEST_SHOWN = 5

export interface Waiting {
  thread: string
  customer: string
  queue: string
  since: number
}

export interface Now {
  waiting: number
  talking: number
  /** How many each agent has, of the first that `CAP` counts. */
  loads: Map<string, number>
  /** Those who wait longest, the longest first. */
  longest: Waiting[]
  /** How many wait in each queue, of the first that `CAP` counts. */
  queues: Map<string, number>
}

/** A team's share of what is going on: what waits in its queues, and what its people have. */
export function nowFilter(
  kind: 'waiting' | 'talking',
  team: string | undefined,
  people: Pick<People, 'members' | 'queuesOf'>,
): Record<string, unknown> {
  if (kind === 'waiting') {
    const own = team === undefined ? {} : { queue: { $in: [...people.queuesOf(team)] } }
    return { control: 'requested', status: 'open', ...own }
  }
  const own = team === undefined ? {} : { 'agent.id': { $in: people.members(team) } }
  return { control: 'agent', status: 'open', ...own }
}

/** What is going on, from the threads themselves over the indexes of the lists. */
export async function readNow(threads: Threads, people: People, team: string | undefined): Promise<Now> {
  const [talking, waiting] = await Promise.all([
    threads
      .find(ownFilter(nowFilter('talking', team, people)), { 'agent.id': 1 })
      .limit(CAP)
      .lean<{ agent?: { id: string } }[]>(),
    threads
      .find(ownFilter(nowFilter('waiting', team, people)), { queue: 1, waitingSince: 1, customerName: 1 })
      .sort({ waitingSince: 1 })
      .limit(CAP)
      .lean<{ _id: string; queue?: string; waitingSince?: Date; customerName: string }[]>(),
  ])
  const queues = new Map<string, number>()
  for (const { queue = 'general' } of waiting) queues.set(queue, (queues.get(queue) ?? 0) + 1)
  const longest = waiting
    .slice(0, LONGEST_SHOWN)
    .flatMap(({ _id, queue = 'general', waitingSince, customerName }) =>
      waitingSince ? [{ thread: _id, customer: customerName, queue, since: waitingSince.getTime() }] : [],
    )
  const loads = new Map<string, number>()
  for (const { agent } of talking) if (agent) loads.set(agent.id, (loads.get(agent.id) ?? 0) + 1)
  return { waiting: waiting.length, talking: talking.length, loads, longest, queues }
}
