import type { Attachment } from '@parley/server/contract'
import { create } from 'zustand'
import { api } from './api.ts'
import { ApiError, type FailureCode } from './api-error.ts'
import { returnAttachments } from './attachments.ts'
import { useConnection } from './connection.ts'
import { returnToDraft } from './draft-store.ts'
import type { DraftMode } from './drafts.ts'
import { putRow } from './inbox-store.ts'
import { readStoredJson, storedKeys, writeStored } from './stored.ts'
import { putRefusal, useThreads } from './thread-store.ts'

/** Something that was sent and is not in the log yet. Its id is made once: a retry can never send it twice. */
export interface Outgoing {
  clientId: string
  thread: string
  mode: DraftMode
  text: string
  files?: readonly Attachment[]
  at: number
  epoch: number
  seenSeq: number
  holdMs?: number
  /** Whose attention a note asks for. */
  mentions?: readonly string[]
  /** held: the server has it and the customer does not see it before `until`; undoing: it is being taken back. */
  state: 'queued' | 'sending' | 'held' | 'undoing' | 'sent' | 'failed'
  /** By this machine's clock. */
  until?: number
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

/** Each by itself: two tabs of one person must not write over each other's. */
const storedAs = (owner: string, clientId = '') => `parley.outbox.${owner}.${clientId}`

/** What a closed tab left unanswered is sent again, with the same ids and in the order of writing. */
export function openOutbox(owner: string): void {
  const items = storedKeys(storedAs(owner)).map(readStoredJson).filter(isOutgoing)
  useOutbox.setState({
    owner,
    items: items
      .sort((a, b) => a.at - b.at)
      .map((item) =>
        item.state === 'failed' || item.state === 'undoing' ? item : { ...item, state: 'queued' },
      ),
  })
}

function isOutgoing(value: unknown): value is Outgoing {
  return (
    typeof value === 'object' &&
    value !== null &&
    'clientId' in value &&
    'text' in value &&
    'thread' in value &&
    'at' in value &&
    typeof value.at === 'number'
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

/** Asks once more what became of something that was acknowledged: the same id is never sent twice. */
export async function resend(clientId: string): Promise<void> {
  const item = useOutbox.getState().items.find((each) => each.clientId === clientId)
  if (item) await attempt(item)
}

let tellTooLate: () => void = () => undefined
export function whenTooLate(handler: () => void): void {
  tellTooLate = handler
}

/** Second thoughts: it is not sent and its words are the draft again, or it is too late and says so. */
export async function undo(clientId: string): Promise<void> {
  const item = useOutbox.getState().items.find((each) => each.clientId === clientId)
  if (item?.mode !== 'reply') return
  mark(clientId, { state: 'undoing' })
  await takeBack(item)
}

async function takeBack({ clientId, thread, text, files = [] }: Outgoing): Promise<void> {
  try {
    const taken = await api.undoReply(thread, clientId)
    discard(clientId)
    returnToDraft(thread, 'reply', taken.text ?? text)
    returnAttachments(thread, 'reply', files)
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    // Nobody knows yet: it is asked again with the next connection, and until then it is shown as what it is.
    if (error.mayRetry || error.code === 'unauthenticated') return
    mark(clientId, { state: 'sent' })
    tellTooLate()
  }
}

export function discard(clientId: string): void {
  change((items) => items.filter((each) => each.clientId !== clientId))
}

/** They arrived in the log. */
export function settle(clientIds: readonly string[]): void {
  if (clientIds.length === 0 || useOutbox.getState().items.length === 0) return
  change((items) => items.filter((each) => !clientIds.includes(each.clientId)))
}

/** The connection is gone, and that is why nothing was said: what has no answer waits for the next connection. */
export function queueUnanswered(): void {
  change((items) =>
    items.map((item) =>
      item.state === 'failed' && item.why === 'timeout' ? { ...item, state: 'queued' } : item,
    ),
  )
}

/** In order, one after another: a later reply must not overtake an earlier one. */
export async function sendQueued(): Promise<void> {
  for (const item of useOutbox.getState().items) {
    if (item.state === 'queued') await retry(item.clientId)
    if (item.state === 'undoing') await takeBack(item)
  }
}

export function refusedLater(event: {
  thread: string
  clientId: string
  code: FailureCode
  text: string
}): void {
  const { files } = useOutbox.getState().items.find((item) => item.clientId === event.clientId) ?? {}
  discard(event.clientId)
  returnToDraft(event.thread, 'reply', event.text)
  returnAttachments(event.thread, 'reply', files ?? [])
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
    // Taken back while it stood in line: the door would refuse it, so it is not even brought there.
    if (stateOf(item.clientId) === 'undoing') return
    const delivered = await deliver(item)
    tries.delete(item.clientId)
    if (stateOf(item.clientId) === 'undoing') return
    if (delivered.takenBack) discard(item.clientId)
    else mark(item.clientId, delivered)
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    refused(item, error)
  }
}

const stateOf = (id: string) => useOutbox.getState().items.find(({ clientId }) => clientId === id)?.state

type Delivered = Pick<Outgoing, 'state' | 'until'> & { takenBack?: true }

async function deliver(item: Outgoing): Promise<Delivered> {
  const { mode, thread, clientId, text, epoch, seenSeq, holdMs, mentions, files } = item
  const attached = files?.length ? { files: files.map(({ id }) => id) } : {}
  if (mode === 'note') {
    const wish = { clientId, text, ...attached, ...(mentions?.length ? { mentions: [...mentions] } : {}) }
    const { row } = await api.note(thread, wish)
    putRow(row)
    return { state: 'sent' }
  }
  const hold = holdMs === undefined ? {} : { holdMs }
  const { dueInMs, takenBack } = await api.reply(thread, {
    clientId,
    epoch,
    seenSeq,
    text,
    ...attached,
    ...hold,
  })
  if (takenBack) return { state: 'sent', takenBack }
  return dueInMs === undefined ? { state: 'sent' } : { state: 'held', until: Date.now() + dueInMs }
}

/**
 * With no connection it waits for one; a server that fails while connected is asked a few times, then the agent. One
 * that says nothing has had its time: the agent is asked at once.
 */
function tryLater({ clientId }: Outgoing, error: ApiError): void {
  const connected = useConnection.getState().status === 'online'
  const waits = !connected || error.code === 'unauthenticated'
  const tried = (tries.get(clientId) ?? 0) + 1
  tries.set(clientId, tried)
  if (!waits && (error.code === 'timeout' || tried >= MAX_TRIES)) {
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
  returnAttachments(item.thread, item.mode, item.files ?? [])
  putRefusal(item.thread, { code: error.code, seenSeq: item.seenSeq })
}

function mark(clientId: string, patch: Partial<Outgoing>): void {
  change((items) => items.map((each) => (each.clientId === clientId ? { ...each, ...patch } : each)))
}

function change(next: (items: readonly Outgoing[]) => readonly Outgoing[]): void {
  const before = keptOf(useOutbox.getState().items)
  useOutbox.setState(({ items }) => ({ items: next(items) }))
  const { owner, items } = useOutbox.getState()
  const after = keptOf(items)
  for (const [id, item] of after)
    if (before.get(id) !== item) writeStored(storedAs(owner, id), JSON.stringify(item))
  for (const id of before.keys()) if (!after.has(id)) writeStored(storedAs(owner, id), undefined)
}

/** What the server holds it tells every screen itself. */
function keptOf(items: readonly Outgoing[]): ReadonlyMap<string, Outgoing> {
  return new Map(items.filter(({ state }) => state !== 'held').map((item) => [item.clientId, item]))
}
