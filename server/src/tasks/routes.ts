import { z } from 'zod'
import { authorise, type Verb } from '../agents/permissions.ts'
import { Task, TaskList, type User } from '../contract/index.ts'
import { AppError } from '../errors.ts'
import { type Route, route } from '../http/route.ts'
import type { Tasks } from './tasks.ts'

const Id = z.object({ id: z.string().regex(/^t_[A-Za-z0-9_-]{1,32}$/) })

/** Watching and stopping long work; beginning it is a route of the feature that owns the kind. */
export function taskRoutes({
  tasks,
  verbs,
}: {
  tasks: Tasks
  /** Who may see and stop the tasks of a kind: whoever may begin them. */
  verbs: Readonly<Record<string, Verb>>
}): Route[] {
  const allow = (user: User, kind: string) => {
    const verb = verbs[kind]
    if (!verb) throw new AppError('not_found', { message: 'There is no such kind of task.' })
    authorise(user, verb)
  }
  return [
    route({
      method: 'get',
      path: '/api/tasks',
      access: 'task.read',
      query: z.object({ kind: z.string().max(64) }),
      answer: TaskList,
      handle: async ({ user, query }) => {
        allow(user, query.kind)
        return { tasks: await tasks.list(query.kind) }
      },
    }),
    route({
      method: 'get',
      path: '/api/tasks/:id',
      access: 'task.read',
      params: Id,
      answer: Task,
      handle: async ({ user, params }) => {
        const task = await tasks.find(params.id)
        allow(user, task.kind)
        return task
      },
    }),
    route({
      method: 'post',
      path: '/api/tasks/:id/cancel',
      access: 'task.read',
      params: Id,
      answer: Task,
      handle: async ({ user, params }) => {
        const task = await tasks.find(params.id)
        allow(user, task.kind)
        return await tasks.cancel(params.id)
      },
    }),
  ]
}
