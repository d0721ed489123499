import type { PublicEntry } from '../../server/src/contract/index.ts'
import { openProductStore, type ProductStore } from '../lib/product-store.ts'
import { account, seedShop } from '../lib/seed-shop.ts'
import { startStack } from '../lib/stack.ts'
import type { Tool } from '../lib/tool.ts'
import { openWidget, type WidgetClient } from '../lib/widget-client.ts'
import { type Client, type Contender, storeCommands } from './contender.ts'

const ANSWER_MS = 20_000

export interface Product extends Contender {
  readonly store: ProductStore
  readonly url: string
  /** Every message that was acknowledged to a customer, by its thread. */
  readonly acked: ReadonlyMap<string, readonly string[]>
}

/** One process with both roles, one for each, or two for each. */
export type ProductShape = 'one' | 'two' | 'four'

const shapes = {
  one: { name: 'product, 1 process', processes: { server: 1 } },
  two: { name: 'product, web + worker', processes: { web: 1, worker: 1 } },
  four: { name: 'product, 2 web + 2 worker', processes: { web: 2, worker: 2 } },
} as const

/**
 * The whole product on a stack of its own.
 * @param settings more settings of its servers
 */
export async function startProduct(
  shape: ProductShape,
  tool: Tool,
  settings: Readonly<Record<string, string>> = {},
): Promise<Product> {
  const { name, processes } = shapes[shape]
  const stack = await startStack({
    name: `bench-${shape}`,
    ...processes,
    settings,
    seed: seedShop,
    defer: tool.defer,
  })
  const store = await openProductStore(stack)
  tool.defer(() => store.close())
  const [url = ''] = stack.urls
  const acked = new Map<string, string[]>()
  return {
    name,
    processes: stack.parts,
    store,
    url,
    acked,
    openClient: (index) => openCustomer(stack.urls[index % stack.urls.length] ?? url, index, acked),
    commands: () => storeCommands(store),
  }
}

/** A customer who writes on with a new conversation once people have theirs: the load is of turns of the bot. */
async function openCustomer(url: string, index: number, acked: Map<string, string[]>): Promise<Client> {
  let heard = (): void => undefined
  let awaited: string | undefined
  let arrived = false
  const onShow = ({ by, body }: PublicEntry): void => {
    if (body.kind === 'message' && by.type === 'customer' && body.clientId === awaited) arrived = true
    else if (arrived && by.type === 'bot') heard()
  }
  const open = (): Promise<WidgetClient> => openWidget({ url, session: { account }, onShow })
  let widget = await open()
  let n = 0
  return {
    async turn(text) {
      n++
      awaited = `bench-${index}-${n}-${Date.now().toString(36)}`
      arrived = false
      const answered = new Promise<void>((resolve, reject) => {
        const late = setTimeout(
          () => reject(new Error(`No answer within ${ANSWER_MS / 1000} s to "${text}"`)),
          ANSWER_MS,
        )
        heard = () => {
          clearTimeout(late)
          resolve()
        }
      })
      const started = performance.now()
      const since = (): number => performance.now() - started
      const acknowledged = widget.deliver({ id: awaited, n, text }).then(since)
      const [ackMs, answerMs] = await Promise.all([acknowledged, answered.then(since)])
      const ids = acked.get(widget.thread) ?? []
      acked.set(widget.thread, ids)
      ids.push(awaited)
      // Done now, so that it is no part of the next turn.
      if ((widget.state()?.control ?? 'bot') !== 'bot') {
        widget.close()
        widget = await open()
      }
      return { ackMs, answerMs }
    },
    close: () => widget.close(),
  }
}
