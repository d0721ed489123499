import type {
  Comparison,
  ExampleList,
  GiveLabel,
  GoBack,
  Label,
  LabelPage,
  LabelQueue,
  Task,
  TrainingOverview,
  TryAnswer,
  TryText,
  UseVersion,
  VersionDetail,
  VersionUses,
} from '@parley/server/contract'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call } from './api.ts'
import { ApiError } from './api-error.ts'
import { isUnderWay } from './tasks.ts'

const LOOK_MS = 700
const WAIT_MS = 1500
const MOST_WAITS = 20
const TRIES = 2
const at = (path: string, search: Record<string, string | undefined> = {}) => {
  const given = Object.entries(search).flatMap(([key, value]) => (value ? [[key, value]] : []))
  return `/api/training${path}${given.length > 0 ? `?${new URLSearchParams(given)}` : ''}`
}
const post = async <T>(path: string, body: object) => await call<T>(at(path), { method: 'POST', body })
const version = (id: string) => `/versions/${encodeURIComponent(id)}`

/** A model that is being loaded or measured is there in a moment: what asks for it waits. */
const untilLoaded = {
  retry: (failures: number, error: unknown) =>
    error instanceof ApiError &&
    error.mayRetry &&
    failures < (error.code === 'model_unavailable' ? MOST_WAITS : TRIES),
  retryDelay: WAIT_MS,
}

/** Asked again while a training is under way: its progress rides along. */
export const overviewQuery = queryOptions({
  queryKey: ['training', 'overview'],
  queryFn: async () => await call<TrainingOverview>(at('')),
  ...untilLoaded,
  refetchInterval: ({ state }) => (state.data?.task && isUnderWay(state.data.task) ? LOOK_MS : 15_000),
})

export const versionQuery = (id: string) =>
  queryOptions({
    queryKey: ['training', 'version', id],
    queryFn: async () => await call<VersionDetail>(at(version(id))),
    ...untilLoaded,
    // A version never changes once it is made; only its state does, which the overview knows.
    staleTime: 60_000,
  })

/** Who put which version to use, when and why. */
export const usesQuery = queryOptions({
  queryKey: ['training', 'uses'],
  queryFn: async () => (await call<VersionUses>(at('/uses'))).uses,
})

export const examplesQuery = (id: string, meant: string, said: string) =>
  queryOptions({
    queryKey: ['training', 'examples', id, meant, said],
    queryFn: async () => (await call<ExampleList>(at(`${version(id)}/examples`, { meant, said }))).examples,
    staleTime: 60_000,
  })

export const compareQuery = (a: string, b: string) =>
  queryOptions({
    queryKey: ['training', 'compare', a, b],
    queryFn: async () => await call<Comparison>(at('/compare', { a, b })),
    staleTime: 60_000,
  })

export const queueQuery = (language: string | undefined) =>
  queryOptions({
    queryKey: ['training', 'queue', language ?? ''],
    queryFn: async () => await call<LabelQueue>(at('/queue', { language })),
  })

export const labelsQuery = (filter: { source?: string | undefined; intent?: string | undefined }) =>
  infiniteQueryOptions({
    queryKey: ['training', 'labels', filter],
    queryFn: async ({ pageParam }) => await call<LabelPage>(at('/labels', { ...filter, cursor: pageParam })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  })

export const training = {
  train: async (note: string) => await post<Task>('/train', note ? { note } : {}),
  use: async (body: UseVersion) => await post<TrainingOverview>('/use', body),
  back: async (body: GoBack) => await post<TrainingOverview>('/back', body),
  label: async (body: GiveLabel) => await post<Label>('/labels', body),
  unlabel: async ({ id, at: given }: Label) =>
    await call<void>(at(`/labels/${encodeURIComponent(id)}`, { at: String(given) }), { method: 'DELETE' }),
  restore: async ({ id }: Label) => await post<Label>(`/labels/${encodeURIComponent(id)}/restore`, {}),
  skip: async (item: string) => await post<void>(`/queue/${encodeURIComponent(item)}/skip`, {}),
  unskip: async (item: string) =>
    await call<void>(at(`/queue/${encodeURIComponent(item)}/skip`), { method: 'DELETE' }),
  tryText: async (body: TryText) => await post<TryAnswer>('/try', body),
}
