import { z } from 'zod'
import { Control, HandoffReason, MoodLabel, Status } from './entries.ts'
import { isTimeZone } from './settings.ts'

const DAY_MS = 86_400_000
/** A list of what was counted may reach over so many days, and no look further back. */
export const LONGEST_DAYS = 93

export const InsightPeriod = z.enum(['now', '24h', '7d', '30d'])
export type InsightPeriod = z.infer<typeof InsightPeriod>
export const InsightStep = z.enum(['5m', 'hour', 'day'])
export type InsightStep = z.infer<typeof InsightStep>
export const InsightSplit = z.enum(['channel', 'team', 'intent', 'language', 'agent'])
export type InsightSplit = z.infer<typeof InsightSplit>

/**
 * What a number counts. messages: customers' messages that were understood · begun, closed: conversations · handoffs:
 * times the bot gave one to people · replies: first replies of a person · ratings: answers to the question how it was
 * · waiting, talking: conversations now.
 */
export const Counted = z.enum([
  'messages',
  'begun',
  'closed',
  'handoffs',
  'replies',
  'ratings',
  'waiting',
  'talking',
])
export type Counted = z.infer<typeof Counted>

const Id = z.string().regex(/^[\p{L}\p{N} _.:-]{1,80}$/u, 'is not an id')
const wholeNumber = z
  .string()
  .regex(/^\d{1,15}$/, 'must be a whole number')
  .transform(Number)

/** The one grammar of filters: of charts, of lists and of the console's addresses. `-` asks for what has none. */
export const InsightFilter = z.strictObject({
  channel: Id.optional(),
  team: Id.optional(),
  agent: Id.optional(),
  intent: Id.optional(),
  language: z.enum(['en', 'zh']).optional(),
  mood: MoodLabel.optional(),
  reason: HandoffReason.optional(),
  queue: Id.optional(),
  /** Whether a person had it. */
  handled: z.enum(['bot', 'person']).optional(),
  rating: z.enum(['1', '2', '3', '4', '5']).optional(),
})
export type InsightFilter = z.infer<typeof InsightFilter>

const TimeZone = z.string().max(64).refine(isTimeZone, 'is not a time zone that is known here')
const range = { from: wholeNumber.optional(), to: wholeNumber.optional() }

function isRange({ from, to }: { from?: number | undefined; to?: number | undefined }): boolean {
  if (from === undefined && to === undefined) return true
  if (from === undefined || to === undefined) return false
  return from < to && to - from <= LONGEST_DAYS * DAY_MS
}
const rangeProblem = {
  path: ['to'],
  message: `from and to belong together: from before to, and no more than ${LONGEST_DAYS} days between them`,
}

/** What the live page watches, over REST and over the socket. */
export const WatchWall = z.strictObject({
  period: InsightPeriod,
  timeZone: TimeZone,
  team: Id.optional(),
})
export type WatchWall = z.infer<typeof WatchWall>

/** GET /api/insights/mood and /csat: a period or from/to, hours or days of the viewer's zone. */
export const InsightQuery = InsightFilter.extend({
  period: InsightPeriod.optional(),
  ...range,
  timeZone: TimeZone,
  step: z.enum(['hour', 'day']).optional(),
  by: InsightSplit.optional(),
}).refine(isRange, rangeProblem)
export type InsightQuery = z.infer<typeof InsightQuery>

/** GET /api/insights/transcripts */
export const TranscriptQuery = InsightFilter.extend({
  count: Counted,
  ...range,
  cursor: z
    .string()
    .regex(/^\d{1,15}\.[\w:.-]{1,120}$/, 'is not a cursor')
    .optional(),
})
  .refine(isRange, rangeProblem)
  .refine(({ count, from }) => count === 'waiting' || count === 'talking' || from !== undefined, {
    path: ['from'],
    message: 'is needed',
  })
export type TranscriptQuery = z.infer<typeof TranscriptQuery>

const count = z.number().int()
const at = z.number()
const MoodCounts = z.object({ positive: count, neutral: count, negative: count })
export type MoodCounts = z.infer<typeof MoodCounts>

/** Two numbers that belong to a bar or point: when it begins and ends. */
const bucket = { from: at, to: at }
const Change = z.number().nullable()
const Series = z.array(z.number().nullable())

export const AgentLine = z.object({
  id: z.string(),
  name: z.string(),
  presence: z.enum(['online', 'away', 'offline']),
  load: count,
  capacity: count,
  /** Median, in ms; null without a first reply in the period. */
  firstReplyMs: z.number().nullable(),
  replies: count,
  handledMs: z.number().nullable(),
  closed: count,
  rating: z.number().nullable(),
  ratings: count,
})
export type AgentLine = z.infer<typeof AgentLine>

export const IntentLine = z.object({ intent: z.string(), count, share: z.number(), score: z.number() })
export type IntentLine = z.infer<typeof IntentLine>

