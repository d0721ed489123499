import { useContext } from 'react'
import { shownTimeZone } from './format.ts'
import type { Language } from './i18n.ts'
import { usePreference } from './preferences.ts'
import { LanguageContext } from './use-translation.ts'

/** The language on the screen; re-renders when it or the time zone changes. */
export function useLanguage(): Language {
  usePreference('timeZone')
  return useContext(LanguageContext)
}

/** The zone that times are shown in; re-renders when the person chooses another. */
export function useTimeZone(): string {
  usePreference('timeZone')
  return shownTimeZone()
}
