import { ownFilter } from '../../server/src/storage/own-filter.ts'
import { inParallel } from '../lib/in-parallel.ts'
import { account } from '../lib/seed-shop.ts'
import { openWidget } from '../lib/widget-client.ts'
import { readDialogues } from '../replay/dialogues.ts'
import type { Product } from './product.ts'

const AT_A_TIME = 8
const PATIENCE_MS = 10_000

/**
 * Customers' words that the bot answers by itself, found by asking each once in a conversation of its own. Questions
 * back and handoffs would make some turns of the load cheaper and end others.
 */
export async function answerableTexts(product: Product): Promise<string[]> {
  const dialogues = await readDialogues(undefined)
  const texts = [...new Set(dialogues.flatMap(({ says }) => says))]
  const judged = await inParallel(texts, AT_A_TIME, (text) => isAnswered(product, text))
  const answered = texts.filter((_, index) => judged[index])
  if (answered.length < 10)
    throw new Error(`The bot answers only ${answered.length} of ${texts.length} texts`)
  return answered
}

async function isAnswered({ url, store }: Product, text: string): Promise<boolean> {
  const widget = await openWidget({ url, session: { account } })
  try {
    await widget.deliver({ id: `probe-${widget.thread}`, n: 1, text })
    await widget.until(() => widget.shown.some(({ by }) => by.type === 'bot'), PATIENCE_MS)
    // The widget shows what is committed; the log has it a moment later.
    await widget.catchUp(1000)
    const thread = await store.threads.findById(widget.thread, { control: 1, outbox: 1 }).lean()
    const logged = await store.log.find(ownFilter({ thread: widget.thread, kind: 'decision' })).lean()
    const decisions = [...logged, ...(thread?.outbox ?? []).filter(({ kind }) => kind === 'decision')]
    return thread?.control === 'bot' && decisions.every(({ facts }) => facts?.decision === 'answer')
  } finally {
    widget.close()
  }
}
