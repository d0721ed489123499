import { randomBytes } from 'node:crypto'
import { io, type Socket } from 'socket.io-client'
import { afterEach, expect } from 'vitest'
import type {
  Attachment,
  Entry,
  ErrorCode,
  PublicEntry,
  PublicState,
  Row,
  SyncAnswer,
  ThreadSnapshot,
} from '../../src/contract/index.ts'

const connected = async (socket: Socket): Promise<Socket> => {
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('connect_error', (error) =>
      reject(new Error(JSON.stringify((error as { data?: unknown }).data ?? error.message))),
    )
  })
  return socket
}

/**
 * What somebody fetches by themselves, with no test waiting for it. A line that
 * is cut meanwhile is no fault: a new connection fetches anew, and who left
 * needs nothing. Anything else fails the run.
 */
const unasked = (socket: Socket, work: Promise<unknown>): void => {
  work.catch((error: unknown) => {
    if (socket.connected) throw error
  })
}

export const newId = (): string => randomBytes(9).toString('base64url')

/** A customer at the widget's protocol: keeps what it was shown, by cursor. */
export class Customer {
  readonly shown: PublicEntry[] = []
  state: PublicState | undefined
  private n = 0

  readonly url: string
  readonly thread: string
  readonly token: string
  readonly socket: Socket

  private constructor(of: { url: string; thread: string; token: string; socket: Socket }) {
    this.url = of.url
    this.thread = of.thread
    this.token = of.token
    this.socket = of.socket
  }

  static async open(
    url: string,
    session: { identity?: string; token?: string; name?: string } = {},
  ): Promise<Customer> {
    const answer = await fetch(`${url}/widget/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ account: 'northwind-web', ...session }),
    })
    if (!answer.ok) throw new Error(await answer.text())
    const { token, thread } = (await answer.json()) as { token: string; thread: string }
    const socket = io(`${url}/widget`, {
      auth: { token },
      transports: ['websocket'],
      reconnectionDelay: 100,
      reconnectionDelayMax: 500,
      forceNew: true,
    })
    const customer = new Customer({ url, thread, token, socket })
    socket.on('entries', (event: { after: number; entries: PublicEntry[]; state: PublicState }) =>
      customer.take(event),
    )
    socket.on('state', (state: PublicState) => customer.know(state))
    socket.on('connect', () => unasked(socket, customer.sync()))
    await connected(socket)
    await customer.sync()
    return customer
  }

  get cursor(): number {
    return this.shown.at(-1)?.seq ?? 0
  }

  async sync(): Promise<void> {
    const answer = (await this.socket.timeout(5000).emitWithAck('sync', { after: this.cursor })) as {
      ok: boolean
    } & SyncAnswer
    if (answer.ok) this.take(answer)
  }

  private take({
    after,
    entries,
    state,
  }: {
    after: number
    entries: PublicEntry[]
    state: PublicState
  }): void {
    if (after > this.cursor) {
      unasked(this.socket, this.sync())
      return
    }
    for (const entry of entries) if (entry.seq === this.cursor + 1) this.shown.push(entry)
    this.know(state)
  }

  /** An answer that was overtaken brings an older state: the higher head is right. */
  private know(state: PublicState): void {
    if (state.head >= (this.state?.head ?? 0)) this.state = state
  }

  /** Sends, and resolves with the acknowledgement. */
  async say(
    text: string,
    id = newId(),
  ): Promise<{ ok: boolean; duplicate?: boolean; error?: { code: ErrorCode } }> {
    return await this.socket.timeout(8000).emitWithAck('message:send', { id, n: this.n++, text })
  }

  /** Uploads a file, as the widget does. */
  async upload(bytes: Uint8Array, name: string, token = this.token) {
    const answer = await fetch(`${this.url}/widget/files?name=${encodeURIComponent(name)}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
      body: Buffer.from(bytes),
    })
    return {
      status: answer.status,
      body: (await answer.json()) as Attachment & { error?: { code: ErrorCode } },
    }
  }

  /** Sends files that were uploaded, with or without words. */
  async send(
    message: { text?: string; files?: string[]; opener?: object },
    id = newId(),
  ): Promise<{ ok: boolean; duplicate?: boolean; error?: { code: ErrorCode } }> {
    return await this.socket
      .timeout(8000)
      .emitWithAck('message:send', { id, n: this.n++, text: '', ...message })
  }

  /** The address of a file, as the widget asks for it. */
  async addressOf(file: string): Promise<string> {
    const answer = await fetch(`${this.url}/widget/file-ticket`, {
      headers: { authorization: `Bearer ${this.token}` },
    })
    const { ticket } = (await answer.json()) as { ticket: string }
    return `${this.url}/widget/files/${file}?ticket=${encodeURIComponent(ticket)}`
  }

  /** Every file that it was shown. */
  files(by?: string): Attachment[] {
    return this.shown.flatMap(({ by: author, body }) =>
      body.kind === 'message' && (!by || author.type === by)
        ? body.parts.flatMap((part) => (part.type === 'image' || part.type === 'file' ? [part] : []))
        : [],
    )
  }

  async rate(score: number): Promise<{ ok: boolean }> {
    return await this.socket.timeout(8000).emitWithAck('rating:send', { id: newId(), score })
  }

  texts(by?: string): string[] {
    return this.shown.flatMap((entry) =>
      entry.body.kind === 'message' && (!by || entry.by.type === by)
        ? entry.body.parts.flatMap((part) => (part.type === 'text' ? [part.text] : []))
        : [],
    )
  }

  notices(): string[] {
    return this.shown.flatMap((entry) => (entry.body.kind === 'notice' ? [entry.body.notice] : []))
  }

  async until(what: (customer: this) => boolean, timeout = 8000): Promise<void> {
    await expect.poll(() => what(this), { timeout, interval: 40 }).toBe(true)
  }

  close(): void {
    this.socket.close()
  }
}

