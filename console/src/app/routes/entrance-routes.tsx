import type { SessionInfo } from '@parley/server/contract'
import { useQueryClient } from '@tanstack/react-query'
import { createRoute, useRouter } from '@tanstack/react-router'
import { useCallback } from 'react'
import { sessionQuery } from '../../lib/session.ts'
import { around, lazyPage } from '../lazy-page.tsx'
import { rootRoute } from './desk-route.ts'

/** The ways in that are not the password: set-up, invitation, a new password. */
const SetupPage = lazyPage(
  'entrance',
  async () => (await import('../../features/setup/setup-page.tsx')).SetupPage,
)
const WelcomePage = lazyPage(
  'entrance',
  async () => (await import('../../features/entrance/welcome-page.tsx')).WelcomePage,
)
const ResetPage = lazyPage(
  'entrance',
  async () => (await import('../../features/entrance/reset-page.tsx')).ResetPage,
)
const ForgotPage = lazyPage(
  'entrance',
  async () => (await import('../../features/entrance/forgot-page.tsx')).ForgotPage,
)

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

const setupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/setup',
  component: around(SetupPage, Setup),
})

function Setup() {
  const queryClient = useQueryClient()
  // Not sent to any server, and out of sight once it was read.
  const token = location.hash.slice(1) || undefined
  return (
    <SetupPage
      token={token}
      onSession={(session) => {
        history.replaceState(history.state, '', location.pathname)
        queryClient.setQueryData(sessionQuery.queryKey, session)
      }}
    />
  )
}

const welcomeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/welcome/$token',
  component: around(WelcomePage, Welcome),
})

function Welcome() {
  const { token } = welcomeRoute.useParams()
  const letIn = useLetIn()
  return <WelcomePage token={token} onSignedIn={letIn} />
}

const resetRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/reset/$token',
  component: around(ResetPage, Reset),
})

function Reset() {
  const { token } = resetRoute.useParams()
  const letIn = useLetIn()
  return <ResetPage token={token} onSignedIn={letIn} />
}

const forgotRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/forgot',
  component: ForgotPage,
})

export const entranceRoutes = [setupRoute, welcomeRoute, resetRoute, forgotRoute]
