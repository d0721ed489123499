import { z } from 'zod'

const Language = z.enum(['en', 'zh'])
const Address = z
  .url({ protocol: /^https?$/, message: 'must be an address that begins with http:// or https://' })
  .max(2000)

/** What an article says in one language. */
export const ArticleContent = z.strictObject({
  title: z.string().trim().min(1).max(160),
  /** Simple Markdown; the bot says it as plain text. */
  body: z.string().trim().min(1).max(8000),
  links: z.array(z.strictObject({ label: z.string().trim().min(1).max(80), url: Address })).max(8),
})
export type ArticleContent = z.infer<typeof ArticleContent>

export const ArticleId = z.string().regex(/^[A-Za-z0-9_-]{1,60}$|^[a-z_]{1,40}\.[a-z_]{1,40}$/)
const IntentName = z.string().regex(/^[a-z_]{1,40}(\.[a-z_]{1,40})?$/)

/**
 * PUT /api/knowledge/:id. Version 0 makes it; what is left out is not said in that language. Nothing that customers
 * read changes before it is published. 409 `changed_meanwhile`, `intent_taken`, `too_many`.
 */
export const SaveArticle = z
  .strictObject({
    version: z.number().int().nonnegative(),
    intent: IntentName.optional(),
    en: ArticleContent.optional(),
    zh: ArticleContent.optional(),
  })
  .refine(({ en, zh }) => en !== undefined || zh !== undefined, 'says nothing in any language')
export type SaveArticle = z.infer<typeof SaveArticle>

/** POST /api/knowledge/:id/publish and /unpublish */
export const ArticleVersionSeen = z.strictObject({ version: z.number().int().nonnegative() })

/** `changed`: customers read an older text than the one that is kept here. */
export const ArticleState = z.enum(['none', 'draft', 'published', 'changed'])
export type ArticleState = z.infer<typeof ArticleState>

export const ArticleSummary = z.object({
  id: z.string(),
  intent: z.string().optional(),
  title: z.object({ en: z.string().optional(), zh: z.string().optional() }),
  state: z.object({ en: ArticleState, zh: ArticleState }),
  at: z.number(),
  by: z.string(),
  /** How often the bot gave it in the last 30 days, counted up to 1000. */
  given: z.number().int(),
})
export type ArticleSummary = z.infer<typeof ArticleSummary>

/** GET /api/knowledge: all of them, newest change first; at most 500 are kept. */
export const ArticleList = z.object({ articles: z.array(ArticleSummary) })

/** GET /api/knowledge/:id */
export const ArticleDetail = z.object({
  id: z.string(),
  version: z.number().int(),
  intent: z.string().optional(),
  en: ArticleContent.optional(),
  zh: ArticleContent.optional(),
  state: z.object({ en: ArticleState, zh: ArticleState }),
  at: z.number(),
  by: z.string(),
  given: z.number().int(),
})
export type ArticleDetail = z.infer<typeof ArticleDetail>

/** GET /api/knowledge/:id/versions: what was published, newest first. */
export const ArticleVersion = z.object({
  id: z.string(),
  language: Language,
  number: z.number().int(),
  title: z.string(),
  body: z.string(),
  links: z.array(z.object({ label: z.string(), url: z.string() })),
  intent: z.string().optional(),
  /** When it was published, and by whom. */
  at: z.number().optional(),
  by: z.string().optional(),
  live: z.boolean(),
})
export type ArticleVersion = z.infer<typeof ArticleVersion>

/** No blanks, no slashes: it is typed behind a slash. */
const Shortcut = z
  .string()
  .trim()
  .regex(/^[\p{L}\p{N}_-]{1,40}$/u, 'has letters, digits, - and _ only')

/** PUT /api/canned/:id. Version 0 makes it. 409 `shortcut_taken`, `changed_meanwhile`, `too_many`. */
export const SaveCanned = z.strictObject({
  version: z.number().int().nonnegative(),
  shortcut: Shortcut,
  language: Language,
  title: z.string().trim().min(1).max(120),
  text: z.string().trim().min(1).max(8000),
  /** Only whoever makes it sees it. */
  personal: z.boolean(),
})
export type SaveCanned = z.infer<typeof SaveCanned>

/** GET /api/canned: what everybody shares, and the asker's own. */
export const CannedReplyInfo = z.object({
  id: z.string(),
  version: z.number().int(),
  shortcut: z.string(),
  language: Language,
  title: z.string(),
  text: z.string(),
  personal: z.boolean(),
  at: z.number().optional(),
  by: z.string().optional(),
})
export type CannedReplyInfo = z.infer<typeof CannedReplyInfo>
