import type { SlotRecogniser } from '@parley/nlp-models'
import type { Redis } from 'ioredis'
import { createReturn } from '../commerce/create-return.ts'
import type { Thread } from '../conversations/thread.ts'
import type { Core } from '../core.ts'
import { answerDoorbell } from '../jobs/doorbell.ts'
import { createLimiter } from '../jobs/limiter.ts'
import { startSweep } from '../jobs/sweep.ts'
import type { Knowledge } from '../knowledge/load-knowledge.ts'
import type { Logger } from '../log.ts'
import type { HeadBus } from '../realtime/head-bus.ts'
import type { PresenceBook } from '../realtime/presence.ts'
import { createLobby } from '../routing/lobby.ts'
import { startRouter } from '../routing/router.ts'
import type { ModelHolder } from '../training/model-holder.ts'
import { assertPending, createDrain, type Drain } from '../turns/drain.ts'
import { createHandleTurn } from '../turns/handle-turn.ts'
import { createLeases } from '../turns/lease.ts'
import { createFactsLoader } from '../turns/load-facts.ts'
import { createRefusal } from '../turns/refuse-event.ts'
import { createActionLane } from '../turns/run-action.ts'
import { createUnderstander } from '../turns/understand.ts'

const ACTION = 'action:'

export interface WorkerDeps {
  core: Core
  knowledge: Knowledge
  slots: SlotRecogniser
  bus: HeadBus
  book: PresenceBook
  jobs: Redis
  ring: (thread: string) => void
  company: () => string
  models: ModelHolder
  name: string
  concurrency: number
  offerMs: number
  log: Logger
}

/** Answers the doorbell, sweeps, routes. */
export function startWorker(deps: WorkerDeps): { stop(): Promise<void>; drain: Drain } {
  const { core, book, log, ring } = deps
  const lobby = createLobby({ users: core.users, threads: core.threads, online: book.online })
  const drain = createTurnDrain(deps, lobby)
  const runAction = createActionLane({
    threads: core.threads,
    log: core.log,
    sealer: core.sealer,
    accept: core.accept,
    performers: {
      create_return: async (key, { order = '', item = '', reason = '' }) =>
        await createReturn(core.connection, { key, order, item, reason, now: core.clock.now() }),
    },
  })

  /** Rings and sweeps meet here: a thread is worked on once at a time in this process, and at most so many threads. */
  const limiter = createLimiter(deps.concurrency, async (id) => {
    try {
      if (id.startsWith(ACTION)) await runAction(id.slice(ACTION.length))
      else if ((await drain(id)) === 'more') ring(id)
    } catch (err) {
      log.warn({ event: 'work.failed', thread: id, err })
    }
  })
  const doorbell = answerDoorbell(deps.jobs, deps.concurrency, (id) => limiter.run(id), log)
  const sweep = startSweep({
    threads: core.threads,
    inbox: core.inbox,
    clock: core.clock,
    drain: (id) => void limiter.run(id),
    runAction: (id) => void limiter.run(`${ACTION}${id}`),
    log,
  })
  const router = startRouter({
    threads: core.threads,
    users: core.users,
    slots: core.slots,
    commit: core.commit,
    projection: core.projection,
    clock: core.clock,
    presence: book.online,
    offerMs: deps.offerMs,
    log,
  })
  return {
    drain,
    async stop() {
      await Promise.all([doorbell.close(), sweep.stop(), router.stop()])
      await limiter.idle()
      await deps.slots.close()
    },
  }
}

function createTurnDrain(
  { core, knowledge, slots, models, company, name, bus, log }: WorkerDeps,
  lobby: ReturnType<typeof createLobby>,
): Drain {
  const { bot } = core
  const openState = async (thread: Thread) =>
    thread.bot ? JSON.parse(await core.sealer.open(thread.identity, thread.bot)) : bot.initialState()
  const handleTurn = createHandleTurn({
    bot,
    understand: createUnderstander({ model: models.current, bot, slots }),
    mayThink: () => models.current() !== undefined,
    loadFacts: createFactsLoader({ connection: core.connection, knowledge, bot, company, lobby }),
    openState,
    commit: core.commit,
    assertPending: (thread, events) => assertPending(core.inbox, thread, events),
  })
  return createDrain({
    threads: core.threads,
    inbox: core.inbox,
    leases: createLeases({ threads: core.threads, clock: core.clock, worker: name }),
    projection: core.projection,
    handleTurn,
    commit: core.commit,
    sealer: core.sealer,
    refused: createRefusal({
      inbox: core.inbox,
      drafts: core.drafts,
      clock: core.clock,
      publish: bus.publishRefused,
    }),
    log,
  })
}
