import type { Connection } from 'mongoose'
import { z } from 'zod'
import { can } from '../agents/permissions.ts'
import {
  ArticleDetail,
  ArticleId,
  ArticleList,
  ArticleVersion,
  ArticleVersionSeen,
  CannedReplyInfo,
  SaveArticle,
  SaveCanned,
  type User,
} from '../contract/index.ts'
import { type Route, route } from '../http/route.ts'
import { cannedFor, removeCanned, saveCanned } from './canned.ts'
import type { Library } from './library.ts'

interface KnowledgeRoutesDeps {
  library: Library
  audit: (event: { actor: string; action: string; target: string; ip: string }) => Promise<void>
}

/** Knowledge articles: read by everybody, written and published by those who may. */
export function knowledgeRoutes({ library, audit }: KnowledgeRoutesDeps): Route[] {
  const path = '/api/knowledge/:id'
  const params = z.object({ id: ArticleId })
  return [
    route({
      method: 'get',
      path: '/api/knowledge',
      access: 'knowledge.read',
      answer: ArticleList,
      handle: async () => ({ articles: await library.list() }),
    }),
    route({
      method: 'get',
      path,
      access: 'knowledge.read',
      params,
      answer: ArticleDetail,
      handle: async ({ params: { id } }) => await library.read(id),
    }),
    route({
      method: 'get',
      path: `${path}/versions`,
      access: 'knowledge.read',
      params,
      answer: z.object({ versions: z.array(ArticleVersion) }),
      handle: async ({ params: { id } }) => ({ versions: await library.versions(id) }),
    }),
    route({
      method: 'put',
      path,
      access: 'knowledge.write',
      params,
      body: SaveArticle,
      answer: ArticleDetail,
      handle: async ({ user, params: { id }, body }) => await library.save(id, user.id, body),
    }),
    ...(['publish', 'unpublish'] as const).map((action) =>
      route({
        method: 'post',
        path: `${path}/${action}`,
        access: 'knowledge.write',
        params,
        body: ArticleVersionSeen,
        answer: ArticleDetail,
        handle: async ({ user, params: { id }, body, ip }) => {
          const detail = await library[action](id, user.id, body.version)
          await audit({
            actor: user.id,
            action: `knowledge.${action}`,
            target: `${id}@${detail.version}`,
            ip,
          })
          return detail
        },
      }),
    ),
    route({
      method: 'delete',
      path,
      access: 'knowledge.write',
      params,
      handle: async ({ user, params: { id }, ip }) => {
        await library.remove(id)
        await audit({ actor: user.id, action: 'knowledge.remove', target: id, ip })
      },
    }),
  ]
}

/** Canned replies: everybody who answers keeps own ones; shared ones are for those who may. */
export function cannedRoutes({
  connection,
  changed,
}: {
  connection: Connection
  /** Consoles have old ones. */
  changed: () => void
}): Route[] {
  const path = '/api/canned/:id'
  const params = z.object({ id: z.string().regex(/^[\p{L}\p{N}._-]{1,80}$/u) })
  const writer = (user: User) => ({ id: user.id, shared: can(user, 'canned.write') })
  return [
    route({
      method: 'get',
      path: '/api/canned',
      access: 'canned.own',
      answer: z.object({ replies: z.array(CannedReplyInfo) }),
      handle: async ({ user }) => ({ replies: await cannedFor(connection, user.id) }),
    }),
    route({
      method: 'put',
      path,
      access: 'canned.own',
      params,
      body: SaveCanned,
      answer: CannedReplyInfo,
      handle: async ({ user, params: { id }, body }) => {
        const saved = await saveCanned(connection, id, writer(user), body)
        changed()
        return saved
      },
    }),
    route({
      method: 'delete',
      path,
      access: 'canned.own',
      params,
      handle: async ({ user, params: { id } }) => {
        await removeCanned(connection, id, writer(user))
        changed()
      },
    }),
  ]
}
