import { Assign, HandBack, NewNote, Take, ThreadChange, Transfer, WrapUp } from '../contract/index.ts'
import { type Route, route } from '../http/route.ts'
import type { Desk } from './desk.ts'
import { Id } from './named-thread.ts'
import type { SpamDesk } from './spam-desk.ts'

export interface ActionRoutesDeps {
  desk: Desk
  /** So long what ends or passes on a conversation may be taken back. */
  undoMs: number
}

/** Who has a conversation, how it ends, and notes. */
export function actionRoutes({ desk, undoMs }: ActionRoutesDeps): Route[] {
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
      handle: async ({ user, params, body }) => ({ row: await desk.assign(user, params.id, body), undoMs }),
    }),
    route({
      ...common,
      path: path('transfer'),
      access: 'thread.transfer',
      body: Transfer,
      handle: async ({ user, params, body }) => ({ row: await desk.transfer(user, params.id, body), undoMs }),
    }),
    route({
      ...common,
      path: path('hand-back'),
      access: 'thread.handBack',
      body: HandBack,
      handle: async ({ user, params, body }) => ({ row: await desk.handBack(user, params.id, body), undoMs }),
    }),
    route({
      ...common,
      path: path('wrap-up'),
      access: 'thread.close',
      body: WrapUp,
      handle: async ({ user, params, body }) => ({ row: await desk.wrapUp(user, params.id, body), undoMs }),
    }),
    route({
      ...common,
      path: path('undo'),
      access: 'thread.undo',
      body: Take,
      handle: async ({ user, params, body }) => ({ row: await desk.undo(user, params.id, body.epoch) }),
    }),
    route({
      ...common,
      path: path('reopen'),
      access: 'thread.reopen',
      body: Take,
      handle: async ({ user, params, body }) => ({ row: await desk.reopen(user, params.id, body.epoch) }),
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
