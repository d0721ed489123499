import { z } from 'zod'

/** A name in both languages of the console; what customers read is chosen by their language. */
export const Named = z.strictObject({
  en: z.string().trim().min(1).max(80),
  zh: z.string().trim().min(1).max(80),
})
export type Named = z.infer<typeof Named>

/** Ids that people choose or that are made from a name: they stay when the name changes. */
export const Slug = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,39}$/)
const TimeZone = z.string().max(64).refine(isTimeZone, 'is not a time zone that is known here')
/** HH:MM, 24:00 allowed as an end. */
const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/)

export const CompanySettings = z.strictObject({
  name: z.string().trim().min(1).max(80),
  timeZone: TimeZone,
})
export type CompanySettings = z.infer<typeof CompanySettings>

export const QueueSettings = z.strictObject({
  queues: withUniqueIds(
    z
      .array(z.strictObject({ id: Slug, name: Named, hours: Slug.optional() }))
      .min(1)
      .max(50),
  ).refine(
    (queues) => queues.some(({ id }) => id === 'general'),
    'needs the queue "general": it takes what no other does',
  ),
  /** Who took the place of a queue that was removed: what still names it goes there. */
  heirs: z.record(Slug, Slug).optional(),
})
export type QueueSettings = z.infer<typeof QueueSettings>

export const OutcomeSettings = z.strictObject({
  outcomes: withUniqueIds(
    z
      .array(z.strictObject({ id: Slug, name: Named }))
      .min(1)
      .max(50),
  ),
})
export type OutcomeSettings = z.infer<typeof OutcomeSettings>

/** A team groups people for reports, and says which queues a new member starts with. */
export const TeamSettings = z.strictObject({
  teams: withUniqueIds(
    z
      .array(
        z.strictObject({ id: Slug, name: z.string().trim().min(1).max(80), queues: z.array(Slug).max(50) }),
      )
      .max(100),
  ),
})
export type TeamSettings = z.infer<typeof TeamSettings>

export const tagColours = ['grey', 'iris', 'green', 'amber', 'red', 'teal', 'pink'] as const
export const TagSettings = z.strictObject({
  tags: withUniqueIds(
    z
      .array(z.strictObject({ id: Slug, name: z.string().trim().min(1).max(40), colour: z.enum(tagColours) }))
      .max(500),
  ),
})
export type TagSettings = z.infer<typeof TagSettings>

export const fieldTypes = ['text', 'number', 'date', 'choice', 'yesno'] as const
/** What a company keeps of its customers beside the built-in fields. */
export const FieldSettings = z.strictObject({
  fields: withUniqueIds(
    z
      .array(
        z.strictObject({
          id: Slug,
          label: Named,
          type: z.enum(fieldTypes),
          /** Of a `choice` only. */
          choices: z.array(z.string().trim().min(1).max(80)).max(100).optional(),
        }),
      )
      .max(100),
  ),
})
export type FieldSettings = z.infer<typeof FieldSettings>

export const Hours = z.strictObject({
  id: Slug,
  name: Named,
  timeZone: TimeZone,
  /** Spans in local time; day 0 is Sunday. A day without a span is closed. */
  week: z
    .array(z.strictObject({ day: z.number().int().min(0).max(6), from: Clock, to: Clock }))
    .max(70)
    .refine((spans) => spans.every(({ from, to }) => from < to), 'has a span that ends before it begins'),
  /** Whole local days, YYYY-MM-DD, on which it is closed. */
  holidays: z.array(z.strictObject({ date: z.iso.date(), name: z.string().trim().max(80) })).max(400),
})
export type Hours = z.infer<typeof Hours>
/** An empty list means: always open. A queue names the hours that it keeps; the first are everybody else's. */
export const HourSettings = z.strictObject({ hours: withUniqueIds(z.array(Hours).max(50)) })
export type HourSettings = z.infer<typeof HourSettings>

const share = z.number().min(0).max(1)
/** As the bot's definition names them: a key that is no intent would make it invalid. */
const IntentName = z
  .string()
  .max(80)
  .regex(/^[a-z_]+(\.[a-z_]+)?$/)

/** What an operator may turn at the bot; everything else of it is its definition. */
export const BotSettings = z
  .strictObject({
    /** From which confidence it answers, and from which it offers choices. */
    answer: share,
    offer: share,
    /** Intents that differ from `answer`. */
    perIntent: z.record(IntentName, share),
    misunderstandingsBeforeHandoff: z.number().int().min(1).max(10),
    /** From which mood score a person is asked, -1 to 0. */
    strongMood: z.number().min(-1).max(0),
    /** How many days after delivery a return may be started. */
    returnWithinDays: z.number().int().min(1).max(365),
    /** Which queue takes which intent; what is not named goes to `general`. */
    queueOfIntent: z.record(IntentName, Slug),
  })
  .refine(({ answer, offer }) => offer <= answer, {
    path: ['offer'],
    message: 'must not be higher than the threshold for answering',
  })
export type BotSettings = z.infer<typeof BotSettings>

/** Every section of the settings; each is stored, versioned and written as a whole. */
export const settingSections = {
  company: CompanySettings,
  queues: QueueSettings,
  outcomes: OutcomeSettings,
  teams: TeamSettings,
  tags: TagSettings,
  fields: FieldSettings,
  hours: HourSettings,
  bot: BotSettings,
} as const
export type Section = keyof typeof settingSections
export type SettingsOf<S extends Section> = z.infer<(typeof settingSections)[S]>
export const Section = z.enum(Object.keys(settingSections) as [Section, ...Section[]])

/** GET /api/settings/:section, and what PUT answers. `version` 0: never changed here. */
export interface StoredSettings<S extends Section = Section> {
  version: number
  value: SettingsOf<S>
  by?: string | undefined
  at?: number | undefined
}

/** PUT /api/settings/:section. 409 `changed_meanwhile` when somebody else saved since that version was read. */
export const SaveSettings = z.strictObject({ version: z.number().int().nonnegative(), value: z.unknown() })

function withUniqueIds<T extends z.ZodType<{ id: string }[]>>(list: T) {
  return list.refine(
    (items) => new Set(items.map(({ id }) => id)).size === items.length,
    'has the same id twice',
  )
}

export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
