import type { Preferences, PreferencesChange } from '@parley/server/contract'
import { usualPreferences } from '@parley/server/contract/rules'
import { create } from 'zustand'
import type { FailureCode } from './api-error.ts'
import { codeOf } from './api-error.ts'
import { setTimeZone } from './format.ts'
import { ownApi } from './preferences-api.ts'
import { readStoredJson, writeStored } from './stored.ts'

const STORED_AS = 'parley.preferences'
const SAVE_AFTER_MS = 400

interface PreferencesState {
  /** Whose they are: the next person at this browser starts with the usual ones. */
  owner: string
  values: Preferences
  /** What was changed here and is not on the server yet: it wins over what the server says. */
  unsaved: PreferencesChange
  problem: FailureCode | undefined
}

/** What this person wants of the console: from this browser at once, then from the server. */
export const usePreferences = create<PreferencesState>(() => ({ ...readCache(), problem: undefined }))

export const usePreference = <Part extends keyof Preferences>(part: Part): Preferences[Part] =>
  usePreferences((state) => state.values[part])
export const preferences = (): Preferences => usePreferences.getState().values

let timer: ReturnType<typeof setTimeout> | undefined

setTimeZone(preferences().timeZone)
usePreferences.subscribe(({ owner, values, unsaved }) => {
  setTimeZone(values.timeZone)
  writeStored(STORED_AS, JSON.stringify({ owner, values, unsaved }))
})

/** Asks the server, at the sign-in and whenever the connection came back. What it does not have yet is sent. */
export async function loadPreferences(owner: string): Promise<void> {
  if (usePreferences.getState().owner !== owner)
    usePreferences.setState({ owner, values: usualPreferences, unsaved: {}, problem: undefined })
  try {
    const values = await ownApi.preferences()
    usePreferences.setState(({ unsaved }) => ({ values: applied(values, unsaved) }))
    if (Object.keys(usePreferences.getState().unsaved).length > 0) await save()
  } catch (error) {
    // What this browser remembers will do until then.
    codeOf(error)
  }
}

/** Shown at once, saved a moment later. */
export function changePreferences(change: PreferencesChange): void {
  usePreferences.setState(({ values, unsaved }) => ({
    values: applied(values, change),
    unsaved: { ...unsaved, ...change },
  }))
  if (timer !== undefined) clearTimeout(timer)
  timer = setTimeout(() => void save(), SAVE_AFTER_MS)
}

async function save(keepalive = false): Promise<void> {
  if (timer !== undefined) clearTimeout(timer)
  timer = undefined
  const sent = usePreferences.getState().unsaved
  if (Object.keys(sent).length === 0) return
  try {
    const values = await ownApi.changePreferences(sent, keepalive)
    usePreferences.setState(({ unsaved }) => {
      const left = Object.entries(unsaved).filter(
        ([part, value]) => sent[part as keyof PreferencesChange] !== value,
      )
      const still = Object.fromEntries(left) as PreferencesChange
      return { values: applied(values, still), unsaved: still, problem: undefined }
    })
  } catch (error) {
    usePreferences.setState({ problem: codeOf(error) })
  }
}

/** Before the page goes. */
export function flushPreferences(): void {
  if (timer !== undefined) void save(true)
}

/** Another tab of this browser changed them. */
export function followOtherTabs(): () => void {
  const follow = (event: StorageEvent) => {
    if (event.key === STORED_AS && event.newValue !== null) usePreferences.setState(readCache())
  }
  addEventListener('storage', follow)
  return () => removeEventListener('storage', follow)
}

function applied(values: Preferences, change: PreferencesChange): Preferences {
  const parts = Object.entries({ ...values, ...change }).filter(
    ([, value]) => value !== null && value !== undefined,
  )
  return { ...usualPreferences, ...Object.fromEntries(parts) }
}

/** This browser's own words, written by this file; whatever else stands there is as good as nothing. */
function readCache(): Pick<PreferencesState, 'owner' | 'values' | 'unsaved'> {
  const stored = readStoredJson(STORED_AS)
  const { owner, values, unsaved } = (isRecord(stored) ? stored : {}) as Partial<PreferencesState>
  return {
    owner: typeof owner === 'string' ? owner : '',
    values: isRecord(values) ? { ...usualPreferences, ...values } : usualPreferences,
    unsaved: isRecord(unsaved) ? unsaved : {},
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
