import { statSync } from 'node:fs'
import { join } from 'node:path'
import { ensureIndexes } from '../../../server/src/storage/mongo.ts'
import { createBar } from '../../lib/bar.ts'
import { inParallel } from '../../lib/in-parallel.ts'
import { rssAnonMb } from '../../lib/proc.ts'
import { openProductStore } from '../../lib/product-store.ts'
import { seedCustomers, widgetTokenOf } from '../../lib/seed-customers.ts'
import { account, seedShop } from '../../lib/seed-shop.ts'
import type { Tool } from '../../lib/tool.ts'
import { openWidget, openWidgetOf } from '../../lib/widget-client.ts'
import { type NextConversation, openCustomer } from '../customer.ts'
import { type Product, startProduct } from '../product.ts'
import { comesAs } from './steps.ts'

const MESSAGES = 4
const CHUNK = 2500
const CHUNKS_AT_A_TIME = 3
/** Turns of a conversation before its customer makes room for another. */
const TURNS = 4

/** A product that so many customers have written to. */
export interface Town extends Product {
  readonly customers: number
  /** MB of the store's file, and of the memory that is the store's own. */
  size(): { file: number; memory: number }
}

/**
 * Starts it with a closed conversation of each. Half of the load comes from them, the other half from somebody new. Where
 * `TEST_SEEDS` names a folder, the store is kept there for the next measurement.
 */
export async function startTown(customers: number, tool: Tool): Promise<Town> {
  const product = await startProduct('two', tool, {
    seed: (env) => settle(env, customers),
    keepSeedAs: `growth-${customers}`,
  })
  const { stack, store, url, ledger } = product
  let came = 0
  const next: NextConversation = async (onShow) => {
    const nth = came++
    if (nth % 2 === 0) return await openWidget({ url, session: { account }, onShow })
    return openWidgetOf(url, await widgetTokenOf(stack.masterKey, comesAs(nth, customers)), onShow)
  }
  const pid = stack.parts.find(({ kind }) => kind === 'store')?.pid() ?? 0
  const file = join(stack.dir, 'store', 'data.lmdb')
  return {
    ...product,
    name: `${customers.toLocaleString('en')} customers`,
    store,
    customers,
    openClient: (index) => openCustomer({ index, ledger, next }, TURNS),
    size: () => ({ file: statSync(file).size / 2 ** 20, memory: rssAnonMb(pid) }),
  }
}

async function settle(env: NodeJS.ProcessEnv, customers: number): Promise<void> {
  await seedShop(env)
  const { MONGODB_URI: mongodbUri = '', PARLEY_MASTER_KEY: key = '' } = env
  const masterKey = Buffer.from(key, 'base64')
  const store = await openProductStore({ mongodbUri, masterKey })
  const bar = createBar('seeding')
  const now = Date.now()
  let done = 0
  const seed = async (from: number): Promise<void> => {
    const to = Math.min(customers, from + CHUNK)
    await seedCustomers({ store, masterKey }, { from, to, messages: MESSAGES, state: 'closed', now })
    done += to - from
    bar.show(done, customers, 'customers')
  }
  const [first = 0, ...others] = Array.from({ length: Math.ceil(customers / CHUNK) }, (_, at) => at * CHUNK)
  // The first makes what all have in common. Then one chunk is sealed while the store writes others.
  await seed(first)
  // Indexes as the product's: those that are made afterwards would lie denser than those that grow.
  await ensureIndexes(store.connection)
  await inParallel(others, CHUNKS_AT_A_TIME, seed)
  bar.end()
  await store.close()
}
