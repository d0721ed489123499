import { randomUUID } from 'node:crypto'
import { inParallel } from '../../lib/in-parallel.ts'
import { openWidget } from '../../lib/widget-client.ts'
import type { Lab } from '../live/lab.ts'

const AT_A_TIME = 24
const PATIENCE_MS = 30_000

/** So many customers ask for a person. @returns their threads, all waiting */
export async function askForPeople({ stack, account }: Lab, count: number): Promise<string[]> {
  const customers = Array.from({ length: count }, (_, index) => index)
  return await inParallel(customers, AT_A_TIME, async (index) => {
    const url = stack.urls[index % stack.urls.length] ?? ''
    const widget = await openWidget({ url, session: { account, language: 'en' } })
    try {
      await widget.deliver({ id: randomUUID(), n: 1, text: 'let me talk to a human' })
      const waits = await widget.until(() => widget.state()?.control === 'requested', PATIENCE_MS)
      if (!waits) throw new Error(`${widget.thread} did not come to wait for a person`)
      return widget.thread
    } finally {
      widget.close()
    }
  })
}
