import type { SavedView, SaveView } from '@parley/server/contract'
import { builtInViews, ownSortOf } from '@parley/server/contract/rules'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { makeClientId } from './ids.ts'
import { usePreference } from './preferences.ts'
import { ownApi } from './preferences-api.ts'
import { useTranslation } from './use-translation.ts'
import type { ListAsked } from './views.ts'

export const savedViewsQuery = queryOptions({
  queryKey: ['saved-views'],
  queryFn: ownApi.savedViews,
  staleTime: 60_000,
})

/** A saved list as the navigation shows it. */
export interface NavView {
  id: string
  name: string
  list: ListAsked
  /** Absent for what every install begins with. */
  saved?: SavedView
}

/** Everything saved that this person wants to see, in their order: the same array as long as it is the same. */
export function useNavViews(): readonly NavView[] {
  const { t } = useTranslation()
  const saved = useQuery(savedViewsQuery).data
  const viewOrder = usePreference('viewOrder')
  const hiddenViews = usePreference('hiddenViews')
  return useMemo(() => {
    const all: NavView[] = [
      ...builtInViews.map(({ id, view, filter, sort }) => ({
        id,
        name: t(`views.${id}`),
        list: { view, filter: structuredClone(filter) as ListAsked['filter'], sort },
      })),
      ...(saved ?? []).map((one) => ({ id: one.id, name: one.name, list: listOf(one), saved: one })),
    ]
    return inOrder(
      all.filter(({ id }) => !hiddenViews.includes(id)),
      viewOrder,
    )
  }, [t, saved, viewOrder, hiddenViews])
}

export function listOf({ view, filter, sort }: Pick<SavedView, 'view' | 'filter' | 'sort'>): ListAsked {
  return { view, filter, sort: sort ?? ownSortOf(view) }
}

export function bodyOf(name: string, { view, filter, sort }: ListAsked, shared: boolean): SaveView {
  return { name, view, filter, sort, shared }
}

export const newViewId = () => `v_${makeClientId()}`

/** In the person's order; what they never placed comes last, as it came. */
export function inOrder<View extends { id: string }>(
  views: readonly View[],
  order: readonly string[],
): readonly View[] {
  const place = (view: View) => {
    const index = order.indexOf(view.id)
    return index < 0 ? order.length : index
  }
  return views.toSorted((a, b) => place(a) - place(b))
}

/** The ids in the order after one was moved by so many places. */
export function moved(ids: readonly string[], id: string, by: number): string[] {
  const others = ids.filter((each) => each !== id)
  const at = Math.min(Math.max(0, ids.indexOf(id) + by), others.length)
  return others.toSpliced(at, 0, id)
}
