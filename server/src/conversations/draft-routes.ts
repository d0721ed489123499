import { authorise } from '../agents/permissions.ts'
import { DraftList, DraftSaved, SaveDraft } from '../contract/index.ts'
import { type Route, route } from '../http/route.ts'
import type { Drafts } from './draft.ts'
import { createFinder, Id } from './named-thread.ts'
import { subjectOf } from './subject.ts'
import type { Threads } from './thread.ts'

export interface DraftRoutesDeps {
  threads: Threads
  drafts: Drafts
  /** A draft was saved: the person's other screens want to know. */
  drafted: (draft: { user: string; thread: string; mode: 'reply' | 'note'; from?: string }) => void
}

/** What people have written and not sent. */
export function draftRoutes({ threads, drafts, drafted }: DraftRoutesDeps): Route[] {
  const find = createFinder(threads)
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
