import type { PublicEntry } from '../../server/src/contract/index.ts'
import type { WidgetClient } from '../lib/widget-client.ts'
import type { Ledger } from '../replay/ledger.ts'
import type { Client } from './contender.ts'

/** On a machine that is busy an answer may be late; one that never comes ends the measurement. */
const ANSWER_MS = 60_000

/** Opens a conversation that tells what it shows; asked for another whenever the customer is through with one. */
export type NextConversation = (onShow: (entry: PublicEntry) => void) => Promise<WidgetClient>

/**
 * A customer of the load, who writes on with another conversation once people have theirs: the load is of turns of the
 * bot. What is acknowledged is noted.
 * @param turns after how many turns of one conversation they go on with another anyway
 */
export async function openCustomer(
  { index, ledger, next }: { index: number; ledger: Ledger; next: NextConversation },
  turns = Number.POSITIVE_INFINITY,
): Promise<Client> {
  let heard = (): void => undefined
  let awaited = ''
  let arrived = false
  const onShow = ({ by, body }: PublicEntry): void => {
    if (body.kind === 'message' && by.type === 'customer' && body.clientId === awaited) arrived = true
    else if (arrived && by.type === 'bot') heard()
  }
  const answered = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const late = setTimeout(
        () => reject(new Error(`No answer within ${ANSWER_MS / 1000} s to "${text}"`)),
        ANSWER_MS,
      )
      heard = () => {
        clearTimeout(late)
        resolve()
      }
    })
  let widget = await next(onShow)
  let [n, left] = [0, turns]
  return {
    async turn(text) {
      n++
      left--
      awaited = `bench-${index}-${n}-${Date.now().toString(36)}`
      arrived = false
      const answer = answered(text)
      const started = performance.now()
      const since = (): number => performance.now() - started
      const acknowledged = widget.deliver({ id: awaited, n, text }).then(since)
      const [ackMs, answerMs] = await Promise.all([acknowledged, answer.then(since)])
      ledger.note({ thread: widget.thread, sender: 'customer', clientId: awaited, text })
      // Done now, so that it is no part of the next turn.
      if (left === 0 || (widget.state()?.control ?? 'bot') !== 'bot') {
        widget.close()
        widget = await next(onShow)
        left = turns
      }
      return { ackMs, answerMs }
    },
    close: () => widget.close(),
  }
}
