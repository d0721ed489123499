import type { Draft as DraftView, ThreadSnapshot } from '@parley/server/contract'
import { create } from 'zustand'
import { api } from './api.ts'
import { type Draft, type DraftMode, draftKey, isDraft, newestDraft, withReturnedText } from './drafts.ts'
import { makeClientId } from './ids.ts'
import { readStoredJson, storedKeys, writeStored } from './stored.ts'

const LOCAL_AFTER_MS = 300
const SERVER_AFTER_MS = 2000

interface DraftState {
  owner: string
  /** Whether the server keeps drafts of this person; what was written before that right went stays in this browser. */
  may: boolean
  byKey: Readonly<Record<string, Draft>>
}

export const useDrafts = create<DraftState>(() => ({ owner: '', may: true, byKey: {} }))

/** Names this screen to the server: it is not told of its own saves. */
const screen = makeClientId()

const localTimers = new Map<string, ReturnType<typeof setTimeout>>()
const serverTimers = new Map<string, ReturnType<typeof setTimeout>>()

const storedAs = (key: string) => `parley.draft.${useDrafts.getState().owner}.${key}`

/** Takes up what this person left in this browser. */
export function openDrafts(owner: string): void {
  useDrafts.setState({ owner, byKey: {} })
  const prefix = storedAs('')
  const byKey: Record<string, Draft> = {}
  for (const name of storedKeys(prefix)) {
    const draft = readStoredJson(name)
    if (isDraft(draft)) byKey[name.slice(prefix.length)] = draft
  }
  useDrafts.setState({ byKey })
}

/** Follows the rights of the person: without the right to write there is nothing to ask the server for. */
export function allowDrafts(may: boolean): void {
  useDrafts.setState({ may })
}

export function draftOf(thread: string, mode: DraftMode): string {
  return useDrafts.getState().byKey[draftKey(thread, mode)]?.text ?? ''
}

export function writeDraft(thread: string, mode: DraftMode, text: string): void {
  const key = draftKey(thread, mode)
  put(key, { text, at: nextAt(key), saved: false })
  later(localTimers, key, LOCAL_AFTER_MS, () => keepHere(key))
  later(serverTimers, key, SERVER_AFTER_MS, () => void saveOnServer(thread, mode))
}

/** Later than everything known of it, whatever this machine's clock says. */
const nextAt = (key: string) => Math.max(Date.now(), (useDrafts.getState().byKey[key]?.at ?? 0) + 1)

/** Sent or discarded: gone at once, here and on the server. */
export function clearDraft(thread: string, mode: DraftMode): void {
  const key = draftKey(thread, mode)
  put(key, { text: '', at: nextAt(key), saved: false })
  stop(localTimers, key)
  stop(serverTimers, key)
  keepHere(key)
  void saveOnServer(thread, mode)
}

export function returnToDraft(thread: string, mode: DraftMode, text: string): void {
  const merged = withReturnedText(draftOf(thread, mode), text)
  writeDraft(thread, mode, merged)
  keepHere(draftKey(thread, mode))
}

/** When the server last confirmed a draft, by `performance.now()`. */
const confirmed = new Map<string, number>()

/**
 * A snapshot brought the server's copies. One that was asked for before a save was confirmed may have been read before
 * it: what was saved meanwhile must not go, nor what was sent come back.
 * @param asked when the snapshot was asked for, by `performance.now()`
 */
export function adoptDrafts(thread: string, drafts: ThreadSnapshot['drafts'], asked: number): void {
  for (const mode of ['reply', 'note'] as const) {
    const key = draftKey(thread, mode)
    if ((confirmed.get(key) ?? Number.NEGATIVE_INFINITY) >= asked) continue
    const here = useDrafts.getState().byKey[key]
    const newest = newestDraft(here, drafts[mode], drafts.at?.[mode] ?? Date.now())
    if (newest === here) continue
    if (newest) put(key, newest)
    else drop(key)
    keepHere(key)
  }
}

/** Another screen of this person saved. What is being written here and is newer goes on and wins; else theirs is shown. */
export function putDraft({ thread, mode, text, at, from }: RemoteDraft): void {
  if (from === screen) return
  const key = draftKey(thread, mode)
  const here = useDrafts.getState().byKey[key]
  if (here && (here.at >= at || (!here.saved && here.at > at - SERVER_AFTER_MS))) return
  replace(key, text, at)
}

