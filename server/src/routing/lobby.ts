import type { Model } from 'mongoose'
import type { UserRecord } from '../agents/user.ts'
import type { Threads } from '../conversations/thread.ts'
import { ownFilter } from '../storage/own-filter.ts'

const MEMORY_MS = 1000
const CAP = 99

/** What a customer may be told before they wait: is anybody there, and how many wait already. */
export interface Lobby {
  agentsOnline: boolean
  waiting: number
}

/** Asked on every turn, so it is remembered for a second. */
export function createLobby(deps: {
  users: Model<UserRecord>
  threads: Threads
  online: (agents: readonly string[]) => Promise<ReadonlySet<string>>
}): () => Promise<Lobby> {
  let at = Number.NEGATIVE_INFINITY
  let known: Promise<Lobby> | undefined
  const look = async (): Promise<Lobby> => {
    const [agents, waiting] = await Promise.all([
      deps.users.find(ownFilter({ role: 'agent', disabledAt: { $exists: false } }), { _id: 1 }).lean(),
      deps.threads.countDocuments({ control: 'requested', status: 'open' }).limit(CAP),
    ])
    const online = await deps.online(agents.map((agent) => agent._id))
    return { agentsOnline: online.size > 0, waiting }
  }
  return () => {
    const now = performance.now()
    if (!known || now - at > MEMORY_MS) {
      at = now
      known = look()
      known.catch(() => {
        known = undefined
      })
    }
    return known
  }
}
