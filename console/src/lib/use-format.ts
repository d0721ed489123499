import { useTranslation } from 'react-i18next'
import { currentLanguage, type Language } from './i18n.ts'
import { usePreference } from './preferences.ts'

/** The language on the screen; re-renders when it or the time zone changes. */
export function useLanguage(): Language {
  useTranslation()
  usePreference('timeZone')
  return currentLanguage()
}
