import { z } from 'zod'
import { MoodLabel } from './entries.ts'
import { filterLists } from './list-rules.ts'

const MANY = 20
const Name = z.string().trim().min(1).max(64)
const names = z.array(Name).min(1).max(MANY)

/** What a list is narrowed to; an absent condition holds for every row, several values of one are "any of these". */
export const RowFilter = z.strictObject({
  /** Of the customer: name, e-mail address, order number. */
  q: z.string().trim().min(1).max(80).optional(),
  channel: names.optional(),
  queue: names.optional(),
  /** Ids of those who have it, or `nobody`. */
  agent: names.optional(),
  mood: z.array(MoodLabel).min(1).max(3).optional(),
  intent: names.optional(),
  language: z
    .array(z.enum(['en', 'zh']))
    .min(1)
    .max(2)
    .optional(),
  /** Of the customer. */
  tag: names.optional(),
  vip: z.literal(true).optional(),
  /** What a closed conversation was wrapped up with. */
  outcome: names.optional(),
})
export type RowFilter = z.infer<typeof RowFilter>

/** newest and oldest: by what was said last · waiting: who waits longest · mood: the worst first. */
export const Sort = z.enum(['newest', 'waiting', 'mood', 'oldest'])
export type Sort = z.infer<typeof Sort>

/** What of a filter only the server knows: the customers that are meant, at most `MOST_KNOWN`. */
export const KnownCustomers = z.object({
  q: z.array(z.string()).optional(),
  tag: z.array(z.string()).optional(),
})
export type KnownCustomers = z.infer<typeof KnownCustomers>
export const MOST_KNOWN = 1000

/**
 * The filter that a request asks for.
 * @throws ZodError when a value is none that a list can be narrowed to
 */
export function readFilter(from: Readonly<Record<string, unknown>>): RowFilter {
  const listed = filterLists.flatMap((key) => {
    const value = from[key]
    if (value === undefined || value === '') return []
    return [[key, [...new Set(String(value).split(',').filter(Boolean))]]]
  })
  return RowFilter.parse({
    ...(from['q'] === undefined || from['q'] === '' ? {} : { q: String(from['q']) }),
    ...Object.fromEntries(listed),
    ...(from['vip'] === undefined || from['vip'] === '' ? {} : { vip: from['vip'] === 'yes' ? true : 'no' }),
  })
}
