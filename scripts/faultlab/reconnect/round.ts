import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { inParallel } from '../../lib/in-parallel.ts'
import { openWidget, type WidgetClient } from '../../lib/widget-client.ts'
import { readFromStore, untilQuiet } from '../../replay/record.ts'
import type { Lab } from '../live/lab.ts'
import { openProxy, type TcpProxy } from '../live/proxy.ts'
import type { Kind } from './kinds.ts'
import { type Watcher, watchAsStaff, watchNaively } from './watchers.ts'

const THREADS = 4
const BUSY = 12
const WRITE_EVERY_MS = 300
const PATIENCE_MS = 20_000
const LOOK_MS = 20

export interface RoundEnd {
  /** Connections that were lost. */
  readonly faults: number
  readonly accepted: number
  readonly lost: readonly string[]
  readonly duplicated: readonly string[]
  readonly misordered: readonly string[]
  /** ms from when the way was good again until everything was shown, one for each watcher that came to it. */
  readonly recoveryMs: readonly number[]
  /** Entries that the naive way did not show. */
  readonly naiveLost: number
}

/** Customers write by a good way while others look on by one that is lost in the meantime. */
export async function playRound(lab: Lab, kind: Kind, cookie: string): Promise<RoundEnd> {
  const { stack, account, store } = lab
  const [first = '', second = ''] = stack.urls
  const proxy = await openProxy(Number(new URL(first).port))
  const writers = await Promise.all(
    Array.from({ length: THREADS }, () => openWidget({ url: second, session: { account, language: 'en' } })),
  )
  const threads = writers.map(({ thread }) => thread)
  const watched: Watched[] = []
  try {
    await Promise.all(writers.map((writer) => say(writer, 1)))
    for (const writer of writers) watched.push(await watch(proxy, lab, writer, cookie))
    if (!kind.fresh) await untilShown(watched)
    const stopWriting = writeOn(kind.busy ? [...writers, ...(await strangers(lab, second))] : writers)
    await kind.lose(proxy, stack)
    const since = performance.now()
    const accepted = await stopWriting()
    await untilQuiet(store, threads)
    const stored = await inParallel(threads, THREADS, (thread) => readFromStore(store, thread))
    const ends = await Promise.all(
      watched.map(async (one, index) => {
        const entries = stored[index]?.entries ?? []
        const publicly = entries.flatMap(({ publicSeq }) => publicSeq ?? [])
        const whole = entries.map(({ seq }) => seq)
        return {
          widget: await judgeWatcher(one.widget, publicly, since),
          staff: await judgeWatcher(one.console, whole, since),
          naive: await judgeWatcher(one.naive, publicly, since, 0),
        }
      }),
    )
    const real = ends.flatMap(({ widget, staff }) => [widget, staff])
    return {
      faults: real.length,
      accepted,
      lost: real.flatMap(({ missing, what }) => missing.map((seq) => `${kind.name}: ${what} lacks ${seq}`)),
      duplicated: real.flatMap(({ twice, what }) =>
        twice.map((seq) => `${kind.name}: ${what} has ${seq} twice`),
      ),
      misordered: real.flatMap(({ late, what }) =>
        late.map((seq) => `${kind.name}: ${what} shows ${seq} late`),
      ),
      recoveryMs: real.flatMap(({ ms }) => ms ?? []),
      naiveLost: ends.reduce((sum, { naive }) => sum + naive.missing.length, 0),
    }
  } finally {
    for (const one of watched) for (const watcher of [one.widget, one.console, one.naive]) watcher.close()
    for (const writer of writers) writer.close()
    await proxy.close()
  }
}

interface Watched {
  readonly thread: string
  readonly widget: Watcher
  readonly console: Watcher
  readonly naive: Watcher
}

async function watch(
  { url }: TcpProxy,
  { account }: Lab,
  writer: WidgetClient,
  cookie: string,
): Promise<Watched> {
  const { thread, token } = writer
  const tab = await openWidget({ url, session: { account, token } })
  return {
    thread,
    widget: { what: `widget of ${thread}`, shown: () => tab.shown, close: tab.close },
    console: watchAsStaff(url, cookie, thread),
    naive: watchNaively(url, token),
  }
}

async function untilShown(watched: readonly Watched[]): Promise<void> {
  const all = watched.flatMap((one) => [one.widget, one.console, one.naive])
  const deadline = Date.now() + PATIENCE_MS
  while (all.some((watcher) => watcher.shown().length === 0)) {
    if (Date.now() > deadline) throw new Error('somebody never saw anything')
    await delay(LOOK_MS)
  }
}

/** Goes on until it is stopped. @returns how many messages were acknowledged */
function writeOn(writers: readonly WidgetClient[]): () => Promise<number> {
  let [stopped, accepted] = [false, 0]
  const work = Promise.all(
    writers.map(async (writer) => {
      for (let n = 2; !stopped; n++) {
        await say(writer, n)
        accepted++
        await delay(WRITE_EVERY_MS)
      }
    }),
  )
  return async () => {
    stopped = true
    await work
    return accepted
  }
}

const strangers = ({ account }: Lab, url: string): Promise<WidgetClient[]> =>
  Promise.all(Array.from({ length: BUSY }, () => openWidget({ url, session: { account, language: 'en' } })))

async function say(writer: WidgetClient, n: number): Promise<void> {
  await writer.deliver({
    id: randomUUID(),
    n,
    text: n % 2 === 0 ? 'how long does delivery take?' : 'thank you',
  })
}

/** Waits until everything is shown, or nothing more is to be expected. */
async function judgeWatcher(
  watcher: Watcher,
  truth: readonly number[],
  since: number,
  patienceMs = PATIENCE_MS,
) {
  const deadline = performance.now() + patienceMs
  const missingNow = (): number[] => {
    const seen = new Set(watcher.shown().map(({ seq }) => seq))
    // A console shows the last page first: what lies before it is not missing.
    const first = watcher.what === 'console' ? Math.min(...seen) : 1
    return seen.size === 0 ? [...truth] : truth.filter((seq) => seq >= first && !seen.has(seq))
  }
  let missing = missingNow()
  while (missing.length > 0 && performance.now() < deadline) {
    await delay(LOOK_MS)
    missing = missingNow()
  }
  const seqs = watcher.shown().map(({ seq }) => seq)
  return {
    what: watcher.what,
    missing,
    twice: seqs.filter((seq, index) => seqs.indexOf(seq) !== index),
    late: seqs.filter((seq, index) => index > 0 && seq < (seqs[index - 1] ?? 0)),
    ms: missing.length === 0 ? performance.now() - since : undefined,
  }
}
