import { openProductStore, type ProductStore } from '../../lib/product-store.ts'
import { account, seedShop } from '../../lib/seed-shop.ts'
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
}

/** Starts 2 web, 2 worker, the store and Redis with its append-only file, unless another shape is asked for. */
export async function openLab(
  tool: Tool,
  { agents, ...shape }: Pick<StackShape, 'web' | 'worker' | 'settings'> & { agents: number },
): Promise<Lab> {
  await buildServer()
  const stack = await startStack({
    name: 'faultlab',
    web: 2,
    worker: 2,
    seed: seedShop,
    keepSeedAs: 'shop',
    ...shape,
    defer: tool.defer,
  })
  const store = await openProductStore(stack)
  tool.defer(() => store.close())
  const logins = await hireAgents(store, agents)
  return { stack, store, logins, account }
}
