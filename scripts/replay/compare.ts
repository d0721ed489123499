import { groupBy } from '../lib/group-by.ts'

/**
 * The comparison of what was acknowledged with what every view shows. Pure: it knows nothing of sockets or stores.
 */

/** Something that the product acknowledged to its sender, in the sender's order. */
export interface Acked {
  thread: string
  /** `customer`, or an agent's id. */
  sender: string
  clientId: string
  text: string
  /** Counts up per thread and sender. */
  order: number
  /** The product told the sender afterwards that it did not go out: it need not be anywhere. */
  returned?: boolean
}

/** One line of a view. Only messages have a client id and a text. */
export interface Line {
  seq: number
  kind: string
  sender: string
  clientId?: string
  text?: string
  /** seqs of the messages that a decision answers. */
  of?: readonly number[]
}

export interface StoredThread {
  thread: string
  head: number
  publicHead: number
  /** As they lie in the log, in the order of their ids. */
  entries: readonly (Line & { publicSeq?: number })[]
}

/** What a customer's widget showed, in the order of showing; its seqs are public ones. */
export interface WidgetView {
  thread: string
  lines: readonly Line[]
}

/** What an agent's console showed of a thread from its first snapshot until it let go. */
export interface ConsoleView {
  thread: string
  agent: string
  lines: readonly Line[]
}

export interface Comparison {
  acked: readonly Acked[]
  stored: readonly StoredThread[]
  widgets: readonly WidgetView[]
  consoles: readonly ConsoleView[]
}

export interface Finding {
  thread: string
  view: 'store' | 'widget' | 'console'
  what: string
}

export interface Verdict {
  lost: Finding[]
  duplicated: Finding[]
  misordered: Finding[]
}

/** Says what was lost, doubled or put out of order, in any view. */
export function compare({ acked, stored, widgets, consoles }: Comparison): Verdict {
  const verdict: Verdict = { lost: [], duplicated: [], misordered: [] }
  const store = new Map(stored.map((thread) => [thread.thread, thread]))
  for (const thread of stored) checkStored(thread, verdict)
  for (const [thread, said] of groupBy(acked, (one) => one.thread)) {
    checkAcked(said, { thread, view: 'store' }, store.get(thread)?.entries ?? [], verdict)
  }
  for (const view of widgets) {
    const own = acked.filter(({ thread, sender }) => thread === view.thread && sender === 'customer')
    checkAcked(own, { thread: view.thread, view: 'widget' }, view.lines, verdict)
    checkWidget(view, store.get(view.thread), verdict)
  }
  for (const view of consoles) checkConsole(view, store.get(view.thread), verdict)
  return verdict
}

type Where = Pick<Finding, 'thread' | 'view'>

/** 1..head without a gap in both counts, no message twice, no message answered twice. */
function checkStored({ thread, head, publicHead, entries }: StoredThread, verdict: Verdict): void {
  const where = { thread, view: 'store' } as const
  checkDense(
    entries.map(({ seq }) => seq),
    { from: 1, to: head },
    where,
    verdict,
  )
  const shown = entries.flatMap(({ publicSeq }) => (publicSeq === undefined ? [] : [publicSeq]))
  checkDense(shown, { from: 1, to: publicHead }, where, verdict)
  checkTwice(entries, where, verdict)
  const answers = new Map<number, number>()
  for (const { kind, of = [] } of entries)
    if (kind === 'decision') for (const seq of of) answers.set(seq, (answers.get(seq) ?? 0) + 1)
  for (const [seq, times] of answers)
    if (times > 1) verdict.duplicated.push({ ...where, what: `message ${seq} has ${times} decisions` })
}

