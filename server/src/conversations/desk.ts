import { authorise, can } from '../agents/permissions.ts'
import { toUser, type UserRecord } from '../agents/user.ts'
import type { Assign, HandBack, Row, Transfer, User, WrapUp } from '../contract/index.ts'
import { AppError } from '../errors.ts'
import { assertSeen } from './acting.ts'
import { wrapUp } from './ending.ts'
import { createHands, type DeskDeps, type Hands } from './hands.ts'
import { assign, claim, decline, handBack, transfer } from './ownership.ts'
import { subjectOf } from './subject.ts'
import { reopen, undo, withUndo } from './undo.ts'
import { createWords } from './words.ts'

/**
 * What people do with a conversation. Each action is one decision committed by compare-and-set: it brings the new
 * state, or a refusal that carries the present row. A capacity slot is taken before the owner changes and given back
 * when that fails.
 */
export function createDesk(deps: DeskDeps & { undoMs: number }) {
  const hands = createHands(deps)
  return { ...ownership(deps, hands), ...passing(deps, hands), ...again(hands), ...createWords(deps, hands) }
}
export type Desk = ReturnType<typeof createDesk>

function ownership({ slots }: DeskDeps, { threadOf, perform, own }: Hands) {
  return {
    async claim(user: User, id: string, epoch: number): Promise<Row> {
      const thread = await threadOf(id)
      const subject = subjectOf(thread)
      // Somebody was faster, and it is theirs now: whoever still sees it is told who, not that their role forbids it.
      const isLate = thread.epoch !== epoch && can(user, 'thread.read', subject)
      if (!isLate) authorise(user, 'thread.claim', subject)
      return await own(id, user.id, false, (thread, now) => claim(thread, user, epoch, now))
    },

    async decline(user: User, id: string): Promise<Row> {
      authorise(user, 'thread.read', subjectOf(await threadOf(id)))
      const row = await perform(id, (thread, now) => decline(thread, user, now))
      await slots.release(user.id, id)
      return row
    },
  }
}

/** What may be taken back for a while. */
function passing({ users, slots, freshBot, undoMs }: DeskDeps & { undoMs: number }, hands: Hands) {
  const { threadOf, perform, release, own, sayFirst } = hands
  return {
    async assign(user: User, id: string, wish: Assign): Promise<Row> {
      const subject = subjectOf(await threadOf(id))
      authorise(user, 'thread.assign', subject)
      const to = await users.findOne({ _id: wish.agent }).lean<UserRecord>()
      if (!to || to.disabledAt || !can(toUser(to), 'thread.reply'))
        throw new AppError('not_found', { message: 'There is no such colleague.' })
      const overrule = can(user, 'thread.takeover', subject)
      await sayFirst(user.id, id)
      // A person who assigns by hand may go over a colleague's capacity; routing never does.
      return await own(id, to._id, true, (thread, now) => {
        if (wish.seenSeq !== undefined) assertSeen(thread, wish.seenSeq)
        const given = { id: to._id, name: to.name }
        const change = assign(thread, user, given, wish.epoch, wish.note, overrule, now)
        return withUndo(change, thread, user, now, undoMs)
      })
    },

    async transfer(user: User, id: string, wish: Transfer): Promise<Row> {
      const before = await threadOf(id)
      authorise(user, 'thread.transfer', subjectOf(before))
      const overrule = can(user, 'thread.takeover', subjectOf(before))
      await sayFirst(user.id, id)
      const row = await perform(id, (thread, now) => {
        if (wish.seenSeq !== undefined) assertSeen(thread, wish.seenSeq)
        const change = transfer(thread, user, wish.queue, wish.epoch, wish.note, overrule, now)
        return withUndo(change, thread, user, now, undoMs)
      })
      await release(before)
      return row
    },

    async handBack(user: User, id: string, wish: HandBack): Promise<Row> {
      authorise(user, 'thread.handBack', subjectOf(await threadOf(id)))
      await sayFirst(user.id, id)
      const row = await perform(id, (thread, now) =>
        withUndo(handBack(thread, user, wish, freshBot()), thread, user, now, undoMs),
      )
      await slots.release(user.id, id)
      return row
    },

    async wrapUp(user: User, id: string, wish: WrapUp): Promise<Row> {
      const before = await threadOf(id)
      authorise(user, 'thread.close', subjectOf(before))
      const overrule = can(user, 'thread.takeover', subjectOf(before))
      await sayFirst(user.id, id)
      const row = await perform(id, (thread, now) => {
        const change = wrapUp(thread, user, wish, overrule, freshBot(), now)
        return withUndo(change, thread, user, now, undoMs)
      })
      await release(before)
      return row
    },
  }
}

/** What was done is taken back, or what has ended goes on. */
function again({ threadOf, giveBack }: Hands) {
  return {
    async undo(user: User, id: string, epoch: number): Promise<Row> {
      const before = await threadOf(id)
      const isMine = before.undoable?.by === user.id
      // Something else has happened since: they are told so, not that their role forbids it.
      authorise(user, isMine ? 'thread.undo' : 'thread.read', subjectOf(before))
      const { control, agent } = before.undoable?.before ?? {}
      const owner = control === 'agent' && before.undoable?.epoch === before.epoch ? agent?.id : undefined
      return await giveBack(before, owner, (thread, now) => undo(thread, user, epoch, now))
    },

    async reopen(user: User, id: string, epoch: number): Promise<Row> {
      const before = await threadOf(id)
      const isLate = before.epoch !== epoch && can(user, 'thread.read', subjectOf(before))
      if (!isLate) authorise(user, 'thread.reopen', subjectOf(before))
      return await giveBack(before, user.id, (thread, now) => reopen(thread, user, epoch, now), false)
    },
  }
}
