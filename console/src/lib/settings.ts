import type { Section, SettingsOf, StoredSettings } from '@parley/server/contract'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from './api.ts'

const path = (section: Section) => `/api/settings/${section}`

export const settingsQuery = <S extends Section>(section: S) =>
  queryOptions({
    queryKey: ['settings', section],
    queryFn: async () => await call<StoredSettings<S>>(path(section)),
    staleTime: 5000,
  })

/** Saves a section over the version that was read; `changed_meanwhile` when somebody else was faster. */
export function useSaveSettings<S extends Section>(section: S) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (change: { version: number; value: SettingsOf<S> }) =>
      await call<StoredSettings<S>>(path(section), { method: 'PUT', body: change }),
    onSuccess: (stored) => {
      queryClient.setQueryData(settingsQuery(section).queryKey, stored)
      void queryClient.invalidateQueries({ queryKey: ['desk'] })
    },
  })
}
