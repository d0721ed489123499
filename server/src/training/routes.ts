import type { Model, Understanding } from '@parley/nlp-models'
import { z } from 'zod'
import {
  Comparison,
  Correct,
  ExampleList,
  GiveLabel,
  GoBack,
  Label,
  LabelPage,
  LabelQueue,
  OUT_OF_SCOPE,
  StartTraining,
  Task,
  ThreadChange,
  TrainingOverview,
  TryAnswer,
  TryText,
  UseVersion,
  VersionDetail,
  VersionUses,
} from '../contract/index.ts'
import type { Corrections } from '../conversations/corrections.ts'
import { AppError } from '../errors.ts'
import { type Route, route } from '../http/route.ts'
import type { StoreClock } from '../storage/clock.ts'
import { type CompareDeps, compareVersions, examplesBehind } from './compare.ts'
import type { Learning } from './learning.ts'
import type { Queue } from './queue.ts'
import { tryText } from './try-text.ts'
import type { Workbench } from './workbench.ts'

const ModelId = UseVersion.shape.id
const Version = z.object({ id: ModelId })
const ItemId = GiveLabel.shape.item
const Item = z.object({ id: ItemId })
const Name = z.string().min(1).max(80)
const Cursor = z
  .string()
  .regex(/^\d{1,15}\.[A-Za-z0-9_:-]{1,120}$/)
  .transform((text) => {
    const dot = text.indexOf('.')
    return { at: Number(text.slice(0, dot)), id: text.slice(dot + 1) }
  })
const Nothing = z.strictObject({})

export interface TrainingRoutesDeps extends CompareDeps {
  workbench: Workbench
  queue: Queue
  labels: Learning['labels']
  /** Whether a label may name this intent. */
  knowsIntent: (name: string) => Promise<boolean>
  clock: Pick<StoreClock, 'now'>
  /** How the bot reads a message. */
  read: (model: Model, text: string) => Understanding
  inUse: () => string | undefined
  /** Writes down who changed what. */
  audit: (event: {
    actor: string
    action: string
    target: string
    ip: string
    details?: Record<string, unknown>
  }) => Promise<void>
}

const Thread = z.object({ id: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/) })

/** What a message really meant, said by people in the conversation. */
export function correctionRoutes({ corrections }: { corrections: Corrections }): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/threads/:id/corrections',
      access: 'thread.correct',
      params: Thread,
      body: Correct,
      answer: ThreadChange,
      handle: async ({ user, params, body }) => ({ row: await corrections.correct(user, params.id, body) }),
    }),
  ]
}

/** The trainers' workbench: what to label, labels, training, versions, and a place to try them. */
export function trainingRoutes(deps: TrainingRoutesDeps): Route[] {
  return [
    ...versionRoutes(deps),
    ...choiceRoutes(deps),
    ...queueRoutes(deps),
    ...labelRoutes(deps),
    tryRoute(deps),
  ]
}

function versionRoutes(deps: TrainingRoutesDeps): Route[] {
  const { workbench } = deps
  return [
    route({
      method: 'get',
      path: '/api/training',
      access: 'training.read',
      answer: TrainingOverview,
      handle: async ({ user }) => await workbench.overview(user),
    }),
    route({
      method: 'get',
      path: '/api/training/versions/:id',
      access: 'training.read',
      params: Version,
      answer: VersionDetail,
      handle: async ({ user, params }) => await workbench.detail(user, params.id),
    }),
    route({
      method: 'get',
      path: '/api/training/versions/:id/examples',
      access: 'training.read',
      params: Version,
      query: z.object({ meant: Name, said: Name }),
      answer: ExampleList,
      handle: async ({ params, query }) => ({ examples: await examplesBehind(deps, params.id, query) }),
    }),
    route({
      method: 'get',
      path: '/api/training/uses',
      access: 'training.read',
      answer: VersionUses,
      handle: async () => await workbench.uses(),
    }),
    route({
      method: 'get',
      path: '/api/training/compare',
      access: 'training.read',
      query: z.object({ a: ModelId, b: ModelId }),
      answer: Comparison,
      handle: async ({ query }) => {
        const [a, b] = await Promise.all([workbench.asVersion(query.a), workbench.asVersion(query.b)])
        return await compareVersions(deps, a, b)
      },
    }),
  ]
}

