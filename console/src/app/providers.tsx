import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { Suspense } from 'react'
import { ApiError } from '../lib/api-error.ts'
import { cssVariables, theme } from '../ui/theme.ts'
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
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={colorScheme}
      defaultColorScheme="auto"
    >
      <QueryClientProvider client={queryClient}>
        <Suspense>
          <NotificationStack />
        </Suspense>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  )
}
