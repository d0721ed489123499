import type { Counted, InsightFilter, InsightPeriod, InsightSplit } from '@parley/server/contract'

/** What the supervisor's addresses may carry: one grammar for charts, lists and links. */
export interface InsightSearch {
  period?: InsightPeriod
  from?: number
  to?: number
  step?: 'hour' | 'day'
  by?: InsightSplit
  count?: Counted
  channel?: string
  team?: string
  agent?: string
  intent?: string
  language?: NonNullable<InsightFilter['language']>
  mood?: NonNullable<InsightFilter['mood']>
  reason?: string
  queue?: string
  handled?: NonNullable<InsightFilter['handled']>
  rating?: number
}

/** The pages whose addresses carry it. */
export type InsightPath =
  | '/supervisor'
  | '/supervisor/sentiment'
  | '/supervisor/csat'
  | '/supervisor/transcripts'

export const filterKeys = [
  'channel',
  'team',
  'agent',
  'intent',
  'language',
  'mood',
  'reason',
  'queue',
  'handled',
  'rating',
] as const satisfies readonly (keyof InsightFilter)[]
export type FilterKey = (typeof filterKeys)[number]

const choices: Partial<Record<keyof InsightSearch, readonly string[]>> = {
  period: ['now', '24h', '7d', '30d'],
  step: ['hour', 'day'],
  by: ['channel', 'team', 'intent', 'language', 'agent'],
  count: ['messages', 'begun', 'closed', 'handoffs', 'replies', 'ratings', 'waiting', 'talking'],
  language: ['en', 'zh'],
  mood: ['positive', 'neutral', 'negative'],
  handled: ['bot', 'person'],
}
const words = ['channel', 'team', 'agent', 'intent', 'reason', 'queue'] as const
const numbers = ['from', 'to', 'rating'] as const
const LONGEST = 80

/** Keeps of an address what has a meaning; what somebody typed wrongly is left out. */
export function readInsightSearch(search: Record<string, unknown>): InsightSearch {
  const kept: Record<string, unknown> = {}
  for (const [key, allowed] of Object.entries(choices)) {
    const value = search[key]
    if (typeof value === 'string' && allowed.includes(value)) kept[key] = value
  }
  for (const key of words) {
    const value = search[key]
    const text = typeof value === 'number' ? String(value) : value
    if (typeof text === 'string' && text !== '' && text.length <= LONGEST) kept[key] = text
  }
  for (const key of numbers) {
    const value = Number(search[key])
    if (search[key] !== undefined && Number.isSafeInteger(value) && value >= 0) kept[key] = value
  }
  return kept as InsightSearch
}

/** Only what narrows, for a call or a link. */
export function filtersOf(search: InsightSearch): InsightSearch {
  return Object.fromEntries(
    filterKeys.flatMap((key) => (search[key] === undefined ? [] : [[key, search[key]]])),
  ) as InsightSearch
}

/** The list behind a number: the same filter over the same time. */
export function behind(count: Counted, range: { from: number; to: number }, filter: InsightSearch = {}) {
  const { from, to } = range
  const now = count === 'waiting' || count === 'talking'
  return {
    to: '/supervisor/transcripts',
    search: { count, ...(now ? {} : { from, to }), ...filter } satisfies InsightSearch,
  } as const
}
export type Behind = ReturnType<typeof behind>
