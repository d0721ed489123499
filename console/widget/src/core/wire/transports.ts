/** One way of carrying frames; dead after `closed`. */
export interface Transport {
  send(frame: string): void
  close(): void
}
export interface TransportEvents {
  frame(frame: string): void
  closed(): void
}
export type OpenTransport = (origin: string, events: TransportEvents) => Transport

const PATH = '/socket.io/?EIO=4&transport='
/** Between the packets of one polling response. */
const SEPARATOR = '\u001e'

export const overWebSocket: OpenTransport = (origin, events) => {
  const socket = new WebSocket(`${origin.replace(/^http/, 'ws')}${PATH}websocket`)
  socket.onmessage = ({ data }) => events.frame(String(data))
  socket.onclose = () => events.closed()
  return {
    send(frame) {
      if (socket.readyState === WebSocket.OPEN) socket.send(frame)
    },
    close() {
      socket.onmessage = null
      socket.onclose = null
      socket.close()
    },
  }
}

/** Long polling, for networks that do not let a websocket through. */
export const overPolling: OpenTransport = (origin, events) => new Polling(origin, events)

class Polling implements Transport {
  private readonly events: TransportEvents
  private readonly abort = new AbortController()
  private readonly outgoing: string[] = []
  private url: string
  private posting = false

  constructor(origin: string, events: TransportEvents) {
    this.events = events
    this.url = `${origin}${PATH}polling`
    void this.poll()
  }

  send(frame: string): void {
    this.outgoing.push(frame)
    if (!this.posting) void this.post()
  }

  close(): void {
    this.abort.abort()
  }

  private async poll(): Promise<void> {
    while (!this.abort.signal.aborted) {
      const payload = await this.ask({})
      if (payload === undefined) return
      for (const frame of payload.split(SEPARATOR)) {
        if (frame.startsWith('0')) this.url += `&sid=${encodeURIComponent(sidOf(frame))}`
        if (!this.abort.signal.aborted) this.events.frame(frame)
      }
    }
  }

  /** One request at a time: two could overtake each other. */
  private async post(): Promise<void> {
    this.posting = true
    while (this.outgoing.length > 0) {
      const body = this.outgoing.splice(0).join(SEPARATOR)
      if ((await this.ask({ method: 'POST', body })) === undefined) break
    }
    this.posting = false
  }

  private async ask(init: RequestInit): Promise<string | undefined> {
    try {
      const answer = await fetch(this.url, { ...init, signal: this.abort.signal })
      if (answer.ok) return await answer.text()
    } catch {
      // Said once, below.
    }
    if (!this.abort.signal.aborted) {
      this.abort.abort()
      this.events.closed()
    }
    return undefined
  }
}

function sidOf(open: string): string {
  return /"sid":"([^"]+)"/.exec(open)?.[1] ?? ''
}
