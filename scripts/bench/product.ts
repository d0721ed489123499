import type { PublicEntry } from '../../server/src/contract/index.ts'
import { openProductStore, type ProductStore } from '../lib/product-store.ts'
import { account, seedShop } from '../lib/seed-shop.ts'
import { startStack } from '../lib/stack.ts'
import type { Tool } from '../lib/tool.ts'
import { openWidget, type WidgetClient } from '../lib/widget-client.ts'
import { createLedger, type Ledger } from '../replay/ledger.ts'
import { type Client, type Contender, storeCommands } from './contender.ts'

const ANSWER_MS = 20_000

export interface Product extends Contender {
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

/** The whole product on a stack of its own. */
export async function startProduct(shape: ProductShape, tool: Tool): Promise<Product> {
  const { name, processes } = shapes[shape]
  const stack = await startStack({ name: `bench-${shape}`, ...processes, seed: seedShop, defer: tool.defer })
  const store = await openProductStore(stack)
  tool.defer(() => store.close())
  const [url = ''] = stack.urls
  const ledger = createLedger(() => undefined)
  return {
    name,
    processes: stack.parts,
    store,
    url,
    ledger,
    openClient: (index) => openCustomer(stack.urls[index % stack.urls.length] ?? url, index, ledger),
    commands: () => storeCommands(store),
  }
}

/** A customer who writes on with a new conversation once people have theirs: the load is of turns of the bot. */
async function openCustomer(url: string, index: number, ledger: Ledger): Promise<Client> {
  let heard = (): void => undefined
  let awaited = ''
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
      if ((widget.state()?.control ?? 'bot') !== 'bot') {
        widget.close()
        widget = await open()
      }
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
      await Promise.all([widget.deliver({ id: awaited, n, text }), answered])
      const ms = performance.now() - started
      ledger.note({ thread: widget.thread, sender: 'customer', clientId: awaited, text })
      return ms
    },
    close: () => widget.close(),
  }
}
