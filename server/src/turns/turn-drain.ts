import type { Bot, DeskClosed } from '@parley/bot'
import type { SlotRecogniser } from '@parley/nlp-models'
import type { Core } from '../core.ts'
import type { Knowledge } from '../knowledge/load-knowledge.ts'
import type { Logger } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import type { Lobby } from '../routing/lobby.ts'
import type { ModelHolder } from '../training/model-holder.ts'
import { createStateOpener } from './bot-state.ts'
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
  lobby: () => Promise<Lobby>
  /** The bot of the present settings; the shipped one where there are none. */
  bot?: () => Bot
  /** Since when a queue keeps closed, if it does. */
  closed?: (queue: string) => DeskClosed | undefined
  company: () => string
  /** Names this worker in leases. */
  name: string
  /** Tells the agent whose reply was accepted and could not become an entry. */
  publishRefused: (refused: { agent: string; thread: string; clientId: string; code: string }) => void
  metrics?: Pick<Metrics, 'turnTook'>
  log: Logger
}

/** The drain with everything that a turn needs. */
export function createTurnDrain(deps: TurnDrainDeps): Drain {
  const { core, knowledge, models, slots, lobby, company, name, publishRefused, metrics, log } = deps
  const { bot, threads, inbox, sealer, projection, commit, reader, drafts, clock, connection } = core
  const pending = createPending({ ...core, finishTakingBack: core.takeBack.finish })
  const handleTurn = createHandleTurn({
    bot: deps.bot ?? (() => bot),
    understand: createUnderstander({ model: models.current, bot, slots }),
    mayThink: () => models.current() !== undefined,
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
    inbox,
    leases: createLeases({ threads, clock, worker: name }),
    projection,
    pending,
    clock,
    handleTurn: async (drained, burst) => {
      const thread = await handleTurn(drained, burst)
      const heard = burst[0]?.event.at
      if (heard) metrics?.turnTook((clock.now() - heard.getTime()) / 1000)
      return thread
    },
    commit,
    sealer,
    refused: createRefusal({ inbox, drafts, clock, publish: publishRefused }),
    log,
  })
}
