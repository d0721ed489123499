import { randomUUID } from 'node:crypto'
import { openWidget } from '../../lib/widget-client.ts'

const PATIENCE_MS = 60_000
/** Short: the process's time is wanted, not what a client's patience adds to it. */
const LONGEST_WAIT_MS = 100

/**
 * A new customer writes by this process and waits for the bot's answer. @returns ms since `since` when the answer was
 * shown; undefined when none came within a minute
 */
export async function probe(url: string, account: string, since: number): Promise<number | undefined> {
  const widget = await openWidget({
    url,
    session: { account, language: 'en' },
    longestWaitMs: LONGEST_WAIT_MS,
  })
  try {
    await widget.deliver({ id: randomUUID(), n: 1, text: 'hello' })
    const answered = () => widget.shown.some(({ by }) => by.type === 'bot')
    return (await widget.until(answered, PATIENCE_MS)) ? performance.now() - since : undefined
  } finally {
    widget.close()
  }
}
