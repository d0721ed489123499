import { z } from 'zod'
import { MentionPage, SeenMentions } from '../contract/index.ts'
import { type Route, route } from '../http/route.ts'
import type { Mentions } from './mentions.ts'

const Cursor = z
  .string()
  .max(200)
  .regex(/^\d{1,15}\..+$/)
  .transform((text) => {
    const dot = text.indexOf('.')
    return { at: Number(text.slice(0, dot)), id: text.slice(dot + 1) }
  })

export interface MentionRoutesDeps {
  mentions: Mentions
  /** Tells this person's screens that their count changed. */
  changed: (user: string) => void
}

/** Where colleagues asked for this person's attention. */
export function mentionRoutes({ mentions, changed }: MentionRoutesDeps): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/mentions',
      access: 'mention.read',
      query: z.object({ cursor: Cursor.optional() }),
      answer: MentionPage,
      handle: async ({ user, query }) => await mentions.page(user, query.cursor),
    }),
    route({
      method: 'put',
      path: '/api/mentions/seen',
      access: 'mention.read',
      body: SeenMentions,
      handle: async ({ user, body }) => {
        if (await mentions.see(user.id, body.thread, body.upTo)) changed(user.id)
        return undefined
      },
    }),
  ]
}
