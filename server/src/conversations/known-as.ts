import { ownFilter } from '../storage/own-filter.ts'
import { type Actor, by } from './acting.ts'
import type { Change } from './append.ts'
import type { Commit } from './commit.ts'
import type { Projection } from './project.ts'
import type { Thread, Threads } from './thread.ts'

/** As the customer's record has it. */
interface Known {
  name?: string | undefined
  vip: boolean
}

/** The customer's record says another name, or another standing, than their conversation: it follows. */
export function knownAs(thread: Thread, actor: Actor, { name = '', vip }: Known): Change | undefined {
  if (thread.customerName === name && thread.vip === vip) return undefined
  return {
    entries: [{ by: by(actor), body: { kind: 'customer', name, vip } }],
    set: {},
    customer: { name, vip },
  }
}

/** Brings what a customer's record says of their name into their conversations. Done again it changes nothing. */
export function createKnownAs({
  threads,
  commit,
  projection,
}: {
  threads: Threads
  commit: Commit
  projection: Projection
}) {
  return async (customer: string, known: Known, actor: Actor): Promise<void> => {
    const { name = '', vip } = known
    const behind = await threads
      .find(ownFilter({ customer, $or: [{ customerName: { $ne: name } }, { vip: { $ne: vip } }] }), {
        _id: 1,
      })
      .lean<Pick<Thread, '_id'>[]>()
    for (const { _id } of behind) {
      const { thread } = await commit(_id, (current) => knownAs(current, actor, known))
      await projection.project(thread)
    }
  }
}
