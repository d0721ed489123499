import { z } from 'zod'
import { Presence, Role } from './accounts.ts'
import { Slug } from './settings.ts'

/** Compared by bytes everywhere: other case is the same address, and letters of other alphabets are refused. */
export const EmailAddress = z.string().trim().toLowerCase().pipe(z.email('is not an e-mail address').max(254))
/** No control characters, and none that turn the direction of what follows. */
export const PersonName = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .refine((name) => !/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(name), 'has characters that cannot be shown')
const Language = z.enum(['en', 'zh'])
export const NewPassword = z.string().min(1).max(512)

/** What an administrator decides about a person. */
export const PersonRights = z.strictObject({
  role: Role,
  /** Id of a team. */
  team: Slug.optional(),
  queues: z.array(Slug).max(50),
  languages: z.array(Language).min(1).max(2),
  capacity: z.number().int().min(0).max(100),
})
export type PersonRights = z.infer<typeof PersonRights>

export const PersonState = z.enum(['active', 'disabled'])
export type PersonState = z.infer<typeof PersonState>

export const Person = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  ...PersonRights.shape,
  team: z.string().optional(),
  presence: Presence,
  /** Conversations in hand. */
  load: z.number().int(),
  lastSeenAt: z.number().optional(),
  state: PersonState,
  demo: z.boolean(),
})
export type Person = z.infer<typeof Person>

/** GET /api/people */
export const PeopleQuery = z.strictObject({
  q: z.string().trim().max(120).optional(),
  role: Role.optional(),
  /** An id, or `none` for people without a team. */
  team: Slug.optional(),
  state: PersonState.optional(),
  cursor: z.string().max(400).optional(),
})
export type PeopleQuery = z.infer<typeof PeopleQuery>
export const PeoplePage = z.object({ people: z.array(Person), next: z.string().optional() })
export type PeoplePage = z.infer<typeof PeoplePage>

/** PATCH /api/people/:id; only what is named changes, `team: null` takes somebody out of their team. */
export const EditPerson = z.strictObject({
  name: PersonName.optional(),
  ...PersonRights.partial().shape,
  team: Slug.nullable().optional(),
})
export type EditPerson = z.infer<typeof EditPerson>

export const MailState = z.enum(['queued', 'sent', 'failed'])
/** How far the mail of an invitation or a reset is; `why` in the words of the mail server. */
export const MailStatus = z.object({
  state: MailState,
  why: z.string().optional(),
  at: z.number(),
})
export type MailStatus = z.infer<typeof MailStatus>

export const Invitation = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string().optional(),
  ...PersonRights.shape,
  team: z.string().optional(),
  invitedAt: z.number(),
  expiresAt: z.number(),
  /** Absent where no mail is set up: the link was handed over. */
  mail: MailStatus.optional(),
})
export type Invitation = z.infer<typeof Invitation>
/** GET /api/people/invitations: pages, newest first. */
export const InvitationQuery = z.strictObject({ cursor: z.string().max(100).optional() })
export const InvitationList = z.object({
  invitations: z.array(Invitation),
  mail: z.boolean(),
  next: z.string().optional(),
})
export type InvitationList = z.infer<typeof InvitationList>

const INVITED_AT_ONCE = 500
/** POST /api/people/invitations. Addresses are judged one by one: one that is wrong does not stop the others. */
export const Invite = z.strictObject({
  people: z
    .array(z.strictObject({ email: z.string().max(400), name: z.string().max(400).optional() }))
    .min(1)
    .max(INVITED_AT_ONCE),
  rights: PersonRights,
})
export type Invite = z.infer<typeof Invite>
export const InviteResult = z.object({
  email: z.string(),
  outcome: z.enum(['invited', 'member', 'pending', 'invalid']),
  /** Only where no mail is set up: to be handed over. */
  link: z.string().optional(),
})
export type InviteResult = z.infer<typeof InviteResult>
export const InviteReport = z.object({ results: z.array(InviteResult) })
export type InviteReport = z.infer<typeof InviteReport>

/** What a link that was made for somebody answers to its maker: the link itself where no mail goes out. */
export const MadeLink = z.object({ link: z.string().optional() })
export type MadeLink = z.infer<typeof MadeLink>

/** GET /api/roles: what the one authorisation function says, for each role. */
export const RightScope = z.enum(['all', 'some', 'own', 'none'])
export type RightScope = z.infer<typeof RightScope>
export const RoleTable = z.object({
  rights: z.array(z.object({ verb: z.string(), scopes: z.record(Role, RightScope) })),
})
export type RoleTable = z.infer<typeof RoleTable>

const Token = z.string().min(1).max(200)

/** GET /api/entrance: what somebody without a session may know. */
export const Entrance = z.object({
  company: z.string(),
  /** Whether mail goes out: without, a forgotten password is the administrator's to reset. */
  mail: z.boolean(),
  /** Nobody has an account here yet. */
  setup: z.boolean(),
})
export type Entrance = z.infer<typeof Entrance>

/** POST /api/links/look: whom a link is for. */
export const LookAtLink = z.strictObject({ token: Token, kind: z.enum(['invitation', 'reset']) })
export const LinkOwner = z.object({ email: z.string(), name: z.string().optional(), company: z.string() })
export type LinkOwner = z.infer<typeof LinkOwner>

/** POST /api/welcome: an invitation is taken up. Answers like a sign-in. */
export const AcceptInvitation = z.strictObject({
  token: Token,
  name: PersonName,
  password: NewPassword,
  language: Language,
})
export type AcceptInvitation = z.infer<typeof AcceptInvitation>
/** POST /api/forgot: answered the same whether there is such a person or not. */
export const Forgot = z.strictObject({ email: EmailAddress })
/** POST /api/reset. Every other session of the person ends; answers like a sign-in. */
export const ResetPassword = z.strictObject({ token: Token, password: NewPassword })

/** PUT /api/me/password */
export const ChangePassword = z.strictObject({ old: z.string().min(1).max(128), password: NewPassword })
export type ChangePassword = z.infer<typeof ChangePassword>

export const OwnSession = z.object({
  id: z.string(),
  current: z.boolean(),
  ip: z.string().optional(),
  userAgent: z.string().optional(),
  createdAt: z.number(),
  lastSeenAt: z.number(),
})
export type OwnSession = z.infer<typeof OwnSession>
/** GET /api/me/sessions */
export const OwnSessions = z.object({ sessions: z.array(OwnSession) })
export type OwnSessions = z.infer<typeof OwnSessions>