export const Attention = z.discriminatedUnion('kind', [
  /** Waits for longer than it should. */
  z.object({
    kind: z.literal('waiting_long'),
    thread: z.string(),
    customer: z.string(),
    queue: z.string(),
    since: at,
  }),
  /** Somebody waits where nobody is there. */
  z.object({ kind: z.literal('queue_unstaffed'), queue: z.string(), waiting: count }),
  /** The share of negative messages of an intent rose against the period before. */
  z.object({
    kind: z.literal('mood_down'),
    intent: z.string(),
    share: z.number(),
    before: z.number(),
    negative: count,
  }),
  z.object({ kind: z.literal('low_ratings'), rating: z.enum(['1', '2']), count }),
])
export type Attention = z.infer<typeof Attention>

/** The live page. Every count is what `/api/insights/transcripts` lists for the same filter and range. */
export const Wall = z.object({
  at,
  period: InsightPeriod,
  timeZone: z.string(),
  team: z.string().optional(),
  ...bucket,
  step: InsightStep,
  /** The hour that `mood` speaks of. */
  hour: z.object(bucket),
  waiting: z.object({
    count,
    /** Since when the one waits who waits longest. */
    since: at.optional(),
    thread: z.string().optional(),
    change: Change,
    series: Series,
  }),
  talking: z.object({ count, online: count, change: Change, series: Series }),
  firstReply: z.object({ medianMs: z.number().nullable(), count, change: Change, series: Series }),
  byBot: z.object({ share: z.number().nullable(), count, closed: count, change: Change, series: Series }),
  csat: z.object({ mean: z.number().nullable(), count, change: Change, series: Series }),
  mood: MoodCounts.extend({ score: z.number().nullable(), change: Change, series: Series }),
  moods: z.array(z.object({ ...bucket, ...MoodCounts.shape })),
  channels: z.array(z.string()),
  /** Conversations begun, in the order of `channels`. */
  volume: z.array(z.object({ ...bucket, counts: z.array(count) })),
  intents: z.array(IntentLine),
  messages: count,
  agents: z.array(AgentLine),
  reasons: z.array(z.object({ reason: HandoffReason, count, before: count })),
  attention: z.array(Attention),
})
export type Wall = z.infer<typeof Wall>

const MoodGroup = MoodCounts.extend({
  /** Id of the channel, team, intent, language or agent; `-` for none. */
  key: z.string(),
  score: z.number(),
  /** Negative share of the period before; null when nothing was said in it. */
  negativeBefore: z.number().nullable(),
  /** Mean mood of each bucket. */
  series: Series,
})
export type MoodGroup = z.infer<typeof MoodGroup>

export const MoodTrend = z.object({
  at,
  ...bucket,
  step: InsightStep,
  total: MoodCounts.extend({ score: z.number().nullable(), negativeBefore: z.number().nullable() }),
  buckets: z.array(z.object({ ...bucket, ...MoodCounts.shape, score: z.number().nullable() })),
  by: InsightSplit.optional(),
  groups: z.array(MoodGroup),
})
export type MoodTrend = z.infer<typeof MoodTrend>

const Stars = z.tuple([count, count, count, count, count])
export const Csat = z.object({
  at,
  ...bucket,
  step: InsightStep,
  count,
  mean: z.number().nullable(),
  meanBefore: z.number().nullable(),
  /** Conversations that were closed in the same time, for the share that was rated. */
  closed: count,
  /** Number of answers 1, 2, 3, 4 and 5. */
  stars: Stars,
  buckets: z.array(z.object({ ...bucket, count, mean: z.number().nullable() })),
  by: InsightSplit.optional(),
  groups: z.array(z.object({ key: z.string(), count, mean: z.number(), stars: Stars })),
})
export type Csat = z.infer<typeof Csat>

/** One line of what a number counted. */
export const Transcript = z.object({
  id: z.string(),
  at,
  thread: z.string(),
  episode: count,
  /** The entry that is meant; absent where it is a conversation as a whole. */
  seq: z.number().int().positive().optional(),
  customer: z.object({ id: z.string(), name: z.string(), vip: z.boolean() }),
  channel: z.string(),
  /** Of the conversation's present state. */
  status: Status,
  control: Control,
  agent: z.object({ id: z.string(), name: z.string() }).optional(),
  intent: z.string().optional(),
  mood: z.object({ label: MoodLabel, score: z.number() }).optional(),
  reason: HandoffReason.optional(),
  queue: z.string().optional(),
  rating: count.optional(),
  /** First reply, handle time or wait, after what is counted. */
  tookMs: z.number().optional(),
  /** The message that was counted, the comment to a rating, or what the conversation began with. */
  text: z.string().optional(),
})
export type Transcript = z.infer<typeof Transcript>

export const TranscriptPage = z.object({
  total: count,
  /** The total ends at 1,000: there are so many or more. Only what waits or is talked to now is counted so. */
  capped: z.boolean(),
  rows: z.array(Transcript),
  next: z.string().optional(),
})
export type TranscriptPage = z.infer<typeof TranscriptPage>
