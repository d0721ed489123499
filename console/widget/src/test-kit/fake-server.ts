import type {
  Ack,
  ErrorCode,
  OpenSession,
  PublicEntry,
  PublicState,
  SendMessage,
  SyncAnswer,
  WidgetConfig,
  WidgetSession,
} from '@parley/server/contract'
import type { Api } from '../core/http.ts'
import type { Link, LinkEvents, OpenLink } from '../core/link.ts'
import { Refused } from '../core/refused.ts'

const HOUR_MS = 3_600_000
export const SYNC_PAGE = 200

interface Thread {
  entries: PublicEntry[]
  ids: Map<string, string>
  state: Omit<PublicState, 'head'>
}

/** Parley's server as the widget sees it, in memory; what the network does to it is up to the test. */
export class FakeServer {
  readonly threads = new Map<string, Thread>()
  readonly sessions: OpenSession[] = []
  /** Ids in the order in which they were stored, over all threads. */
  readonly stored: string[] = []
  readonly reads: number[] = []
  readonly links = new Set<FakeLink>()
  /** Tokens and identities that are refused, and how. */
  readonly refusals = new Map<string, ErrorCode>()
  /** What to answer the next messages with; a stored one whose acknowledgement is lost is `lost`. */
  readonly script: ('lost' | ErrorCode)[] = []
  preChat = false
  reachable = true
  inFlight = 0
  mostInFlight = 0
  private visitors = 0

  readonly api: Api = {
    config: async (account): Promise<WidgetConfig> => {
      this.mustReach()
      if (account === 'nobody') throw refusal('unknown_account')
      return {
        account,
        company: 'Northwind',
        accent: '#5b5bd6',
        languages: ['en', 'zh'],
        greeting: { en: 'Hello', zh: '您好' },
        position: 'right',
        showCompany: true,
        preChat: this.preChat,
        proactive: [],
      }
    },
    session: async (wish): Promise<WidgetSession> => {
      this.mustReach()
      this.sessions.push(wish)
      const shown = wish.identity ?? wish.token
      const code = shown === undefined ? undefined : this.refusals.get(shown)
      if (code) throw refusal(code)
      if (wish.identity !== undefined) return session(`signed:${wish.identity}`, true)
      if (wish.token !== undefined) return session(wish.token, false)
      this.visitors += 1
      return session(`visitor:${this.visitors}`, false)
    },
  }

  readonly openLink: OpenLink = (token, events) => {
    const link = new FakeLink(this, token, events)
    this.links.add(link)
    return link
  }

  thread(id: string): Thread {
    const known = this.threads.get(id)
    if (known) return known
    const fresh: Thread = {
      entries: [],
      ids: new Map(),
      state: { status: 'open', control: 'bot', rating: 'none', seen: 0 },
    }
    this.threads.set(id, fresh)
    return fresh
  }

  state(id: string): PublicState {
    const { entries, state } = this.thread(id)
    return { head: entries.length, ...state }
  }

  /** Commits entries and tells the links, except where the network loses it. */
  commit(id: string, entries: Omit<PublicEntry, 'seq' | 'at'>[], lost = false): void {
    const thread = this.thread(id)
    const after = thread.entries.length
    for (const entry of entries) {
      thread.entries.push({ ...entry, seq: thread.entries.length + 1, at: Date.now() })
    }
    if (lost) return
    for (const link of this.links) {
      if (link.thread === id && link.up) {
        link.events.entries({ after, entries: thread.entries.slice(after), state: this.state(id) })
      }
    }
  }

  say(id: string, text: string, lost = false): void {
    this.commit(
      id,
      [{ by: { type: 'bot' }, body: { kind: 'message', parts: [{ type: 'text', text }] } }],
      lost,
    )
  }

  /** Ends every connection; they come back when the server can be reached. */
  cut(): void {
    for (const link of this.links) link.fall()
  }

  texts(id: string): string[] {
    return this.thread(id).entries.flatMap(({ body }) =>
      body.kind === 'message' ? body.parts.map((part) => (part.type === 'text' ? part.text : part.type)) : [],
    )
  }

