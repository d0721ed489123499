import { authorise, can } from '../agents/permissions.ts'
import type { Row, User } from '../contract/index.ts'
import { ownFilter } from '../storage/own-filter.ts'
import type { Actor } from './acting.ts'
import { createHands, type DeskDeps } from './hands.ts'
import { markSpam, notSpam, SPAM } from './spam.ts'
import { subjectOf } from './subject.ts'
import type { Thread } from './thread.ts'

/** What people do with conversations that are no requests. */
export function createSpamDesk(deps: DeskDeps) {
  const { threads } = deps
  const { threadOf, perform, release, giveBack } = createHands(deps)

  /** With the one who had it, if somebody did. */
  const restore = async (user: User, before: Thread, epoch?: number): Promise<Row> => {
    const { beforeSpam } = before
    const owner = beforeSpam?.control === 'agent' ? beforeSpam.agent?.id : undefined
    return await giveBack(before, owner, (thread, now) => notSpam(thread, user, epoch ?? thread.epoch, now))
  }

  return {
    /** Closes what is no request at all; the customer hears nothing of it. */
    async spam(user: User, id: string, epoch: number): Promise<Row> {
      const before = await threadOf(id)
      authorise(user, 'thread.spam', subjectOf(before))
      const overrule = can(user, 'thread.takeover', subjectOf(before))
      const row = await perform(id, (thread, now) => markSpam(thread, user, epoch, overrule, now))
      await release(before)
      return row
    },

    /** It was a request after all: as it was before. */
    async notSpam(user: User, id: string, epoch: number): Promise<Row> {
      const before = await threadOf(id)
      authorise(user, 'thread.spam', subjectOf(before))
      return await restore(user, before, epoch)
    },

    /** Ends every open conversation of a customer who was blocked. Done again it finds nothing left to end. */
    async endAll(user: Actor, customer: string, block: Date): Promise<void> {
      const open = await threads
        .find(ownFilter({ customer, status: { $ne: 'closed' } }))
        .sort({ movedAt: -1 })
        .lean<Thread[]>()
      for (const before of open) {
        await perform(before._id, (thread, now) => markSpam(thread, user, thread.epoch, true, now, block))
        await release(before)
      }
    },

    /**
     * Brings back what this block ended and nothing followed on; what a person called spam stays so. Done again it finds
     * nothing left to bring back.
     */
    async restoreAll(user: User, customer: string, block: Date): Promise<void> {
      const ended = await threads
        .find({ customer, status: 'closed', outcome: SPAM })
        .sort({ movedAt: -1 })
        .lean<Thread[]>()
      for (const thread of ended)
        if (thread.beforeSpam?.block?.getTime() === block.getTime()) await restore(user, thread)
    },
  }
}
export type SpamDesk = ReturnType<typeof createSpamDesk>
