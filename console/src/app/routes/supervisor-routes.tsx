import { createRoute, Outlet } from '@tanstack/react-router'
import { readInsightSearch } from '../../lib/insight-search.ts'
import { around } from '../lazy-page.tsx'
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
  component: around(LivePage, () => <LivePage search={supervisorRoute.useSearch()} />),
})
const sentimentRoute = createRoute({
  getParentRoute: () => supervisorRoute,
  path: '/sentiment',
  component: around(SentimentPage, () => <SentimentPage search={supervisorRoute.useSearch()} />),
})
const csatRoute = createRoute({
  getParentRoute: () => supervisorRoute,
  path: '/csat',
  component: around(CsatPage, () => <CsatPage search={supervisorRoute.useSearch()} />),
})
const transcriptsRoute = createRoute({
  getParentRoute: () => supervisorRoute,
  path: '/transcripts',
  component: around(TranscriptsPage, () => <TranscriptsPage search={supervisorRoute.useSearch()} />),
})

export const supervisorRoutes = supervisorRoute.addChildren([
  liveRoute,
  sentimentRoute,
  csatRoute,
  transcriptsRoute,
])