  private mustReach(): void {
    if (!this.reachable) throw new Error('unreachable')
  }
}

const RECONNECT_MS = 500
const TRIP_MS = 20
const ACK_MS = 8000

export class FakeLink implements Link {
  readonly events: LinkEvents
  readonly thread: string
  up = false
  private readonly server: FakeServer
  private readonly token: string
  private closed = false
  private readonly pending = new Set<(error: Error) => void>()

  constructor(server: FakeServer, token: string, events: LinkEvents) {
    this.server = server
    this.token = token
    this.events = events
    this.thread = threadOf(token)
    setTimeout(() => this.rise(), TRIP_MS)
  }

  async send({ id, text }: SendMessage): Promise<Ack<object>> {
    const { server } = this
    server.inFlight += 1
    server.mostInFlight = Math.max(server.mostInFlight, server.inFlight)
    try {
      return await this.trip(() => {
        const fate = server.script.shift()
        if (fate !== undefined && fate !== 'lost') return refusalBody(fate)
        this.store(id, text)
        return fate === 'lost' ? undefined : { ok: true }
      })
    } finally {
      server.inFlight -= 1
    }
  }

  rate(): Promise<Ack<object>> {
    return this.trip(() => ({ ok: true }))
  }

  sync(after: number): Promise<Ack<SyncAnswer>> {
    return this.trip(() => {
      const { entries } = this.server.thread(this.thread)
      const resync = after > entries.length
      const from = resync ? 0 : after
      return {
        ok: true,
        after: from,
        entries: entries.slice(from, from + SYNC_PAGE),
        state: this.server.state(this.thread),
        resync,
      }
    })
  }

  typing(): void {}

  read(upTo: number): void {
    this.server.reads.push(upTo)
  }

  close(): void {
    this.closed = true
    this.fall()
    this.server.links.delete(this)
  }

  fall(): void {
    const was = this.up
    this.up = false
    for (const reject of this.pending) reject(new Error('connection lost'))
    this.pending.clear()
    if (this.closed) return
    if (was) this.events.down()
    setTimeout(() => this.rise(), RECONNECT_MS)
  }

  private rise(): void {
    if (this.closed || this.up) return
    const code = this.server.refusals.get(this.token)
    if (code) this.events.ended(code)
    else if (this.server.reachable) {
      this.up = true
      this.events.up()
    } else setTimeout(() => this.rise(), RECONNECT_MS)
  }

  private store(id: string, text: string): void {
    const thread = this.server.thread(this.thread)
    if (thread.ids.has(id)) return
    thread.ids.set(id, text)
    this.server.stored.push(id)
    this.server.commit(this.thread, [
      { by: { type: 'customer' }, body: { kind: 'message', parts: [{ type: 'text', text }], clientId: id } },
    ])
  }

  /** There and back; an answer that does not come is one that comes too late. */
  private trip<T>(act: () => T | undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      if (!this.up) {
        reject(new Error('not connected'))
        return
      }
      this.pending.add(reject)
      setTimeout(() => reject(new Error('no answer')), ACK_MS)
      setTimeout(() => {
        const answer = this.up ? act() : undefined
        if (answer !== undefined) setTimeout(() => resolve(answer), TRIP_MS)
      }, TRIP_MS)
    })
  }
}

/** A signed customer's thread goes by who they are, whichever identity says so. */
export function threadOf(token: string): string {
  const payload = /^signed:h\.(.*)\.s$/.exec(token)?.[1]
  const who: unknown = payload === undefined ? token : JSON.parse(atob(payload)).sub
  return `thread of ${who}`
}

function session(token: string, identified: boolean): WidgetSession {
  return { token, thread: threadOf(token), expiresAt: Date.now() + HOUR_MS, identified }
}

function refusal(code: ErrorCode): Refused {
  return new Refused({ code, message: code })
}

function refusalBody(code: ErrorCode): Ack<object> {
  return { ok: false, error: { code, message: code } }
}
