import type { InstallInfo, RemoveDemo, Task } from '@parley/server/contract'
import { queryOptions } from '@tanstack/react-query'
import { call } from './api.ts'

/** The kind of the task that removes the demo. */
export const REMOVE_DEMO = 'remove-demo'

export const installQuery = queryOptions({
  queryKey: ['install'],
  queryFn: () => call<InstallInfo>('/api/install'),
  staleTime: 0,
})

export const removeDemo = (body: RemoveDemo) =>
  call<Task>('/api/install/remove-demo', { method: 'POST', body })
