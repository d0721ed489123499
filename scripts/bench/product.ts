import { openProductStore, type ProductStore } from '../lib/product-store.ts'
import { account, seedShop } from '../lib/seed-shop.ts'
import { type Stack, type StackShape, startStack } from '../lib/stack.ts'
import type { Tool } from '../lib/tool.ts'
import { openWidget } from '../lib/widget-client.ts'
import { createLedger, type Ledger } from '../replay/ledger.ts'
import { type Contender, storeCommands } from './contender.ts'
import { type NextConversation, openCustomer } from './customer.ts'

export interface Product extends Contender {
  readonly stack: Stack
  readonly store: ProductStore
  readonly url: string
  /** Every message of the load that was acknowledged. */
  readonly ledger: Ledger
}

/** One process with both roles, one for each, or two for each. */
export type ProductShape = 'one' | 'two' | 'four'

const shapes = {
  one: { name: 'product, 1 process', processes: { server: 1 } },
  two: { name: 'product, web + worker', processes: { web: 1, worker: 1 } },
  four: { name: 'product, 2 web + 2 worker', processes: { web: 2, worker: 2 } },
} as const

/**
 * The whole product on a stack of its own; its customers are new ones.
 * @param more settings of its servers, and what is in the store before the first of them starts, if it is more than the shop
 */
export async function startProduct(
  shape: ProductShape,
  tool: Tool,
  more: Pick<StackShape, 'seed' | 'keepSeedAs' | 'settings'> = {},
): Promise<Product> {
  const { name, processes } = shapes[shape]
  const filled = { seed: seedShop, ...more }
  const stack = await startStack({ name: `bench-${shape}`, ...processes, ...filled, defer: tool.defer })
  const store = await openProductStore(stack)
  tool.defer(() => store.close())
  const [url = ''] = stack.urls
  const ledger = createLedger(() => undefined)
  return {
    name,
    processes: stack.parts,
    stack,
    store,
    url,
    ledger,
    openClient(index) {
      const home = stack.urls[index % stack.urls.length] ?? url
      const next: NextConversation = (onShow) => openWidget({ url: home, session: { account }, onShow })
      return openCustomer({ index, ledger, next })
    },
    commands: () => storeCommands(store),
  }
}
