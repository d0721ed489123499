import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { openWidget } from '../../lib/widget-client.ts'
import { readFromStore, untilQuiet } from '../../replay/record.ts'
import type { Lab } from '../live/lab.ts'
import type { PoisonKind } from './texts.ts'

/** Five tries, each with a process that may have to end first. */
const SETTLED_MS = 90_000
const LOOK_MS = 250

export interface VictimEnd {
  readonly accepted: number
  readonly lost: readonly string[]
  readonly duplicated: readonly string[]
  readonly misordered: readonly string[]
  readonly broken: readonly string[]
  /** From the poison to its place in the log. */
  readonly settledMs: number
}

/** A customer who writes something before the poison, the poison, and something after it. */
export async function playVictim(
  { store, account }: Lab,
  { url, kind, poison }: { url: string; kind: PoisonKind; poison: string },
): Promise<VictimEnd> {
  const widget = await openWidget({ url, session: { account, language: 'en' } })
  const sent = ['hello', poison, 'and are you there?'].map((text) => ({
    id: randomUUID(),
    text: text.trim(),
  }))
  const since = performance.now()
  try {
    for (const [index, { id, text }] of sent.entries()) await widget.deliver({ id, n: index + 1, text })
    await untilAnswered(store, widget.thread)
    const settledMs = performance.now() - since
    const quiet = await untilQuiet(store, [widget.thread])
    return {
      accepted: sent.length,
      settledMs,
      ...judge(await readFromStore(store, widget.thread), sent, kind, quiet),
    }
  } finally {
    widget.close()
  }
}

async function untilAnswered(store: Lab['store'], thread: string): Promise<void> {
  const pending = () => store.inbox.exists({ thread, state: 'pending' })
  for (const end = Date.now() + SETTLED_MS; Date.now() < end && (await pending()); ) await delay(LOOK_MS)
}

type Recorded = Awaited<ReturnType<typeof readFromStore>>
interface Sent {
  readonly id: string
  readonly text: string
}

/** All of it in its place, once; and what cannot be handled is set aside for people, with a mark that says so. */
function judge(
  { thread, entries, bodies }: Recorded,
  sent: readonly Sent[],
  kind: PoisonKind,
  quiet: boolean,
) {
  const logged = entries
    .flatMap(({ clientId }) => sent.findIndex(({ id }) => id === clientId))
    .filter((at) => at >= 0)
  const parked = bodies.filter((body) => body.kind === 'parked').length
  const expected = kind === 'bomb' ? 0 : 1
  const name = `${thread} (${kind})`
  return {
    lost: sent.flatMap(({ text }, index) =>
      logged.includes(index) ? [] : [`${name}: "${text.slice(0, 20)}" is not in the log`],
    ),
    duplicated: logged.length > new Set(logged).size ? [`${name}: ${logged.join(' ')}`] : [],
    misordered: logged.some((at, index) => at < (logged[index - 1] ?? 0))
      ? [`${name}: ${logged.join(' ')}`]
      : [],
    broken: [
      ...(quiet ? [] : [`${name} was not settled`]),
      ...(parked === expected ? [] : [`${name}: set aside ${parked} times, not ${expected}`]),
    ],
  }
}
