import type { ChatState } from './chat-state.ts'
import { newClientId } from './client-id.ts'
import type { Exclusive } from './exclusive.ts'
import { Feed, type FeedPorts } from './feed.ts'
import type { KeyValue } from './key-value.ts'
import type { Link, OpenLink } from './link.ts'
import type { Outbox } from './outbox.ts'
import { Pump } from './pump.ts'
import { isTokenProblem, toRefused } from './refused.ts'
import type { KeptSession } from './sessions.ts'
import type { TabNews, Tabs } from './tabs.ts'
import { TypingSeen, TypingTold } from './typing.ts'
import { countUnread, ReadMark } from './unread.ts'

export interface ConversationPorts {
  session: KeptSession
  openLink: OpenLink
  outbox: Outbox
  store: KeyValue
  tabs: Tabs
  exclusive: Exclusive
  changed(patch: Partial<ChatState>): void
  /** The session is of no use any more; the conversation has stopped. */
  sessionEnded(code: string): void
}

/** One person's conversation over one session: its connection, its log, its queue, and what was read of it. */
export class Conversation {
  private readonly ports: ConversationPorts
  private readonly link: Link
  private readonly feed: Feed
  private readonly pump: Pump
  private readonly mark: ReadMark
  private readonly seen: TypingSeen
  private readonly told: TypingTold
  private entries: ChatState['entries'] = []
  private caughtUp = false
  private up = false
  private visible = false
  private stopped = false
  private ratingId: string | undefined

  constructor(ports: ConversationPorts) {
    this.ports = ports
    this.mark = new ReadMark(ports.store, ports.session.thread)
    this.seen = new TypingSeen((typing) => ports.changed({ typing }))
    this.told = new TypingTold((on) => this.up && this.link.typing(on))
    this.feed = new Feed({
      sync: (after) => this.link.sync(after),
      changed: (news) => this.take(news),
    })
    this.pump = new Pump({
      outbox: ports.outbox,
      exclusive: ports.exclusive,
      isUp: () => this.up,
      send: (body) => this.link.send(body),
      changed: () => this.queueChanged(),
      tokenRefused: (code) => this.end(code),
    })
    this.link = ports.openLink(ports.session.token, {
      up: () => this.connected(),
      down: () => this.disconnected(),
      ended: (code) => this.end(code),
      entries: (event) => this.feed.entries(event),
      state: (state) => this.feed.standing(state),
      typing: (event) => this.seen.heard(event),
    })
  }

  get thread(): string {
    return this.ports.session.thread
  }

  get token(): string {
    return this.ports.session.token
  }

  /** The queue got something new, here or in another tab. */
  queueChanged(): void {
    this.ports.changed({ outgoing: this.ports.outbox.list() })
    this.ports.tabs.tell({ type: 'outbox' })
    this.pump.poke()
  }

  heard(news: TabNews): void {
    if (news.type === 'outbox') {
      this.ports.changed({ outgoing: this.ports.outbox.list() })
      this.pump.poke()
    }
    if (news.type === 'read' && news.thread === this.thread) {
      this.mark.advance(news.upTo)
      this.showUnread()
    }
  }

  typed(): void {
    this.told.key()
  }

  typingEnded(): void {
    this.told.end()
  }

  /** Whether the newest messages are before the customer's eyes. */
  show(visible: boolean): void {
    this.visible = visible
    this.readAll()
  }

  async rate(score: number, comment: string): Promise<void> {
    // The same id for every attempt: a rating whose answer was lost counts once.
    this.ratingId ??= newClientId()
    this.ports.changed({ rating: 'sending' })
    const body = { id: this.ratingId, score, ...(comment ? { comment } : {}) }
    const answer = await this.link.rate(body).catch(() => undefined)
    if (this.stopped) return
    if (answer?.ok) {
      this.ports.changed({ rating: 'given' })
      return
    }
    const code = toRefused(answer)?.code
    if (code === 'id_reused') this.ratingId = undefined
    this.ports.changed({ rating: 'failed' })
    if (code !== undefined && isTokenProblem(code)) this.end(code)
  }

  stop(): void {
    this.stopped = true
    this.up = false
    this.told.end()
    this.pump.stop()
    this.feed.down()
    this.seen.clear()
    this.link.close()
  }

  private connected(): void {
    this.up = true
    this.ports.changed({ connection: 'up' })
    this.feed.up()
    this.pump.poke()
  }

  private disconnected(): void {
    this.up = false
    this.feed.down()
    this.seen.clear()
    this.ports.changed({ connection: 'down' })
  }

  private end(code: string): void {
    if (this.stopped) return
    this.stop()
    this.ports.sessionEnded(code)
  }

  private take({ log, added, state, caughtUp }: Parameters<FeedPorts['changed']>[0]): void {
    this.entries = log.entries
    const own = added.flatMap(({ body }) => (body.kind === 'message' && body.clientId ? [body.clientId] : []))
    if (own.length > 0) {
      this.ports.outbox.settle(own)
      this.ports.changed({ opener: undefined })
    }
    if (added.some((entry) => entry.by.type !== 'customer')) this.seen.clear()
    // A browser that sees this thread for the first time does not call all of its past unread.
    if (caughtUp && !this.caughtUp && this.mark.get() === undefined) this.mark.advance(log.cursor)
    if (caughtUp) this.mark.cap(log.cursor)
    this.caughtUp = caughtUp
    this.ports.changed({
      entries: log.entries,
      standing: state,
      caughtUp,
      outgoing: this.ports.outbox.list(),
      // A new conversation may be rated again.
      ...(state?.rating === 'none' ? this.unrated() : {}),
    })
    this.showUnread()
    this.readAll()
  }

  private unrated(): Partial<ChatState> {
    this.ratingId = undefined
    return { rating: 'idle' }
  }

  private readAll(): void {
    const head = this.entries.at(-1)?.seq ?? 0
    if (!this.visible || !this.caughtUp || !this.mark.advance(head)) return
    if (this.up) this.link.read(head)
    this.ports.tabs.tell({ type: 'read', thread: this.thread, upTo: head })
    this.showUnread()
  }

  private showUnread(): void {
    this.ports.changed({ unread: this.caughtUp ? countUnread(this.entries, this.mark.get() ?? 0) : 0 })
  }
}
