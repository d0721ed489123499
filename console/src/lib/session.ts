import type { Desk, SessionInfo } from '@parley/server/contract'
import { queryOptions } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import { api } from './api.ts'

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: api.session,
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
})

/** Changes seldom: once a shift is enough, and a new sign-in asks anew. */
export const deskQuery = queryOptions({
  queryKey: ['desk'],
  queryFn: api.desk,
  staleTime: 10 * 60_000,
})

export const customerQuery = (id: string) =>
  queryOptions({ queryKey: ['customer', id], queryFn: () => api.customer(id), staleTime: 15_000 })

export const colleaguesQuery = queryOptions({
  queryKey: ['colleagues'],
  queryFn: api.colleagues,
  staleTime: 5000,
})

export const SessionContext = createContext<SessionInfo | undefined>(undefined)

export function useSession(): SessionInfo {
  const session = useContext(SessionContext)
  if (!session) throw new Error('useSession needs a SessionContext')
  return session
}

export const emptyDesk: Desk = {
  queues: [],
  outcomes: [],
  intents: [],
  tags: [],
  fields: [],
  teams: [],
  canned: [],
}

export const DeskContext = createContext<Desk>(emptyDesk)

/** What the company works with; nothing of it until it is here. */
export function useDesk(): Desk {
  return useContext(DeskContext)
}
