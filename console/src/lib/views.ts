import type { RowFilter, Sort, View } from '@parley/server/contract'
import { ownSortOf, readFilterKindly, sortsOf, writeFilter } from '@parley/server/contract/rules'

/** In the order of the navigation. */
export const views = ['waiting', 'mine', 'open', 'bot', 'closed'] as const satisfies readonly View[]

export function isView(value: string): value is View {
  return views.some((view) => view === value)
}

/** A view, narrowed down and sorted: what a list on the screen is. */
export interface ListAsked {
  view: View
  filter: RowFilter
  sort: Sort
}

/** What of a list, and of a place in a conversation, stands behind the `?` of an address. */
export type ListSearch = Partial<Record<string, string | number>>

/** Where a conversation opens: at an entry, or where one of its episodes begins; at its end without either. */
export interface Place {
  at?: number | undefined
  episode?: number | undefined
}

/** The place that an address names; what is no number is left out. */
export function readPlace(search: Readonly<Record<string, unknown>>): Place {
  const [at, episode] = [Number(search['at']), Number(search['episode'])]
  if (Number.isSafeInteger(at) && at > 0) return { at }
  return Number.isSafeInteger(episode) && episode > 0 ? { episode } : {}
}

export function listOfView(view: View): ListAsked {
  return { view, filter: {}, sort: ownSortOf(view) }
}

/** The list that an address names; what makes no sense in it is left out. */
export function readList(view: View, search: Readonly<Record<string, unknown>>): ListAsked {
  const sort = sortsOf(view).find((each) => each === search['sort'])
  return { view, filter: readFilterKindly(search), sort: sort ?? ownSortOf(view) }
}

/** What of an address means something; the view, which says what it can be sorted by, is not known here. */
export function readSearch(search: Readonly<Record<string, unknown>>): ListSearch {
  const { sort } = search
  return {
    ...writeFilter(readFilterKindly(search)),
    ...(typeof sort === 'string' && sort.length < 20 ? { sort } : {}),
    ...readPlace(search),
  }
}

export function writeSearch({ view, filter, sort }: ListAsked): ListSearch {
  return { ...writeFilter(filter), ...(sort === ownSortOf(view) ? {} : { sort }) }
}

/** The same for the same list, whatever order its conditions were chosen in. */
export function listKey(list: ListAsked): string {
  const search = new URLSearchParams(writeSearch(list) as Record<string, string>)
  return search.size === 0 ? list.view : `${list.view}?${search}`
}

/** Where a view, or a thread within it, is; a view alone closes the thread. */
export function inboxAddress(view: View, threadId?: string) {
  return { to: '/inbox/$view/{-$threadId}', params: { view, threadId }, search: {} as ListSearch } as const
}

/** Where a conversation is, opened at a place in it. */
export function placeAddress(view: View, threadId: string, { at, episode }: Place) {
  const place: ListSearch = at !== undefined ? { at } : episode !== undefined ? { episode } : {}
  return { ...inboxAddress(view, threadId), search: place } as const
}

/** What has ended opens where it began, what goes on at its end. */
export function episodeAddress({
  thread,
  episode,
  status,
}: {
  thread: string
  episode: number
  status: string
}) {
  return status === 'closed' ? placeAddress('closed', thread, { episode }) : placeAddress('open', thread, {})
}

/** Stands for the list of mentions, which is no view of conversations. */
export const MENTIONS = 'mentions'

/** Where the list of mentions is. */
export const mentionsAddress = { to: '/inbox/mentions/{-$threadId}', params: {}, search: {} } as const

/** Where a mention is: its conversation, at the note. */
export function mentionAddress({ thread, seq }: { thread: string; seq: number }) {
  return {
    to: '/inbox/mentions/{-$threadId}',
    params: { threadId: thread },
    search: { at: seq },
  } as const
}

/** Where a narrowed list, or a thread within it, is. */
export function listAddress(list: ListAsked, threadId?: string) {
  return { ...inboxAddress(list.view, threadId), search: writeSearch(list) }
}
