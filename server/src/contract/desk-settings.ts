import { z } from 'zod'
import { Slug } from './settings.ts'

/** GET /api/queues/load: what a queue carries now, and who keeps it from being removed. */
export const QueueLoad = z.object({
  queue: z.string(),
  waiting: z.number().int(),
  /** Agents with this queue: at the desk, and in all. */
  online: z.number().int(),
  agents: z.number().int(),
  /** Names of those who serve no other queue. */
  only: z.array(z.string()),
})
export type QueueLoad = z.infer<typeof QueueLoad>

/** POST /api/queues/:queue/remove: another queue takes its conversations, its people and its intents. */
export const RemoveQueue = z.strictObject({ version: z.number().int().nonnegative(), to: Slug })

/** GET /api/tags/use and GET /api/fields/use: how many customers carry it, counted up to 1000. */
export const UseCounts = z.object({ counts: z.record(z.string(), z.number().int()) })
export type UseCounts = z.infer<typeof UseCounts>

/** POST /api/tags/merge: whoever carries `from` carries `to` afterwards, and `from` is gone. */
export const MergeTags = z.strictObject({
  version: z.number().int().nonnegative(),
  from: Slug,
  to: Slug,
})
