import type { Ack, PublicState, Rate, SendMessage, ServerToWidget, SyncAnswer } from '@parley/server/contract'

export type EntriesEvent = Parameters<ServerToWidget['entries']>[0]
export type TypingEvent = Parameters<ServerToWidget['typing']>[0]

/** What the live connection reports. */
export interface LinkEvents {
  up(): void
  down(): void
  /** The token was refused or ended; nothing more comes over this link. */
  ended(code: string): void
  entries(event: EntriesEvent): void
  state(state: PublicState): void
  typing(event: TypingEvent): void
}

/**
 * One customer's live connection. It reconnects by itself until closed. Requests reject when no answer came in time or
 * the connection fell meanwhile: then nobody knows whether the server did it.
 */
export interface Link {
  send(body: SendMessage): Promise<Ack<object>>
  rate(body: Rate): Promise<Ack<object>>
  sync(after: number): Promise<Ack<SyncAnswer>>
  typing(on: boolean): void
  read(upTo: number): void
  close(): void
}

export type OpenLink = (token: string, events: LinkEvents) => Link
