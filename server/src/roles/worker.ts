import type { Model, SlotRecogniser } from '@parley/nlp-models'
import type { Redis } from 'ioredis'
import { createSessionEnder } from '../agents/session.ts'
import { sessionsEndedHint } from '../agents/socket-session.ts'
import type { Config } from '../config.ts'
import { createSpamDesk } from '../conversations/spam-desk.ts'
import type { Core } from '../core.ts'
import { startFinishingBlocks } from '../customers/block.ts'
import { startCloseIdle } from '../jobs/close-idle.ts'
import { answerDoorbell } from '../jobs/doorbell.ts'
import { createLimiter } from '../jobs/limiter.ts'
import { startSweep } from '../jobs/sweep.ts'
import type { Knowledge } from '../knowledge/load-knowledge.ts'
import type { Logger } from '../log.ts'
import { mailsOn } from '../mail/mail.ts'
import { startSendingMail } from '../mail/send.ts'
import type { Metrics } from '../metrics.ts'
import { createPutBack, startPutBack } from '../people/put-back.ts'
import { readQueueNow } from '../queues/queue-now.ts'
import type { HeadBus } from '../realtime/head-bus.ts'
import type { PresenceBook } from '../realtime/presence.ts'
import { createCandidates } from '../routing/candidates.ts'
import { createLobby, createWaits } from '../routing/lobby.ts'
import { startRouter } from '../routing/router.ts'
import { closedNow } from '../settings/opening.ts'
import type { Settings } from '../settings/settings.ts'
import { startTaskRunner } from '../tasks/runner.ts'
import type { ModelHolder } from '../training/model-holder.ts'
import { followToldPhrases, type ToldPhrases } from '../training/told-phrases.ts'
import { createBotHolder } from '../turns/bot-holder.ts'
import { createStateOpener } from '../turns/bot-state.ts'
import { createCarefulReader } from '../turns/careful/careful-reader.ts'
import type { Drain } from '../turns/drain.ts'
import { createPerformers } from '../turns/performers.ts'
import { createTurnDrain } from '../turns/turn-drain.ts'
import { taskRunners } from './long-work.ts'

const ACTION = 'action:'

export interface WorkerDeps {
  core: Core
  knowledge: Knowledge
  slots: SlotRecogniser
  bus: HeadBus
  book: PresenceBook
  /** For hints to other processes. */
  redis: Redis
  jobs: Redis
  ring: (thread: string) => void
  company: () => string
  settings: Settings
  models: ModelHolder
  config: Pick<Config, 'modelFile' | 'warmUp' | 'trainingData' | 'mail' | 'dataDir'>
  name: string
  concurrency: number
  offerMs: number
  botIdleMs: number
  metrics: Metrics
  log: Logger
}

/** Answers the doorbell, sweeps, routes, closes what nobody goes on with. */
export function startWorker(deps: WorkerDeps): { stop(): Promise<void> } {
  const { core, book, log } = deps
  // The first question of a dialog must not wait for the recognisers to load.
  if (deps.config.warmUp) deps.slots.warm().catch((err: unknown) => log.warn({ event: 'slots.cold', err }))
  core.bot.warm().catch((err: unknown) => log.warn({ event: 'bot.cold', err }))
  const candidates = createCandidates({ users: core.users, presence: book.online })
  const lobby = createLobby({ threads: core.threads, waits: createWaits(core), candidates })
  const bots = createBotHolder(deps.settings, log)
  const careful = createCarefulReader()
  const told = followToldPhrases({
    labels: core.learning.labels,
    failed: (err) => log.warn({ event: 'labels.unwatched', err }),
  })
  const router = startRouter({
    threads: core.threads,
    candidates,
    slots: core.slots,
    commit: core.commit,
    projection: core.projection,
    clock: core.clock,
    offerMs: deps.offerMs,
    queueNow: async (queue) => await readQueueNow(deps.settings, queue),
    log,
  })
  const drain = createTurnDrain({
    ...deps,
    models: { current: () => withTold(told, deps.models.current()) },
    timeZone: () => deps.settings.get('company').timeZone,
    personAsked: router.now,
    careful,
    lobby,
    bot: bots.current,
    closed: (queue) => closedNow(deps.settings, queue, core.clock.now()),
    publishRefused: deps.bus.publishRefused,
  })
  const work = answerAndSweep(deps, drain)
  const closing = startCloseIdle({
    ...core,
    openState: createStateOpener(core),
    idleMs: deps.botIdleMs,
    log,
  })
  const besides = startBesides(deps)
  return {
    async stop() {
      await Promise.all([work.stop(), router.stop(), closing.stop(), besides.stop(), told.stop()])
      await work.idle()
      await Promise.all([deps.slots.close(), careful.close()])
    },
  }
}

