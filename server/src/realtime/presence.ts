import type { Redis } from 'ioredis'
import type { Logger } from '../log.ts'

const ALIVE_SECONDS = 15

export type Presence = 'online' | 'away'

/** Who is at the desk now. Lives in Redis only: a flush costs one beat of five seconds. */
export interface PresenceBook {
  set(agent: string, presence: Presence): Promise<void>
  /** Several at once, by one message to Redis. */
  setAll(known: ReadonlyMap<string, Presence>): Promise<void>
  leave(agent: string): Promise<void>
  get(agents: readonly string[]): Promise<Map<string, Presence>>
  online(agents: readonly string[]): Promise<ReadonlySet<string>>
}

const key = (agent: string) => `presence:${agent}`

export function createPresenceBook(redis: Redis, log: Logger): PresenceBook {
  const quietly = async <T>(work: () => Promise<T>, otherwise: T): Promise<T> => {
    if (redis.status !== 'ready') return otherwise
    try {
      return await work()
    } catch (err) {
      log.warn({ event: 'presence.unknown', err })
      return otherwise
    }
  }
  const get = async (agents: readonly string[]) => {
    if (agents.length === 0) return new Map<string, Presence>()
    const values = await quietly(() => redis.mget(agents.map(key)), [])
    return new Map(
      agents.flatMap((agent, index) => {
        const value = values[index]
        return value === 'online' || value === 'away' ? [[agent, value] as const] : []
      }),
    )
  }
  const setAll = async (known: ReadonlyMap<string, Presence>) => {
    const write = async () => {
      const commands = redis.pipeline()
      for (const [agent, presence] of known) commands.set(key(agent), presence, 'EX', ALIVE_SECONDS)
      const failed = (await commands.exec())?.find(([error]) => error)?.[0]
      if (failed) throw failed
    }
    await quietly(write, undefined)
  }
  return {
    get,
    setAll,
    set: async (agent, presence) => await setAll(new Map([[agent, presence]])),
    async leave(agent) {
      await quietly(async () => void (await redis.del(key(agent))), undefined)
    },
    async online(agents) {
      const known = await get(agents)
      return new Set([...known].filter(([, presence]) => presence === 'online').map(([agent]) => agent))
    },
  }
}
