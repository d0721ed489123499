import type { Entry } from '@parley/server/contract'
import { dayOf, isSameDay } from '../../lib/format.ts'
import type { Outgoing } from '../../lib/outbox.ts'

type Body<K extends Entry['body']['kind']> = Extract<Entry['body'], { kind: K }>

export type Understanding = Body<'understanding'>
/** What a message is read as where no model has: a person may still say what it means. */
export const UNREAD: Pick<Understanding, 'intents' | 'mood'> = {
  intents: [],
  mood: { label: 'neutral', score: 0, confidence: 0 },
}
export type Decision = Body<'decision'>
/** A correction, with who gave it. */
export type Correction = Body<'correction'> & { by: string | undefined }

interface Spoken {
  key: string
  entry: Entry
  /** The first of several in a row by the same author: it carries the name. */
  first: boolean
}
export type MessageItem = Spoken & {
  kind: 'message'
  understanding: Understanding | undefined
  decision: Decision | undefined
  /** Oldest first. */
  corrections: readonly Correction[]
}
export type LogItem =
  | { kind: 'day'; key: string; at: number }
  /** What follows came while nobody looked. */
  | { kind: 'new'; key: string }
  | MessageItem
  | (Spoken & { kind: 'note' })
  | { kind: 'event'; key: string; entry: Entry }
  | { kind: 'outgoing'; key: string; item: Outgoing }

const GROUP_MS = 5 * 60_000

/**
 * What stands in the log, from what was recorded: readings and decisions join the message that they are about.
 * @param newFrom seq of the first message that was not seen
 * @param more older ones are still to be fetched. Then no day stands over the first: it would move to the beginning of
 * what comes, and take along whoever reads at the very top.
 */
export function logItems(
  entries: readonly Entry[],
  outgoing: readonly Outgoing[],
  newFrom?: number,
  more = false,
): LogItem[] {
  const readings = indexReadings(entries)
  const items: LogItem[] = []
  let before: Entry | undefined
  let day: number | undefined
  for (const [index, entry] of entries.entries()) {
    if (joinsItsMessage(entry) || saidByNext(entry, entries[index + 1])) continue
    if (day === undefined ? !more : !isSameDay(day, entry.at)) {
      items.push(kept(days, entry, { kind: 'day', key: `day${dayOf(entry.at)}`, at: entry.at }))
      before = undefined
    }
    day = entry.at
    if (entry.seq === newFrom) {
      items.push({ kind: 'new', key: 'new' })
      before = undefined
    }
    items.push(kept(lines, entry, itemOf(entry, before, readings)))
    before = entry
  }
  const arrived = new Set(items.map((item) => item.key))
  const pending = outgoing.filter((item) => !arrived.has(item.clientId))
  return [...items, ...pending.map((item): LogItem => ({ kind: 'outgoing', key: item.clientId, item }))]
}

const lines = new WeakMap<Entry, LogItem>()
const days = new WeakMap<Entry, LogItem>()

/** An item that says what it said before is the same object: one more message draws itself, not the whole log. */
function kept(known: WeakMap<Entry, LogItem>, entry: Entry, item: LogItem): LogItem {
  const before = known.get(entry)
  if (before && isSame(before, item)) return before
  known.set(entry, item)
  return item
}

function isSame(a: LogItem, b: LogItem): boolean {
  if (a.kind === 'message' && b.kind === 'message') {
    const read = a.understanding === b.understanding && a.decision === b.decision
    // Corrections are only ever added.
    return a.first === b.first && read && a.corrections.length === b.corrections.length
  }
  if (a.kind === 'note' && b.kind === 'note') return a.first === b.first
  return a.kind === b.kind && a.key === b.key
}

/** Where an entry stands; a reading stands with its message, so it may be the one before. */
export function indexOfSeq(items: readonly LogItem[], seq: number): number {
  return items.findLastIndex((item) => 'entry' in item && item.entry.seq <= seq)
}

/** What stands under the message that it is about, and not as a line of its own. */
function joinsItsMessage({ body }: Entry): boolean {
  return body.kind === 'understanding' || body.kind === 'decision' || body.kind === 'correction'
}

/** That a conversation goes on again since its end was taken back is one thing, not two. */
function saidByNext({ body }: Entry, next: Entry | undefined): boolean {
  return body.kind === 'status' && next?.body.kind === 'assignment' && next.body.change === 'taken_back'
}

const NONE: readonly Correction[] = []

interface Readings {
  understanding: Map<number, Understanding>
  decision: Map<number, Decision>
  corrections: Map<number, Correction[]>
}

function indexReadings(entries: readonly Entry[]): Readings {
  const understanding = new Map<number, Understanding>()
  const decision = new Map<number, Decision>()
  const corrections = new Map<number, Correction[]>()
  for (const { body, by } of entries) {
    if (body.kind === 'correction')
      corrections.set(body.of, [...(corrections.get(body.of) ?? []), { ...body, by: by.name }])
    if (body.kind === 'understanding') understanding.set(body.of, body)
    // One decision may answer a burst: it stands under the last of it.
    if (body.kind === 'decision') decision.set(Math.max(...body.of), body)
  }
  return { understanding, decision, corrections }
}

function itemOf(entry: Entry, before: Entry | undefined, readings: Readings): LogItem {
  const { body, seq } = entry
  if (body.kind === 'message') {
    return {
      kind: 'message',
      // The same key as while it was on its way: the bubble stays where it is.
      key: body.clientId ?? `e${seq}`,
      entry,
      first: startsGroup(entry, before),
      understanding: readings.understanding.get(seq),
      decision: readings.decision.get(seq),
      corrections: readings.corrections.get(seq) ?? NONE,
    }
  }
  if (body.kind === 'note') {
    return { kind: 'note', key: body.clientId ?? `e${seq}`, entry, first: startsGroup(entry, before) }
  }
  return { kind: 'event', key: `e${seq}`, entry }
}

function startsGroup(entry: Entry, before: Entry | undefined): boolean {
  if (before?.body.kind !== entry.body.kind) return true
  return before.by.type !== entry.by.type || before.by.id !== entry.by.id || entry.at - before.at > GROUP_MS
}

const estimates: Record<LogItem['kind'], number> = {
  day: 44,
  new: 36,
  message: 84,
  note: 96,
  event: 40,
  outgoing: 84,
}

export function estimateOf(item: LogItem | undefined): number {
  return item ? estimates[item.kind] : estimates.event
}