function withTold(told: ToldPhrases, model: Model | undefined): Model | undefined {
  return model && told.applyTo(model)
}

/** Rings and sweeps meet here: a thread is worked on once at a time in this process, and at most so many threads. */
function answerAndSweep(deps: WorkerDeps, drain: Drain) {
  const { core, ring, metrics, log } = deps
  const runAction = createPerformers(core)
  /** Threads that the sweep found, or that another worker left lying, and whether their tries are counted. */
  const found = new Map<string, boolean>()
  const drained = async (id: string) => {
    const counted = found.get(id)
    found.delete(id)
    const result = await drain(id, { counted: counted ?? false, isSuspect: counted !== undefined }).catch(
      (error: unknown) => {
        metrics.drained('failed')
        throw error
      },
    )
    metrics.drained(result)
    if (counted !== undefined && (result === 'done' || result === 'more')) metrics.rescued('thread')
    return result
  }

  const limiter = createLimiter(deps.concurrency, async (id) => {
    try {
      if (id.startsWith(ACTION)) await runAction(id.slice(ACTION.length))
      else if ((await drained(id)) === 'more') ring(id)
    } catch (err) {
      log.warn({ event: 'work.failed', thread: id, err })
    }
  })
  const answer = async (id: string, stalled: boolean) => {
    if (stalled && !limiter.has(id)) found.set(id, found.get(id) ?? false)
    await limiter.run(id)
  }
  const doorbell = answerDoorbell(deps.jobs, deps.concurrency, answer, log)
  const sweep = startSweep({
    threads: core.threads,
    inbox: core.inbox,
    clock: core.clock,
    drain: (id, counted) => {
      // What this process works on, or has in line, needs no rescue.
      if (limiter.has(id)) return
      found.set(id, counted)
      void limiter.run(id)
    },
    runAction: (id) => {
      if (limiter.has(`${ACTION}${id}`)) return
      metrics.rescued('action')
      void limiter.run(`${ACTION}${id}`)
    },
    log,
  })
  return {
    stop: async () => void (await Promise.all([doorbell.close(), sweep.stop()])),
    idle: async () => await limiter.idle(),
  }
}

/** Work that no conversation waits for: long tasks, mails to colleagues, what a disabled one had in hand. */
function startBesides(deps: WorkerDeps): { stop: () => Promise<void> } {
  const { core, name, log } = deps
  const sender = deps.config.mail
  const { connection } = core
  const runners = taskRunners({
    ...deps,
    dataDir: deps.config.dataDir,
    putBack: createPutBack(core),
    endSessions: createSessionEnder({ connection, ended: sessionsEndedHint(deps.redis) }),
    told: deps.bus.publishInstall,
  })
  const tasks = startTaskRunner({ ...core, name, runners, log })
  const puttingBack = startPutBack({ ...core, log })
  const spam = createSpamDesk({
    ...core,
    signal: deps.bus.publishPersonal,
    freshBot: () => JSON.stringify(core.bot.initialState()),
  })
  const blocking = startFinishingBlocks({
    connection,
    close: async (customer, by, block) => await spam.endAll(by, customer, block),
    log,
  })
  const mail = sender && startSendingMail({ ...core, ...sender, mails: mailsOn(core.connection), log })
  const all = [tasks, puttingBack, blocking, ...(mail ? [mail] : [])]
  return { stop: async () => void (await Promise.all(all.map((one) => one.stop()))) }
}