function choiceRoutes({ workbench, audit }: TrainingRoutesDeps): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/training/train',
      access: 'training.run',
      body: StartTraining,
      answer: Task,
      handle: async ({ user, body, ip }) => {
        const task = await workbench.train(user, body.note)
        await audit({ actor: user.id, action: 'training.run', target: task.id, ip })
        return task
      },
    }),
    route({
      method: 'post',
      path: '/api/training/use',
      access: 'training.use',
      body: UseVersion,
      answer: TrainingOverview,
      handle: async ({ user, body, ip }) => {
        const overview = await workbench.use(user, body.id, body)
        await audit({ actor: user.id, action: 'training.use', target: body.id, ip, ...because(body.note) })
        return overview
      },
    }),
    route({
      method: 'post',
      path: '/api/training/back',
      access: 'training.use',
      body: GoBack.optional(),
      answer: TrainingOverview,
      handle: async ({ user, body = {}, ip }) => {
        const { version, overview } = await workbench.back(user, body)
        await audit({ actor: user.id, action: 'training.back', target: version, ip, ...because(body.note) })
        return overview
      },
    }),
  ]
}

const because = (note: string | undefined) => (note ? { details: { note } } : {})

function queueRoutes({ queue }: TrainingRoutesDeps): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/training/queue',
      access: 'training.read',
      query: z.object({ language: z.enum(['en', 'zh']).optional() }),
      answer: LabelQueue,
      handle: async ({ query }) => await queue.list(query.language),
    }),
    route({
      method: 'post',
      path: '/api/training/queue/:id/skip',
      access: 'training.label',
      params: Item,
      body: Nothing.optional(),
      handle: async ({ params }) => {
        await queue.skip(params.id)
        return undefined
      },
    }),
    route({
      method: 'delete',
      path: '/api/training/queue/:id/skip',
      access: 'training.label',
      params: Item,
      handle: async ({ params }) => {
        await queue.unskip(params.id)
        return undefined
      },
    }),
  ]
}

function labelRoutes({ labels, queue, knowsIntent, clock, audit }: TrainingRoutesDeps): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/training/labels',
      access: 'training.read',
      query: z.object({
        cursor: Cursor.optional(),
        intent: Name.optional(),
        source: Label.shape.source.optional(),
      }),
      answer: LabelPage,
      handle: async ({ query }) => await labels.page(query),
    }),
    route({
      method: 'post',
      path: '/api/training/labels',
      access: 'training.label',
      body: GiveLabel,
      answer: Label,
      handle: async ({ user, body }) => {
        if (body.intent === undefined && body.mood === undefined)
          throw new AppError('invalid_request', { message: 'A label needs an intent or a mood.' })
        if (body.intent !== undefined && body.intent !== OUT_OF_SCOPE && !(await knowsIntent(body.intent)))
          throw new AppError('invalid_request', { message: 'There is no such intent.' })
        const label = await labels.give(user, body, new Date(clock.now()))
        await queue.labelled(label.id)
        return label
      },
    }),
    route({
      method: 'delete',
      path: '/api/training/labels/:id',
      access: 'training.label',
      params: Item,
      query: z.object({ at: z.coerce.number().int().nonnegative().optional() }),
      handle: async ({ user, params, query, ip }) => {
        await labels.remove(user, params.id, { given: query.at, at: new Date(clock.now()) })
        await queue.unlabelled(params.id)
        await audit({ actor: user.id, action: 'training.unlabel', target: params.id, ip })
        return undefined
      },
    }),
    route({
      method: 'post',
      path: '/api/training/labels/:id/restore',
      access: 'training.label',
      params: Item,
      body: Nothing.optional(),
      answer: Label,
      handle: async ({ user, params, ip }) => {
        const label = await labels.restore(user, params.id, new Date(clock.now()))
        await queue.labelled(label.id)
        await audit({ actor: user.id, action: 'training.relabel', target: params.id, ip })
        return label
      },
    }),
  ]
}

function tryRoute({ loaded, limits, read, inUse }: TrainingRoutesDeps): Route {
  return route({
    method: 'post',
    path: '/api/training/try',
    access: 'training.read',
    body: TryText,
    answer: TryAnswer,
    handle: async ({ body }) => {
      const version = body.version ?? inUse()
      if (version === undefined) throw new AppError('model_unavailable')
      return await tryText(await loaded(version), body.text, limits(), read)
    },
  })
}
