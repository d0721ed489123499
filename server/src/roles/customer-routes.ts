import { spamRoutes } from '../conversations/action-routes.ts'
import { createKnownAs } from '../conversations/known-as.ts'
import { createSpamDesk } from '../conversations/spam-desk.ts'
import type { Core } from '../core.ts'
import { createBlocks, readBlock } from '../customers/block.ts'
import { createImports } from '../customers/csv/imports.ts'
import { csvRoutes } from '../customers/csv/routes.ts'
import { createCustomerNotes } from '../customers/note.ts'
import { readProfile } from '../customers/profile.ts'
import { customerRoutes } from '../customers/routes.ts'
import type { Limits } from '../http/limits.ts'
import type { Route } from '../http/route.ts'
import type { HeadBus } from '../realtime/head-bus.ts'
import type { Settings } from '../settings/settings.ts'
import { createTasks } from '../tasks/tasks.ts'

/** The routes of customers' records, with what they need of conversations. */
export function recordRoutes(deps: {
  core: Core
  settings: Settings
  limits: Limits
  bus: Pick<HeadBus, 'publishPersonal'>
  /** Tells every console that a record is out of date. */
  changed: (customer: string) => void
}): Route[] {
  const { core, settings, limits, bus, changed } = deps
  const freshBot = () => JSON.stringify(core.bot.initialState())
  const desk = createSpamDesk({ ...core, signal: bus.publishPersonal, freshBot })
  const follow = createKnownAs(core)
  return [
    ...spamRoutes(desk),
    ...csvRoutes({
      connection: core.connection,
      settings,
      imports: createImports({ ...core, settings, tasks: createTasks(core.connection) }),
      limits,
    }),
    ...customerRoutes({
      ...core,
      settings,
      notes: createCustomerNotes(core),
      blocks: createBlocks({
        ...core,
        close: async (customer, by, block) => await desk.endAll(by, customer, block),
        reopen: async (customer, by, block) => await desk.restoreAll(by, customer, block),
      }),
      renamed: async (customer, by) => await follow(customer._id, customer, by),
      profile: (id) => readProfile(core, id),
      blockShown: (customer) => readBlock(core.sealer, customer, core.clock.now()),
      changed,
    }),
  ]
}
