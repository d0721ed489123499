import { z } from 'zod'
import { ClientId, MAX_TEXT, saysSomething } from './actions.ts'
import { Control, type PublicEntry, Status } from './entries.ts'
import type { Ack } from './errors.ts'
import { FileIds } from './files.ts'

/** A message that comes by itself beside the launcher, once to each visitor, on pages that fit and after a while. */
export const ProactiveRule = z.object({
  id: z.string().regex(/^[A-Za-z0-9_-]{1,40}$/),
  afterSeconds: z.number().int().min(0).max(3600),
  /** Paths, `*` for any run of characters; none is every page. */
  pages: z
    .array(
      z
        .string()
        .max(200)
        .refine((mask) => mask.split('*').length <= 6),
    )
    .max(20),
  text: z.object({ en: z.string().max(300), zh: z.string().max(300) }),
})
export type ProactiveRule = z.infer<typeof ProactiveRule>

/** GET /widget/config/:account (public, cached a minute). */
export const WidgetConfig = z.object({
  account: z.string(),
  company: z.string(),
  accent: z.string(),
  languages: z.array(z.enum(['en', 'zh'])),
  greeting: z.object({ en: z.string(), zh: z.string() }),
  /** Ask name and e-mail first; never asked of signed customers. */
  preChat: z.boolean(),
  /** Corner of the page. */
  position: z.enum(['left', 'right']),
  /** Whether its head names the company. */
  showCompany: z.boolean(),
  /** Messages beside the launcher, first fitting one wins; none that is switched off is told. */
  proactive: z.array(ProactiveRule),
})
export type WidgetConfig = z.infer<typeof WidgetConfig>

/**
 * POST /widget/session. Either a signed identity (JWT HS256, kid of two active keys, aud = account, exp within 24 h,
 * sub, optional name and email), or a returning visitor's own token, or neither: a new visitor.
 */
export const OpenSession = z.strictObject({
  account: z.string().regex(/^[a-z0-9-]{1,40}$/),
  identity: z.string().max(4096).optional(),
  /** The session token that this browser kept. */
  token: z.string().max(4096).optional(),
  name: z.string().trim().max(120).optional(),
  email: z.email().max(254).optional(),
  language: z.enum(['en', 'zh']).optional(),
  /** The visit, as the agent sees it beside the conversation. What is too long is cut, what is no address left out. */
  page: z.string().max(2000).optional(),
  title: z.string().max(2000).optional(),
  referrer: z.string().max(2000).optional(),
})
export type OpenSession = z.infer<typeof OpenSession>

export const WidgetSession = z.object({
  token: z.string(),
  thread: z.string(),
  expiresAt: z.number(),
  identified: z.boolean(),
  name: z.string().optional(),
})
export type WidgetSession = z.infer<typeof WidgetSession>

/** Where the conversation stands, as the customer may know it. */
export const PublicState = z.object({
  /** Highest public seq. */
  head: z.number().int(),
  status: Status,
  control: Control,
  agent: z.object({ name: z.string() }).optional(),
  /** Place in line, 1 is next; only while a person is asked for. */
  position: z.number().int().optional(),
  waitMs: z.number().optional(),
  /** They wait while nobody is there by the company's hours; until when, if that is known. */
  closed: z.object({ opensAt: z.number().optional() }).optional(),
  /** The last conversation ended and may be rated. */
  rating: z.enum(['none', 'open', 'given']),
  /** Public seq up to which staff has seen the customer's messages. */
  seen: z.number().int(),
})
export type PublicState = z.infer<typeof PublicState>

/** What the widget may tell of the visit at its handshake, beside the token. */
export const Visit = z.object({
  page: z.string().optional(),
  title: z.string().optional(),
  referrer: z.string().optional(),
})
export type Visit = z.infer<typeof Visit>

/** Socket.IO namespace `/widget`, handshake auth `{ token, visit? }`. */
export const SendMessage = z
  .strictObject({
    /** Made by the client: the same id twice is one message; with another text it is refused as `id_reused`. */
    id: ClientId,
    /** Counts up per client; orders messages that arrive in the same millisecond. */
    n: z.number().int().nonnegative(),
    text: z.string().trim().max(MAX_TEXT),
    files: FileIds.optional(),
    /** The message came in answer to a proactive one: that stands before it when it opens a conversation. */
    opener: z.strictObject({ id: ProactiveRule.shape.id, language: z.enum(['en', 'zh']) }).optional(),
  })
  .refine(saysSomething.check, saysSomething.problem)
export type SendMessage = z.infer<typeof SendMessage>

export const Rate = z.strictObject({
  id: ClientId,
  score: z.number().int().min(1).max(5),
  comment: z.string().trim().max(1000).optional(),
})
export type Rate = z.infer<typeof Rate>

export const Sync = z.strictObject({ after: z.number().int().nonnegative() })

export interface SyncAnswer {
  after: number
  entries: PublicEntry[]
  state: PublicState
  /** The cursor was beyond what the server has: forget and take these. */
  resync: boolean
}

export interface WidgetToServer {
  /** Acknowledged only when the message is stored durably. */
  'message:send': (
    body: SendMessage,
    ack: (answer: Ack<{ id: string; at: number; duplicate: boolean }>) => void,
  ) => void
  'rating:send': (body: Rate, ack: (answer: Ack<object>) => void) => void
  /** Entries after the cursor (at most 200 at once: ask again while the last seq is below `state.head`). */
  sync: (body: z.infer<typeof Sync>, ack: (answer: Ack<SyncAnswer>) => void) => void
  typing: (body: { on: boolean }) => void
  read: (body: { upTo: number }) => void
}

export interface ServerToWidget {
  /** Dense after `after`: a client whose cursor is lower syncs. */
  entries: (event: { after: number; entries: PublicEntry[]; state: PublicState }) => void
  state: (state: PublicState) => void
  typing: (event: { by: 'bot' | 'agent'; name?: string; on: boolean }) => void
  'session:ended': (event: { code: string }) => void
}
