import type { Attachment } from '@parley/server/contract'
import { create } from 'zustand'
import { codeOf, type FailureCode } from './api-error.ts'
import { type DraftMode, draftKey } from './drafts.ts'
import { makeClientId } from './ids.ts'
import { readStoredJson, writeStored } from './stored.ts'
import { upload } from './upload.ts'

/** As in the contract, whose constant would bring the whole validator along. */
export const MAX_FILES = 10

/** A file on its way into a message. */
export interface Attaching {
  key: string
  name: string
  bytes: number
  state: 'uploading' | 'ready' | 'failed'
  /** From 0 to 1. */
  progress: number
  /** Present while this tab has the file itself. */
  file?: File
  /** Of a picture, as it is here. */
  preview?: string
  attachment?: Attachment
  /** When the server got it. */
  at?: number
  why?: FailureCode
}

interface AttachmentState {
  owner: string
  byKey: Readonly<Record<string, readonly Attaching[]>>
}

export const useAttachments = create<AttachmentState>(() => ({ owner: '', byKey: {} }))

const none: readonly Attaching[] = []
const stops = new Map<string, AbortController>()
const storedAs = (key: string) => `parley.files.${useAttachments.getState().owner}.${key}`

/** The server keeps a file a day for its message; a minute before that it counts as gone. */
const USABLE_MS = 24 * 3_600_000 - 60_000

/** Whoever is at this browser now: what another person attached is not theirs to see. */
export function openAttachments(owner: string): void {
  forgetPreviews(Object.values(useAttachments.getState().byKey).flat())
  useAttachments.setState({ owner, byKey: {} })
}

/** What is attached to a draft: also what a former visit of this browser uploaded for it. */
export function attachedTo(state: AttachmentState, thread: string, mode: DraftMode): readonly Attaching[] {
  return state.byKey[draftKey(thread, mode)] ?? none
}

/** Takes up what was uploaded for this draft before a reload. */
export function recallAttachments(thread: string, mode: DraftMode): void {
  const key = draftKey(thread, mode)
  if (useAttachments.getState().byKey[key]) return
  const stored = readStoredJson(storedAs(key))
  const since = Date.now() - USABLE_MS
  const kept = Array.isArray(stored)
    ? stored.filter(isKept).flatMap(({ at, file }) => (at > since ? [ready(file, at)] : []))
    : []
  if (kept.length > 0) put(key, kept)
}

/** Begins to upload; what does not fit beside the others is left out. Answers how many were. */
export function attach(thread: string, mode: DraftMode, files: readonly File[]): number {
  const key = draftKey(thread, mode)
  const room = MAX_FILES - attachedTo(useAttachments.getState(), thread, mode).length
  const taken = files.slice(0, Math.max(0, room))
  for (const file of taken) {
    const item: Attaching = {
      key: makeClientId(),
      name: file.name,
      bytes: file.size,
      state: 'uploading',
      progress: 0,
      file,
    }
    const preview = /^image\/(png|jpeg|gif|webp)$/.test(file.type) ? URL.createObjectURL(file) : undefined
    put(key, [...items(key), preview ? { ...item, preview } : item])
    void run(thread, key, item.key, file)
  }
  return files.length - taken.length
}

export function retryUpload(thread: string, mode: DraftMode, item: Attaching): void {
  if (!item.file) return
  change(draftKey(thread, mode), item.key, { state: 'uploading', progress: 0 })
  void run(thread, draftKey(thread, mode), item.key, item.file)
}

export function detach(thread: string, mode: DraftMode, item: string): void {
  const key = draftKey(thread, mode)
  stops.get(item)?.abort()
  forgetPreviews(items(key).filter((each) => each.key === item))
  put(
    key,
    items(key).filter((each) => each.key !== item),
  )
}

/** Sent: they belong to the message now. */
export function clearAttachments(thread: string, mode: DraftMode): void {
  const key = draftKey(thread, mode)
  forgetPreviews(items(key))
  put(key, [])
}

/** A refused message gives back what it had. */
export function returnAttachments(thread: string, mode: DraftMode, files: readonly Attachment[]): void {
  const key = draftKey(thread, mode)
  const there = new Set(items(key).map((each) => each.attachment?.id))
  put(key, [...files.filter(({ id }) => !there.has(id)).map((file) => ready(file)), ...items(key)])
}

async function run(thread: string, key: string, item: string, file: File): Promise<void> {
  const stop = new AbortController()
  stops.set(item, stop)
  try {
    const progress = (share: number) => change(key, item, { progress: share })
    const attachment = await upload(thread, file, { progress, signal: stop.signal })
    change(key, item, { state: 'ready', progress: 1, attachment, at: Date.now(), name: attachment.name })
  } catch (error) {
    change(key, item, { state: 'failed', why: codeOf(error) })
  } finally {
    stops.delete(item)
  }
}

function ready(attachment: Attachment, at = Date.now()): Attaching {
  const { id, name, bytes } = attachment
  return { key: id, name, bytes, state: 'ready', progress: 1, attachment, at }
}

function items(key: string): readonly Attaching[] {
  return useAttachments.getState().byKey[key] ?? none
}

function change(key: string, item: string, patch: Partial<Attaching>): void {
  put(
    key,
    items(key).map((each) => (each.key === item ? { ...each, ...patch } : each)),
  )
}

function put(key: string, next: readonly Attaching[]): void {
  useAttachments.setState(({ byKey }) => ({ byKey: { ...byKey, [key]: next } }))
  const kept = next.flatMap(({ attachment, at }): Kept[] =>
    attachment && at ? [{ at, file: attachment }] : [],
  )
  writeStored(storedAs(key), kept.length === 0 ? undefined : JSON.stringify(kept))
}

function forgetPreviews(gone: readonly Attaching[]): void {
  for (const { preview } of gone) if (preview) URL.revokeObjectURL(preview)
}

/** As it stands in this browser's storage. */
interface Kept {
  at: number
  file: Attachment
}

function isKept(value: unknown): value is Kept {
  const { at, file } = Object(value) as Partial<Kept>
  return typeof at === 'number' && typeof file?.id === 'string' && typeof file.name === 'string'
}
