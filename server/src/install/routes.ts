import { auditTo } from '../agents/audit.ts'
import { InstallInfo, REMOVE_DEMO, RemoveDemo, Task } from '../contract/index.ts'
import type { Core } from '../core.ts'
import { AppError } from '../errors.ts'
import { type Route, route } from '../http/route.ts'
import { createTasks } from '../tasks/tasks.ts'
import { readInstall } from './read-install.ts'

/** What this install is, and the removal of its demo. */
export function installRoutes({
  core: { connection },
  company,
}: {
  core: Pick<Core, 'connection'>
  company: () => string
}): Route[] {
  const audit = auditTo(connection)
  const tasks = createTasks(connection)
  return [
    route({
      method: 'get',
      path: '/api/install',
      access: 'install.read',
      answer: InstallInfo,
      handle: async () => await readInstall(connection, company()),
    }),
    route({
      method: 'post',
      path: '/api/install/remove-demo',
      access: 'install.write',
      body: RemoveDemo,
      answer: Task,
      handle: async ({ user, body: { company: named, ...choices }, ip }) => {
        // Whoever removes the demo is still here afterwards, so the install keeps an admin.
        if (user.demo) throw new AppError('own_admin_needed')
        if (named.trim() !== company()) throw new AppError('name_differs')
        const { demo } = await readInstall(connection, company())
        if (demo === 'none' || demo === 'removed') throw new AppError('not_found')
        const task = await tasks.begin({ kind: REMOVE_DEMO, by: user, input: choices, only: REMOVE_DEMO })
        await audit({ actor: user.id, action: 'install.demo_remove', target: JSON.stringify(choices), ip })
        return task
      },
    }),
  ]
}
