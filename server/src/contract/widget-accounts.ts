import { z } from 'zod'
import { ProactiveRule } from './widget.ts'

export const AccountId = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/)

const Text = z.string().trim().min(1).max(300)
/** `https://shop.example`, `https://*.shop.example`; nothing behind the host. */
const Origin = z
  .string()
  .max(200)
  .regex(
    /^https?:\/\/(\*\.)?[a-z0-9.-]+(:\d{1,5})?$/,
    'is not an address of a site, such as https://shop.example',
  )

/** A message that comes by itself, as the admin has it. */
export const WidgetMessage = z.strictObject({ ...ProactiveRule.shape, enabled: z.boolean() })
export type WidgetMessage = z.infer<typeof WidgetMessage>

/** How a widget looks, whom it serves, and with what it speaks first. */
const Look = z.strictObject({
  company: z.string().trim().min(1).max(80),
  accent: z.string().regex(/^#[0-9a-f]{6}$/i, 'is not a colour such as #1f6f5c'),
  languages: z
    .array(z.enum(['en', 'zh']))
    .min(1)
    .max(2)
    .refine((all) => new Set(all).size === all.length, 'has the same language twice'),
  greeting: z.strictObject({ en: Text, zh: Text }),
  preChat: z.boolean(),
  position: z.enum(['left', 'right']),
  showCompany: z.boolean(),
  /** Sites that may open it; none is every site. */
  domains: z.array(Origin).max(20),
  proactive: z
    .array(WidgetMessage)
    .max(5)
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'has the same message twice'),
})
export const WidgetLook = Look.refine(
  ({ proactive, languages }) =>
    proactive.every(
      ({ enabled, text }) => !enabled || languages.every((language) => text[language].trim() !== ''),
    ),
  { path: ['proactive'], message: 'lacks its words in one of the languages' },
)
export type WidgetLook = z.infer<typeof WidgetLook>

/** PUT /api/widget-accounts/:id. Version 0 makes it. 409 `changed_meanwhile` with what is stored. */
export const SaveWidgetAccount = z.strictObject({ version: z.number().int().nonnegative(), look: WidgetLook })

export const WidgetAccount = z.object({
  id: z.string(),
  version: z.number().int(),
  look: WidgetLook,
  /** Keys that sign customers' identities; their secrets are told once, when they are made. */
  keys: z.array(z.object({ kid: z.string(), at: z.number().optional() })),
})
export type WidgetAccount = z.infer<typeof WidgetAccount>
export const WidgetAccounts = z.object({ accounts: z.array(WidgetAccount) })

/** POST /api/widget-accounts/:id/keys: the secret is told in this answer and never again. */
export const NewKey = z.object({ kid: z.string(), secret: z.string(), account: WidgetAccount })
export type NewKey = z.infer<typeof NewKey>
