import type { Model } from 'mongoose'
import type { UserRecord } from '../agents/user.ts'
import type { Thread, Threads } from '../conversations/thread.ts'
import type { StoreClock } from '../storage/clock.ts'
import { relaxed } from '../storage/mongo.ts'
import { ownFilter } from '../storage/own-filter.ts'

/** An agent's capacity is a set of thread ids: taking a slot twice is taking it once, and nothing can be miscounted. */
export interface Slots {
  /** True when the agent has the slot now; false when there was no room. `overbook` ignores the capacity. */
  reserve(agent: string, thread: string, overbook?: boolean): Promise<boolean>
  release(agent: string, thread: string): Promise<void>
  /** Frees slots of conversations that the agent no longer has: a crash between two steps leaves such. */
  reconcile(): Promise<number>
}

export function createSlots(deps: { users: Model<UserRecord>; threads: Threads; clock: StoreClock }): Slots {
  const { users, threads, clock } = deps
  // A slot is reserved before the thread says so: only what is astray twice in a row is freed.
  let suspects = new Set<string>()

  const holds = (thread: Thread, agent: string) =>
    (thread.agent?.id === agent && thread.control === 'agent' && thread.status !== 'closed') ||
    thread.offer?.agent === agent

  return {
    async reserve(agent, thread, overbook = false) {
      const room = overbook ? {} : { $expr: { $lt: [{ $size: '$slots' }, '$capacity'] } }
      const result = await users.updateOne(
        ownFilter({ _id: agent, $or: [{ slots: thread }, room] }),
        { $addToSet: { slots: thread }, $set: { lastAssignedAt: new Date(clock.now()) } },
        { writeConcern: relaxed },
      )
      return result.matchedCount === 1
    },
    async release(agent, thread) {
      await users.updateOne({ _id: agent }, { $pull: { slots: thread } }, { writeConcern: relaxed })
    },
    async reconcile() {
      const busy = await users.find(ownFilter({ 'slots.0': { $exists: true } }), { slots: 1 }).lean()
      const wanted = [...new Set(busy.flatMap((user) => user.slots))]
      if (wanted.length === 0) return 0
      const found = await threads
        .find(ownFilter({ _id: { $in: wanted } }), { agent: 1, control: 1, status: 1, offer: 1 })
        .lean<Thread[]>()
      const byId = new Map(found.map((thread) => [thread._id, thread]))
      const astray = busy.flatMap((user) =>
        user.slots
          .filter((id) => {
            const thread = byId.get(id)
            return !thread || !holds(thread, user._id)
          })
          .map((id) => ({ agent: user._id, thread: id })),
      )
      const freed = astray.filter(({ agent, thread }) => suspects.has(`${agent} ${thread}`))
      for (const { agent, thread } of freed) await this.release(agent, thread)
      suspects = new Set(astray.map(({ agent, thread }) => `${agent} ${thread}`))
      return freed.length
    },
  }
}
