import type { SessionInfo } from '@parley/server/contract'
import { useQueryClient } from '@tanstack/react-query'
import { createRoute, useRouter } from '@tanstack/react-router'
import { lazy, Suspense, useCallback } from 'react'
import { loadWords } from '../../lib/i18n.ts'
import { patiently } from '../../lib/patiently.ts'
import { sessionQuery } from '../../lib/session.ts'
import { rootRoute } from './desk-route.ts'

/** The ways in that are not the password: set-up, invitation, a new password. */
const withWords = async <T,>(load: () => Promise<T>): Promise<T> =>
  (await patiently(() => Promise.all([load(), loadWords('entrance')])))[0]

const SetupPage = lazy(async () => ({
  default: (await withWords(() => import('../../features/setup/setup-page.tsx'))).SetupPage,
}))
const WelcomePage = lazy(async () => ({
  default: (await withWords(() => import('../../features/entrance/welcome-page.tsx'))).WelcomePage,
}))
const ResetPage = lazy(async () => ({
  default: (await withWords(() => import('../../features/entrance/reset-page.tsx'))).ResetPage,
}))
const ForgotPage = lazy(async () => ({
  default: (await withWords(() => import('../../features/entrance/forgot-page.tsx'))).ForgotPage,
}))

function useLetIn(): (session: SessionInfo) => void {
  const router = useRouter()
  const queryClient = useQueryClient()
  return useCallback(
    (session) => {
      queryClient.setQueryData(sessionQuery.queryKey, session)
      router.history.replace('/')
    },
    [router, queryClient],
  )
}

const setupRoute = createRoute({ getParentRoute: () => rootRoute, path: '/setup', component: Setup })

function Setup() {
  const queryClient = useQueryClient()
  // Not sent to any server, and out of sight once it was read.
  const token = location.hash.slice(1) || undefined
  return (
    <Suspense>
      <SetupPage
        token={token}
        onSession={(session) => {
          history.replaceState(history.state, '', location.pathname)
          queryClient.setQueryData(sessionQuery.queryKey, session)
        }}
      />
    </Suspense>
  )
}

const welcomeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/welcome/$token',
  component: Welcome,
})

function Welcome() {
  const { token } = welcomeRoute.useParams()
  const letIn = useLetIn()
  return (
    <Suspense>
      <WelcomePage token={token} onSignedIn={letIn} />
    </Suspense>
  )
}

const resetRoute = createRoute({ getParentRoute: () => rootRoute, path: '/reset/$token', component: Reset })

function Reset() {
  const { token } = resetRoute.useParams()
  const letIn = useLetIn()
  return (
    <Suspense>
      <ResetPage token={token} onSignedIn={letIn} />
    </Suspense>
  )
}

const forgotRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/forgot',
  component: () => (
    <Suspense>
      <ForgotPage />
    </Suspense>
  ),
})

export const entranceRoutes = [setupRoute, welcomeRoute, resetRoute, forgotRoute]
