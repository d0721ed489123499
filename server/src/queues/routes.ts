import { z } from 'zod'
import { QueueLoad, RemoveQueue } from '../contract/index.ts'
import { type Route, route } from '../http/route.ts'
import type { Settings } from '../settings/settings.ts'
import { loadOfQueues, type QueueLoadDeps } from './queue-load.ts'
import { type RemoveQueueDeps, removeQueue } from './remove-queue.ts'

type QueueRoutesDeps = QueueLoadDeps &
  RemoveQueueDeps & {
    settings: Settings
    audit: (event: { actor: string; action: string; target: string; ip: string }) => Promise<void>
  }

/** What the queues carry now, and a queue's removal with somewhere to go for what is in it. */
export function queueRoutes(deps: QueueRoutesDeps): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/queues/load',
      access: 'settings.read',
      answer: z.object({ queues: z.array(QueueLoad) }),
      handle: async () => ({
        queues: await loadOfQueues(
          deps,
          deps.settings.get('queues').queues.map(({ id }) => id),
        ),
      }),
    }),
    route({
      method: 'post',
      path: '/api/queues/:queue/remove',
      access: 'settings.write',
      params: z.object({ queue: z.string().max(40) }),
      body: RemoveQueue,
      handle: async ({ user, params: { queue }, body, ip }) => {
        const stored = await removeQueue(deps, { queue, ...body, by: user.id })
        await deps.audit({ actor: user.id, action: 'queue.remove', target: `${queue}→${body.to}`, ip })
        return stored
      },
    }),
  ]
}
