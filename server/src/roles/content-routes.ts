import { auditTo } from '../agents/audit.ts'
import { dropTags } from '../carried/carried.ts'
import { carriedRoutes } from '../carried/routes.ts'
import type { TagSettings } from '../contract/index.ts'
import type { Core } from '../core.ts'
import { customersOn } from '../customers/customer.ts'
import type { Route } from '../http/route.ts'
import { createGiven } from '../knowledge/given.ts'
import { createLibrary } from '../knowledge/library.ts'
import { cannedRoutes, knowledgeRoutes } from '../knowledge/routes.ts'
import { assertQueuesMayGo } from '../queues/queue-load.ts'
import { queueRoutes } from '../queues/routes.ts'
import type { PresenceBook } from '../realtime/presence.ts'
import { settingsRoutes } from '../settings/routes.ts'
import type { Settings } from '../settings/settings.ts'
import { widgetAccountRoutes } from '../widget/account-routes.ts'
import { createWidgetAccounts } from '../widget/accounts.ts'

/** What the desk works with, as its admin, trainer and supervisor change it. */
export function contentRoutes({
  core,
  settings,
  book,
  cannedChanged,
}: {
  core: Core
  settings: Settings
  book: PresenceBook
  cannedChanged: () => void
}): Route[] {
  const { connection } = core
  const audit = auditTo(connection)
  const customers = customersOn(connection)
  const queues = { ...core, settings, online: book.online, audit }
  return [
    ...settingsRoutes({
      settings,
      audit,
      assertMayReplace: async (section, value) => {
        if (section === 'queues') await assertQueuesMayGo(queues, await settings.read('queues'), value)
      },
      replaced: async ({ section, before, after }) => {
        // The two are of that section, as it was stored and read back.
        if (section === 'tags')
          await dropTags(customers, before.value as TagSettings, after.value as TagSettings)
      },
    }),
    ...queueRoutes(queues),
    ...carriedRoutes({ customers, settings, audit }),
    ...knowledgeRoutes({ library: createLibrary(connection, createGiven(core.log)), audit }),
    ...cannedRoutes({ connection, changed: cannedChanged }),
    ...widgetAccountRoutes({
      accounts: createWidgetAccounts({ ...core, company: () => settings.get('company').name }),
      audit,
    }),
  ]
}
