import { z } from 'zod'
import { Attachment, FilePart, ImagePart } from './files.ts'

export const Part = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({
    type: z.literal('choices'),
    options: z.array(z.object({ id: z.string(), label: z.string(), text: z.string() })),
  }),
  z.object({
    type: z.literal('card'),
    title: z.string(),
    subtitle: z.string().optional(),
    fields: z.array(z.object({ label: z.string(), value: z.string() })),
  }),
  ImagePart,
  FilePart,
])
export type Part = z.infer<typeof Part>

export const MoodLabel = z.enum(['positive', 'neutral', 'negative'])
export const Mood = z.object({ label: MoodLabel, score: z.number().min(-1).max(1), confidence: z.number() })
export type Mood = z.infer<typeof Mood>

export const Author = z.object({
  type: z.enum(['customer', 'bot', 'agent', 'system']),
  /** Agent or customer id; absent for bot and system. */
  id: z.string().optional(),
  name: z.string().optional(),
})
export type Author = z.infer<typeof Author>

export const Status = z.enum(['open', 'snoozed', 'wrapping_up', 'closed'])
export type Status = z.infer<typeof Status>
export const Control = z.enum(['bot', 'requested', 'agent'])
export type Control = z.infer<typeof Control>
export const HandoffReason = z.enum([
  'asked_for_person',
  'misunderstood',
  'negative_mood',
  'sensitive_topic',
  'action_failed',
  'bot_failed',
  /** A message that could not be handled was parked. */
  'parked_message',
])
export type HandoffReason = z.infer<typeof HandoffReason>

const base = {
  /** `thread:seq`. */
  id: z.string(),
  thread: z.string(),
  /** Dense from 1 within the thread. */
  seq: z.number().int().positive(),
  /** Dense from 1 among what the customer may see; absent where they may not. */
  publicSeq: z.number().int().positive().optional(),
  episode: z.number().int().positive(),
  /** ms since 1970, by the store's clock. */
  at: z.number(),
  by: Author,
}

export const EntryBody = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('message'), parts: z.array(Part), clientId: z.string().optional() }),
  z.object({
    kind: z.literal('note'),
    text: z.string(),
    files: z.array(Attachment).optional(),
    clientId: z.string().optional(),
    /** Colleagues whose attention it asks for; the text has them as `@name`. */
    mentions: z.array(z.object({ id: z.string(), name: z.string() })).optional(),
  }),
  z.object({
    kind: z.literal('understanding'),
    /** seq of the message that it reads. */
    of: z.number().int(),
    language: z.enum(['en', 'zh']),
    intents: z.array(z.object({ intent: z.string(), confidence: z.number() })),
    inScope: z.number(),
    mood: Mood,
    entities: z.array(z.object({ kind: z.string(), text: z.string(), value: z.string() })),
    model: z.string(),
  }),
  z.object({
    kind: z.literal('decision'),
    decision: z.enum(['answer', 'ask', 'action', 'handoff', 'silent']),
    rule: z.string(),
    /** seqs of the messages that it answers. */
    of: z.array(z.number().int()),
    intent: z.string().optional(),
    confidence: z.number().optional(),
    dialog: z.string().optional(),
    slot: z.string().optional(),
    article: z.string().optional(),
    bot: z.string(),
  }),
  z.object({
    kind: z.literal('action'),
    name: z.string(),
    /** Idempotency key towards the outside system. */
    key: z.string(),
    state: z.enum(['requested', 'done', 'failed']),
    input: z.record(z.string(), z.string()).optional(),
    output: z.record(z.string(), z.string()).optional(),
    code: z.string().optional(),
  }),
  z.object({
    kind: z.literal('handoff'),
    reason: HandoffReason,
    queue: z.string(),
    brief: z.object({
      language: z.enum(['en', 'zh']),
      intent: z.string().optional(),
      lastWords: z.string(),
      collected: z.record(z.string(), z.string()),
      mood: z.number(),
      tried: z.array(z.string()),
    }),
  }),
  z.object({
    kind: z.literal('assignment'),
    change: z.enum([
      'offered',
      'accepted',
      'declined',
      'timed_out',
      'claimed',
      'assigned',
      'transferred',
      'handed_back',
      'taken_back',
    ]),
    agent: z.string().optional(),
    agentName: z.string().optional(),
    queue: z.string().optional(),
    epoch: z.number().int(),
    note: z.string().optional(),
  }),
  z.object({
    kind: z.literal('status'),
    from: Status,
    to: Status,
    outcome: z.string().optional(),
    note: z.string().optional(),
  }),
  /** Staff say what a message really meant: a later one replaces an earlier one, field by field (`effectiveReading`). */
  z.object({
    kind: z.literal('correction'),
    /** seq of the customer's message. */
    of: z.number().int(),
    /** `none`: no intent is meant for it. */
    intent: z.string().optional(),
    mood: MoodLabel.optional(),
    /** The correction is taken back: what the model said counts again. */
    withdrawn: z.enum(['intent', 'mood']).optional(),
    clientId: z.string().optional(),
  }),
  z.object({
    kind: z.literal('rating'),
    score: z.number().int().min(1).max(5),
    comment: z.string().optional(),
  }),
  /** The customer's record says so from here on. */
  z.object({ kind: z.literal('customer'), name: z.string(), vip: z.boolean() }),
  /** An event that could not be handled was set aside; the conversation goes on. */
  z.object({ kind: z.literal('parked'), event: z.string(), why: z.string() }),
])
export type EntryBody = z.infer<typeof EntryBody>

/** One line of a thread's log as staff sees it. */
export const Entry = z.object({ ...base, body: EntryBody })
export type Entry = z.infer<typeof Entry>

/** What the customer sees of an entry: messages, and notices about who is on the other side. */
export const PublicEntry = z.object({
  /** The public sequence number: the widget's cursor. */
  seq: z.number().int().positive(),
  at: z.number(),
  by: Author,
  body: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('message'), parts: z.array(Part), clientId: z.string().optional() }),
    z.object({
      kind: z.literal('notice'),
      notice: z.enum(['handoff_requested', 'agent_joined', 'agent_left', 'bot_back', 'closed']),
      name: z.string().optional(),
    }),
    z.object({ kind: z.literal('rating'), score: z.number().int() }),
  ]),
})
export type PublicEntry = z.infer<typeof PublicEntry>
