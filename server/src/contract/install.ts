import { z } from 'zod'

/** What the demo's seed made, and what came by itself. */
const Shares = z.object({ demo: z.number().int(), own: z.number().int() })
export const InstallCounts = z.object({ people: Shares, customers: Shares, conversations: Shares })
export type InstallCounts = z.infer<typeof InstallCounts>

/** What stayed of the demo because people went on with it. */
export const KeptOfDemo = z.object({
  conversations: z.number().int(),
  customers: z.number().int(),
  articles: z.number().int(),
  /** Ids of the sections of the settings. */
  settings: z.array(z.string()),
  widget: z.boolean(),
})
export type KeptOfDemo = z.infer<typeof KeptOfDemo>

/** none: it never was here · there · removing: begun and not ended · removed */
export const DemoState = z.enum(['none', 'there', 'removing', 'removed'])
export type DemoState = z.infer<typeof DemoState>

/** GET /api/install: what this install is. */
export const InstallInfo = z.object({
  version: z.string(),
  node: z.string(),
  store: z.object({ kind: z.enum(['embedded', 'mongodb']), version: z.string() }),
  /** When its first person came. */
  since: z.number().optional(),
  company: z.string(),
  counts: InstallCounts,
  demo: DemoState,
  removal: z
    .object({
      by: z.string(),
      at: z.number(),
      endedAt: z.number().optional(),
      kept: KeptOfDemo.optional(),
      /** Of the task that does it. */
      task: z.string().optional(),
    })
    .optional(),
  /** Somebody may administer this install who is not of the demo. */
  ownAdmin: z.boolean(),
})
export type InstallInfo = z.infer<typeof InstallInfo>

export const REMOVE_DEMO = 'remove-demo'
/** What becomes of the demo's content that an own company could go on with. */
export const DemoChoices = z.strictObject({
  /** Articles and shared canned replies that nobody has changed. */
  knowledge: z.enum(['keep', 'remove']),
  /** Sections of the settings that nobody has changed. */
  settings: z.enum(['keep', 'remove']),
})
export type DemoChoices = z.infer<typeof DemoChoices>

/** POST /api/install/remove-demo; the name of the company says that it is meant. Begun again it goes on. */
export const RemoveDemo = z.strictObject({ company: z.string().max(200), ...DemoChoices.shape })
export type RemoveDemo = z.infer<typeof RemoveDemo>
