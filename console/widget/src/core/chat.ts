import type { Attachment } from '@parley/server/contract'
import { type ChatState, initialState, type Locale, nobody } from './chat-state.ts'
import { Conversation } from './conversation.ts'
import type { Exclusive } from './exclusive.ts'
import type { Api } from './http.ts'
import type { KeyValue } from './key-value.ts'
import type { OpenLink } from './link.ts'
import { Outbox } from './outbox.ts'
import { isTokenProblem, Refused } from './refused.ts'
import { type Acquired, type Details, Sessions } from './sessions.ts'
import { Store } from './store.ts'
import type { TabNews, Tabs } from './tabs.ts'
import { backoff, wait } from './timing.ts'

export interface ChatPorts {
  account: string
  locale: Locale
  identity: string | undefined
  api: Api
  openLink: OpenLink
  store: KeyValue
  tabs: Tabs
  exclusive: Exclusive
  askHost(): Promise<string | undefined>
  page(): string | undefined
}

const RETRY_CAP_MS = 15_000

/** The widget without its looks: who the customer is, when to connect, and the one conversation that is on. */
export class Chat {
  readonly state: Store<ChatState>
  private readonly ports: ChatPorts
  private readonly sessions: Sessions
  private readonly outbox: Outbox
  private conversation: Conversation | undefined
  private visible = false
  /** Counts persons: what was begun for a former one is dropped. */
  private era = 0
  private establishing = false
  private stopped = false

  constructor(ports: ChatPorts) {
    this.ports = ports
    this.state = new Store(initialState(ports.locale))
    this.outbox = new Outbox(ports.store)
    this.sessions = new Sessions({
      ...ports,
      language: () => this.state.get().locale,
    })
    this.sessions.identify(ports.identity)
    ports.tabs.listen((news) => this.heard(news))
  }

  /** Fetches the configuration; who has written before is connected at once, so that answers show as unread. */
  start(): void {
    void this.configure()
    if (this.sessions.returning) this.establish({})
  }

  stop(): void {
    this.stopped = true
    this.era += 1
    this.conversation?.stop()
    this.ports.tabs.close()
  }

  open(): void {
    this.state.set({ open: true })
    this.proceed()
  }

  close(): void {
    this.state.set({ open: false })
    this.conversation?.typingEnded()
  }

  setLocale(locale: Locale): void {
    const spoken = this.state.get().config?.languages ?? [locale]
    this.state.set({ locale: spoken.includes(locale) ? locale : (spoken[0] ?? locale) })
  }

  /** Turns to whom the host page names; `undefined` is a guest. */
  identify(identity: string | undefined): void {
    const other = this.sessions.identify(identity)
    if (!other && this.state.get().phase !== 'ended') return
    this.leave()
    if (this.state.get().open || this.sessions.returning) this.proceed()
  }

  /** What the pre-chat form asked for. */
  introduce(details: Details): void {
    this.establish(details, 'introducing')
  }

  /** After the server ended the session: as somebody new. */
  restart(): void {
    this.sessions.forget()
    this.leave()
    this.proceed()
  }

  send(text: string, files: readonly Attachment[] = []): void {
    const words = text.trim()
    if (!words && !files.length) return
    const { opener } = this.state.get()
    this.outbox.add(words, files, opener && { id: opener.id, language: opener.language })
    this.conversation?.typingEnded()
    this.queueChanged()
  }

  /** Whom the host page vouches for; empty is a guest. Changes before the state does. */
  get person(): string {
    return this.sessions.person
  }

  /** Of the session, for what goes over other ways than its connection. */
  get token(): string | undefined {
    return this.conversation?.token
  }

  /** Does something in one tab at a time. */
  alone(name: string, work: () => Promise<void>): Promise<void> {
    return this.ports.exclusive(name, work)
  }

  /** Under a new id: the old one was refused for good. */
  retry(id: string): void {
    const failed = this.outbox.list().find((each) => each.id === id && each.state === 'failed')
    if (!failed) return
    this.outbox.remove(id)
    this.send(failed.text, failed.files)
  }

  typed(): void {
    this.conversation?.typed()
  }

  show(visible: boolean): void {
    this.visible = visible
    this.conversation?.show(visible)
  }

