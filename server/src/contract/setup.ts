import { z } from 'zod'
import { EmailAddress, NewPassword, PersonName } from './people.ts'
import { CompanySettings } from './settings.ts'

const SetupToken = z.string().min(1).max(200)
const Language = z.enum(['en', 'zh'])

export const SetupCompany = z.strictObject({
  ...CompanySettings.shape,
  /** In which customers are served. */
  languages: z.array(Language).min(1).max(2),
})
export type SetupCompany = z.infer<typeof SetupCompany>

/** POST /api/setup/look: where the set-up is, for who has its token. */
export const LookAtSetup = z.strictObject({ token: SetupToken })
export const SetupState = z.object({ company: SetupCompany.optional() })
export type SetupState = z.infer<typeof SetupState>

/** PUT /api/setup/company: kept, and nothing made of it yet. */
export const SaveSetupCompany = z.strictObject({ token: SetupToken, company: SetupCompany })

/** POST /api/setup/admin: the one step that decides. Answers like a sign-in; 409 `set_up_already` to whoever comes second. */
export const SetupAdmin = z.strictObject({
  token: SetupToken,
  name: PersonName,
  email: EmailAddress,
  password: NewPassword,
  language: Language,
})
export type SetupAdmin = z.infer<typeof SetupAdmin>

/** PUT /api/setup/widget: the first channel account, made or changed. */
export const SetupWidget = z.strictObject({
  accent: z.string().regex(/^#[0-9a-f]{6}$/, 'must be a colour such as #1f6f5c'),
  greeting: z.strictObject({
    en: z.string().trim().min(1).max(500),
    zh: z.string().trim().min(1).max(500),
  }),
})
export type SetupWidget = z.infer<typeof SetupWidget>
/** GET /api/setup/widget, and what PUT answers. */
export const MadeWidget = z.object({
  account: z.string(),
  made: z.boolean(),
  accent: z.string(),
  greeting: z.object({ en: z.string(), zh: z.string() }),
  /** To be pasted into the company's pages. */
  snippet: z.string(),
})
export type MadeWidget = z.infer<typeof MadeWidget>