type RemoteDraft = DraftView & { from?: string | undefined }

function replace(key: string, text: string, at: number): void {
  stop(localTimers, key)
  stop(serverTimers, key)
  const before = useDrafts.getState().byKey[key]?.text ?? ''
  const lost = before.trim() !== '' && !text.includes(before)
  put(key, { text, at, saved: true, ...(lost ? { before } : {}) })
  keepHere(key)
}

/** The text that a newer one took the place of. */
export function putBack(thread: string, mode: DraftMode): void {
  const before = useDrafts.getState().byKey[draftKey(thread, mode)]?.before
  if (before !== undefined) writeDraft(thread, mode, before)
}

/** What was begun on other devices: the lists say so. */
export async function fetchDrafts(): Promise<void> {
  if (!useDrafts.getState().may) return
  try {
    for (const draft of await api.drafts()) {
      const here = useDrafts.getState().byKey[draftKey(draft.thread, draft.mode)]
      if (!here || (here.saved && here.at < draft.at))
        replace(draftKey(draft.thread, draft.mode), draft.text, draft.at)
    }
  } catch {
    // Opening the conversation brings its draft too.
  }
}

/** The page goes away: what the timers hold is saved now. */
export function flushDrafts(): void {
  for (const key of [...localTimers.keys()]) {
    stop(localTimers, key)
    keepHere(key)
  }
  for (const key of [...serverTimers.keys()]) {
    stop(serverTimers, key)
    const at = key.lastIndexOf(':')
    void saveOnServer(key.slice(0, at), key.slice(at + 1) === 'note' ? 'note' : 'reply', true)
  }
}

async function saveOnServer(thread: string, mode: DraftMode, leaving = false): Promise<void> {
  const key = draftKey(thread, mode)
  stop(serverTimers, key)
  const draft = useDrafts.getState().byKey[key]
  if (!draft || !useDrafts.getState().may) return
  try {
    const wish = { mode, text: draft.text, at: draft.at, from: screen }
    const { newer } = await api.saveDraft(thread, wish, leaving)
    if (newer) {
      if (useDrafts.getState().byKey[key]?.at === draft.at) replace(key, newer.text, newer.at)
      return
    }
  } catch {
    // It stays unsaved here, and is saved with the next change or after the next reconnect.
    return
  }
  confirmed.set(key, performance.now())
  const now = useDrafts.getState().byKey[key]
  if (now?.at !== draft.at) return
  if (now.text === '') drop(key)
  else put(key, { ...now, saved: true })
  keepHere(key)
}

/** After a reconnect: what the server missed. */
export function saveUnsavedDrafts(): void {
  for (const [key, draft] of Object.entries(useDrafts.getState().byKey)) {
    if (draft.saved || serverTimers.has(key)) continue
    const at = key.lastIndexOf(':')
    void saveOnServer(key.slice(0, at), key.slice(at + 1) === 'note' ? 'note' : 'reply')
  }
}

function keepHere(key: string): void {
  const draft = useDrafts.getState().byKey[key]
  const gone = !draft || (draft.text === '' && draft.saved)
  writeStored(storedAs(key), gone ? undefined : JSON.stringify(draft))
}

function put(key: string, draft: Draft): void {
  useDrafts.setState(({ byKey }) => ({ byKey: { ...byKey, [key]: draft } }))
}

function drop(key: string): void {
  useDrafts.setState(({ byKey }) => {
    const { [key]: _gone, ...rest } = byKey
    return { byKey: rest }
  })
}

function later(timers: Map<string, ReturnType<typeof setTimeout>>, key: string, ms: number, run: () => void) {
  stop(timers, key)
  timers.set(
    key,
    setTimeout(() => {
      timers.delete(key)
      run()
    }, ms),
  )
}

function stop(timers: Map<string, ReturnType<typeof setTimeout>>, key: string): void {
  const timer = timers.get(key)
  if (timer !== undefined) clearTimeout(timer)
  timers.delete(key)
}