/** Somebody of the staff: HTTP with the session cookie, and a console socket. */
export class Agent {
  readonly offers: { thread: string; row: Row }[] = []
  readonly rows = new Map<string, Row>()
  readonly refused: { thread: string; clientId: string; code: string; text: string }[] = []
  readonly logs = new Map<string, Entry[]>()
  readonly current = new Map<string, Row>()

  readonly url: string
  readonly cookie: string
  readonly id: string
  readonly name: string
  readonly socket: Socket

  private constructor(of: { url: string; cookie: string; id: string; name: string; socket: Socket }) {
    this.url = of.url
    this.cookie = of.cookie
    this.id = of.id
    this.name = of.name
    this.socket = of.socket
  }

  static async signIn(url: string, login: { email: string; password: string }): Promise<Agent> {
    const answer = await fetch(`${url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify({ email: login.email, password: login.password }),
    })
    if (!answer.ok) throw new Error(await answer.text())
    const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    const { user } = (await answer.json()) as { user: { id: string; name: string } }
    const socket = io(`${url}/console`, {
      extraHeaders: { cookie, origin: url },
      transports: ['websocket'],
      reconnectionDelay: 100,
      reconnectionDelayMax: 500,
      forceNew: true,
    })
    const agent = new Agent({ url, cookie, id: user.id, name: user.name, socket })
    socket.on('row', (event: { view: string; id: string; row?: Row; left?: true }) => {
      if (event.view !== 'mine' && event.view !== 'waiting') return
      if (event.row) agent.rows.set(event.id, event.row)
    })
    socket.on('offer', (event: { thread: string; row?: Row }) => {
      if (event.row) agent.offers.push({ thread: event.thread, row: event.row })
    })
    socket.on('reply:refused', (event) => agent.refused.push(event))
    socket.on('entries', (event: { thread: string; after: number; entries: Entry[]; row: Row }) => {
      const log = agent.logs.get(event.thread) ?? []
      const cursor = log.at(-1)?.seq ?? 0
      if (event.after > cursor) {
        unasked(socket, agent.open(event.thread))
        return
      }
      for (const entry of event.entries) if (entry.seq === (log.at(-1)?.seq ?? 0) + 1) log.push(entry)
      agent.logs.set(event.thread, log)
      agent.#show(event.row)
    })
    await connected(socket)
    for (const view of ['mine', 'waiting']) await socket.emitWithAck('view:watch', { view, rows: [] })
    return agent
  }

  async open(thread: string): Promise<ThreadSnapshot> {
    const cursor = this.logs.get(thread)?.at(-1)?.seq ?? 0
    const answer = (await this.socket
      .timeout(5000)
      .emitWithAck('thread:open', { thread, after: cursor })) as { ok: true } & ThreadSnapshot
    if (!answer.ok) throw new Error(JSON.stringify(answer))
    const log = this.logs.get(thread) ?? []
    for (const entry of answer.entries) if (entry.seq > (log.at(-1)?.seq ?? 0)) log.push(entry)
    this.logs.set(thread, log)
    this.#show(answer.row)
    return answer
  }

  /** An event may overtake the snapshot that was read before it: the higher head wins, as in the console. */
  #show(row: Row): void {
    if (row.head >= (this.current.get(row.id)?.head ?? 0)) this.current.set(row.id, row)
  }

  async call<T = { row: Row }>(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: T & { error?: { code: ErrorCode; details?: { row?: Row } } } }> {
    const answer = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        cookie: this.cookie,
        origin: this.url,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    return { status: answer.status, body: text ? JSON.parse(text) : {} }
  }

  async row(thread: string): Promise<Row> {
    return (await this.call<ThreadSnapshot>('GET', `/api/threads/${thread}`)).body.row
  }

  /** Has it on the screen, up to the newest that the customer may see too. */
  sees(
    thread: string,
    publicSeq = this.logs.get(thread)?.findLast((entry) => entry.publicSeq)?.publicSeq,
  ): void {
    if (publicSeq) this.socket.emit('thread:seen', { thread, publicSeq })
  }

  async act(
    thread: string,
    action: string,
    body: object = {},
  ): Promise<Awaited<ReturnType<typeof this.call>>> {
    const { epoch, head } = await this.row(thread)
    const seen = action === 'hand-back' || action === 'wrap-up' ? { seenSeq: head } : {}
    return await this.call('POST', `/api/threads/${thread}/${action}`, { epoch, ...seen, ...body })
  }

  async reply(thread: string, text: string, more: object = {}) {
    const row = await this.row(thread)
    return await this.call('POST', `/api/threads/${thread}/replies`, {
      clientId: newId(),
      epoch: row.epoch,
      seenSeq: row.head,
      text,
      ...more,
    })
  }

  async upload(thread: string, bytes: Uint8Array, name: string) {
    const answer = await fetch(`${this.url}/api/threads/${thread}/files?name=${encodeURIComponent(name)}`, {
      method: 'POST',
      headers: { cookie: this.cookie, origin: this.url, 'content-type': 'application/octet-stream' },
      body: Buffer.from(bytes),
    })
    return {
      status: answer.status,
      body: (await answer.json()) as Attachment & { error?: { code: ErrorCode } },
    }
  }

  async fetchFile(
    thread: string,
    file: string,
    more: { query?: string; headers?: object } = {},
  ): Promise<Response> {
    return await fetch(`${this.url}/api/threads/${thread}/files/${file}${more.query ?? ''}`, {
      headers: { cookie: this.cookie, ...more.headers },
    })
  }

  async until(what: (agent: this) => boolean, timeout = 8000): Promise<void> {
    await expect.poll(() => what(this), { timeout, interval: 40 }).toBe(true)
  }

  /** Waits for the offer of a thread, which comes as its row in `mine`. */
  async offered(thread: string, timeout = 8000): Promise<Row> {
    await this.until((me) => me.rows.get(thread)?.offer?.agent === me.id, timeout)
    return this.rows.get(thread) as Row
  }

  close(): void {
    this.socket.close()
  }
}

/** Keeps whoever a test brought in, and lets them go after it. */
export function guestList(): <Guest extends { close(): void }>(guest: Guest) => Guest {
  const open: { close(): void }[] = []
  afterEach(() => {
    for (const one of open.splice(0)) one.close()
  })
  return (guest) => {
    open.push(guest)
    return guest
  }
}
