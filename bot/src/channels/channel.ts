import type { ChannelCapabilities, Part } from '../conversing.ts'

/** One connected number, page, mailbox or widget. */
export interface ChannelAccount {
  readonly id: string
  readonly channel: string
}

/** A request as it came in, after the transport's own checks and before anyone trusts its content. */
export interface InboundRequest {
  /** Whom the transport authenticated, e.g. the subject of a session token; absent for platforms that sign. */
  readonly sender?: string
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: unknown
}

export type Verified =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: 'missing' | 'bad_signature' | 'stale' | 'unknown_account' }

/** One thing that happened, out of a batch. `dedupKey` is the same for every delivery of the same thing. */
export interface InboundEvent {
  readonly dedupKey: string
  readonly conversationKey: string
  readonly userKey?: string
  /** Orders events that were stored in the same millisecond. */
  readonly orderHint?: number
  readonly kind: 'message' | 'unknown'
  readonly raw: unknown
}

/** The part of the Bot Framework's activity schema that the turn reads; a driver needs no SDK to make one. */
export interface InboundActivity {
  readonly type: 'message'
  readonly id: string
  readonly channelId: string
  readonly text: string
  readonly from: { readonly id: string; readonly name: string; readonly role: string }
  readonly conversation: {
    readonly id: string
    readonly name: string
    readonly isGroup: boolean
    readonly conversationType: string
  }
}

export interface SendOptions {
  /** The same for every attempt of one delivery. */
  readonly idempotencyKey: string
  /** Hands the message to the transport. */
  readonly publish: (message: readonly Part[], idempotencyKey: string) => Promise<void>
}

export type SendResult =
  | { readonly kind: 'accepted'; readonly providerId: string }
  | { readonly kind: 'retry'; readonly code: string; readonly afterMs?: number }
  | { readonly kind: 'rejected'; readonly code: string }
  /** Nobody can say whether it arrived: resent only where the channel is idempotent. */
  | { readonly kind: 'unknown'; readonly code: string }

/** What a channel must bring. Everything but `send` is pure. */
export interface ChannelDriver {
  readonly capabilities: ChannelCapabilities
  /** Whether a request may be trusted at all. */
  verify(request: InboundRequest, account: ChannelAccount): Verified
  /** Every element of the batch; what it does not know becomes kind `unknown`, it never throws. */
  split(request: InboundRequest, account: ChannelAccount): readonly InboundEvent[]
  /** The event as an activity; `undefined` for what is no message. */
  toActivity(event: InboundEvent, account: ChannelAccount): InboundActivity | undefined
  /** Splits and degrades one message to what the channel can show. */
  render(message: readonly Part[], capabilities?: ChannelCapabilities): readonly (readonly Part[])[]
  /** Never throws: an unclear end is `unknown`. */
  send(message: readonly Part[], options: SendOptions): Promise<SendResult>
}
