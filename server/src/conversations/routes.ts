import { ClientId, Reply, ReplyAccepted, ReplyTakenBack } from '../contract/index.ts'
import { type Route, route } from '../http/route.ts'
import type { StoreClock } from '../storage/clock.ts'
import { type ActionRoutesDeps, actionRoutes } from './action-routes.ts'
import type { Desk } from './desk.ts'
import { type DraftRoutesDeps, draftRoutes } from './draft-routes.ts'
import { Id } from './named-thread.ts'
import { type ReadingRoutesDeps, readingRoutes } from './reading-routes.ts'

interface ReplyRoutesDeps {
  desk: Desk
  clock: Pick<StoreClock, 'now'>
}

export type ConversationRoutesDeps = ReadingRoutesDeps & DraftRoutesDeps & ReplyRoutesDeps & ActionRoutesDeps

/** Lists, snapshots and actions of conversations, for the console. */
export function conversationRoutes(deps: ConversationRoutesDeps): Route[] {
  return [...readingRoutes(deps), ...draftRoutes(deps), ...actionRoutes(deps), ...replyRoutes(deps)]
}

/** Replies on their way, and taking them back. */
function replyRoutes({ desk, clock }: ReplyRoutesDeps): Route[] {
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
