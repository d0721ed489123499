import { EventEmitter } from 'node:events'
import type { Redis } from 'ioredis'
import type { Logger } from '../log.ts'

const CHANNEL = 'parley:heads'
const REFUSED = 'parley:refused'

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

/**
 * What travels between processes when a thread changed: its id and head, nothing else. Whoever shows the thread reads
 * what is new; a lost signal is found by the reader's own comparison of heads.
 */
export interface HeadBus {
  publish(head: Head): void
  onHead(listener: (head: Head) => void): void
  publishRefused(refused: Omit<RefusedReply, 'text'>): void
  onRefused(listener: (refused: Omit<RefusedReply, 'text'>) => void): void
  close(): Promise<void>
}

export async function createHeadBus(deps: {
  publisher: Redis
  subscriber?: Redis
  log: Logger
}): Promise<HeadBus> {
  const { publisher, subscriber, log } = deps
  const local = new EventEmitter()
  local.setMaxListeners(50)
  const send = (channel: string, event: string, body: object) => {
    // This process hears it at once, with or without Redis; hearing it twice is harmless, heads only rise.
    local.emit(event, body)
    if (publisher.status === 'ready') publisher.publish(channel, JSON.stringify(body)).catch(() => undefined)
  }
  if (subscriber) {
    subscriber.on('message', (channel: string, text: string) => {
      try {
        local.emit(channel === REFUSED ? 'refused' : 'head', JSON.parse(text))
      } catch (err) {
        log.warn({ event: 'bus.unreadable', err })
      }
    })
    // ioredis subscribes again by itself after a reconnect.
    subscriber
      .subscribe(CHANNEL, REFUSED)
      .catch((err: unknown) => log.warn({ event: 'bus.unsubscribed', err }))
  }
  return {
    publish: (head) => send(CHANNEL, 'head', head),
    onHead: (listener) => void local.on('head', listener),
    publishRefused: (refused) => send(REFUSED, 'refused', refused),
    onRefused: (listener) => void local.on('refused', listener),
    async close() {
      local.removeAllListeners()
      await subscriber?.quit().catch(() => undefined)
    },
  }
}
