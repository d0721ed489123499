import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useSyncExternalStore } from 'react'
import { ApiError } from '../lib/api-error.ts'
import { currentLanguage } from '../lib/i18n.ts'
import { LanguageContext, onLanguageChange } from '../lib/use-translation.ts'
import { useNotices } from '../ui/notify.ts'
import { cssVariables, theme } from '../ui/theme.ts'
import { TipHost } from '../ui/tip-host.tsx'
import { NotificationStack } from './lazy-parts.ts'
import { createConsoleRouter } from './router.tsx'

const TRIES = 2

const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      refetchOnWindowFocus: false,
      retry: (failures, error) => failures < TRIES && !(error instanceof ApiError && !error.mayRetry),
    },
  },
})
const router = createConsoleRouter(queryClient)
const colorScheme = localStorageColorSchemeManager({ key: 'parley.theme' })

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

export function Providers() {
  const language = useSyncExternalStore(onLanguageChange, currentLanguage)
  return (
    <LanguageContext value={language}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariables}
        colorSchemeManager={colorScheme}
        defaultColorScheme="auto"
      >
        <QueryClientProvider client={queryClient}>
          <Notices />
          <TipHost />
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </LanguageContext>
  )
}

/** The place of notices comes with the first of them. */
function Notices() {
  const wanted = useNotices((state) => state.wanted)
  return wanted ? <NotificationStack /> : null
}
