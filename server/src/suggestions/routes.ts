import { z } from 'zod'
import { type Entry, Suggestions } from '../contract/index.ts'
import type { createThreadFor } from '../conversations/subject.ts'
import type { Thread } from '../conversations/thread.ts'
import { type Route, route } from '../http/route.ts'

export interface SuggestionRoutesDeps {
  threadFor: ReturnType<typeof createThreadFor>
  /** The newest entries of a conversation. */
  lastPage: (thread: Thread) => Promise<readonly Entry[]>
  suggest: (entries: readonly Entry[], language: 'en' | 'zh') => Promise<z.infer<typeof Suggestions>>
}

/** What knowledge has to say to what a customer wrote, for whoever may answer. */
export function suggestionRoutes({ threadFor, lastPage, suggest }: SuggestionRoutesDeps): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/threads/:id/suggestions',
      access: 'thread.reply',
      params: z.object({ id: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/) }),
      answer: Suggestions,
      handle: async ({ user, params }) => {
        const thread = await threadFor(user, 'thread.reply', params.id)
        return await suggest(await lastPage(thread), thread.language ?? 'en')
      },
    }),
  ]
}
