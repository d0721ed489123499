import { z } from 'zod'

/** Something that knowledge has to say to what the customer wrote last. */
export const Suggestion = z.object({
  id: z.string(),
  kind: z.enum(['article', 'canned']),
  title: z.string(),
  /** As it is kept: variables are filled in where it is inserted. */
  text: z.string(),
  language: z.enum(['en', 'zh']),
  /** 0 to 1. */
  score: z.number(),
  /** What speaks for it. */
  why: z.object({
    intent: z.object({ name: z.string(), confidence: z.number() }).optional(),
    /** The customer's words that it has too. */
    words: z.array(z.string()),
  }),
})
export type Suggestion = z.infer<typeof Suggestion>

/** GET /api/threads/:id/suggestions: for whoever may reply, the best first. */
export const Suggestions = z.object({
  /** seq of the customer's last message that they are about; 0 when there is none to answer. */
  of: z.number().int(),
  suggestions: z.array(Suggestion),
})
export type Suggestions = z.infer<typeof Suggestions>
