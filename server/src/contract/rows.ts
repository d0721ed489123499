import { z } from 'zod'
import { Author, Control, HandoffReason, Mood, Status } from './entries.ts'
import { KnownCustomers } from './row-filter.ts'

/** One conversation in a list: state, not a log; of two rows the one with the higher `head` is right. */
export const Row = z.object({
  /** Thread id. */
  id: z.string(),
  head: z.number().int(),
  episode: z.number().int(),
  status: Status,
  control: Control,
  /** Raised at every change of owner; every agent's write names it. */
  epoch: z.number().int(),
  agent: z.object({ id: z.string(), name: z.string() }).optional(),
  queue: z.string().optional(),
  reason: HandoffReason.optional(),
  /** Offered to this agent until then, if nobody took it yet. */
  offer: z.object({ agent: z.string(), until: z.number() }).optional(),
  customer: z.object({ id: z.string(), name: z.string(), vip: z.boolean() }),
  channel: z.string(),
  language: z.enum(['en', 'zh']).optional(),
  preview: z.object({ by: Author.shape.type, text: z.string() }).optional(),
  intent: z.object({ name: z.string(), confidence: z.number() }).optional(),
  mood: Mood.optional(),
  /** Customer's messages that no agent answered yet. */
  unanswered: z.number().int(),
  openedAt: z.number(),
  /** When something was last said, or the conversation ended. */
  movedAt: z.number(),
  /** When the customer began to wait for a person or a reply; absent when nobody waits. */
  waitingSince: z.number().optional(),
  /** What it was closed with; absent while it is open. */
  outcome: z.string().optional(),
  /** It was called spam, and that can be taken back. */
  spam: z.literal(true).optional(),
})
export type Row = z.infer<typeof Row>

/** waiting: asked for a person, nobody has it · mine: assigned to me or offered to me · bot: the bot's open ones · open: all that is not closed · closed. */
export const View = z.enum(['waiting', 'mine', 'bot', 'open', 'closed'])
export type View = z.infer<typeof View>

/** True counts; 100,000 means so many or more. Large ones may be a few seconds old: what is newer is told live. */
export const Counts = z.record(View, z.number().int())
export type Counts = z.infer<typeof Counts>

export const RowPage = z.object({
  rows: z.array(Row),
  next: z.string().optional(),
  counts: Counts,
  /** How many rows the filtered list has; absent when nothing is filtered. */
  total: z.number().int().optional(),
  known: KnownCustomers.optional(),
})
export type RowPage = z.infer<typeof RowPage>

/** A change of one row in a view that the socket watches. */
export const RowEvent = z.object({
  view: View,
  id: z.string(),
  head: z.number().int(),
  row: Row.optional(),
  /** The row no longer belongs to the view. */
  left: z.literal(true).optional(),
})
export type RowEvent = z.infer<typeof RowEvent>
