import { createReturn } from '../commerce/create-return.ts'
import type { Core } from '../core.ts'
import { createActionLane } from './run-action.ts'

/** The lane of actions with what the bot can have done: the demo company's own ERP stands in for a real one. */
export function createPerformers(core: Core): (thread: string) => Promise<void> {
  return createActionLane({
    threads: core.threads,
    log: core.log,
    aside: core.aside,
    sealer: core.sealer,
    accept: core.accept,
    performers: {
      create_return: async (key, { order = '', item = '', reason = '' }) =>
        await createReturn(core.connection, { key, order, item, reason, now: core.clock.now() }),
    },
  })
}
