import { z } from 'zod'
import { Presence, Role } from './accounts.ts'

/** A note in which somebody asked for my attention. */
export const Mention = z.object({
  id: z.string(),
  thread: z.string(),
  seq: z.number().int(),
  at: z.number(),
  by: z.object({ id: z.string(), name: z.string() }),
  seen: z.boolean(),
  /** Absent when the conversation went where I may not see it any more. */
  customer: z.object({ id: z.string(), name: z.string() }).optional(),
  text: z.string().optional(),
})
export type Mention = z.infer<typeof Mention>

/** GET /api/mentions?cursor=: newest first. */
export const MentionPage = z.object({
  mentions: z.array(Mention),
  next: z.string().optional(),
  /** Over all pages, 1,000 means so many or more. */
  unseen: z.number().int(),
})
export type MentionPage = z.infer<typeof MentionPage>

/** PUT /api/mentions/seen: those of this conversation up to this entry were on my screen. */
export const SeenMentions = z.strictObject({
  thread: z.string().max(64),
  upTo: z.number().int().nonnegative(),
})

/** GET /api/threads/:id/mentionable: whom a note may name, and who would not be allowed to read it. */
export const Mentionable = z.object({
  id: z.string(),
  name: z.string(),
  role: Role,
  presence: Presence,
  allowed: z.boolean(),
})
export type Mentionable = z.infer<typeof Mentionable>
