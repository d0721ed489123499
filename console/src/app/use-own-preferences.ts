import { useMantineColorScheme } from '@mantine/core'
import { useEffect } from 'react'
import { useConnection } from '../lib/connection.ts'
import { currentLanguage, setLanguage } from '../lib/i18n.ts'
import { flushPreferences, followOtherTabs, loadPreferences, usePreference } from '../lib/preferences.ts'
import { useSession } from '../lib/session.ts'

/** The console looks and speaks as this person wants it, on every device. */
export function useOwnPreferences(): void {
  const { user } = useSession()
  const online = useConnection(({ status }) => status === 'online')
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const theme = usePreference('theme')
  const language = usePreference('language')
  const density = usePreference('density')
  useEffect(() => {
    if (online) void loadPreferences(user.id)
  }, [online, user.id])
  useEffect(() => {
    if (theme !== colorScheme) setColorScheme(theme)
  }, [theme, colorScheme, setColorScheme])
  useEffect(() => {
    if (language && language !== currentLanguage()) void setLanguage(language)
  }, [language])
  useEffect(() => {
    document.documentElement.dataset['density'] = density
  }, [density])
  useEffect(() => followOtherTabs(), [])
  useEffect(() => {
    addEventListener('pagehide', flushPreferences)
    return () => removeEventListener('pagehide', flushPreferences)
  }, [])
}
