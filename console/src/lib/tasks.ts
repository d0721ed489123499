import type { Task, TaskList } from '@parley/server/contract'
import { queryOptions } from '@tanstack/react-query'
import { call } from './api.ts'
import type { FailureCode } from './api-error.ts'

const LOOK_MS = 700

export function isUnderWay(task: Task): boolean {
  return task.state === 'queued' || task.state === 'running'
}

/** The newest tasks of a kind, asked again while one of them is under way. */
export const tasksQuery = (kind: string) =>
  queryOptions({
    queryKey: ['tasks', kind],
    queryFn: async () => (await call<TaskList>(`/api/tasks?kind=${encodeURIComponent(kind)}`)).tasks,
    refetchInterval: ({ state }) => (state.data?.some(isUnderWay) ? LOOK_MS : false),
  })

export const taskQuery = (id: string) =>
  queryOptions({
    queryKey: ['task', id],
    queryFn: async () => await call<Task>(`/api/tasks/${encodeURIComponent(id)}`),
    refetchInterval: ({ state }) => (state.data && !isUnderWay(state.data) ? false : LOOK_MS),
  })

export const cancelTask = async (id: string): Promise<Task> =>
  await call<Task>(`/api/tasks/${encodeURIComponent(id)}/cancel`, { method: 'POST', body: {} })

/** Why a task ended that failed: the server names it by the codes of its refusals. */
export function failureOf({ error }: Task): FailureCode {
  return (error?.code ?? 'internal') as FailureCode
}
