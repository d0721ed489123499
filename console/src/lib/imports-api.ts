import type {
  BadRowPage,
  CustomerFilter,
  ImportDetail,
  ImportList,
  ImportPlan,
} from '@parley/server/contract'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { call } from './api.ts'
import { ApiError } from './api-error.ts'
import type { Language } from './i18n.ts'
import { sendFile } from './upload.ts'

const all = '/api/customer-imports'
const path = (id: string) => `${all}/${encodeURIComponent(id)}`
const LOOK_MS = 700

export type Reading = Partial<Pick<ImportPlan, 'encoding' | 'delimiter'>>

export const importsQuery = infiniteQueryOptions({
  queryKey: ['imports'],
  queryFn: ({ pageParam }) => call<ImportList>(pageParam ? `${all}?cursor=${pageParam}` : all),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.next,
  refetchInterval: ({ state }) => (state.data?.pages[0]?.imports.some(isUnderWay) ? LOOK_MS * 3 : false),
})

/** Asked again while it is checked or imported. */
export const importQuery = (id: string, reading: Reading) =>
  queryOptions({
    queryKey: ['import', id, reading],
    placeholderData: keepPreviousData,
    queryFn: () => call<ImportDetail>(`${path(id)}?${new URLSearchParams(reading)}`),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? LOOK_MS : false),
  })

export const badRowsQuery = (id: string, phase: 'check' | 'import', task: string) =>
  infiniteQueryOptions({
    queryKey: ['import', id, 'bad', phase, task],
    queryFn: ({ pageParam }) =>
      call<BadRowPage>(`${path(id)}/bad-rows${pageParam ? `?cursor=${encodeURIComponent(pageParam)}` : ''}`),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  })

export function isUnderWay({ state }: Pick<ImportDetail, 'state'>): boolean {
  return state === 'checking' || state === 'importing'
}

export const importsApi = {
  upload: (file: File, on: { progress: (share: number) => void; signal: AbortSignal }) =>
    sendFile<ImportDetail>(`${all}?name=${encodeURIComponent(file.name)}`, file, on),
  check: (id: string, body: ImportPlan) => call<ImportDetail>(`${path(id)}/check`, { method: 'POST', body }),
  start: (id: string) => call<ImportDetail>(`${path(id)}/start`, { method: 'POST' }),
  discard: (id: string) => call<void>(path(id), { method: 'DELETE' }),
}

/** Where the bad rows of an import are, as a table. */
export function badRowsAddress(id: string, language: Language): string {
  return `${path(id)}/bad-rows.csv?lang=${language}`
}

/** Where everybody is whom a filter means, as a table. */
export function exportAddress(filter: CustomerFilter, language: Language): string {
  const given = Object.entries(filter).filter((pair): pair is [string, string] => Boolean(pair[1]))
  return `/api/customer-export?${new URLSearchParams([...given, ['lang', language]])}`
}

const known = [
  'spreadsheet',
  'binary',
  'columns',
  'no_rows',
  'head',
  'rows',
  'too_large',
  'empty_file',
] as const

/** Why a file was refused, as a word of the area; undefined for what is not about the file. */
export function whyRefused(error: unknown): (typeof known)[number] | 'other' | undefined {
  if (!(error instanceof ApiError)) return undefined
  const why = error.code === 'not_a_table' ? error.details['why'] : error.code
  return known.find((each) => each === why) ?? (error.code === 'not_a_table' ? 'other' : undefined)
}
