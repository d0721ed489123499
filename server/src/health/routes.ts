import { HealthOverview, type HealthReport, LEDGER, Task, VISIT } from '../contract/index.ts'
import type { Core } from '../core.ts'
import { type Route, route } from '../http/route.ts'
import { countAlive } from '../storage/heartbeat.ts'
import { createTasks } from '../tasks/tasks.ts'
import { readQueue } from './queue.ts'

/** What the console's health page shows, and what it begins. */
export function healthPageRoutes({
  core: { connection, inbox, clock },
  report,
}: {
  core: Pick<Core, 'connection' | 'inbox' | 'clock'>
  report: () => Promise<HealthReport>
}): Route[] {
  const tasks = createTasks(connection)
  return [
    route({
      method: 'get',
      path: '/api/health',
      access: 'health.read',
      answer: HealthOverview,
      handle: async () => {
        const [now, processes, queue] = await Promise.all([
          report(),
          countAlive(connection),
          readQueue(inbox, clock.now()),
        ])
        return { ...now, processes, queue }
      },
    }),
    ...[
      { kind: LEDGER, path: '/api/health/ledger' },
      { kind: VISIT, path: '/api/health/visit' },
    ].map(({ kind, path }) =>
      route({
        method: 'post',
        path,
        access: 'health.read',
        answer: Task,
        handle: async ({ user }) => await tasks.begin({ kind, by: user, input: undefined, only: kind }),
      }),
    ),
  ]
}
