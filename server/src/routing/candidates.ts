import type { Model } from 'mongoose'
import type { UserRecord } from '../agents/user.ts'
import { ownFilter } from '../storage/own-filter.ts'
import type { Candidate } from './choose-agent.ts'

const REMEMBERED_MS = 1000

/** All agents, with what they have in hand and whether they are there. */
export interface Candidates {
  /** As they were at some moment of the last second. What the caller changes of them, the next one finds. */
  known(): Promise<Candidate[]>
  /** As they are now. */
  fresh(): Promise<Candidate[]>
  isOnline(agent: string): Promise<boolean>
}

/** Reading a thousand agents takes longer than everything else of an offer, so they are read once a second at most. */
export function createCandidates(
  deps: {
    users: Pick<Model<UserRecord>, 'find'>
    presence: (agents: readonly string[]) => Promise<ReadonlySet<string>>
  },
  now = () => performance.now(),
): Candidates {
  let kept: { at: number; all: Promise<Candidate[]> } | undefined
  const fresh = (): Promise<Candidate[]> => {
    const all = load(deps)
    const mine = { at: now(), all }
    kept = mine
    all.catch(() => {
      if (kept === mine) kept = undefined
    })
    return all
  }
  return {
    fresh,
    known: () => (kept && now() - kept.at < REMEMBERED_MS ? kept.all : fresh()),
    isOnline: async (agent) => (await deps.presence([agent])).has(agent),
  }
}

async function load({ users, presence }: Parameters<typeof createCandidates>[0]): Promise<Candidate[]> {
  const fields = { name: 1, role: 1, queues: 1, languages: 1, capacity: 1, slots: 1, lastAssignedAt: 1 }
  const agents = await users
    .find(ownFilter({ role: 'agent', disabledAt: { $exists: false } }), fields)
    .lean<UserRecord[]>()
  const online = await presence(agents.map((agent) => agent._id))
  return agents.map((agent) => ({
    id: agent._id,
    name: agent.name,
    role: agent.role,
    queues: agent.queues,
    languages: agent.languages,
    capacity: agent.capacity,
    slots: [...agent.slots],
    online: online.has(agent._id),
    lastAssignedAt: agent.lastAssignedAt?.getTime() ?? 0,
  }))
}