  rate(score: number, comment: string): void {
    void this.conversation?.rate(score, comment.trim())
  }

  private queueChanged(): void {
    if (this.conversation) this.conversation.queueChanged()
    else this.state.set({ outgoing: this.outbox.list() })
  }

  private heard(news: TabNews): void {
    if (news.type === 'session' && !this.conversation && this.sessions.usable()) this.establish({})
    this.conversation?.heard(news)
  }

  /** Goes on towards a conversation as far as it can without the customer. */
  private proceed(): void {
    const { config, phase } = this.state.get()
    if (this.conversation || this.establishing || phase === 'unavailable' || phase === 'ended') return
    if (this.sessions.known) this.establish({})
    else if (config?.preChat) this.state.set({ phase: 'prechat' })
    else if (config) this.establish({})
  }

  private async configure(): Promise<void> {
    for (let attempt = 0; !this.stopped; attempt += 1) {
      try {
        const config = await this.ports.api.config(this.ports.account)
        this.state.set({ config })
        this.setLocale(this.state.get().locale)
        if (this.state.get().open) this.proceed()
        return
      } catch (error) {
        if (this.isUnknown(error)) return
        if (!this.conversation) this.state.set({ connection: 'down' })
        await wait(backoff(attempt, RETRY_CAP_MS))
      }
    }
  }

  private establish(
    details: Details,
    phase: 'opening' | 'introducing' = 'opening',
    refusedToken?: string,
  ): void {
    this.establishing = true
    this.state.set({ phase, refusedField: undefined })
    const era = this.era
    void this.acquire(details, refusedToken, () => era === this.era).then((acquired) => {
      if (era !== this.era) return
      this.establishing = false
      if (acquired) this.begin(acquired)
    })
  }

  private async acquire(details: Details, refusedToken: string | undefined, wanted: () => boolean) {
    for (let attempt = 0; wanted(); attempt += 1) {
      try {
        return await this.sessions.acquire(details, refusedToken)
      } catch (error) {
        if (!wanted() || this.isUnknown(error)) return undefined
        if (error instanceof Refused && error.code === 'invalid_request') {
          this.askAgain(error, details)
          return undefined
        }
        this.state.set({ connection: 'down' })
        const asked = error instanceof Refused ? (error.waitMs ?? 0) : 0
        await wait(asked + backoff(attempt, RETRY_CAP_MS))
      }
    }
    return undefined
  }

  private begin({ session, adopt }: Acquired): void {
    const { thread, identified, name } = session
    this.outbox.use(thread, adopt)
    const sameThread = this.state.get().thread === thread
    this.state.set({
      ...(sameThread ? {} : nobody),
      phase: 'ready',
      connection: 'connecting',
      thread,
      identified,
      name,
      outgoing: this.outbox.list(),
    })
    this.ports.tabs.tell({ type: 'session' })
    const era = this.era
    this.conversation = new Conversation({
      ...this.ports,
      session,
      outbox: this.outbox,
      changed: (patch) => {
        if (era === this.era) this.state.set(patch)
      },
      sessionEnded: (code) => this.sessionEnded(code, session.token),
    })
    this.conversation.show(this.visible)
  }

  private sessionEnded(code: string, token: string): void {
    this.conversation = undefined
    if (isTokenProblem(code)) this.establish({}, 'opening', token)
    else this.state.set({ phase: 'ended', typing: undefined })
  }

  /** Drops the conversation; nothing of it may be seen by the next person. */
  private leave(): void {
    this.era += 1
    this.establishing = false
    this.conversation?.stop()
    this.conversation = undefined
    this.outbox.use('new', [])
    this.state.set({ ...nobody, phase: 'idle', refusedField: undefined, outgoing: this.outbox.list() })
  }

  private askAgain(error: Refused, asked: Details): void {
    if (asked.name === undefined && asked.email === undefined) this.state.set({ phase: 'unavailable' })
    else
      this.state.set({
        phase: 'prechat',
        refusedField: /name/.test(JSON.stringify(error.details)) ? 'name' : 'email',
      })
  }

  private isUnknown(error: unknown): boolean {
    const unknown =
      error instanceof Refused && (error.code === 'unknown_account' || error.code === 'not_found')
    if (unknown) this.state.set({ phase: 'unavailable' })
    return unknown
  }
}
