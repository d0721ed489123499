import { z } from 'zod'
import { authorise } from '../agents/permissions.ts'
import {
  Assign,
  EntryPage,
  HandBack,
  NewNote,
  Reply,
  RowPage,
  SaveDraft,
  Take,
  ThreadChange,
  ThreadSnapshot,
  Transfer,
  View,
  WrapUp,
} from '../contract/index.ts'
import { AppError } from '../errors.ts'
import { type Route, route } from '../http/route.ts'
import { type Desk, subjectOf } from './desk.ts'
import type { Drafts } from './draft.ts'
import { PAGE, type Reader } from './read.ts'
import type { Thread, Threads } from './thread.ts'
import type { Views } from './views.ts'

const Id = z.object({ id: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/) })
const Cursor = z
  .string()
  .regex(/^\d{1,15}\.[A-Za-z0-9_-]{1,64}$/)
  .transform((text) => {
    const dot = text.indexOf('.')
    return { at: Number(text.slice(0, dot)), id: text.slice(dot + 1) }
  })

export interface ConversationRoutesDeps {
  threads: Threads
  reader: Reader
  drafts: Drafts
  views: Views
  desk: Desk
}

/** Lists, snapshots and actions of conversations, for the console. */
export function conversationRoutes(deps: ConversationRoutesDeps): Route[] {
  return [...readingRoutes(deps), ...actionRoutes(deps)]
}

function readingRoutes({ threads, reader, drafts, views }: ConversationRoutesDeps): Route[] {
  const find = async (id: string): Promise<Thread> => {
    const thread = await threads.findById(id).lean<Thread>()
    if (!thread) throw new AppError('not_found', { message: 'There is no such conversation.' })
    return thread
  }
  return [
    route({
      method: 'get',
      path: '/api/threads',
      access: 'thread.read',
      query: z.object({ view: View, cursor: Cursor.optional() }),
      answer: RowPage,
      handle: async ({ user, query }) => {
        const [page, counts] = await Promise.all([
          views.page(query.view, user, query.cursor),
          views.counts(user),
        ])
        return { ...page, counts }
      },
    }),
    route({
      method: 'get',
      path: '/api/threads/:id',
      access: 'thread.read',
      params: Id,
      answer: ThreadSnapshot,
      handle: async ({ user, params }) => {
        const thread = await find(params.id)
        authorise(user, 'thread.read', subjectOf(thread))
        const [row, page, kept] = await Promise.all([
          reader.row(thread),
          reader.page(thread, thread.head + 1, PAGE),
          drafts.of(thread.identity, thread._id, user.id),
        ])
        return { row, ...page, drafts: kept }
      },
    }),
    route({
      method: 'get',
      path: '/api/threads/:id/entries',
      access: 'thread.read',
      params: Id,
      query: z.object({
        before: z.coerce.number().int().positive(),
        limit: z.coerce.number().int().min(1).max(200).default(PAGE),
      }),
      answer: EntryPage,
      handle: async ({ user, params, query }) => {
        const thread = await find(params.id)
        authorise(user, 'thread.read', subjectOf(thread))
        return await reader.page(thread, query.before, query.limit)
      },
    }),
    route({
      method: 'put',
      path: '/api/threads/:id/draft',
      access: 'thread.draft',
      params: Id,
      body: SaveDraft,
      handle: async ({ user, params, body }) => {
        const thread = await find(params.id)
        authorise(user, 'thread.draft', subjectOf(thread))
        await drafts.save(
          thread.identity,
          { thread: thread._id, agent: user.id, mode: body.mode },
          body.text,
          body.at,
        )
        return undefined
      },
    }),
  ]
}

function actionRoutes({ desk }: ConversationRoutesDeps): Route[] {
  const path = (action: string) => `/api/threads/:id/${action}`
  const common = { method: 'post', params: Id, answer: ThreadChange } as const
  return [
    route({
      ...common,
      path: path('claim'),
      access: 'thread.claim',
      body: Take,
      handle: async ({ user, params, body }) => ({ row: await desk.claim(user, params.id, body.epoch) }),
    }),
    // Accepting is claiming what is offered: the entry says which of the two it was.
    route({
      ...common,
      path: path('accept'),
      access: 'thread.accept',
      body: Take,
      handle: async ({ user, params, body }) => ({ row: await desk.claim(user, params.id, body.epoch) }),
    }),
    route({
      ...common,
      path: path('decline'),
      access: 'thread.decline',
      body: Take,
      handle: async ({ user, params }) => ({ row: await desk.decline(user, params.id) }),
    }),
    route({
      ...common,
      path: path('assign'),
      access: 'thread.assign',
      body: Assign,
      handle: async ({ user, params, body }) => ({ row: await desk.assign(user, params.id, body) }),
    }),
    route({
      ...common,
      path: path('transfer'),
      access: 'thread.transfer',
      body: Transfer,
      handle: async ({ user, params, body }) => ({ row: await desk.transfer(user, params.id, body) }),
    }),
    route({
      ...common,
      path: path('hand-back'),
      access: 'thread.handBack',
      body: HandBack,
      handle: async ({ user, params, body }) => ({ row: await desk.handBack(user, params.id, body) }),
    }),
    route({
      ...common,
      path: path('wrap-up'),
      access: 'thread.close',
      body: WrapUp,
      handle: async ({ user, params, body }) => ({ row: await desk.wrapUp(user, params.id, body) }),
    }),
    route({
      ...common,
      path: path('notes'),
      access: 'thread.note',
      body: NewNote,
      handle: async ({ user, params, body }) => ({ row: await desk.note(user, params.id, body) }),
    }),
    route({
      method: 'post',
      path: path('replies'),
      access: 'thread.reply',
      params: Id,
      body: Reply,
      status: 202,
      answer: z.object({ id: z.string(), at: z.number(), duplicate: z.boolean() }),
      handle: async ({ user, params, body }) => {
        const { at, duplicate } = await desk.reply(user, params.id, body)
        return { id: body.clientId, at, duplicate }
      },
    }),
  ]
}
