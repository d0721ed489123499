import { setTimeout as delay } from 'node:timers/promises'
import type { PublicEntry } from '../../server/src/contract/index.ts'
import type { Random } from '../../server/src/demo/random.ts'
import { openWidget, type WidgetClient } from '../lib/widget-client.ts'
import type { Dialogue } from './dialogues.ts'
import type { Ledger } from './ledger.ts'

/** How long a customer waits for an answer before they write on. */
const PATIENCE_MS = 1500
/** How long a customer who asked for a person stays to be served. */
const STAY_MS = 60_000

export interface CustomerRun {
  readonly thread: string
  readonly language: 'en' | 'zh'
  readonly shown: readonly PublicEntry[]
  /** From sending to the first new words or notice of the bot, one a message that the bot had. */
  readonly turnMs: readonly number[]
  readonly resends: number
  readonly handedOff: boolean
  /** Somebody took the conversation. */
  readonly served: boolean
  /** The widget showed everything up to the head when it was closed. */
  readonly caughtUp: boolean
  /** Left to the bot or wrapped up. */
  readonly ended: boolean
}

/** One customer: says everything in order, one message in flight at a time, and leaves when all is said and settled. */
export async function playCustomer(deps: {
  url: string
  account: string
  dialogue: Dialogue
  index: number
  random: Random
  ledger: Ledger
}): Promise<CustomerRun> {
  const { url, account, dialogue, index, random, ledger } = deps
  const clock = createTurnClock()
  const widget = await openWidget({
    url,
    session: { account, language: dialogue.language },
    onShow: clock.shown,
  })
  const { thread } = widget
  ledger.begin(thread)
  const control = () => widget.state()?.control ?? 'bot'
  let resends = 0
  try {
    for (const [turn, text] of dialogue.says.entries()) {
      const id = `c${index}-${turn}-${random.whole(1e8, 1e9 - 1).toString(36)}`
      clock.sent(id, control() === 'bot')
      resends += (await widget.deliver({ id, n: turn + 1, text })) - 1
      ledger.note({ thread, sender: 'customer', clientId: id, text })
      await widget.until(() => clock.isAnswered(id), PATIENCE_MS)
      await delay(random.whole(0, 40))
    }
    ledger.finish(thread)
    const ended = await settle(widget, ledger)
    return {
      thread,
      language: dialogue.language,
      shown: widget.shown,
      turnMs: clock.times,
      resends,
      handedOff: widget.shown.some(
        ({ body }) => body.kind === 'notice' && body.notice === 'handoff_requested',
      ),
      served: widget.shown.some(({ body }) => body.kind === 'notice' && body.notice === 'agent_joined'),
      ...ended,
    }
  } finally {
    ledger.finish(thread)
    widget.close()
  }
}

/** Everything said is shown, and nobody waits for anybody any more. */
async function settle(widget: WidgetClient, ledger: Ledger): Promise<{ caughtUp: boolean; ended: boolean }> {
  const deadline = Date.now() + STAY_MS
  const last = ledger.idsOf(widget.thread, 'customer').at(-1)
  const said = ({ body }: PublicEntry): boolean => body.kind === 'message' && body.clientId === last
  for (;;) {
    const left = deadline - Date.now()
    const caughtUp = await widget.catchUp(Math.max(1000, left))
    const rest = () => widget.state()?.status === 'closed' || widget.state()?.control === 'bot'
    // A message that was accepted and not handled yet may still change whose the conversation is.
    const heard = widget.shown.findLast(said)
    const answered = heard !== undefined && (widget.shown.at(-1)?.seq ?? 0) > heard.seq
    if (caughtUp && rest() && answered) return { caughtUp, ended: true }
    if (left < 0) return { caughtUp, ended: rest() }
    await widget.until(rest, Math.min(500, Math.max(1, left)))
    await delay(30)
  }
}

/** Takes the time of each turn, also when the answer comes after the customer went on. */
function createTurnClock() {
  const open = new Map<string, { at: number; byBot: boolean; seq?: number }>()
  const times: number[] = []
  return {
    times,
    sent: (id: string, byBot: boolean) => void open.set(id, { at: performance.now(), byBot }),
    isAnswered: (id: string) => !open.has(id),
    shown({ seq, by, body }: PublicEntry): void {
      if (by.type === 'customer') {
        const id = body.kind === 'message' ? body.clientId : undefined
        const turn = id === undefined ? undefined : open.get(id)
        if (turn) turn.seq = seq
        return
      }
      for (const [id, turn] of open) {
        if (turn.seq === undefined || turn.seq > seq) continue
        open.delete(id)
        if (turn.byBot && by.type !== 'agent') times.push(performance.now() - turn.at)
      }
    },
  }
}
