import type {
  BlockCustomer,
  CustomerFilter,
  CustomerNote,
  CustomerPage,
  CustomerProfile,
  CustomerSort,
  EditConflict,
  EditCustomer,
  EditCustomerNote,
  NewCustomer,
  NewCustomerNote,
  TagCustomers,
  Timeline,
  TimelineKind,
} from '@parley/server/contract'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call } from './api.ts'
import { ApiError } from './api-error.ts'

const path = (id: string) => `/api/customers/${encodeURIComponent(id)}`

export interface CustomerSearch extends CustomerFilter {
  sort?: CustomerSort
  dir?: 'asc' | 'desc'
}

/** The words of an address or a query: what is not chosen is not in it. */
export function searchWords(search: CustomerSearch & { cursor?: string | undefined }): string {
  const given = Object.entries(search).filter((pair): pair is [string, string] => Boolean(pair[1]))
  return new URLSearchParams(given).toString()
}

export const customerListQuery = (search: CustomerSearch) =>
  infiniteQueryOptions({
    queryKey: ['customers', search],
    queryFn: ({ pageParam }) =>
      call<CustomerPage>(`/api/customers?${searchWords({ ...search, cursor: pageParam })}`),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    staleTime: 5000,
  })

export const timelineQuery = (id: string, kind: TimelineKind | undefined) =>
  infiniteQueryOptions({
    queryKey: ['customer', id, 'timeline', kind ?? 'all'],
    queryFn: ({ pageParam }) => {
      const words = new URLSearchParams({
        ...(kind ? { kind } : {}),
        ...(pageParam === undefined ? {} : { before: String(pageParam) }),
      })
      return call<Timeline>(`${path(id)}/timeline?${words}`)
    },
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next,
  })

export const notesQuery = (id: string) =>
  queryOptions({
    queryKey: ['customer', id, 'notes'],
    queryFn: async () => (await call<{ notes: CustomerNote[] }>(`${path(id)}/notes`)).notes,
  })

export const customersApi = {
  edit: (id: string, body: EditCustomer) => call<CustomerProfile>(path(id), { method: 'PATCH', body }),
  create: (body: NewCustomer) => call<{ id: string }>('/api/customers', { method: 'POST', body }),
  tag: (body: TagCustomers) => call<{ changed: string[] }>('/api/customers/tags', { method: 'POST', body }),
  addNote: (id: string, body: NewCustomerNote) =>
    call<CustomerNote>(`${path(id)}/notes`, { method: 'POST', body }),
  editNote: (id: string, note: string, body: EditCustomerNote) =>
    call<CustomerNote>(`${path(id)}/notes/${encodeURIComponent(note)}`, { method: 'PATCH', body }),
  block: (id: string, body: BlockCustomer) => call<void>(`${path(id)}/block`, { method: 'POST', body }),
  unblock: (id: string, restore: boolean) =>
    call<void>(`${path(id)}/unblock`, { method: 'POST', body: { restore } }),
}

/** The fields that somebody else changed meanwhile, when that is why an edit was refused. */
export function conflictsIn(error: unknown): EditConflict[] {
  if (!(error instanceof ApiError) || error.code !== 'changed_meanwhile') return []
  const { conflicts } = error.details
  return Array.isArray(conflicts) ? (conflicts as EditConflict[]) : []
}

/** Why each field of an edit was refused. */
export function problemsIn(error: unknown): { field: string; problem: string }[] {
  if (!(error instanceof ApiError)) return []
  const { fields } = error.details
  return Array.isArray(fields) ? (fields as { field: string; problem: string }[]) : []
}
