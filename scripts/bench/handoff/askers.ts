import { account } from '../../lib/seed-shop.ts'
import { openWidget } from '../../lib/widget-client.ts'
import type { Asked } from './judge.ts'

const SERVED_MS = 60_000

/** A customer who asks for a person, and again when the last one wrapped up. */
export interface Asker {
  readonly thread: string
  /**
   * Asks; resolves when an agent came and ended the conversation.
   * @param due when it should have been sent, by `performance.now()`
   * @throws Error when nobody did within a minute
   */
  ask(text: string, due: number): Promise<Asked>
  close(): void
}

export async function openAsker(url: string, index: number): Promise<Asker> {
  let ended = 0
  const widget = await openWidget({
    url,
    session: { account },
    onShow: ({ body }) => {
      if (body.kind === 'notice' && body.notice === 'closed') ended++
    },
  })
  let n = 0
  return {
    thread: widget.thread,
    async ask(text, due) {
      n++
      const before = ended
      const at = Date.now() - (performance.now() - due)
      await widget.deliver({ id: `handoff-${index}-${n}`, n, text })
      if (!(await widget.until(() => ended > before, SERVED_MS)))
        throw new Error(`Nobody served ${widget.thread} within ${SERVED_MS / 1000} s`)
      return { thread: widget.thread, at }
    },
    close: () => widget.close(),
  }
}
