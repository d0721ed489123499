import { defaultDefinition } from '@parley/bot'
import { type Model, understand } from '@parley/nlp-models'
import { auditTo } from '../agents/audit.ts'
import type { Config } from '../config.ts'
import { OUT_OF_SCOPE } from '../contract/index.ts'
import { localTime } from '../contract/opening-hours.ts'
import { createCorrections } from '../conversations/corrections.ts'
import type { Core } from '../core.ts'
import type { Route } from '../http/route.ts'
import type { Logger } from '../log.ts'
import type { Settings } from '../settings/settings.ts'
import type { TaskRunner } from '../tasks/runner.ts'
import { createTasks } from '../tasks/tasks.ts'
import type { Limits } from '../training/judge.ts'
import { createLoadedModels } from '../training/loaded-models.ts'
import type { ModelHolder } from '../training/model-holder.ts'
import { readIntentNames } from '../training/phrases.ts'
import { createQueue } from '../training/queue.ts'
import { correctionRoutes, trainingRoutes } from '../training/routes.ts'
import { judgeRunner, trainRunner } from '../training/train-task.ts'
import { createVersions } from '../training/versions.ts'
import { createWorkbench, JUDGE, TRAIN } from '../training/workbench.ts'
import { readMessage } from '../turns/read-message.ts'

const RANKED = 9

export interface TrainingDeps {
  core: Core
  models: ModelHolder
  settings: Settings
  config: Pick<Config, 'modelFile' | 'trainingData'>
  log: Logger
}

/** What the operator set, with what only the bot's definition says. */
function limitsOf(settings: Settings): Limits {
  const { answer, offer, perIntent } = settings.get('bot')
  const { inScope, offerInScope } = defaultDefinition.thresholds
  return { answer, offer, perIntent, inScope, offerInScope }
}

/** Corrections in conversations and the trainers' workbench, for the web role. */
export function trainingOf({ core, models, settings, config }: TrainingDeps): Route[] {
  const { connection, clock } = core
  const { labels, utterances } = core.learning
  const folder = config.trainingData
  const versions = createVersions(connection)
  const queue = createQueue({
    connection,
    utterances,
    model: models.current,
    rank: (model, text, language) =>
      understand(model, text, { languageHint: language, ranked: RANKED }).intents.map((one) => ({ ...one })),
  })
  let names: Promise<ReadonlySet<string>> | undefined
  const knowsIntent = async (name: string) => {
    names ??= readIntentNames(folder)
    if (name === OUT_OF_SCOPE || (await names).has(name)) return true
    return models.current()?.intents.classes.includes(name) ?? false
  }
  return [
    ...correctionRoutes({ corrections: createCorrections({ ...core, knowsIntent }) }),
    ...trainingRoutes({
      workbench: createWorkbench({
        ...core,
        versions,
        labels,
        queue,
        tasks: createTasks(connection),
        models,
      }),
      clock,
      versions,
      labels,
      queue,
      knowsIntent,
      loaded: createLoadedModels({ versions, labels, models, folder }),
      limits: () => limitsOf(settings),
      read: (model: Model, text) =>
        readMessage(model, text, undefined, localTime(settings.get('company').timeZone, clock.now()).date),
      inUse: () => models.current()?.version,
      audit: auditTo(connection),
    }),
  ]
}

/** The long work of training, for the worker role. */
export function trainingRunners({
  core,
  models,
  settings,
  config,
  log,
}: TrainingDeps): Record<string, TaskRunner> {
  const deps = {
    versions: createVersions(core.connection),
    labels: core.learning.labels,
    models,
    modelFile: config.modelFile,
    folder: config.trainingData,
    limits: () => limitsOf(settings),
    clock: core.clock,
    log,
  }
  return { [TRAIN]: trainRunner(deps), [JUDGE]: judgeRunner(deps) }
}
