import type { Mentionable, MentionPage } from '@parley/server/contract'
import { infiniteQueryOptions } from '@tanstack/react-query'
import { create } from 'zustand'
import { call } from './api.ts'

export const mentionsKey = ['mentions'] as const

/** Kept beside the pages: the navigation shows it before and after the list was looked at. */
export const useMentionCount = create<{ unseen: number }>(() => ({ unseen: 0 }))

export async function fetchMentions(cursor?: string): Promise<MentionPage> {
  const query = cursor ? `?${new URLSearchParams({ cursor })}` : ''
  const page = await call<MentionPage>(`/api/mentions${query}`)
  useMentionCount.setState({ unseen: page.unseen })
  return page
}

export const mentionPagesQuery = infiniteQueryOptions({
  queryKey: mentionsKey,
  queryFn: ({ pageParam }) => fetchMentions(pageParam),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.next,
})

export const seeMentions = (thread: string, upTo: number) =>
  call<void>('/api/mentions/seen', { method: 'PUT', body: { thread, upTo } })

export const fetchMentionable = async (thread: string): Promise<Mentionable[]> =>
  (await call<{ people: Mentionable[] }>(`/api/threads/${encodeURIComponent(thread)}/mentionable`)).people
