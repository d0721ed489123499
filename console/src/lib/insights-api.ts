import type { Csat, MoodTrend, TranscriptPage } from '@parley/server/contract'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { call } from './api.ts'
import type { InsightSearch } from './insight-search.ts'

const AGAIN_MS = 15_000

function address(path: string, search: InsightSearch & { timeZone?: string; cursor?: string }): string {
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(search)) if (value !== undefined) query.set(key, String(value))
  return `/api/insights/${path}?${query}`
}

/** Days and hours are those of `timeZone`: of whoever looks. */
export const moodQuery = (search: InsightSearch, timeZone: string) =>
  queryOptions({
    queryKey: ['insights', 'mood', search, timeZone],
    queryFn: () => call<MoodTrend>(address('mood', { ...search, timeZone })),
    placeholderData: keepPreviousData,
    refetchInterval: AGAIN_MS,
    staleTime: 5000,
  })

export const csatQuery = (search: InsightSearch, timeZone: string) =>
  queryOptions({
    queryKey: ['insights', 'csat', search, timeZone],
    queryFn: () => call<Csat>(address('csat', { ...search, timeZone })),
    placeholderData: keepPreviousData,
    refetchInterval: AGAIN_MS,
    staleTime: 5000,
  })

export const transcriptsQuery = (search: InsightSearch) =>
  infiniteQueryOptions({
    queryKey: ['insights', 'transcripts', search],
    queryFn: ({ pageParam }) =>
      call<TranscriptPage>(
        address('transcripts', { ...search, ...(pageParam ? { cursor: pageParam } : {}) }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    staleTime: 5000,
  })
