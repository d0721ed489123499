import { type Bot, createBot } from '@parley/bot'
import type { Connection } from 'mongoose'
import { userModel } from './agents/user.ts'
import { type Commit, createCommit } from './conversations/commit.ts'
import { createDrafts, type Drafts } from './conversations/draft.ts'
import { logOn, type StoredEntry } from './conversations/entry.ts'
import { type Episodes, episodesOn } from './conversations/episode.ts'
import { createLogWriter } from './conversations/log-writer.ts'
import { createProjection, type Projection } from './conversations/project.ts'
import { createReader, type Reader } from './conversations/read.ts'
import { type Aside, createAside } from './conversations/set-aside.ts'
import { createTakeBack, type TakeBack } from './conversations/take-back.ts'
import { type Thread, type Threads, threadsOn } from './conversations/thread.ts'
import { createThreadLookup, type ThreadLookup } from './conversations/thread-lookup.ts'
import { createTrim, type Trim } from './conversations/trim.ts'
import { blockOf } from './customers/block.ts'
import { createFiles, type Files } from './files/files.ts'
import { DOCTOR } from './health/doctor.ts'
import { type Accept, createAccept } from './ingest/accept.ts'
import { createAdmit } from './ingest/admit.ts'
import { type Inbox, inboxOn } from './ingest/event.ts'
import { createGuard } from './ingest/guard.ts'
import { createHeld, type Held } from './ingest/held.ts'
import { createMentions, type Mentions } from './mentions/mentions.ts'
import type { Metrics } from './metrics.ts'
import type { PersonalSignal } from './realtime/head-bus.ts'
import { createSlots, type Slots } from './routing/slots.ts'
import type { StoreClock } from './storage/clock.ts'
import { maskCards } from './storage/mask-cards.ts'
import { maskIds } from './storage/mask-ids.ts'
import { endlessRoom, type Room } from './storage/room.ts'
import type { Sealer } from './storage/sealing.ts'
import { createLearning, type Learning } from './training/learning.ts'
import { channelAccountsOn } from './widget/account.ts'
import { createVisits, type Visits } from './widget/visits.ts'

/** What both roles work with: the one writer of threads, the one door, the readers. */
export interface Core {
  connection: Connection
  threads: Threads
  /** Reads a thread, together with what others ask for at that moment. */
  threadOf: ThreadLookup
  inbox: Inbox
  log: ReturnType<typeof logOn>
  episodes: Episodes
  aside: Aside
  users: ReturnType<typeof userModel>
  accounts: ReturnType<typeof channelAccountsOn>
  sealer: Sealer
  clock: StoreClock
  room: Room
  bot: Bot
  accept: Accept
  commit: Commit
  projection: Projection
  trim: Trim
  learning: Learning
  reader: Reader
  drafts: Drafts
  held: Held
  takeBack: TakeBack
  mentions: Mentions
  files: Files
  visits: Visits
  slots: Slots
  isBlocked: (customer: string) => Promise<boolean>
}

interface CoreDeps {
  connection: Connection
  sealer: Sealer
  clock: StoreClock
  company: string
  /** The largest file that people may send. */
  maxFileBytes?: number
  ring: (thread: string, afterMs?: number) => void
  publishHead: (head: { thread: string; head: number }, committed: Thread) => void
  /** Something of this person's own desk changed: what they hold, their drafts, who mentioned them. */
  publishPersonal?: (signal: PersonalSignal) => void
  metrics?: Pick<Metrics, 'accepted' | 'committed'>
  /** Whether there is room for more where the store keeps its files. */
  room?: Room
  /** Hears of what was not written beside a turn, and whose loss costs no message. */
  failed?: (error: unknown) => void
}

export function createCore(deps: CoreDeps): Core {
  const { connection, sealer, clock, company, ring, publishHead, metrics } = deps
  const room = deps.room ?? endlessRoom
  const personal = deps.publishPersonal ?? (() => undefined)
  const threads = threadsOn(connection)
  const inbox = inboxOn(connection)
  const log = logOn(connection)
  const episodes = episodesOn(connection)
  const users = userModel(connection)
  const aside = createAside({ connection, log })
  const trim = createTrim({ threads, inbox, aside })
  const mentions = createMentions({ connection, threads, log, sealer })
  const learning = createLearning({ ...deps, threads, log })
  const logged = async (entries: readonly StoredEntry[]) => {
    await Promise.all([mentions.keep(entries), learning.keep(entries)])
  }
  const projection = createProjection({ writeLog: createLogWriter(log), episodes, aside, trim, logged })
  const drafts = createDrafts({ connection, sealer })
  const held = createHeld({ inbox, clock, ring })
  const commit = createCommit({
    threads,
    sealer,
    aside,
    clock,
    committed: (committed) => {
      const { thread } = committed
      if (thread.customer !== DOCTOR) metrics?.committed(committed)
      publishHead({ thread: thread._id, head: thread.head }, thread)
      // The lane of actions is woken like a drain: by a hint that may get lost.
      if (thread.action) ring(`action:${thread._id}`)
      if (thread.owed) ring(thread._id)
    },
    isTidy: trim.isTidy,
    makeRoom: async (thread) => {
      await projection.project(thread)
      await trim.flush()
    },
  })
  return {
    connection,
    threads,
    threadOf: createThreadLookup(threads),
    inbox,
    log,
    episodes,
    aside,
    users,
    accounts: channelAccountsOn(connection),
    sealer,
    clock,
    room,
    bot: createBot({ company }),
    accept: guardedAccept(deps, { inbox, room }),
    commit,
    projection,
    trim,
    learning,
    reader: createReader({ log, sealer, aside }),
    drafts,
    held,
    takeBack: createTakeBack({
      held,
      drafts,
      sealer,
      clock,
      told: (user, thread, undone) => {
        personal({ kind: 'held', user, thread, undone })
        personal({ kind: 'draft', user, thread, mode: 'reply' })
      },
    }),
    mentions,
    visits: createVisits({ connection, sealer }),
    files: filesOf(deps, room),
    slots: createSlots({ users, threads, clock }),
    isBlocked: async (customer) => (await blockOf(connection, customer, clock.now())) !== undefined,
  }
}

function filesOf({ connection, sealer, maxFileBytes }: CoreDeps, room: Room): Files {
  const maxBytes = maxFileBytes ? { maxBytes: maxFileBytes } : {}
  return createFiles({ connection, sealer, assertRoom: room.assert, ...maxBytes })
}

/** The door's write, which keeps nobody waiting for a store that does not answer. */
function guardedAccept(
  { sealer, ring, metrics }: CoreDeps,
  { inbox, room }: { inbox: Inbox; room: Room },
): Accept {
  const guard = createGuard()
  const accept = createAccept({
    inbox,
    sealer,
    ring,
    // Ids first: one in ten would pass for a card.
    mask: (text) => maskCards(maskIds(text)),
    admit: createAdmit(room),
    accepted: (kind, duplicate, customer) => {
      if (customer !== DOCTOR) metrics?.accepted(kind, duplicate)
    },
  })
  return async (incoming) => await guard(() => accept(incoming))
}
