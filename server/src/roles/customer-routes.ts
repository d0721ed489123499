import { spamRoutes } from '../conversations/action-routes.ts'
import type { DeskSignal } from '../conversations/hands.ts'
import { createKnownAs } from '../conversations/known-as.ts'
import { createSpamDesk } from '../conversations/spam-desk.ts'
import type { Core } from '../core.ts'
import { createBlocks, readBlock } from '../customers/block.ts'
import { createCustomerNotes } from '../customers/note.ts'
import { readProfile } from '../customers/profile.ts'
import { customerRoutes } from '../customers/routes.ts'
import type { Route } from '../http/route.ts'
import type { Settings } from '../settings/settings.ts'

/** The routes of customers' records, with what they need of conversations. */
export function recordRoutes(deps: {
  core: Core
  settings: Settings
  signal: (signal: DeskSignal) => void
  /** Tells every console that a record is out of date. */
  changed: (customer: string) => void
}): Route[] {
  const { core, settings, signal, changed } = deps
  const freshBot = () => JSON.stringify(core.bot.initialState())
  const desk = createSpamDesk({ ...core, signal, freshBot })
  const follow = createKnownAs(core)
  return [
    ...spamRoutes(desk),
    ...customerRoutes({
      ...core,
      settings,
      notes: createCustomerNotes(core),
      blocks: createBlocks({
        ...core,
        close: async (customer, by) => await desk.endAll(by, customer),
        reopen: async (customer, by) => await desk.restoreAll(by, customer),
      }),
      renamed: async (customer, by) => await follow(customer._id, customer, by),
      profile: (id) => readProfile(core, id),
      blockShown: (customer) => readBlock(core.sealer, customer),
      changed,
    }),
  ]
}
