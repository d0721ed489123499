import { z } from 'zod'
import { FieldSettings, TagSettings, TeamSettings } from './settings.ts'

export const Role = z.enum(['agent', 'supervisor', 'trainer', 'admin'])
export type Role = z.infer<typeof Role>
export const Presence = z.enum(['online', 'away', 'offline'])
export type Presence = z.infer<typeof Presence>

/** POST /api/session */
export const SignIn = z.strictObject({ email: z.email().max(254), password: z.string().min(1).max(128) })
export type SignIn = z.infer<typeof SignIn>

export const User = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role: Role,
  queues: z.array(z.string()),
  languages: z.array(z.enum(['en', 'zh'])),
  capacity: z.number().int(),
  demo: z.boolean(),
  /** Id of a team. */
  team: z.string().optional(),
})
export type User = z.infer<typeof User>

/** GET and POST /api/session answer this; `permissions` are the verbs of the one authorisation function, for showing and hiding only. */
export const SessionInfo = z.object({
  user: User,
  permissions: z.array(z.string()),
  company: z.string(),
  presence: Presence,
  /** The set-up is not at its end: the widget is still to be made. */
  setup: z.literal('widget').optional(),
})
export type SessionInfo = z.infer<typeof SessionInfo>

/** GET /api/agents: who could take a conversation. */
export const Colleague = z.object({
  id: z.string(),
  name: z.string(),
  role: Role,
  queues: z.array(z.string()),
  presence: Presence,
  load: z.number().int(),
  capacity: z.number().int(),
})
export type Colleague = z.infer<typeof Colleague>

/** PUT /api/me/presence */
export const SetPresence = z.strictObject({ presence: z.enum(['online', 'away']) })

/** GET /api/desk: what the console needs to know of the company once. */
export const Desk = z.object({
  queues: z.array(z.object({ id: z.string(), name: z.object({ en: z.string(), zh: z.string() }) })),
  outcomes: z.array(z.object({ id: z.string(), name: z.object({ en: z.string(), zh: z.string() }) })),
  intents: z.array(
    z.object({ name: z.string(), title: z.object({ en: z.string(), zh: z.string() }), group: z.string() }),
  ),
  tags: TagSettings.shape.tags,
  fields: FieldSettings.shape.fields,
  teams: TeamSettings.shape.teams,
  canned: z.array(
    z.object({
      id: z.string(),
      shortcut: z.string(),
      language: z.enum(['en', 'zh']),
      title: z.string(),
      text: z.string(),
    }),
  ),
})
export type Desk = z.infer<typeof Desk>
