import { create } from 'zustand'
import { api } from './api.ts'
import { ApiError, type FailureCode } from './api-error.ts'
import { useConnection } from './connection.ts'
import { returnToDraft } from './draft-store.ts'
import type { DraftMode } from './drafts.ts'
import { putRow } from './inbox-store.ts'
import { readStoredJson, writeStored } from './stored.ts'
import { putRefusal, useThreads } from './thread-store.ts'

/** Something that was sent and is not in the log yet. Its id is made once: a retry can never send it twice. */
export interface Outgoing {
  clientId: string
  thread: string
  mode: DraftMode
  text: string
  at: number
  epoch: number
  seenSeq: number
  state: 'queued' | 'sending' | 'sent' | 'failed'
  why?: FailureCode
}

const MAX_TRIES = 3
const TRY_AGAIN_MS = 2000
const tries = new Map<string, number>()

interface OutboxState {
  owner: string
  items: readonly Outgoing[]
}

export const useOutbox = create<OutboxState>(() => ({ owner: '', items: [] }))

const storedAs = (owner: string) => `parley.outbox.${owner}`

/** What a closed tab left unanswered is sent again, with the same ids. */
export function openOutbox(owner: string): void {
  const stored = readStoredJson(storedAs(owner))
  const items = Array.isArray(stored) ? stored.filter(isOutgoing) : []
  useOutbox.setState({
    owner,
    items: items.map((item) => (item.state === 'failed' ? item : { ...item, state: 'queued' })),
  })
}

function isOutgoing(value: unknown): value is Outgoing {
  return (
    typeof value === 'object' && value !== null && 'clientId' in value && 'text' in value && 'thread' in value
  )
}

export async function send(item: Omit<Outgoing, 'state'>): Promise<void> {
  const sending: Outgoing = { ...item, state: 'sending' }
  change((items) => [...items.filter((each) => each.clientId !== item.clientId), sending])
  putRefusal(item.thread, undefined)
  await attempt(sending)
}

export async function retry(clientId: string): Promise<void> {
  const item = useOutbox.getState().items.find((each) => each.clientId === clientId)
  if (!item) return
  mark(clientId, { state: 'sending' })
  await attempt(item)
}

export function discard(clientId: string): void {
  change((items) => items.filter((each) => each.clientId !== clientId))
}

/** They arrived in the log. */
export function settle(clientIds: readonly string[]): void {
  if (clientIds.length === 0 || useOutbox.getState().items.length === 0) return
  change((items) => items.filter((each) => !clientIds.includes(each.clientId)))
}

/** In order, one after another: a later reply must not overtake an earlier one. */
export async function sendQueued(): Promise<void> {
  for (const item of useOutbox.getState().items) {
    if (item.state === 'queued') await retry(item.clientId)
  }
}

export function refusedLater(event: {
  thread: string
  clientId: string
  code: FailureCode
  text: string
}): void {
  discard(event.clientId)
  returnToDraft(event.thread, 'reply', event.text)
  putRefusal(event.thread, { code: event.code, seenSeq: useThreads.getState().seen[event.thread] ?? 0 })
}

/** The end of each conversation's line: a later reply must not overtake an earlier one that is still on its way. */
const lines = new Map<string, Promise<void>>()

async function attempt(item: Outgoing): Promise<void> {
  const mine = (lines.get(item.thread) ?? Promise.resolve()).then(() => attemptNow(item))
  lines.set(
    item.thread,
    mine.catch(() => undefined),
  )
  await mine
}

async function attemptNow(item: Outgoing): Promise<void> {
  try {
    await deliver(item)
    tries.delete(item.clientId)
    mark(item.clientId, { state: 'sent' })
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    refused(item, error)
  }
}

async function deliver({ mode, thread, clientId, text, epoch, seenSeq }: Outgoing): Promise<void> {
  if (mode === 'note') {
    const { row } = await api.note(thread, { clientId, text })
    putRow(row)
    return
  }
  await api.reply(thread, { clientId, epoch, seenSeq, text })
}

/** With no connection it waits for one; a server that fails while connected is asked a few times, then the agent. */
function tryLater({ clientId }: Outgoing, error: ApiError): void {
  const connected = useConnection.getState().status === 'online'
  const waits = !connected || error.code === 'unauthenticated'
  const tried = (tries.get(clientId) ?? 0) + 1
  tries.set(clientId, tried)
  if (!waits && tried >= MAX_TRIES) {
    tries.delete(clientId)
    mark(clientId, { state: 'failed', why: error.code })
    return
  }
  mark(clientId, { state: 'queued', why: error.code })
  if (!waits) setTimeout(() => void sendQueued(), TRY_AGAIN_MS)
}

function refused(item: Outgoing, error: ApiError): void {
  if (error.row) putRow(error.row)
  if (error.mayRetry || error.code === 'unauthenticated') {
    tryLater(item, error)
    return
  }
  tries.delete(item.clientId)
  discard(item.clientId)
  returnToDraft(item.thread, item.mode, item.text)
  putRefusal(item.thread, { code: error.code, seenSeq: item.seenSeq })
}

function mark(clientId: string, patch: Partial<Outgoing>): void {
  change((items) => items.map((each) => (each.clientId === clientId ? { ...each, ...patch } : each)))
}

function change(next: (items: readonly Outgoing[]) => readonly Outgoing[]): void {
  useOutbox.setState(({ items }) => ({ items: next(items) }))
  const { owner, items } = useOutbox.getState()
  writeStored(storedAs(owner), items.length === 0 ? undefined : JSON.stringify(items))
}
