import type { Model } from 'mongoose'
import { authorise, can, type ThreadSubject } from '../agents/permissions.ts'
import type { UserRecord } from '../agents/user.ts'
import type { Assign, HandBack, NewNote, Reply, Row, Transfer, User, WrapUp } from '../contract/index.ts'
import { AppError } from '../errors.ts'
import type { Accept, Accepted } from '../ingest/accept.ts'
import type { Inbox } from '../ingest/event.ts'
import type { Slots } from '../routing/slots.ts'
import { assign, claim, decline, handBack, note, transfer, wrapUp } from './act.ts'
import type { Change } from './append.ts'
import type { Commit } from './commit.ts'
import type { Log } from './entry.ts'
import type { Projection } from './project.ts'
import type { Reader } from './read.ts'
import type { Thread, Threads } from './thread.ts'

/** What the one authorisation function needs to know of a thread. */
export function subjectOf(thread: Thread): ThreadSubject {
  return {
    control: thread.control,
    queue: thread.queue,
    agent: thread.agent?.id,
    offeredTo: thread.offer?.agent,
  }
}

export interface DeskDeps {
  threads: Threads
  users: Model<UserRecord>
  log: Log
  inbox: Inbox
  slots: Slots
  commit: Commit
  projection: Projection
  reader: Reader
  accept: Accept
  /** The bot's state at the start of its care, as JSON. */
  freshBot: () => string
}

/** What the actions share: reading a thread, committing a change, changing the owner together with their capacity. */
function createHands(deps: DeskDeps) {
  const { threads, slots, commit, projection, reader } = deps

  const threadOf = async (id: string): Promise<Thread> => {
    const thread = await threads.findById(id).lean<Thread>()
    if (!thread) throw new AppError('not_found', { message: 'There is no such conversation.' })
    return thread
  }

  const perform = async (id: string, change: (thread: Thread, now: number) => Change): Promise<Row> => {
    try {
      const { thread } = await commit(id, change)
      await projection.project(thread)
      return await reader.row(thread)
    } catch (error) {
      if (!(error instanceof AppError) || error.status !== 409) throw error
      const row = await reader.row(await threadOf(id))
      throw new AppError(error.code, {
        message: error.message,
        details: { ...error.details, row },
        cause: error,
      })
    }
  }

  const release = async (thread: Thread, except?: string) => {
    for (const agent of [thread.agent?.id, thread.offer?.agent]) {
      if (agent && agent !== except) await slots.release(agent, thread._id)
    }
  }

  /** Takes a slot for the new owner, changes the owner, and gives back what is no longer needed. */
  const own = async (
    id: string,
    owner: string,
    overbook: boolean,
    change: (thread: Thread, now: number) => Change,
  ): Promise<Row> => {
    const before = await threadOf(id)
    if (!(await slots.reserve(owner, id, overbook))) {
      throw new AppError('at_capacity', { details: { row: await reader.row(before) } })
    }
    try {
      const row = await perform(id, change)
      await release(before, owner)
      return row
    } catch (error) {
      const now = await threadOf(id)
      const holds = now.status !== 'closed' && (now.agent?.id === owner || now.offer?.agent === owner)
      if (!holds) await slots.release(owner, id)
      throw error
    }
  }
  return { threadOf, perform, release, own }
}

/**
 * What people do with a conversation. Each action is one decision committed by compare-and-set: it brings the new
 * state, or a refusal that carries the present row. A capacity slot is taken before the owner changes and given back
 * when that fails.
 */
export function createDesk(deps: DeskDeps) {
  const hands = createHands(deps)
  return { ...ownership(deps, hands), ...words(deps, hands) }
}
export type Desk = ReturnType<typeof createDesk>

