import { z } from 'zod'
import { authorise } from '../agents/permissions.ts'
import {
  Assign,
  ClientId,
  DraftList,
  DraftSaved,
  EntryPage,
  HandBack,
  Mentionable,
  NewNote,
  Reply,
  ReplyAccepted,
  ReplyTakenBack,
  type RowFilter,
  RowPage,
  readFilter,
  SaveDraft,
  Sort,
  sortsOf,
  Take,
  ThreadChange,
  ThreadSnapshot,
  Transfer,
  View,
  WrapUp,
} from '../contract/index.ts'
import { AppError } from '../errors.ts'
import { type Route, route } from '../http/route.ts'
import type { StoreClock } from '../storage/clock.ts'
import type { Desk } from './desk.ts'
import type { Drafts } from './draft.ts'
import { PAGE, type Reader } from './read.ts'
import { readCursor } from './row-query.ts'
import type { SpamDesk } from './spam-desk.ts'
import { subjectOf } from './subject.ts'
import type { TakeBack } from './take-back.ts'
import type { Thread, Threads } from './thread.ts'
import type { Views } from './views.ts'

const Id = z.object({ id: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/) })
const Cursor = z.string().transform((text, ctx) => {
  const cursor = readCursor(text)
  if (!cursor) ctx.addIssue({ code: 'custom', message: 'is no cursor of a list' })
  return cursor ?? z.NEVER
})

/** `?view=open&mood=negative,neutral&vip=yes&sort=waiting&cursor=…` */
const ListQuery = z
  .looseObject({ view: View, sort: Sort.optional(), cursor: Cursor.optional() })
  .transform(({ view, sort, cursor, ...rest }, ctx) => {
    if (sort && !sortsOf(view).includes(sort))
      ctx.addIssue({ code: 'custom', path: ['sort'], message: 'is no order of this view' })
    const filter = filterOf(rest, (path, message) => ctx.addIssue({ code: 'custom', path, message }))
    return { view, filter, ...(sort ? { sort } : {}), ...(cursor ? { cursor } : {}) }
  })

function filterOf(
  rest: Record<string, unknown>,
  refuse: (path: PropertyKey[], message: string) => void,
): RowFilter {
  try {
    return readFilter(rest)
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error
    for (const { path, message } of error.issues) refuse(path, message)
    return {}
  }
}

export interface ConversationRoutesDeps {
  threads: Threads
  reader: Reader
  drafts: Drafts
  views: Views
  desk: Desk
  takeBack: Pick<TakeBack, 'heldBy'>
  clock: Pick<StoreClock, 'now'>
  /** Whom a note in this conversation may name. */
  mentionable: (thread: Thread) => Promise<z.infer<typeof Mentionable>[]>
  /** A draft was saved: the person's other screens want to know. */
  drafted: (draft: { user: string; thread: string; mode: 'reply' | 'note'; from?: string }) => void
}

/** Lists, snapshots and actions of conversations, for the console. */
export function conversationRoutes(deps: ConversationRoutesDeps): Route[] {
  return [...readingRoutes(deps), ...draftRoutes(deps), ...actionRoutes(deps), ...replyRoutes(deps)]
}

function finder({ threads }: ConversationRoutesDeps) {
  return async (id: string): Promise<Thread> => {
    const thread = await threads.findById(id).lean<Thread>()
    if (!thread) throw new AppError('not_found', { message: 'There is no such conversation.' })
    return thread
  }
}

function readingRoutes(deps: ConversationRoutesDeps): Route[] {
  const { reader, drafts, views, takeBack, mentionable } = deps
  const find = finder(deps)
  return [
    route({
      method: 'get',
      path: '/api/threads',
      access: 'thread.read',
      query: ListQuery,
      answer: RowPage,
      handle: async ({ user, query }) => {
        const [page, counts] = await Promise.all([views.page(query.view, user, query), views.counts(user)])
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
        const [row, page, kept, held] = await Promise.all([
          reader.row(thread),
          reader.page(thread, thread.head + 1, PAGE),
          drafts.of(thread.identity, thread._id, user.id),
          takeBack.heldBy(user.id, thread._id),
        ])
        return { row, ...page, drafts: kept, held }
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
      method: 'get',
      path: '/api/threads/:id/mentionable',
      access: 'thread.note',
      params: Id,
      answer: z.object({ people: z.array(Mentionable) }),
      handle: async ({ user, params }) => {
        const thread = await find(params.id)
        authorise(user, 'thread.note', subjectOf(thread))
        return { people: await mentionable(thread) }
      },
    }),
  ]
}

function draftRoutes(deps: ConversationRoutesDeps): Route[] {
  const { drafts, drafted } = deps
  const find = finder(deps)
  return [
    route({
      method: 'get',
      path: '/api/drafts',
      access: 'thread.draft',
      answer: DraftList,
      handle: async ({ user }) => ({ drafts: await drafts.all(user.id) }),
    }),
    route({
      method: 'put',
      path: '/api/threads/:id/draft',
      access: 'thread.draft',
      params: Id,
      body: SaveDraft,
      answer: DraftSaved,
      handle: async ({ user, params, body }) => {
        const thread = await find(params.id)
        authorise(user, 'thread.draft', subjectOf(thread))
        const { mode, text, at, from } = body
        const key = { thread: thread._id, agent: user.id, mode }
        const newer = await drafts.save(thread.identity, key, text, at)
        if (newer) return { newer }
        drafted({ user: user.id, thread: thread._id, mode, ...(from ? { from } : {}) })
        return {}
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
  ]
}

function replyRoutes({ desk, clock }: ConversationRoutesDeps): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/threads/:id/replies',
      access: 'thread.reply',
      params: Id,
      body: Reply,
      status: 202,
      answer: ReplyAccepted,
      handle: async ({ user, params, body }) => {
        const { at, duplicate, held, takenBack } = await desk.reply(user, params.id, body)
        return {
          id: body.clientId,
          at,
          duplicate,
          ...(held ? { dueInMs: Math.max(0, at - clock.now()) } : {}),
          ...(takenBack ? { takenBack } : {}),
        }
      },
    }),
    route({
      method: 'delete',
      path: '/api/threads/:id/replies/:clientId',
      access: 'thread.reply',
      params: Id.extend({ clientId: ClientId }),
      answer: ReplyTakenBack,
      handle: async ({ user, params }) => await desk.undoReply(user, params.id, params.clientId),
    }),
  ]
}

/** Calling a conversation spam, and taking that back. */
export function spamRoutes(desk: SpamDesk): Route[] {
  const common = {
    method: 'post',
    access: 'thread.spam',
    params: Id,
    body: Take,
    answer: ThreadChange,
  } as const
  return [
    route({
      ...common,
      path: '/api/threads/:id/spam',
      handle: async ({ user, params, body }) => ({ row: await desk.spam(user, params.id, body.epoch) }),
    }),
    route({
      ...common,
      path: '/api/threads/:id/not-spam',
      handle: async ({ user, params, body }) => ({ row: await desk.notSpam(user, params.id, body.epoch) }),
    }),
  ]
}
