import type { LedgerCounts, LedgerFinding } from '../contract/index.ts'

/** An inbound id as the inbox has it. */
export interface InboundMark {
  _id: string
  state: 'pending' | 'done' | 'refused' | 'parked' | 'undone'
  at: Date
  held?: boolean
  undone?: Date
}

/** An entry without its words. */
export interface EntryMark {
  seq: number
  publicSeq?: number
  kind: string
  /** The inbound id that it settles. */
  event?: string
  /** Absent on what waits beside its thread. */
  at?: Date
}

/** Everything that the store has of one thread. */
export interface ThreadFacts {
  thread: string
  events: readonly InboundMark[]
  /** Undefined where there is none (yet). */
  state: { head: number; publicHead: number; seeded?: number; outbox: readonly EntryMark[] } | undefined
  logged: readonly EntryMark[]
}

export interface ThreadAccount {
  counts: LedgerCounts
  findings: readonly LedgerFinding[]
}

/** What was handled stays in the inbox for two weeks; an hour less, because the store removes when it finds the time. */
const MARKS_KEPT_MS = 14 * 86_400_000 - 3_600_000

export const noCounts: LedgerCounts = {
  threads: 0,
  entries: 0,
  inbound: 0,
  handled: 0,
  pending: 0,
  parked: 0,
  refused: 0,
  takenBack: 0,
  unaccounted: 0,
  gaps: 0,
  doubled: 0,
  oldestPendingMs: 0,
}

export function addCounts(one: LedgerCounts, other: LedgerCounts): LedgerCounts {
  const sums = Object.entries(one).map(([name, count]) => [name, count + other[name as keyof LedgerCounts]])
  return {
    ...(Object.fromEntries(sums) as LedgerCounts),
    oldestPendingMs: Math.max(one.oldestPendingMs, other.oldestPendingMs),
  }
}

/**
 * Says of each inbound id of a thread what became of it, and whether its entries are dense and there once.
 * @param now by the store's clock
 * @param since inbound ids that are older are not counted
 */
export function judgeThread(facts: ThreadFacts, now: number, since = 0): ThreadAccount {
  const entries = entriesOf(facts)
  const settled = settledBy(entries)
  const counts = { ...noCounts, threads: facts.state ? 1 : 0, entries: entries.length }
  const findings: LedgerFinding[] = []
  const find = (kind: LedgerFinding['kind'], what: LedgerFinding['what'], id: string) =>
    findings.push({ kind, thread: facts.thread, id, what })

  for (const event of facts.events) {
    if (event.at.getTime() < since) continue
    counts.inbound += 1
    const fate = fateOf(event, settled)
    counts[fate] += 1
    if (fate === 'unaccounted') find('unaccounted', 'no_entry', event._id)
    if (fate === 'pending')
      counts.oldestPendingMs = Math.max(counts.oldestPendingMs, now - event.at.getTime())
  }
  for (const id of unmarked(facts, entries, Math.max(since, now - MARKS_KEPT_MS))) {
    counts.inbound += 1
    counts.unaccounted += 1
    find('unaccounted', 'no_event', id)
  }
  for (const { what, id, numbers } of gapsIn(facts, entries)) {
    counts.gaps += numbers
    find('gap', what, id)
  }
  for (const { what, id } of doublesIn(entries)) {
    counts.doubled += 1
    find('doubled', what, id)
  }
  return { counts, findings }
}

/** The log's and the outbox's, in order; what is in both is one entry. */
function entriesOf({ logged, state }: ThreadFacts): EntryMark[] {
  const bySeq = new Map((state?.outbox ?? []).map((entry) => [entry.seq, entry]))
  for (const entry of logged) bySeq.delete(entry.seq)
  return [...logged, ...bySeq.values()].toSorted((a, b) => a.seq - b.seq)
}

/** The inbound ids that have an entry, and whether that says that it was set aside. */
function settledBy(entries: readonly EntryMark[]): ReadonlyMap<string, 'handled' | 'parked'> {
  const parkedAt = new Set(entries.flatMap(({ kind, seq }) => (kind === 'parked' ? [seq] : [])))
  return new Map(
    entries.flatMap(({ event, seq }) =>
      // Words that could be read stand before the note that they were set aside.
      event === undefined
        ? []
        : [[event, parkedAt.has(seq) || parkedAt.has(seq + 1) ? ('parked' as const) : ('handled' as const)]],
    ),
  )
}

type Fate = 'handled' | 'pending' | 'parked' | 'refused' | 'takenBack' | 'unaccounted'

function fateOf(
  { _id, state, undone }: InboundMark,
  settled: ReadonlyMap<string, 'handled' | 'parked'>,
): Fate {
  const entry = settled.get(_id)
  if (entry) return entry
  if (state === 'refused') return 'refused'
  if (state === 'undone' || undone) return 'takenBack'
  return state === 'pending' ? 'pending' : 'unaccounted'
}

/** Entries of this time whose inbound id the inbox does not know. What the demo's seed wrote came in by no door. */
function unmarked({ events, state }: ThreadFacts, entries: readonly EntryMark[], since: number): string[] {
  const known = new Set(events.map(({ _id }) => _id))
  return entries.flatMap(({ event, at, seq }) =>
    event !== undefined && !known.has(event) && seq > (state?.seeded ?? 0) && (at?.getTime() ?? 0) > since
      ? [event]
      : [],
  )
}

interface Gap {
  what: LedgerFinding['what']
  id: string
  numbers: number
}

function gapsIn({ state }: ThreadFacts, entries: readonly EntryMark[]): Gap[] {
  const first = entries[0]
  if (!state) return first ? [run('no_thread', first.seq, entries.at(-1)?.seq ?? first.seq)] : []
  const { head, publicHead } = state
  const missing = missingIn(
    entries.map(({ seq }) => seq),
    head,
  ).map(([from, to]) => run('seq_missing', from, to))
  const beyond = entries.filter(({ seq }) => seq > head)
  const last = beyond.at(-1)
  if (last) missing.push(run('beyond_head', head + 1, last.seq))
  // A number that is missing takes its public one with it: that is one damage.
  if (missing.length > 0) return missing
  return missingIn(
    entries.flatMap(({ publicSeq }) => publicSeq ?? []),
    publicHead,
  ).map(([from, to]) => run('public_missing', from, to))
}

function run(what: Gap['what'], from: number, to: number): Gap {
  return { what, id: from === to ? `${from}` : `${from}-${to}`, numbers: to - from + 1 }
}

/** The runs that are missing in 1 to `head`. */
function missingIn(numbers: readonly number[], head: number): [from: number, to: number][] {
  const missing: [number, number][] = []
  let next = 1
  for (const number of numbers.toSorted((a, b) => a - b)) {
    if (number > head) break
    if (number > next) missing.push([next, number - 1])
    next = Math.max(next, number + 1)
  }
  if (next <= head) missing.push([next, head])
  return missing
}

function doublesIn(entries: readonly EntryMark[]): { what: LedgerFinding['what']; id: string }[] {
  const twice = <T extends string | number>(values: readonly T[]) => [
    ...new Set(values.filter((value, index) => values.indexOf(value) !== index)),
  ]
  return [
    ...twice(entries.flatMap(({ event }) => event ?? [])).map((id) => ({ what: 'event_twice' as const, id })),
    ...twice(entries.flatMap(({ publicSeq }) => publicSeq ?? [])).map((seq) => ({
      what: 'public_twice' as const,
      id: String(seq),
    })),
  ]
}
