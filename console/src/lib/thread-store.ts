import type { EntriesEvent, EntryPage, Row, ThreadSnapshot } from '@parley/server/contract'
import { create } from 'zustand'
import type { FailureCode } from './api-error.ts'
import { applyEntries, applySnapshot, prependPage, type ThreadLog } from './thread-log.ts'

const KEEP_LOGS = 30
export const TYPING_EXPIRES_MS = 6000
const VIEWING_EXPIRES_MS = 25_000

export interface Person {
  id: string
  name: string
}
/** Told again every ten seconds by the server that they are at; a server that is silent is gone. */
export interface Viewer extends Person {
  server: string
  until: number
}
export interface Typist extends Person {
  type: 'customer' | 'agent'
  until: number
}
/** Why the last send was not taken; shown above the composer, next to the text that stays. */
export interface Refusal {
  code: FailureCode
  /** What the agent had seen when sending. */
  seenSeq: number
}

interface ThreadState {
  logs: Readonly<Record<string, ThreadLog>>
  failures: Readonly<Record<string, FailureCode>>
  /** The highest seq that was on the screen. */
  seen: Readonly<Record<string, number>>
  viewers: Readonly<Record<string, readonly Viewer[]>>
  typing: Readonly<Record<string, readonly Typist[]>>
  refusals: Readonly<Record<string, Refusal>>
  offers: Readonly<Record<string, { until: number; row: Row }>>
}

const nothing: ThreadState = {
  logs: {},
  failures: {},
  seen: {},
  viewers: {},
  typing: {},
  refusals: {},
  offers: {},
}

export const useThreads = create<ThreadState>(() => nothing)

export function resetThreads(): void {
  useThreads.setState(nothing)
}

export function putSnapshot(thread: string, snapshot: ThreadSnapshot & { resync: boolean }): void {
  useThreads.setState(({ logs, failures }) => {
    const { [thread]: known, ...others } = logs
    const kept = Object.fromEntries(Object.entries(others).slice(-KEEP_LOGS))
    return {
      logs: { ...kept, [thread]: applySnapshot(known, snapshot) },
      failures: without(failures, thread),
    }
  })
}

/** Answers whether something is missing in between. */
export function putEntries(event: EntriesEvent): { gap: boolean } {
  const log = useThreads.getState().logs[event.thread]
  if (!log) return { gap: true }
  const next = applyEntries(log, event)
  if (next.log !== log) {
    useThreads.setState(({ logs }) => ({ logs: { ...logs, [event.thread]: next.log } }))
  }
  return { gap: next.gap }
}

export function putOlder(thread: string, page: EntryPage): void {
  useThreads.setState(({ logs }) => {
    const log = logs[thread]
    return log ? { logs: { ...logs, [thread]: prependPage(log, page) } } : {}
  })
}

/** What may not be seen any more is not shown any more either. */
export function dropLog(thread: string): void {
  useThreads.setState(({ logs }) => ({ logs: without(logs, thread) }))
}

export function putFailure(thread: string, code: FailureCode): void {
  useThreads.setState(({ failures }) => ({ failures: { ...failures, [thread]: code } }))
}

export function markSeen(thread: string, seq: number): void {
  const { seen } = useThreads.getState()
  if ((seen[thread] ?? 0) < seq) useThreads.setState({ seen: { ...seen, [thread]: seq } })
}

/** What a write names as seen: a customer's message after it refuses the write. */
export function seenOf(thread: string): number {
  return useThreads.getState().seen[thread] ?? 0
}

export function putViewers(thread: string, server: string, people: readonly Person[]): void {
  useThreads.setState(({ viewers }) => {
    const others = (viewers[thread] ?? []).filter((each) => each.server !== server && each.until > Date.now())
    const until = Date.now() + VIEWING_EXPIRES_MS
    const now = [...others, ...people.map((person) => ({ ...person, server, until }))]
    return { viewers: now.length > 0 ? { ...viewers, [thread]: now } : without(viewers, thread) }
  })
}

export function putTyping(thread: string, by: Omit<Typist, 'until'>, on: boolean): void {
  useThreads.setState(({ typing }) => {
    const others = (typing[thread] ?? []).filter((each) => each.id !== by.id && each.until > Date.now())
    const now = on ? [...others, { ...by, until: Date.now() + TYPING_EXPIRES_MS }] : others
    return { typing: { ...typing, [thread]: now } }
  })
}

export function putRefusal(thread: string, refusal: Refusal | undefined): void {
  useThreads.setState(({ refusals }) => ({
    refusals: refusal ? { ...refusals, [thread]: refusal } : without(refusals, thread),
  }))
}

export function putOffer(thread: string, offer: { until: number; row: Row } | undefined): void {
  useThreads.setState(({ offers }) => ({
    offers: offer ? { ...offers, [thread]: offer } : without(offers, thread),
  }))
}

function without<T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> {
  const { [key]: _gone, ...rest } = record
  return rest
}
