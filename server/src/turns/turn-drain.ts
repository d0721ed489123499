import type { Bot, DeskClosed } from '@parley/bot'
import type { Model, SlotRecogniser } from '@parley/nlp-models'
import type { Drained } from '../conversations/commit.ts'
import type { Core } from '../core.ts'
import { blockOf } from '../customers/block.ts'
import { DOCTOR } from '../health/doctor.ts'
import type { Knowledge } from '../knowledge/load-knowledge.ts'
import type { Logger } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import type { Lobby } from '../routing/lobby.ts'
import type { ModelHolder } from '../training/model-holder.ts'
import { createStateOpener } from './bot-state.ts'
import type { CarefulReader } from './careful/careful-reader.ts'
import { createDrain, type Drain } from './drain.ts'
import { createHandleTurn } from './handle-turn.ts'
import { createLeases } from './lease.ts'
import { createFactsLoader } from './load-facts.ts'
import { createPending } from './pending.ts'
import { createRecall } from './recall.ts'
import { createRefusal } from './refuse-event.ts'
import { createUnderstander } from './understand.ts'

export interface TurnDrainDeps {
  core: Core
  knowledge: Pick<Knowledge, 'article'>
  models: Pick<ModelHolder, 'current'>
  slots: SlotRecogniser
  careful: Pick<CarefulReader, 'read'>
  lobby: () => Promise<Lobby>
  /** The bot of the present settings; the shipped one where there are none. */
  bot?: () => Bot
  /** Since when a queue keeps closed, if it does. */
  closed?: (queue: string) => DeskClosed | undefined
  company: () => string
  /** The company's time zone. */
  timeZone?: () => string
  /** Names this worker in leases. */
  name: string
  /** Tells the agent whose reply was accepted and could not become an entry. */
  publishRefused: (refused: { agent: string; thread: string; clientId: string; code: string }) => void
  /** Told when a turn ended with a wish for a person, who is then looked for at once. */
  personAsked?: () => void
  metrics?: Pick<Metrics, 'turnTook'>
  log: Logger
}

/** The drain with everything that a turn needs. */
export function createTurnDrain(deps: TurnDrainDeps): Drain {
  const {
    core,
    knowledge,
    models,
    slots,
    careful,
    lobby,
    company,
    timeZone,
    name,
    publishRefused,
    metrics,
    log,
  } = deps
  const { bot, threads, inbox, sealer, projection, commit, reader, drafts, clock, connection } = core
  const pending = createPending({ ...core, finishTakingBack: core.takeBack.finish })
  const handleTurn = createHandleTurn({
    bot: deps.bot ?? (() => bot),
    understand: createUnderstander({ bot, slots, careful, ...(timeZone ? { timeZone } : {}) }),
    modelOf: createPin(models.current),
    loadFacts: createFactsLoader({
      connection,
      knowledge,
      bot,
      company,
      lobby,
      closed: deps.closed ?? (() => undefined),
    }),
    openState: createStateOpener(core),
    commit,
    recall: createRecall({ reader }),
    pending,
  })
  return createDrain({
    threads,
    threadOf: core.threadOf,
    inbox,
    leases: createLeases({ threads, clock, worker: name }),
    projection,
    pending,
    clock,
    handleTurn: async (drained, burst) => {
      const thread = await handleTurn(drained, burst)
      if (thread.control === 'requested' && !thread.offer) deps.personAsked?.()
      const heard = burst[0]?.event
      if (heard && heard.customer !== DOCTOR) metrics?.turnTook((clock.now() - heard.at.getTime()) / 1000)
      return thread
    },
    commit,
    sealer,
    blockOf: async ({ customer }) => await blockOf(connection, customer, clock.now()),
    refused: createRefusal({ inbox, drafts, clock, publish: publishRefused }),
    log,
  })
}

/** A drain keeps the model that it began with: its turns must not be read by two. */
function createPin(current: () => Model | undefined) {
  const pinned = new WeakMap<Drained, Model>()
  return (drain: Drained): Model | undefined => {
    const model = pinned.get(drain) ?? current()
    if (model) pinned.set(drain, model)
    return model
  }
}
