import { z } from 'zod'
import { auditTo } from '../../agents/audit.ts'
import { DemoChoices, type KeptOfDemo } from '../../contract/index.ts'
import { demoRemovalOn } from '../../install/demo-removal.ts'
import { countInstall } from '../../install/read-install.ts'
import { storeDate } from '../../storage/clock.ts'
import { durable } from '../../storage/mongo.ts'
import type { TaskRunner, Work } from '../../tasks/runner.ts'
import { noteOwnCompany } from '../demo-logins.ts'
import { demoAccount } from '../shoppers.ts'
import type { RemovalParts } from './parts.ts'
import { changedArticles, removeContent } from './remove-content.ts'
import { removeCustomers } from './remove-customers.ts'
import { dismissPeople, removePeople } from './remove-people.ts'
import { changedSections } from './remove-settings.ts'
import { removeThread, seededThreads } from './remove-threads.ts'

export interface RemoveDemoDeps extends RemovalParts {
  dataDir: string
  /** Tells every process how far it is: doors close at the beginning, screens are read anew at the end. */
  told: () => void
}

/** What was somebody's own before the first step: a removal that is gone on with must not take its own steps for theirs. */
const Begun = z.object({ articles: z.number(), settings: z.array(z.string()) })
type Begun = z.infer<typeof Begun>

/**
 * Removes what the demo's seed made and nothing else. What is the seed's is known by its marks: `demo` on people and
 * customers, `seeded` on threads, fixed ids of content that has no author. Each step bears being done again, and what a
 * thread or a person still needs is gone last; so a death anywhere leaves a state from which the same steps go on.
 */
export function removeDemoRunner(deps: RemoveDemoDeps): TaskRunner {
  return async (work) => {
    const choices = DemoChoices.parse(work.input)
    const begun = await begin(deps, work)
    const threads = await seededThreads(deps.core)
    const steps = [
      () => removeCustomers(deps.core),
      () => removeContent(deps, choices, work.by.id),
      () => removePeople(deps),
      () => noteOwnCompany(deps.dataDir),
    ]
    let done = 0
    const next = () => {
      done += 1
      work.progress(done, threads.length + steps.length)
      work.signal.throwIfAborted()
    }
    await dismissPeople(deps)
    for (const thread of threads) {
      await removeThread(deps.core, thread)
      next()
    }
    for (const step of steps) {
      await step()
      next()
    }
    const kept = await end(deps, begun)
    return { kept }
  }
}

/** From here on the demo's doors are closed. */
async function begin({ core, told }: RemoveDemoDeps, { by, checkpoint, save }: Work): Promise<Begun> {
  const removals = demoRemovalOn(core.connection)
  await removals.updateOne(
    { _id: 'demo' },
    { $set: { state: 'removing' }, $setOnInsert: { by, at: storeDate(core.connection) } },
    { upsert: true },
  )
  told()
  const before = Begun.safeParse(checkpoint)
  if (before.success) return before.data
  const begun = { articles: (await changedArticles(core)).size, settings: await changedSections(core) }
  await save(begun, 0, 0)
  return begun
}

async function end({ core, told }: RemoveDemoDeps, { articles, settings }: Begun): Promise<KeptOfDemo> {
  const { connection } = core
  const { conversations, customers } = await countInstall(connection)
  const kept: KeptOfDemo = {
    conversations: conversations.demo,
    customers: customers.demo,
    articles,
    settings,
    widget: (await core.accounts.exists({ _id: demoAccount })) !== null,
  }
  const removals = demoRemovalOn(connection)
  const ended = await removals.findOneAndUpdate(
    { _id: 'demo', state: 'removing' },
    { $set: { state: 'removed', endedAt: storeDate(connection), kept } },
    { writeConcern: durable },
  )
  if (ended) await auditTo(connection)({ actor: ended.by.id, action: 'install.demo_removed', target: 'demo' })
  told()
  return kept
}
