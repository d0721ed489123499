import { setTimeout as delay } from 'node:timers/promises'
import { createRandom } from '../../../server/src/demo/random.ts'
import { account } from '../../lib/seed-shop.ts'
import { openWidget, type WidgetClient } from '../../lib/widget-client.ts'
import { readDialogues } from '../../replay/dialogues.ts'
import { createLedger, type Ledger } from '../../replay/ledger.ts'

const LONGEST_PAUSE_MS = 1200

export interface Traffic {
  /** What was acknowledged, in the order of the acknowledgements. */
  readonly ledger: Ledger
  readonly threads: readonly string[]
  /** Has one customer say one thing more; resolves when it was acknowledged. */
  say(customer: number): Promise<void>
  /** Resolves when nothing is on its way any more. @throws Error of a customer who could not go on */
  stop(): Promise<void>
  close(): void
}

/** Customers who write on and on, one message in flight each, whatever the bot answers. */
export async function startTraffic(ask: { url: string; customers: number; seed: number }): Promise<Traffic> {
  const ledger = createLedger(() => undefined)
  const words = (await readDialogues(undefined)).flatMap(({ says }) => says)
  const random = createRandom(ask.seed + 11)
  const widgets: WidgetClient[] = []
  for (let n = 0; n < ask.customers; n++)
    widgets.push(await openWidget({ url: ask.url, session: { account, language: 'en' } }))
  const said = widgets.map(() => 0)
  const say = async (customer: number): Promise<void> => {
    const widget = widgets[customer]
    if (!widget) throw new Error(`there is no customer ${customer}`)
    const n = (said[customer] ?? 0) + 1
    said[customer] = n
    const text = random.pick(words)
    const id = `m${customer}-${n}-${random.whole(1e8, 1e9 - 1).toString(36)}`
    await widget.deliver({ id, n, text })
    ledger.note({ thread: widget.thread, sender: 'customer', clientId: id, text })
  }
  let running = true
  const writing = widgets.map(async (_, customer) => {
    while (running) {
      await say(customer)
      await delay(random.whole(0, LONGEST_PAUSE_MS))
    }
  })
  // Awaited at the end: until then a failure must not end the process.
  const written = Promise.all(writing)
  written.catch(() => undefined)
  return {
    ledger,
    threads: widgets.map(({ thread }) => thread),
    say,
    async stop() {
      running = false
      await written
    },
    close: () => {
      for (const widget of widgets) widget.close()
    },
  }
}
