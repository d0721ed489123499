import { z } from 'zod'
import { SavedView, SavedViewId, SavedViews, SaveView } from '../contract/index.ts'
import { type Route, route } from '../http/route.ts'
import type { SavedViewStore } from './saved-view.ts'

const Id = z.object({ id: SavedViewId })

/** Saved views: read, save, remove. */
export function savedViewRoutes({ savedViews }: { savedViews: SavedViewStore }): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/views',
      access: 'me.read',
      answer: SavedViews,
      handle: async ({ user }) => ({ views: await savedViews.of(user) }),
    }),
    route({
      method: 'put',
      path: '/api/views/:id',
      access: 'me.write',
      params: Id,
      body: SaveView,
      answer: SavedView,
      handle: async ({ user, params, body }) => await savedViews.save(user, params.id, body),
    }),
    route({
      method: 'delete',
      path: '/api/views/:id',
      access: 'me.write',
      params: Id,
      handle: async ({ user, params }) => {
        await savedViews.remove(user, params.id)
        return undefined
      },
    }),
  ]
}
