import type { Attachment, SendMessage } from '@parley/server/contract'
import { newClientId } from './client-id.ts'
import { type KeyValue, readJson } from './key-value.ts'

/** A message of the customer that is not in the log yet. */
export interface Outgoing {
  readonly id: string
  readonly n: number
  readonly text: string
  readonly files?: readonly Attachment[]
  /** The proactive message that it answers. */
  readonly opener?: Opener
  readonly at: number
  /** Whose thread it belongs to. */
  readonly scope: string
  /** `sent`: stored by the server, on its way into the log. */
  readonly state: 'queued' | 'sent' | 'failed'
  readonly code: string | undefined
}

type Opener = SendMessage['opener']

/** Written before there is a session. */
export const UNSCOPED = 'new'
const PREFIX = 'out:'
/** A sent message that never showed in the log by then belongs to a thread that is gone. */
const FORGET_SENT_MS = 10 * 60_000

/**
 * The messages to send, kept in storage so that they survive a reload. One key a message: tabs that write at the same
 * time cannot overwrite each other's.
 */
export class Outbox {
  private readonly store: KeyValue
  private scope = UNSCOPED

  constructor(store: KeyValue) {
    this.store = store
  }

  /** Turns to another person's messages; those of the scopes to adopt become theirs. */
  use(scope: string, adopt: readonly string[]): void {
    for (const each of this.all()) {
      const forgotten = each.state === 'sent' && Date.now() - each.at > FORGET_SENT_MS
      if (forgotten) this.remove(each.id)
      else if (each.state !== 'sent' && adopt.includes(each.scope)) this.put({ ...each, scope })
    }
    this.scope = scope
  }

  add(text: string, files: readonly Attachment[] = [], opener?: Opener): Outgoing {
    const n = 1 + Math.max(Number(this.store.get('n') ?? 0) || 0, ...this.all().map((each) => each.n))
    this.store.set('n', String(n))
    const message: Outgoing = {
      id: newClientId(),
      n,
      text,
      ...(files.length > 0 ? { files } : {}),
      ...(opener ? { opener } : {}),
      at: Date.now(),
      scope: this.scope,
      state: 'queued',
      code: undefined,
    }
    this.put(message)
    return message
  }

  list(): Outgoing[] {
    return this.all().filter((each) => each.scope === this.scope)
  }

  /** The one message that may be sent now. */
  next(): Outgoing | undefined {
    return this.list().find((each) => each.state === 'queued')
  }

  sent(id: string): void {
    this.change(id, { state: 'sent' })
  }

  failed(id: string, code: string): void {
    this.change(id, { state: 'failed', code })
  }

  remove(id: string): void {
    this.store.remove(PREFIX + id)
  }

  /** A message that the log shows needs nothing more, whether or not its acknowledgement came. */
  settle(clientIds: readonly string[]): void {
    for (const id of clientIds) this.remove(id)
  }

  private change(id: string, patch: Partial<Outgoing>): void {
    const message = this.read(PREFIX + id)
    if (message) this.put({ ...message, ...patch })
  }

  private put(message: Outgoing): void {
    this.store.set(PREFIX + message.id, JSON.stringify(message))
  }

  private all(): Outgoing[] {
    return this.store
      .keys(PREFIX)
      .flatMap((key) => this.read(key) ?? [])
      .sort((a, b) => a.n - b.n || (a.id < b.id ? -1 : 1))
  }

  private read(key: string): Outgoing | undefined {
    const { id, n, text, at, scope, state, code, files, opener } = readJson(this.store, key) ?? {}
    if (typeof id !== 'string' || typeof text !== 'string' || typeof scope !== 'string') return undefined
    return {
      id,
      n: Number(n),
      text,
      ...(Array.isArray(files) ? { files } : {}),
      ...(opener ? { opener: opener as NonNullable<Opener> } : {}),
      at: Number(at),
      scope,
      state: state === 'sent' || state === 'failed' ? state : 'queued',
      code: typeof code === 'string' ? code : undefined,
    }
  }
}
