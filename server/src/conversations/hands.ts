import type { Model } from 'mongoose'
import type { UserRecord } from '../agents/user.ts'
import type { Row } from '../contract/index.ts'
import { AppError } from '../errors.ts'
import type { Files } from '../files/files.ts'
import type { Accept } from '../ingest/accept.ts'
import type { Inbox } from '../ingest/event.ts'
import type { Held } from '../ingest/held.ts'
import type { Slots } from '../routing/slots.ts'
import type { Change } from './append.ts'
import type { Commit } from './commit.ts'
import type { Log } from './entry.ts'
import type { Projection } from './project.ts'
import type { Reader } from './read.ts'
import { createSayFirst } from './say-first.ts'
import type { TakeBack } from './take-back.ts'
import type { Thread, Threads } from './thread.ts'

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
  files: Pick<Files, 'send'>
  held: Held
  takeBack: TakeBack
  /** Something of a person's own desk changed. */
  signal: (signal: DeskSignal) => void
  /** Then nothing of theirs is opened again. */
  isBlocked: (customer: string) => Promise<boolean>
  /** The bot's state at the start of its care, as JSON. */
  freshBot: () => string
}

export type DeskSignal = { user: string; thread: string } & (
  | { kind: 'held' }
  | { kind: 'mention'; seq: number; by: { id: string; name: string } }
)

/** What the actions share: reading a thread, committing a change, changing the owner together with their capacity. */
export function createHands(deps: DeskDeps) {
  const { threads, slots, commit, projection, reader, held } = deps

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

  /** The state that a change leads to may have an owner again, or none; slots follow. */
  const giveBack = async (
    before: Thread,
    owner: string | undefined,
    change: (thread: Thread, now: number) => Change,
    // Who had it has it again, also over their capacity: it was theirs a moment ago.
    overbook = true,
  ): Promise<Row> => {
    // A block is for what comes and for what is open; what has ended stays so too.
    if (before.status === 'closed' && (await deps.isBlocked(before.customer)))
      throw new AppError('customer_blocked', { details: { row: await reader.row(before) } })
    if (owner) return await own(before._id, owner, overbook, change)
    const row = await perform(before._id, change)
    await release(before)
    return row
  }

  return { threadOf, perform, release, own, giveBack, sayFirst: createSayFirst(held) }
}

export type Hands = ReturnType<typeof createHands>
