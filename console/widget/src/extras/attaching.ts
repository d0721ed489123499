import type { Attachment } from '@parley/server/contract'
import { newClientId } from '../core/client-id.ts'
import { toRefused } from '../core/refused.ts'
import type { ExtrasPorts } from './api.ts'

export const MAX_FILES = 10
const KEPT = 'files'
const WAIT_MS = 200

export interface Item {
  key: string
  name: string
  bytes: number
  /** From 0 to 1; there when it has an attachment. */
  progress: number
  file?: File
  preview?: string
  attachment?: Attachment
  code?: string
}

/** The files that go with the next message; those that are uploaded survive a reload of the page. */
export class Attaching {
  items: readonly Item[] = []
  tooMany = false
  private readonly ports: ExtrasPorts
  private readonly listeners = new Set<() => void>()

  constructor(ports: ExtrasPorts) {
    this.ports = ports
    this.items = this.kept()
    let { person } = ports.chat
    ports.chat.state.subscribe(() => {
      const now = ports.chat.person
      if (now === person) return
      // What a guest attached belongs to the guest's session: who is named meanwhile uploads it as themselves.
      const again = person === '' ? this.items.flatMap(({ file }) => file ?? []) : []
      person = now
      this.set(this.kept())
      if (again.length > 0) this.add(again)
    })
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  add(files: readonly File[]): void {
    const room = MAX_FILES - this.items.length
    this.tooMany = files.length > room
    for (const file of files.slice(0, room)) {
      const picture = /^image\/(png|jpeg|gif|webp)$/.test(file.type)
      const preview = picture ? { preview: URL.createObjectURL(file) } : {}
      const item = { key: newClientId(), name: file.name, bytes: file.size, progress: 0, file, ...preview }
      this.set([...this.items, item])
      void this.upload(item.key, file)
    }
    this.set(this.items)
  }

  retry({ key, file }: Item): void {
    this.change(key, { progress: 0, code: '' })
    if (file) void this.upload(key, file)
  }

  remove(key: string): void {
    this.tooMany = false
    this.set(this.items.filter((each) => each.key !== key))
  }

  busy(): boolean {
    return this.items.some(({ attachment }) => !attachment)
  }

  ready(take = false): Attachment[] {
    const ready = this.items.flatMap(({ attachment }) => attachment ?? [])
    if (take) this.set([])
    return ready
  }

  /** Of who is here. */
  private kept(): Item[] {
    try {
      const kept = JSON.parse(this.ports.tab.get(KEPT) ?? '[]') as Attachment[]
      return kept.map((attachment) => ({ ...attachment, key: attachment.id, progress: 1, attachment }))
    } catch {
      // What others wrote there is nothing of ours.
      return []
    }
  }

  private async upload(key: string, file: File): Promise<void> {
    const { chat, origin } = this.ports
    let token = chat.token
    // The customer may be quicker than the session.
    for (; !token; token = chat.token) await new Promise((go) => setTimeout(go, WAIT_MS))
    const request = new XMLHttpRequest()
    request.open('POST', `${origin}/widget/files?name=${encodeURIComponent(file.name)}`)
    request.setRequestHeader('authorization', `Bearer ${token}`)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.responseType = 'json'
    request.upload.onprogress = ({ loaded, total }) =>
      this.change(key, { progress: total ? loaded / total : 0 })
    request.onloadend = () => {
      const attachment = request.status === 201 ? (request.response as Attachment) : undefined
      if (attachment) this.change(key, { attachment, progress: 1, name: attachment.name })
      else this.change(key, { code: toRefused(request.response)?.code ?? 'failed' })
    }
    request.send(file)
  }

  private change(key: string, patch: Partial<Item>): void {
    this.set(this.items.map((each) => (each.key === key ? { ...each, ...patch } : each)))
  }

  private set(items: readonly Item[]): void {
    this.items = items
    const kept = items.flatMap(({ attachment }) => attachment ?? [])
    if (kept.length > 0) this.ports.tab.set(KEPT, JSON.stringify(kept))
    else this.ports.tab.remove(KEPT)
    for (const listener of this.listeners) listener()
  }
}
