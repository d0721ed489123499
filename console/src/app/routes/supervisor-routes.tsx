import { createRoute, Outlet } from '@tanstack/react-router'
import { readInsightSearch } from '../../lib/insight-search.ts'
import { CsatPage, LivePage, SentimentPage, TranscriptsPage } from '../supervisor/supervisor-parts.ts'
import { deskRoute } from './desk-route.ts'

/** Whoever may not see the numbers is told so by the server; the rail does not lead them here. */
const supervisorRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/supervisor',
  validateSearch: readInsightSearch,
  component: Outlet,
})

const liveRoute = createRoute({
  getParentRoute: () => supervisorRoute,
  path: '/',
  component: () => <LivePage search={supervisorRoute.useSearch()} />,
})
const sentimentRoute = createRoute({
  getParentRoute: () => supervisorRoute,
  path: '/sentiment',
  component: () => <SentimentPage search={supervisorRoute.useSearch()} />,
})
const csatRoute = createRoute({
  getParentRoute: () => supervisorRoute,
  path: '/csat',
  component: () => <CsatPage search={supervisorRoute.useSearch()} />,
})
const transcriptsRoute = createRoute({
  getParentRoute: () => supervisorRoute,
  path: '/transcripts',
  component: () => <TranscriptsPage search={supervisorRoute.useSearch()} />,
})

export const supervisorRoutes = supervisorRoute.addChildren([
  liveRoute,
  sentimentRoute,
  csatRoute,
  transcriptsRoute,
])
