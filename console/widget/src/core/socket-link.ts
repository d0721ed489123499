import type { Ack, PublicState } from '@parley/server/contract'
import type { EntriesEvent, Link, LinkEvents, OpenLink, TypingEvent } from './link.ts'
import { isTokenProblem, toRefused } from './refused.ts'
import { backoff } from './timing.ts'
import { connectFrame, eventFrame, LEAVE, PONG, readFrame } from './wire/frames.ts'
import { type OpenTransport, overPolling, overWebSocket, type Transport } from './wire/transports.ts'

const ACK_MS = 8000
/** To the first word of the server: a proxy may hold a websocket's handshake for ever. */
const HELLO_MS = 8000
const RECONNECT_CAP_MS = 5000

/** Links over Socket.IO: websocket first, polling where that does not get through. */
export function socketLinks(
  origin: string,
  visit?: () => object,
  transports: OpenTransport[] = [overWebSocket, overPolling],
): OpenLink {
  return (token, events) => {
    const link = new SocketLink(origin, transports, { token, visit: visit?.() }, events)
    link.connect()
    return link
  }
}

interface Waiting {
  resolve(body: never): void
  reject(error: Error): void
  timer: ReturnType<typeof setTimeout>
}

class SocketLink implements Link {
  private readonly origin: string
  private readonly transports: OpenTransport[]
  private readonly auth: object
  private readonly events: LinkEvents
  private readonly waiting = new Map<number, Waiting>()
  private transport: Transport | undefined
  private way = 0
  private up = false
  private greeted = false
  private closed = false
  private requests = 0
  private attempt = 0
  /** Counts what the server sent. */
  private heard = 0
  private silenceMs = HELLO_MS
  private silence: ReturnType<typeof setTimeout> | undefined
  private retry: ReturnType<typeof setTimeout> | undefined

  constructor(origin: string, transports: OpenTransport[], auth: object, events: LinkEvents) {
    this.origin = origin
    this.transports = transports
    this.auth = auth
    this.events = events
    globalThis.addEventListener?.('online', this.connect)
    globalThis.addEventListener?.('offline', this.unplugged)
  }

  send(body: object): Promise<Ack<object>> {
    return this.ask('message:send', body)
  }

  rate(body: object): Promise<Ack<object>> {
    return this.ask('rating:send', body)
  }

  sync(after: number): ReturnType<Link['sync']> {
    return this.ask('sync', { after })
  }

  typing(on: boolean): void {
    if (this.up) this.transport?.send(eventFrame('typing', { on }))
  }

  read(upTo: number): void {
    if (this.up) this.transport?.send(eventFrame('read', { upTo }))
  }

  close(): void {
    this.closed = true
    globalThis.removeEventListener?.('online', this.connect)
    globalThis.removeEventListener?.('offline', this.unplugged)
    if (this.up) this.transport?.send(LEAVE)
    this.drop()
  }

  /** Connects now, unless it is connected or just about to be. */
  readonly connect = (): void => {
    clearTimeout(this.retry)
    const open = this.transports[this.way]
    if (this.transport || this.closed || !open) return
    this.silenceMs = HELLO_MS
    this.listen()
    this.transport = open(this.origin, {
      frame: (frame) => this.take(frame),
      closed: () => this.lost(),
    })
  }

  /** The browser knows at once what the heartbeat would find out in a minute. */
  private readonly unplugged = (): void => {
    if (this.transport) this.lost()
  }

  private take(text: string): void {
    this.heard += 1
    this.listen()
    const frame = readFrame(text)
    switch (frame.kind) {
      case 'open':
        this.greeted = true
        this.silenceMs = frame.silenceMs
        this.transport?.send(connectFrame(this.auth))
        break
      case 'ping':
        this.transport?.send(PONG)
        break
      case 'connected':
        this.attempt = 0
        this.up = true
        this.events.up()
        break
      case 'event':
        this.hear(frame.name, frame.body)
        break
      case 'answer':
        this.settle(frame.id, frame.body)
        break
      case 'refused':
        this.refused(frame.why)
        break
      case 'closed':
        this.lost()
        break
    }
  }

  /** The server sends what its contract says; there is nobody else on this connection. */
  private hear(name: string, body: unknown): void {
    if (name === 'entries') this.events.entries(body as EntriesEvent)
    if (name === 'state') this.events.state(body as PublicState)
    if (name === 'typing') this.events.typing(body as TypingEvent)
    if (name === 'session:ended') this.events.ended((body as { code: string }).code)
  }

  private refused(why: unknown): void {
    const refused = toRefused(why)
    if (refused && isTokenProblem(refused.code)) this.events.ended(refused.code)
    else this.lost(refused?.waitMs)
  }

  private ask<T>(name: string, body: object): Promise<T> {
    return new Promise((resolve, reject) => {
      if (!this.up) {
        reject(new Error('not connected'))
        return
      }
      const id = this.requests
      this.requests += 1
      const before = this.heard
      const timer = setTimeout(() => {
        this.waiting.delete(id)
        reject(new Error('no answer'))
        // Not a sound since: the connection is dead and nobody noticed yet.
        if (this.heard === before) this.lost()
      }, ACK_MS)
      this.waiting.set(id, { resolve, reject, timer })
      this.transport?.send(eventFrame(name, body, id))
    })
  }

  private settle(id: number, body: unknown): void {
    const waiting = this.waiting.get(id)
    if (!waiting) return
    this.waiting.delete(id)
    clearTimeout(waiting.timer)
    waiting.resolve(body as never)
  }

  /** A server that is silent for longer than its heartbeat is gone, whatever the socket believes. */
  private listen(): void {
    clearTimeout(this.silence)
    this.silence = setTimeout(() => this.lost(), this.silenceMs)
  }

  private lost(least = 0): void {
    // Not a word came through this way: the next attempt takes the other. What once worked starts over with the best.
    this.way = this.greeted ? 0 : (this.way + 1) % this.transports.length
    this.drop()
    this.events.down()
    clearTimeout(this.retry)
    if (this.closed) return
    this.retry = setTimeout(this.connect, least + backoff(this.attempt, RECONNECT_CAP_MS))
    this.attempt += 1
  }

  private drop(): void {
    clearTimeout(this.silence)
    clearTimeout(this.retry)
    this.transport?.close()
    this.transport = undefined
    this.up = false
    this.greeted = false
    for (const { reject, timer } of this.waiting.values()) {
      clearTimeout(timer)
      reject(new Error('connection lost'))
    }
    this.waiting.clear()
  }
}
