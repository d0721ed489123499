import { z } from 'zod'

/** One press, with `mod+` for Ctrl or ⌘ and `shift+` where the key itself does not say so; never Alt. */
export const Chord = z.string().regex(/^(mod\+)?(shift\+)?[^\s+]{1,12}$|^(mod\+)?\+$/u)
const Keys = z.array(Chord).max(2)

export const Sound = z.enum(['chime', 'drop', 'bell', 'knock'])
export type Sound = z.infer<typeof Sound>

/**
 * What rings, besides offers: mentions · mine: and my conversations · queues: and who begins to wait in my queues ·
 * all: and every message of a customer that I may see.
 */
export const AlertScope = z.enum(['mentions', 'mine', 'queues', 'all'])
export type AlertScope = z.infer<typeof AlertScope>

export const Alerts = z.strictObject({
  desktop: z.boolean(),
  sound: z.boolean(),
  which: Sound,
  volume: z.number().min(0).max(1),
  scope: AlertScope,
  /** Again every half minute, until it is read. */
  repeat: z.boolean(),
})
export type Alerts = z.infer<typeof Alerts>

/** What one person wants of the console, on every device. */
export const Preferences = z.strictObject({
  language: z.enum(['en', 'zh']).optional(),
  /** IANA name; absent: the browser's. */
  timeZone: z.string().max(64).refine(isTimeZone, 'is no time zone').optional(),
  theme: z.enum(['light', 'dark', 'auto']),
  density: z.enum(['comfortable', 'compact']),
  /** Keys by command, where they are not the usual ones; none: the command has no key. */
  keys: z.record(z.string().regex(/^[A-Za-z]{1,40}$/), Keys),
  /** Whether keys without Ctrl or ⌘ do anything. */
  singleKeys: z.boolean(),
  alerts: Alerts,
  /** How long a reply waits for second thoughts. */
  holdMs: z.union([z.literal(0), z.literal(5000), z.literal(10_000)]),
  /** Ids of saved views in the order of this person's navigation; what is not named comes last. */
  viewOrder: z.array(z.string().max(48)).max(100),
  hiddenViews: z.array(z.string().max(48)).max(100),
})
export type Preferences = z.infer<typeof Preferences>

/** PATCH /api/me/preferences: each part that is named replaces what was; `null` goes back to the usual. */
export const PreferencesChange = z.strictObject({
  ...Preferences.partial().shape,
  language: Preferences.shape.language.nullable(),
  timeZone: Preferences.shape.timeZone.nullable(),
})
export type PreferencesChange = z.infer<typeof PreferencesChange>

/** PUT /api/me/profile */
export const SetProfile = z.strictObject({ name: z.string().trim().min(1).max(120) })
export type SetProfile = z.infer<typeof SetProfile>

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined
  } catch {
    return false
  }
}
