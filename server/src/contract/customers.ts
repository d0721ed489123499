import { z } from 'zod'
import { ClientId } from './actions.ts'
import { Slug } from './settings.ts'

const Id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)
const Person = z.object({ id: z.string(), name: z.string() })

/** Fields of the record that people edit; `fields.<id>` are those that the company defined. */
export const customerColumns = [
  'name',
  'email',
  'phone',
  'company',
  'language',
  'city',
  'address',
  'timeZone',
  'vip',
  'externalId',
] as const
export type CustomerColumn = (typeof customerColumns)[number]

/** Why a value cannot be kept. Words are the console's. */
export const valueProblems = [
  'email_invalid',
  'phone_invalid',
  'number_unreadable',
  'date_unreadable',
  'yesno_unreadable',
  'choice_unknown',
  'language_unknown',
  'zone_unknown',
  'tag_unknown',
  'too_long',
  'unknown_field',
] as const
export const ValueProblem = z.enum(valueProblems)
export type ValueProblem = z.infer<typeof ValueProblem>

/**
 * PATCH /api/customers/:id. Values are their text, an empty one for nothing; `from` is what the person saw: when it is
 * something else by now, nothing is changed and 409 `changed_meanwhile` names the fields with what they hold.
 */
export const EditCustomer = z.strictObject({
  changes: z
    .record(z.string().max(60), z.strictObject({ from: z.string().max(2000), to: z.string().max(2000) }))
    .refine((changes) => Object.keys(changes).length > 0 && Object.keys(changes).length <= 130),
})
export type EditCustomer = z.infer<typeof EditCustomer>
export const EditConflict = z.object({ field: z.string(), now: z.string() })
export type EditConflict = z.infer<typeof EditConflict>

/** POST /api/customers: made by hand; the same client id again is the same customer. */
export const NewCustomer = z.strictObject({
  clientId: ClientId,
  values: z.record(z.string().max(60), z.string().max(2000)),
})
export type NewCustomer = z.infer<typeof NewCustomer>

/** POST /api/customers/tags */
export const TagCustomers = z.strictObject({
  ids: z.array(Id).min(1).max(500),
  add: z.array(Slug).max(50).default([]),
  remove: z.array(Slug).max(50).default([]),
})
export type TagCustomers = z.input<typeof TagCustomers>

export const CustomerFilter = z.object({
  q: z.string().trim().max(100).optional(),
  tag: Slug.optional(),
  language: z.enum(['en', 'zh']).optional(),
  vip: z.enum(['yes', 'no']).optional(),
  channel: z
    .string()
    .regex(/^[a-z]{1,20}$/)
    .optional(),
  /** Last seen within so many days, or longer ago than 90. */
  seen: z.enum(['7', '30', '90', 'older']).optional(),
  blocked: z.enum(['yes', 'no']).optional(),
  /** `id:value` of a field that the company defined. */
  field: z
    .string()
    .regex(/^[a-z0-9][a-z0-9_-]{0,39}:.{1,80}$/u)
    .optional(),
  /** Whom this import made or changed, and no later one. */
  import: z
    .string()
    .regex(/^i_[A-Za-z0-9_-]{1,32}$/)
    .optional(),
})
export type CustomerFilter = z.infer<typeof CustomerFilter>

/** `blocked`: who was blocked last comes first; only of those who are. */
export const CustomerSort = z.enum(['seen', 'name', 'since', 'blocked'])
export type CustomerSort = z.infer<typeof CustomerSort>

/** Who blocked a customer, when, why and until when. */
export const BlockShown = z.object({
  reason: z.string(),
  by: z.string(),
  at: z.number(),
  until: z.number().optional(),
})
export type BlockShown = z.infer<typeof BlockShown>

export const CustomerLine = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().optional(),
  phone: z.string().optional(),
  company: z.string().optional(),
  language: z.enum(['en', 'zh']).optional(),
  city: z.string().optional(),
  vip: z.boolean(),
  blocked: z.boolean(),
  /** Only where the list is of those who are blocked. */
  block: BlockShown.optional(),
  tags: z.array(z.string()),
  channels: z.array(z.string()),
  fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  seenAt: z.number(),
  since: z.number(),
  spent: z.object({ amount: z.number(), currency: z.string() }).optional(),
})
export type CustomerLine = z.infer<typeof CustomerLine>

/** GET /api/customers. `total` is true; `capped` says that there are that many or more. */
export const CustomerPage = z.object({
  rows: z.array(CustomerLine),
  next: z.string().optional(),
  total: z.number().int(),
  capped: z.boolean(),
})
export type CustomerPage = z.infer<typeof CustomerPage>

export const CustomerNote = z.object({
  id: z.string(),
  by: Person,
  at: z.number(),
  text: z.string(),
  pinned: z.boolean(),
  /** When it was last rewritten, and what it said before, newest first. */
  editedAt: z.number().optional(),
  before: z.array(z.object({ at: z.number(), text: z.string() })),
  deleted: z.boolean(),
})
export type CustomerNote = z.infer<typeof CustomerNote>

const NoteText = z.string().trim().min(1).max(4000)
/** POST /api/customers/:id/notes */
export const NewCustomerNote = z.strictObject({ clientId: ClientId, text: NoteText })
export type NewCustomerNote = z.infer<typeof NewCustomerNote>
/** PATCH /api/customers/:id/notes/:note; text and removal are the author's, pinning is everybody's. */
export const EditCustomerNote = z.strictObject({
  text: NoteText.optional(),
  pinned: z.boolean().optional(),
  deleted: z.boolean().optional(),
})
export type EditCustomerNote = z.infer<typeof EditCustomerNote>

/** POST /api/customers/:id/block; without `until` it holds until somebody lifts it. */
export const BlockCustomer = z.strictObject({
  reason: z.string().trim().min(1).max(300),
  until: z.number().int().positive().optional(),
})
export type BlockCustomer = z.infer<typeof BlockCustomer>

export const TimelineKind = z.enum(['conversation', 'order', 'return', 'note', 'change'])
export type TimelineKind = z.infer<typeof TimelineKind>

const at = z.number()
export const TimelineItem = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('conversation'),
    id: z.string(),
    at,
    thread: z.string(),
    episode: z.number().int(),
    channel: z.string(),
    status: z.string(),
    intent: z.string().optional(),
    mood: z.enum(['positive', 'neutral', 'negative']).optional(),
    handledBy: z.string().optional(),
    outcome: z.string().optional(),
    rating: z.number().int().optional(),
  }),
  z.object({
    kind: z.literal('order'),
    id: z.string(),
    at,
    status: z.string(),
    total: z.object({ amount: z.number(), currency: z.string() }),
  }),
  z.object({ kind: z.literal('return'), id: z.string(), at, order: z.string(), sku: z.string() }),
  z.object({
    kind: z.literal('note'),
    id: z.string(),
    at,
    by: Person,
    text: z.string(),
    pinned: z.boolean(),
  }),
  z.object({
    kind: z.literal('change'),
    id: z.string(),
    at,
    by: Person,
    what: z.enum(['created', 'edited', 'tagged', 'imported', 'blocked', 'unblocked']),
    fields: z.array(z.string()),
    added: z.array(z.string()),
    removed: z.array(z.string()),
    /** The import that did it, and the line of its file. */
    import: z.object({ id: z.string(), line: z.number().int() }).optional(),
  }),
])
export type TimelineItem = z.infer<typeof TimelineItem>

/** GET /api/customers/:id/timeline, newest first. */
export const Timeline = z.object({ items: z.array(TimelineItem), next: z.number().optional() })
export type Timeline = z.infer<typeof Timeline>
