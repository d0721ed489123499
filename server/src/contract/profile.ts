import { z } from 'zod'
import { Mood, Status } from './entries.ts'

export const Order = z.object({
  number: z.string(),
  status: z.enum(['processing', 'shipped', 'delivered', 'cancelled', 'returned']),
  placedAt: z.number(),
  deliveredAt: z.number().optional(),
  expectedAt: z.number().optional(),
  carrier: z.string().optional(),
  tracking: z.string().optional(),
  total: z.object({ amount: z.number(), currency: z.string() }),
  items: z.array(
    z.object({
      sku: z.string(),
      name: z.object({ en: z.string(), zh: z.string() }),
      quantity: z.number(),
      returned: z.boolean(),
    }),
  ),
})
export type Order = z.infer<typeof Order>

/** GET /api/customers/:id : the profile beside the conversation. */
export const CustomerProfile = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().optional(),
  phone: z.string().optional(),
  language: z.enum(['en', 'zh']).optional(),
  city: z.string().optional(),
  timeZone: z.string().optional(),
  vip: z.boolean(),
  since: z.number(),
  tags: z.array(z.string()),
  company: z.string().optional(),
  address: z.string().optional(),
  externalId: z.string().optional(),
  /** Values of the fields that the company defined, by their ids. */
  fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  channels: z.array(z.string()),
  seenAt: z.number(),
  version: z.number().int(),
  blocked: z
    .object({
      reason: z.string(),
      by: z.string(),
      at: z.number(),
      until: z.number().optional(),
    })
    .optional(),
  /** How many notes lie on the record. */
  notes: z.number().int(),
  /** Addresses on channels. */
  identities: z.array(
    z.object({ channel: z.string(), account: z.string(), verified: z.boolean(), since: z.number() }),
  ),
  /** Whether a signed token says who this is, or the customer only says so. */
  identified: z.boolean(),
  spent: z.object({ amount: z.number(), currency: z.string() }).optional(),
  orders: z.array(Order),
  /** Where the customer was when they last opened the chat. */
  visit: z
    .object({
      at: z.number(),
      page: z.string().optional(),
      title: z.string().optional(),
      referrer: z.string().optional(),
      browser: z.string().optional(),
      system: z.string().optional(),
      userAgent: z.string().optional(),
    })
    .optional(),
  /** Conversations over all channels, newest first, at most 20. */
  history: z.array(
    z.object({
      thread: z.string(),
      episode: z.number().int(),
      channel: z.string(),
      status: Status,
      openedAt: z.number(),
      closedAt: z.number().optional(),
      intent: z.string().optional(),
      mood: Mood.optional(),
      handledBy: z.string().optional(),
      rating: z.number().int().optional(),
      outcome: z.string().optional(),
    }),
  ),
  /** Mood scores of the last customer's messages, oldest first, at most 40: the sparkline. */
  moods: z.array(z.object({ at: z.number(), score: z.number() })),
})
export type CustomerProfile = z.infer<typeof CustomerProfile>
