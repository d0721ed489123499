import type { Suggestions } from '@parley/server/contract'
import { call } from './api.ts'

export const fetchSuggestions = (thread: string) =>
  call<Suggestions>(`/api/threads/${encodeURIComponent(thread)}/suggestions`)
