import type { Verb } from '../agents/permissions.ts'
import { LEDGER, REMOVE_DEMO, VISIT } from '../contract/index.ts'
import { createKnownAs } from '../conversations/known-as.ts'
import type { Core } from '../core.ts'
import type { Renamed } from '../customers/csv/apply.ts'
import { CHECK, IMPORT, importRunners } from '../customers/csv/run-import.ts'
import { type RemoveDemoDeps, removeDemoRunner } from '../demo/remove/remove-demo.ts'
import { ledgerRunner } from '../health/ledger-task.ts'
import { visitRunner } from '../health/visit-task.ts'
import { ownFilter } from '../storage/own-filter.ts'
import type { TaskRunner } from '../tasks/runner.ts'
import { type TrainingDeps, trainingRunners } from './training.ts'

/** Every kind of long work: who may watch and stop it. Beginning it is a route of its feature. */
export const taskVerbs: Readonly<Record<string, Verb>> = {
  train: 'training.run',
  'judge-model': 'training.run',
  [REMOVE_DEMO]: 'install.write',
  [CHECK]: 'customer.import',
  [IMPORT]: 'customer.import',
  [LEDGER]: 'health.read',
  [VISIT]: 'health.read',
}

/** What the worker role does of it. */
export function taskRunners(deps: TrainingDeps & RemoveDemoDeps): Record<string, TaskRunner> {
  return {
    ...trainingRunners(deps),
    ...importRunners({ ...deps.core, settings: deps.settings, renamed: renamedIn(deps.core) }),
    [REMOVE_DEMO]: removeDemoRunner(deps),
    [LEDGER]: ledgerRunner(deps.core),
    [VISIT]: visitRunner({ core: deps.core, hasModel: () => deps.models.current() !== undefined }),
  }
}

/** Of many records those whose conversations carry another name; most have none. */
function renamedIn(core: Core): Renamed {
  const follow = createKnownAs(core)
  return async (customers, by) => {
    const ids = customers.map(({ _id }) => _id)
    const threads = await core.threads
      .find(ownFilter({ customer: { $in: ids } }), { customer: 1 })
      .lean<{ customer: string }[]>()
    const written = new Set(threads.map(({ customer }) => customer))
    for (const customer of customers) if (written.has(customer._id)) await follow(customer._id, customer, by)
  }
}
