import { openProductStore, type ProductStore } from '../../lib/product-store.ts'
import { account, type Shop, seedShop } from '../../lib/seed-shop.ts'
import { buildServer, type Stack, type StackShape, startStack } from '../../lib/stack.ts'
import type { Tool } from '../../lib/tool.ts'
import type { Login } from '../../replay/agent.ts'
import { hireAgents } from '../../replay/team.ts'

/** A whole Parley of several processes over loopback, with agents at work; it ends with the tool. */
export interface Lab {
  readonly stack: Stack
  readonly store: ProductStore
  readonly logins: readonly Login[]
  /** The widget account that customers write to. */
  readonly account: string
  /** The company's own site, which vouches for its customers. */
  readonly shop: Shop
}

/** Starts 2 web, 2 worker, the store and Redis with its append-only file, unless another shape is asked for. */
export async function openLab(
  tool: Tool,
  {
    agents,
    ...shape
  }: Pick<StackShape, 'web' | 'worker' | 'settings' | 'between' | 'environmentOf' | 'prepare'> & {
    agents: number
  },
): Promise<Lab> {
  await buildServer()
  let shop: Shop | undefined
  const stack = await startStack({
    name: 'faultlab',
    web: 2,
    worker: 2,
    seed: async (env) => {
      shop = await seedShop(env)
    },
    ...shape,
    defer: tool.defer,
  })
  if (!shop) throw new Error('The stack was started without its seed')
  const store = await openProductStore(stack)
  tool.defer(() => store.close())
  const logins = await hireAgents(store, agents)
  return { stack, store, logins, account, shop }
}
