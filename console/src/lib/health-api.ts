import type { HealthOverview, Task } from '@parley/server/contract'
import { queryOptions } from '@tanstack/react-query'
import { call } from './api.ts'

/** The kind of the task that accounts for every inbound id. */
export const LEDGER = 'ledger'

/** The kind of the task that sends a customer through what lies behind the door. */
export const VISIT = 'doctor-visit'

const LOOK_MS = 5000

/** Asked again and again while somebody looks. */
export const healthQuery = queryOptions({
  queryKey: ['health'],
  queryFn: () => call<HealthOverview>('/api/health'),
  refetchInterval: LOOK_MS,
  staleTime: 0,
})

export const beginLedger = () => call<Task>('/api/health/ledger', { method: 'POST', body: {} })

export const beginVisit = () => call<Task>('/api/health/visit', { method: 'POST', body: {} })
