import {
  Csat,
  InsightQuery,
  MoodTrend,
  TranscriptPage,
  TranscriptQuery,
  Wall,
  WatchWall,
} from '../contract/index.ts'
import { type Route, route } from '../http/route.ts'
import type { Insights } from './insights.ts'

/** The supervisor's numbers, and the lines behind each of them. */
export function insightRoutes({ insights }: { insights: Insights }): Route[] {
  const access = 'insights.read'
  return [
    route({
      method: 'get',
      path: '/api/insights/live',
      access,
      query: WatchWall,
      answer: Wall,
      handle: async ({ query }) => await insights.wall(query),
    }),
    route({
      method: 'get',
      path: '/api/insights/mood',
      access,
      query: InsightQuery,
      answer: MoodTrend,
      handle: async ({ query }) => await insights.mood(query),
    }),
    route({
      method: 'get',
      path: '/api/insights/csat',
      access,
      query: InsightQuery,
      answer: Csat,
      handle: async ({ query }) => await insights.csat(query),
    }),
    route({
      method: 'get',
      path: '/api/insights/transcripts',
      access,
      query: TranscriptQuery,
      answer: TranscriptPage,
      handle: async ({ query }) => await insights.transcripts(query),
    }),
  ]
}
