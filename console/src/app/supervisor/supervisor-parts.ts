import { lazyPage } from '../lazy-page.tsx'

/** The pages of the area; only supervisors and admins ever fetch them. */
export const LivePage = lazyPage(
  'supervisor',
  async () => (await import('../../features/supervisor/live-page.tsx')).LivePage,
)
export const SentimentPage = lazyPage(
  'supervisor',
  async () => (await import('../../features/supervisor/sentiment-page.tsx')).SentimentPage,
)
export const CsatPage = lazyPage(
  'supervisor',
  async () => (await import('../../features/supervisor/csat-page.tsx')).CsatPage,
)
export const TranscriptsPage = lazyPage(
  'supervisor',
  async () => (await import('../../features/supervisor/transcripts-page.tsx')).TranscriptsPage,
)
