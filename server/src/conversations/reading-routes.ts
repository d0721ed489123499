import { z } from 'zod'
import { authorise } from '../agents/permissions.ts'
import {
  EntryPage,
  Mentionable,
  type RowFilter,
  RowPage,
  readFilter,
  Sort,
  sortsOf,
  ThreadSnapshot,
  View,
} from '../contract/index.ts'
import { type Route, route } from '../http/route.ts'
import type { Drafts } from './draft.ts'
import { createFinder, Id } from './named-thread.ts'
import { PAGE, type Reader } from './read.ts'
import { readCursor } from './row-query.ts'
import { subjectOf } from './subject.ts'
import type { TakeBack } from './take-back.ts'
import type { Thread, Threads } from './thread.ts'
import type { Views } from './views.ts'

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

export interface ReadingRoutesDeps {
  threads: Threads
  reader: Reader
  drafts: Drafts
  views: Views
  takeBack: Pick<TakeBack, 'heldBy'>
  /** Whom a note in this conversation may name. */
  mentionable: (thread: Thread) => Promise<z.infer<typeof Mentionable>[]>
}

/** Lists, and what one conversation holds. */
export function readingRoutes(deps: ReadingRoutesDeps): Route[] {
  const { reader, drafts, views, takeBack, mentionable } = deps
  const find = createFinder(deps.threads)
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
