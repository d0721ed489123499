import { z } from 'zod'
import type { Draft, HeldReply, ThreadSnapshot } from './actions.ts'
import { Entry } from './entries.ts'
import type { Ack, ErrorCode } from './errors.ts'
import type { Wall, WatchWall } from './insights.ts'
import { type KnownCustomers, RowFilter, Sort } from './row-filter.ts'
import { Row, type RowEvent, View } from './rows.ts'
import type { Section } from './settings.ts'

/**
 * Socket.IO namespace `/console`, authenticated by the session cookie. A thread is a log: the client has a cursor
 * and asks for what comes after it; a list is state: the higher head wins.
 */
export const OpenThread = z.strictObject({
  thread: z.string().max(64),
  /** The client's cursor: entries after this seq; 0 or absent asks for the last page. */
  after: z.number().int().nonnegative().optional(),
})
export type OpenThread = z.infer<typeof OpenThread>

export const WatchView = z.strictObject({
  view: View,
  filter: RowFilter.optional(),
  sort: Sort.optional(),
  /** A further part of a long list: only what changed of these rows, nothing that is new. */
  part: z.literal(true).optional(),
  /** The (id, head) pairs that the client shows: it gets what changed or left since. */
  rows: z.array(z.tuple([z.string().max(64), z.number().int()])).max(500),
})
export type WatchView = z.infer<typeof WatchView>

/** The narrowed lists whose counts are shown, each under a name of the client's; replaces those asked for before. */
export const WatchCounts = z.strictObject({
  lists: z.array(z.strictObject({ key: z.string().max(600), view: View, filter: RowFilter })).max(60),
})
export type WatchCounts = z.infer<typeof WatchCounts>

/** Views whose rows may ring, whatever list is on the screen; replaces those asked for before. */
export const WatchAlerts = z.strictObject({ views: z.array(View).max(5) })

export const SeenThread = z.strictObject({
  thread: z.string().max(64),
  /** The highest public seq on the screen. */
  publicSeq: z.number().int().positive(),
})

export const Typing = z.strictObject({ thread: z.string().max(64), on: z.boolean() })

/** New entries of an open thread, dense after `after`: a client whose cursor is lower asks again. */
export const EntriesEvent = z.object({
  thread: z.string(),
  after: z.number().int(),
  entries: z.array(Entry),
  row: Row,
})
export type EntriesEvent = z.infer<typeof EntriesEvent>

export interface WatchedView {
  events: RowEvent[]
  known?: KnownCustomers
  resync?: true
}

export interface ConsoleToServer {
  /** Joins the thread's room; answers the snapshot (`resync: true` when the cursor was beyond what is served). */
  'thread:open': (body: OpenThread, ack: (answer: Ack<ThreadSnapshot & { resync: boolean }>) => void) => void
  'thread:close': (body: { thread: string }, ack?: (answer: Ack<object>) => void) => void
  /** Volatile. What the agent who has the conversation has read: the customer is told. From others it tells nothing. */
  'thread:seen': (body: z.infer<typeof SeenThread>) => void
  /** Answers what changed and what is new; `resync`: too much is new, the list has to be loaded again. */
  'view:watch': (body: WatchView, ack: (answer: Ack<WatchedView>) => void) => void
  'counts:watch': (body: WatchCounts, ack: (answer: Ack<{ counts: Record<string, number> }>) => void) => void
  'alerts:watch': (body: z.infer<typeof WatchAlerts>) => void
  'view:unwatch': (body: { view: View }) => void
  /** The live page, once a second while it is watched; one at a time for each connection. */
  'wall:watch': (body: WatchWall, ack: (answer: Ack<{ wall: Wall }>) => void) => void
  'wall:unwatch': () => void
  /** Volatile; expires after 6 s. */
  typing: (body: z.infer<typeof Typing>) => void
  /** Every 5 s while the tab is alive. */
  'presence:beat': () => void
}

export interface ServerToConsole {
  entries: (event: EntriesEvent) => void
  row: (event: RowEvent) => void
  /** At most once a second. */
  counts: (counts: Partial<Record<View, number>>) => void
  wall: (wall: Wall) => void
  /** Nothing changed: the page is still what was sent before. */
  'wall:same': (event: { at: number }) => void
  typing: (event: {
    thread: string
    by: { type: 'customer' | 'agent'; id: string; name: string }
    on: boolean
  }) => void
  /** Who has it open at one of the servers; said again every ten seconds, and forgotten when it is not. */
  viewers: (event: { thread: string; server: string; agents: { id: string; name: string }[] }) => void
  /** Of the narrowed lists that are watched. */
  'counts:lists': (counts: Record<string, number>) => void
  /** A conversation was offered to me, or the offer ended. */
  offer: (event: { thread: string; until: number; row: Row } | { thread: string; ended: true }) => void
  /** The conversation may not be seen any more: it went to another queue. What is shown of it is stale from now on. */
  'thread:gone': (event: { thread: string }) => void
  /** A reply that was accepted at the door and refused later: its text is the draft again. */
  'reply:refused': (event: { thread: string; clientId: string; code: ErrorCode; text: string }) => void
  /** A customer's record changed: what is shown of it is out of date. */
  'customer:changed': (event: { customer: string }) => void
  /** A section of the settings was saved: what hangs on it is out of date. */
  'desk:changed': (event: { section: Section | 'canned' }) => void
  /** Much was taken out of the store at once: everything on the screen is asked for anew. */
  'install:changed': (event: object) => void
  /** Role, queues or another right changed: what the session says is out of date; the socket closes next. */
  'session:changed': (event: object) => void
  /**
   * My replies of this conversation that the customer does not see yet, as they are now: on every screen of mine.
   * `undone` names one that was just taken back.
   */
  'reply:held': (event: { thread: string; held: HeldReply[]; undone?: string }) => void
  /** A draft of mine changed on another screen; `from` names it. */
  draft: (event: Draft & { from?: string }) => void
  /** A colleague asks for my attention in a note. */
  mention: (event: { thread: string; seq: number; by: { id: string; name: string } }) => void
  /** How many mentions of me I have not looked at. */
  mentions: (event: { unseen: number }) => void
  /** The right is gone; the socket closes next. */
  'session:ended': (event: { code: ErrorCode }) => void
}
