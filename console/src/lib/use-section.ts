import type { FieldProblem, Section, SettingsOf, StoredSettings } from '@parley/server/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiError, codeOf, type FailureCode } from './api-error.ts'
import { fieldProblemsOf } from './field-labels.ts'
import { settingsQuery, useSaveSettings } from './settings.ts'

export interface SectionForm<S extends Section> {
  stored: StoredSettings<S> | undefined
  /** What the form shows: the draft, or what is stored. */
  value: SettingsOf<S> | undefined
  loadError: unknown
  reload: () => void
  dirty: boolean
  saving: boolean
  refused: { code: FailureCode; problems: FieldProblem[] } | undefined
  /** Somebody else saved meanwhile: theirs, to choose from. */
  theirs: StoredSettings<S> | undefined
  change: (edit: (value: SettingsOf<S>) => SettingsOf<S>) => void
  discard: () => void
  /** Rises when what was typed is thrown away: a key for fields that keep what is half typed. */
  round: number
  save: () => Promise<boolean>
  takeTheirs: () => void
  /** Goes on with the draft; the next save asks again. */
  keepEditing: () => void
  overwrite: () => Promise<boolean>
}

/** One section of the settings as a form: draft, save with its version, and the choice when two saved at once. */
export function useSection<S extends Section>(section: S): SectionForm<S> {
  const queryClient = useQueryClient()
  const { queryKey } = settingsQuery(section)
  const query = useQuery(settingsQuery(section))
  const saving = useSaveSettings(section)
  const [draft, setDraft] = useState<SettingsOf<S>>()
  const [round, setRound] = useState(0)
  const [theirs, setTheirs] = useState<StoredSettings<S>>()
  const stored = query.data as StoredSettings<S> | undefined
  const value = draft ?? stored?.value

  const put = async (version: number): Promise<boolean> => {
    if (draft === undefined || saving.isPending) return false
    try {
      await saving.mutateAsync({ version, value: draft })
      setDraft(undefined)
      setTheirs(undefined)
      return true
    } catch (error) {
      // The server tells with the refusal what is stored now.
      if (error instanceof ApiError && error.code === 'changed_meanwhile')
        setTheirs(error.details['stored'] as StoredSettings<S> | undefined)
      return false
    }
  }
  return {
    stored,
    value,
    loadError: query.error,
    reload: () => void query.refetch(),
    dirty: draft !== undefined,
    saving: saving.isPending,
    refused: theirs ? undefined : refusalOf(saving.error),
    theirs,
    change: (edit) => {
      if (value === undefined) return
      saving.reset()
      setDraft(edit(value))
    },
    round,
    discard: () => {
      setRound(round + 1)
      setDraft(undefined)
      setTheirs(undefined)
      saving.reset()
      void query.refetch()
    },
    save: async () => await put(stored?.version ?? 0),
    takeTheirs: () => {
      setRound(round + 1)
      if (theirs) queryClient.setQueryData(queryKey, theirs)
      setDraft(undefined)
      setTheirs(undefined)
      saving.reset()
    },
    keepEditing: () => setTheirs(undefined),
    overwrite: async () => await put(theirs?.version ?? 0),
  }
}

function refusalOf(error: unknown): SectionForm<Section>['refused'] {
  return error ? { code: codeOf(error), problems: fieldProblemsOf(error) } : undefined
}