function ownership({ users, slots, freshBot }: DeskDeps, { threadOf, perform, release, own }: Hands) {
  return {
    async claim(user: User, id: string, epoch: number): Promise<Row> {
      authorise(user, 'thread.claim', subjectOf(await threadOf(id)))
      return await own(id, user.id, false, (thread, now) => claim(thread, user, epoch, now))
    },

    async decline(user: User, id: string): Promise<Row> {
      authorise(user, 'thread.read', subjectOf(await threadOf(id)))
      const row = await perform(id, (thread, now) => decline(thread, user, now))
      await slots.release(user.id, id)
      return row
    },

    async assign(user: User, id: string, wish: Assign): Promise<Row> {
      const subject = subjectOf(await threadOf(id))
      authorise(user, 'thread.assign', subject)
      const to = await users.findOne({ _id: wish.agent }).lean<UserRecord>()
      if (!to || to.disabledAt) throw new AppError('not_found', { message: 'There is no such colleague.' })
      const overrule = can(user, 'thread.takeover', subject)
      // A person who assigns by hand may go over a colleague's capacity; routing never does.
      return await own(id, to._id, true, (thread, now) =>
        assign(thread, user, { id: to._id, name: to.name }, wish.epoch, wish.note, overrule, now),
      )
    },

    async transfer(user: User, id: string, wish: Transfer): Promise<Row> {
      const before = await threadOf(id)
      authorise(user, 'thread.transfer', subjectOf(before))
      const overrule = can(user, 'thread.takeover', subjectOf(before))
      const row = await perform(id, (thread, now) =>
        transfer(thread, user, wish.queue, wish.epoch, wish.note, overrule, now),
      )
      await release(before)
      return row
    },

    async handBack(user: User, id: string, wish: HandBack): Promise<Row> {
      authorise(user, 'thread.handBack', subjectOf(await threadOf(id)))
      const row = await perform(id, (thread) => handBack(thread, user, wish, freshBot()))
      await slots.release(user.id, id)
      return row
    },

    async wrapUp(user: User, id: string, wish: WrapUp): Promise<Row> {
      const before = await threadOf(id)
      authorise(user, 'thread.close', subjectOf(before))
      const overrule = can(user, 'thread.takeover', subjectOf(before))
      const row = await perform(id, (thread, now) => wrapUp(thread, user, wish, overrule, freshBot(), now))
      await release(before)
      return row
    },
  }
}

function words({ log, inbox, commit, projection, reader, accept }: DeskDeps, { threadOf }: Hands) {
  return {
    /** A note is an entry at once; the same client id again is the same note. */
    async note(user: User, id: string, wish: NewNote): Promise<Row> {
      authorise(user, 'thread.note', subjectOf(await threadOf(id)))
      const event = `${id}:${user.id}:note-${wish.clientId}`
      const noted = async (thread: Thread) =>
        thread.outbox.some((entry) => entry.event === event) || (await log.exists({ event })) !== null
      const { thread } = await commit(id, async (current) =>
        (await noted(current)) ? undefined : note(user, wish.text, wish.clientId, event),
      )
      await projection.project(thread)
      return await reader.row(thread)
    },

    /**
     * An agent's reply enters by the same door as a customer's message.
     * @throws AppError `not_owner` | `unseen_messages` | `conversation_closed` with the present row, `id_reused`
     */
    async reply(user: User, id: string, wish: Reply): Promise<Accepted> {
      const thread = await threadOf(id)
      // A retry of what was accepted must succeed even if the world has moved on since.
      const refuse = async (code: 'not_owner' | 'unseen_messages' | 'conversation_closed') =>
        new AppError(code, { details: { row: await reader.row(thread), owner: thread.agent?.name } })
      const key = {
        thread: id,
        account: thread.account,
        channel: thread.channel,
        identity: thread.identity,
        customer: thread.customer,
        customerName: thread.customerName,
        vip: thread.vip,
      }
      const incoming = {
        key,
        sender: user.id,
        dedupKey: wish.clientId,
        body: {
          kind: 'reply' as const,
          text: wish.text,
          clientId: wish.clientId,
          epoch: wish.epoch,
          seenSeq: wish.seenSeq,
          agent: { id: user.id, name: user.name },
        },
      }
      if (await inbox.exists({ _id: `${id}:${user.id}:${wish.clientId}` })) return await accept(incoming)
      // Before anything is said of the conversation: a refusal carries its present row.
      authorise(user, 'thread.read', subjectOf(thread))
      if (thread.status === 'closed') throw await refuse('conversation_closed')
      const owner = thread.control === 'agent' && thread.agent?.id === user.id && thread.epoch === wish.epoch
      if (!owner) throw await refuse('not_owner')
      authorise(user, 'thread.reply', subjectOf(thread))
      if (thread.customerSeq > wish.seenSeq) throw await refuse('unseen_messages')
      return await accept(incoming)
    },
  }
}

type Hands = ReturnType<typeof createHands>
