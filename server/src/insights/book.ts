import { entryId } from '../conversations/entry.ts'
import { type Conversation, type Fact, type FactEntry, factOf, readingOf } from './fact.ts'
import type { FactSource } from './read-facts.ts'

const DAY_MS = 86_400_000
/** A commit names its time and is written within this; the driver gives up on a write after ten seconds. */
const COMMIT_MS = 15_000
/** Nobody looked for so long: the memory is given back. */
const FORGET_MS = 15 * 60_000

export interface Book {
  /**
   * Makes sure that everything since `from` that is in the log by now is in the book. Asked by many at once, it reads
   * once.
   */
  upTo(from: number): Promise<void>
  /** What happened in a range, oldest first; the range must have been asked for. */
  between(from: number, to: number): readonly Fact[]
  /** Rises when something new was read. */
  version(): number
  /** Facts were taken out of the store: everything is read anew. */
  forget(): void
  /** How many facts are in memory. */
  size(): number
}

/**
 * The facts of the time that people look at, in the memory of this process: numbers, charts and lists are counted from
 * the same facts, so they cannot disagree. It is read from the log over an index, further back when somebody looks
 * further back, and kept up by reading what came after the mark. What is committed and not in the log yet is asked for
 * by its id the next time, so that an entry that comes late, after a crash for instance, is found too.
 */
export function createBook({ source, clock }: { source: FactSource; clock: { now(): number } }): Book {
  let state = emptyState(clock.now())
  let last: Promise<unknown> = Promise.resolve()

  const work = async (from: number) => {
    const now = clock.now()
    if (now - state.usedAt > FORGET_MS) state = emptyState(now)
    state.usedAt = now
    await catchUp(state, source, now)
    // The newest days first, a day at a time: between two reads the store serves others.
    while (state.since > from) {
      const to = state.since
      const since = Math.max(from, to - DAY_MS)
      await take(state, source, await source.entries(since, to))
      state.since = since
    }
  }
  return {
    upTo(from) {
      // One after another: whoever comes second finds nearly everything read.
      const run = last.then(async () => await work(from))
      last = run.catch(() => undefined)
      return run
    },
    between: (from, to) => {
      const all = sorted(state)
      return all.slice(firstAt(all, from), firstAt(all, to))
    },
    forget() {
      last = last.then(() => {
        state = { ...emptyState(clock.now()), version: state.version + 1 }
      })
    },
    version: () => state.version,
    size: () => state.facts.size,
  }
}

interface State {
  since: number
  /** Everything committed before it was in the log or is awaited. */
  mark: number
  awaited: readonly string[]
  version: number
  usedAt: number
  facts: Map<string, Fact>
  conversations: Map<string, Conversation>
  /** Of each message that was corrected, by the message's entry: the corrections in their order. */
  corrections: Map<string, FactEntry[]>
  /** Read in the round before: their line on the record may have been on its way. */
  young: readonly FactEntry[]
  order: Fact[] | undefined
}

function emptyState(now: number): State {
  return {
    since: now,
    mark: now,
    awaited: [],
    version: 0,
    usedAt: now,
    facts: new Map(),
    conversations: new Map(),
    corrections: new Map(),
    young: [],
    order: undefined,
  }
}

/** Reads what is new since the mark and what was awaited, and moves the mark. */
async function catchUp(state: State, source: FactSource, now: number): Promise<void> {
  // Asked first: what leaves an outbox from here on is found in the log, now or as awaited.
  const unlogged = await source.unlogged()
  // A little beyond now: another process may read the store's clock a moment differently.
  const [recent, late] = await Promise.all([
    source.entries(state.mark, now + COMMIT_MS),
    source.named(state.awaited),
  ])
  const young = new Set(state.young.map(({ _id }) => _id))
  const fresh = [...recent, ...late].filter(({ _id }) => !state.facts.has(_id) && !young.has(_id))
  await take(state, source, fresh, state.young)
  state.young = fresh
  state.awaited = unlogged
  state.mark = Math.max(state.mark, now - COMMIT_MS)
}

async function take(
  state: State,
  source: FactSource,
  entries: readonly FactEntry[],
  again: readonly FactEntry[] = [],
): Promise<void> {
  if (entries.length === 0 && again.length === 0) return
  for (const read of await source.conversations([...entries, ...again])) adopt(state, read)
  // First of all: a message is read with what was said of it later.
  for (const entry of entries) if (entry.kind === 'correction') keepCorrection(state, entry)
  for (const entry of entries) if (entry.facts?.reopened) passOver(state, entry)
  for (const entry of entries) count(state, entry)
  state.order = undefined
  state.version += 1
}

function count(state: State, entry: FactEntry): void {
  const of = state.conversations.get(`${entry.thread}:${entry.episode}`)
  const fact = of && factOf(entry, of)
  if (!of || !fact) return
  if (fact.kind === 'closed') {
    if (fact.seq < (of.reopenedSeq ?? 0)) return
    of.ends = [...(of.ends ?? []), fact.id]
  }
  state.facts.set(fact.id, fact)
  if (fact.kind !== 'messages') return
  Object.assign(fact, readingOf(fact.said ?? {}, correctionsOf(state, entry.thread, fact.seq - 1)))
  of.firstSeq = Math.min(of.firstSeq ?? fact.seq, fact.seq - 1)
}

/** A conversation that was opened again has not ended before: that is not counted, whichever of both is read first. */
function passOver(state: State, { thread, episode, seq }: FactEntry): void {
  const of = state.conversations.get(`${thread}:${episode}`)
  if (!of) return
  of.reopenedSeq = Math.max(of.reopenedSeq ?? 0, seq)
  for (const id of of.ends ?? []) if ((state.facts.get(id)?.seq ?? seq) < seq) state.facts.delete(id)
}

/** Once each, in order; the message it is about, when it is in the book, counts as corrected from now on. */
function keepCorrection(state: State, entry: FactEntry): void {
  const of = entry.facts?.of
  if (of === undefined) return
  const message = entryId(entry.thread, of)
  const others = (state.corrections.get(message) ?? []).filter(({ _id }) => _id !== entry._id)
  state.corrections.set(
    message,
    [...others, entry].toSorted((a, b) => a.seq - b.seq),
  )
  // What was understood of a message stands right after it.
  const fact = state.facts.get(entryId(entry.thread, of + 1))
  if (fact?.said) {
    delete fact.intent
    Object.assign(fact, readingOf(fact.said, correctionsOf(state, entry.thread, of)))
  }
}

function correctionsOf(state: State, thread: string, of: number) {
  return (state.corrections.get(entryId(thread, of)) ?? []).map(({ facts }) => facts ?? {})
}

/** The same object stays: facts that hold on to it see what changed. */
function adopt(state: State, read: Conversation): void {
  const known = state.conversations.get(read.id)
  if (known) {
    Object.assign(known, read)
    return
  }
  state.conversations.set(read.id, read)
  const id = `${read.id}:begun`
  state.facts.set(id, { id, kind: 'begun', at: read.openedAt, seq: 0, of: read })
}

function sorted(state: State): Fact[] {
  state.order ??= [...state.facts.values()].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
  return state.order
}

/** Index of the first fact at or after a moment. */
function firstAt(facts: readonly Fact[], at: number): number {
  let [low, high] = [0, facts.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((facts[middle]?.at ?? at) < at) low = middle + 1
    else high = middle
  }
  return low
}