function checkAcked(acked: readonly Acked[], where: Where, lines: readonly Line[], verdict: Verdict): void {
  for (const [sender, said] of groupBy(acked, (one) => one.sender)) {
    let last = -1
    for (const one of said.toSorted((a, b) => a.order - b.order)) {
      const at = lines.findIndex((line) => line.clientId === one.clientId && line.sender === sender)
      const line = lines[at]
      if (!line) {
        if (!one.returned) verdict.lost.push({ ...where, what: `${one.clientId} of ${sender}` })
        continue
      }
      if (line.text !== one.text) verdict.lost.push({ ...where, what: `the words of ${one.clientId}` })
      if (line.seq <= last) verdict.misordered.push({ ...where, what: `${one.clientId} of ${sender}` })
      last = Math.max(last, line.seq)
    }
  }
}

function checkWidget(view: WidgetView, stored: StoredThread | undefined, verdict: Verdict): void {
  const where = { thread: view.thread, view: 'widget' } as const
  const truth = new Map(
    stored?.entries.flatMap((entry) => (entry.publicSeq === undefined ? [] : [[entry.publicSeq, entry]])),
  )
  const to = stored?.publicHead ?? 0
  checkDense(
    view.lines.map(({ seq }) => seq),
    { from: 1, to },
    where,
    verdict,
  )
  checkTwice(view.lines, where, verdict)
  // Staff's ids and client ids are none of the customer's business: kind, side and words are what both have.
  const seen = ({ kind, sender, text }: Line): string => JSON.stringify([kind, side(sender), text])
  checkSame(view.lines, truth, seen, where, verdict)
}

function checkConsole(view: ConsoleView, stored: StoredThread | undefined, verdict: Verdict): void {
  const where = { thread: view.thread, view: 'console' } as const
  const seqs = view.lines.map(({ seq }) => seq)
  checkDense(seqs, { from: Math.min(...seqs), to: Math.max(...seqs) }, where, verdict)
  checkTwice(view.lines, where, verdict)
  const truth = new Map(stored?.entries.map((entry) => [entry.seq, entry]))
  const seen = ({ kind, sender, clientId, text }: Line): string =>
    JSON.stringify([kind, sender, clientId, text])
  checkSame(view.lines, truth, seen, where, verdict)
}

/** Every number of the range once and in order: missing is lost, again is doubled, backwards is out of order. */
function checkDense(
  seqs: readonly number[],
  { from, to }: { from: number; to: number },
  where: Where,
  verdict: Verdict,
): void {
  const seen = new Set<number>()
  let highest = Number.NEGATIVE_INFINITY
  for (const seq of seqs) {
    if (seen.has(seq)) verdict.duplicated.push({ ...where, what: `entry ${seq}` })
    else if (seq < highest) verdict.misordered.push({ ...where, what: `entry ${seq} after ${highest}` })
    seen.add(seq)
    highest = Math.max(highest, seq)
    if (seq > to) verdict.lost.push({ ...where, what: `entry ${seq} lies beyond the head ${to}` })
  }
  for (let seq = from; seq <= to; seq++)
    if (!seen.has(seq)) verdict.lost.push({ ...where, what: `entry ${seq}` })
}

function checkTwice(lines: readonly Line[], where: Where, verdict: Verdict): void {
  const places = new Map<string, number>()
  for (const { clientId, sender, seq } of lines) {
    if (clientId === undefined) continue
    const key = `${sender} ${clientId}`
    const before = places.get(key)
    // The same entry twice is told once, as an entry.
    if (before !== undefined && before !== seq)
      verdict.duplicated.push({ ...where, what: `${clientId} of ${sender} as ${before} and ${seq}` })
    places.set(key, seq)
  }
}

/** At the same place both views must have the same. */
function checkSame(
  lines: readonly Line[],
  truth: ReadonlyMap<number, Line>,
  seen: (line: Line) => string,
  where: Where,
  verdict: Verdict,
): void {
  for (const line of lines) {
    const same = truth.get(line.seq)
    if (same && seen(same) !== seen(line))
      verdict.misordered.push({ ...where, what: `entry ${line.seq} is another one in the store` })
  }
}

function side(sender: string): string {
  return sender === 'customer' || sender === 'bot' || sender === 'system' ? sender : 'agent'
}
