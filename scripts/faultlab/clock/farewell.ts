import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { ThreadSnapshot } from '../../../server/src/contract/index.ts'
import { ownFilter } from '../../../server/src/storage/own-filter.ts'
import { openWidget, type WidgetClient } from '../../lib/widget-client.ts'
import type { Api } from '../../replay/api.ts'
import type { Lab } from '../live/lab.ts'
import type { Timings } from './timings.ts'

const PATIENCE_MS = 20_000
const HOLD_MS = 2500
const LOOK_MS = 40

export interface FarewellOf {
  readonly lab: Lab
  readonly timings: Timings
  readonly now: () => number
  readonly api: Api
  /** Of the web process where the customer is. */
  readonly url: string
}

/**
 * A conversation with two timers: a reply that its author may still take back, and the rating that the customer is asked
 * for once the end cannot be taken back any more.
 */
export async function takeLeave(of: FarewellOf): Promise<string | undefined> {
  const { lab, url } = of
  const widget = await openWidget({ url, session: { account: lab.account, language: 'en' } })
  try {
    await widget.deliver({ id: randomUUID(), n: 1, text: 'let me talk to a human' })
    if (!(await widget.until(() => widget.state()?.control === 'requested', PATIENCE_MS)))
      return `${widget.thread} did not come to wait for a person`
    return await serve(of, widget)
  } finally {
    widget.close()
  }
}

async function serve(
  { lab, timings, now, api }: FarewellOf,
  widget: WidgetClient,
): Promise<string | undefined> {
  const path = `/api/threads/${widget.thread}`
  const row = async () => ThreadSnapshot.parse(await api.surely('GET', path)).row
  const waiting = await row()
  const claimed = await api.settled('POST', `${path}/claim`, { epoch: waiting.epoch })
  if (claimed.status >= 300) return `${widget.thread} could not be claimed: ${claimed.status}`
  const owned = await row()
  const clientId = randomUUID()
  const wish = { clientId, epoch: owned.epoch, seenSeq: owned.head, text: 'Goodbye.', holdMs: HOLD_MS }
  const { status } = await api.settled('POST', `${path}/replies`, wish)
  if (status !== 202) return `${widget.thread}: a held reply was answered with ${status}`
  const held = await lab.store.inbox
    .findOne(ownFilter({ thread: widget.thread, sender: { $ne: 'customer' } }))
    .lean()
  const due = held?.at.getTime() ?? 0
  const said = () => widget.shown.some(({ by, body }) => by.type === 'agent' && body.kind === 'message')
  if (await widget.until(said, PATIENCE_MS)) timings.went('a held reply', now(), due)
  else timings.never('a held reply')
  const last = await row()
  const end = { epoch: last.epoch, seenSeq: last.head, outcome: 'solved', askRating: true }
  const ended = await api.settled('POST', `${path}/wrap-up`, end)
  if (ended.status >= 300) return `${widget.thread} could not be ended: ${ended.status}`
  const thread = await lab.store.threads.findById(widget.thread, { undoable: 1 }).lean()
  const until = thread?.undoable?.until.getTime() ?? 0
  const asked = await untilTrue(() => widget.state()?.rating === 'open')
  if (asked) timings.went('the rating that is asked for', now(), until)
  else timings.never('the rating that is asked for')
  return undefined
}

async function untilTrue(condition: () => boolean): Promise<boolean> {
  const end = performance.now() + PATIENCE_MS
  while (!condition()) {
    if (performance.now() > end) return false
    await delay(LOOK_MS)
  }
  return true
}
