import { lazy } from 'react'
import { loadWords } from '../../lib/i18n.ts'
import { patiently } from '../../lib/patiently.ts'

const withWords = async <Part>(load: () => Promise<Part>): Promise<Part> => {
  const [part] = await patiently(() => Promise.all([load(), loadWords('supervisor')]))
  return part
}

/** The pages of the area; only supervisors and admins ever fetch them. */
export const LivePage = lazy(async () => ({
  default: (await withWords(() => import('../../features/supervisor/live-page.tsx'))).LivePage,
}))
export const SentimentPage = lazy(async () => ({
  default: (await withWords(() => import('../../features/supervisor/sentiment-page.tsx'))).SentimentPage,
}))
export const CsatPage = lazy(async () => ({
  default: (await withWords(() => import('../../features/supervisor/csat-page.tsx'))).CsatPage,
}))
export const TranscriptsPage = lazy(async () => ({
  default: (await withWords(() => import('../../features/supervisor/transcripts-page.tsx'))).TranscriptsPage,
}))
