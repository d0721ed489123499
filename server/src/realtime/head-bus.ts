import { EventEmitter } from 'node:events'
import type { Redis } from 'ioredis'
import type { Thread } from '../conversations/thread.ts'
import type { Logger } from '../log.ts'

const CHANNEL = 'parley:heads'
const REFUSED = 'parley:refused'
const PERSONAL = 'parley:personal'
const INSTALL = 'parley:install'

export interface Head {
  thread: string
  head: number
  /** Read it also if nothing was said: something else of it changed. */
  again?: true
}
export interface RefusedReply {
  agent: string
  thread: string
  clientId: string
  code: string
  text: string
}

/** Something of one person's own desk changed: whoever shows that desk reads it anew. */
export type PersonalSignal = { user: string } & (
  | { kind: 'held'; thread: string; undone?: string }
  | { kind: 'draft'; thread: string; mode: 'reply' | 'note'; from?: string }
  | { kind: 'mention'; thread: string; seq: number; by: { id: string; name: string } }
  | { kind: 'mentions' }
)

/**
 * What travels between processes when a thread changed: its id and head, nothing else. Whoever shows the thread reads
 * what is new; a lost signal is found by the reader's own comparison of heads.
 */
export interface HeadBus {
  /** Listeners of this process get the thread as it was just committed, and need not read it. */
  publish(head: Head, committed?: Thread): void
  onHead(listener: (head: Head, committed?: Thread) => void): void
  publishRefused(refused: Omit<RefusedReply, 'text'>): void
  onRefused(listener: (refused: Omit<RefusedReply, 'text'>) => void): void
  publishPersonal(signal: PersonalSignal): void
  onPersonal(listener: (signal: PersonalSignal) => void): void
  /** Something of the whole install changed: whoever depends on it looks into the store. */
  publishInstall(): void
  onInstall(listener: () => void): void
  close(): Promise<void>
}

const events: Readonly<Record<string, string>> = {
  [REFUSED]: 'refused',
  [PERSONAL]: 'personal',
  [INSTALL]: 'install',
}

export async function createHeadBus(deps: {
  publisher: Redis
  subscriber?: Redis
  log: Logger
}): Promise<HeadBus> {
  const { publisher, subscriber, log } = deps
  const local = new EventEmitter()
  local.setMaxListeners(50)
  const send = (channel: string, event: string, body: object, atHand?: unknown) => {
    // This process hears it at once, with or without Redis; hearing it twice is harmless: heads only rise, the rest is
    // read anew.
    local.emit(event, body, atHand)
    if (publisher.status === 'ready') publisher.publish(channel, JSON.stringify(body)).catch(() => undefined)
  }
  if (subscriber) {
    subscriber.on('message', (channel: string, text: string) => {
      try {
        local.emit(events[channel] ?? 'head', JSON.parse(text))
      } catch (err) {
        log.warn({ event: 'bus.unreadable', err })
      }
    })
    // ioredis subscribes again by itself after a reconnect.
    subscriber
      .subscribe(CHANNEL, REFUSED, PERSONAL, INSTALL)
      .catch((err: unknown) => log.warn({ event: 'bus.unsubscribed', err }))
  }
  return {
    publish: (head, committed) => send(CHANNEL, 'head', head, committed),
    onHead: (listener) => void local.on('head', listener),
    publishRefused: (refused) => send(REFUSED, 'refused', refused),
    onRefused: (listener) => void local.on('refused', listener),
    publishPersonal: (signal) => send(PERSONAL, 'personal', signal),
    onPersonal: (listener) => void local.on('personal', listener),
    publishInstall: () => send(INSTALL, 'install', {}),
    onInstall: (listener) => void local.on('install', listener),
    async close() {
      local.removeAllListeners()
      await subscriber?.quit().catch(() => undefined)
    },
  }
}
