import type { PublicEntry, PublicState, WidgetConfig } from '@parley/server/contract'
import type { Outgoing } from './outbox.ts'
import type { Typing } from './typing.ts'

export type Locale = 'en' | 'zh'

/** Everything that the interface draws. */
export interface ChatState {
  /**
   * `idle`: nobody asked for anything yet, or it is not known yet whether the customer will be asked who they are.
   * `prechat`: they are asked. `introducing`: a session is on its way for what they answered. `opening`: one is on its
   * way for who is known. `ended`: the server closed the session for good. `unavailable`: there is no such account.
   */
  readonly phase: 'idle' | 'prechat' | 'introducing' | 'opening' | 'ready' | 'ended' | 'unavailable'
  readonly open: boolean
  readonly locale: Locale
  readonly config: WidgetConfig | undefined
  readonly connection: 'connecting' | 'up' | 'down'
  /** Which pre-chat field the server refused. */
  readonly refusedField: 'email' | 'name' | undefined
  readonly thread: string | undefined
  readonly name: string | undefined
  readonly identified: boolean
  readonly entries: readonly PublicEntry[]
  /** Whether the whole log was fetched once: before that, an empty log says nothing. */
  readonly caughtUp: boolean
  readonly outgoing: readonly Outgoing[]
  readonly standing: PublicState | undefined
  readonly typing: Typing | undefined
  readonly unread: number
  /** A proactive message that was shown and is not answered. */
  readonly opener: { id: string; language: Locale; text: string } | undefined
  readonly rating: 'idle' | 'sending' | 'failed' | 'given'
}

/** What belongs to one person: gone when another one comes. */
export const nobody = {
  connection: 'connecting',
  thread: undefined,
  name: undefined,
  identified: false,
  entries: [],
  caughtUp: false,
  outgoing: [],
  standing: undefined,
  typing: undefined,
  unread: 0,
  opener: undefined,
  rating: 'idle',
} as const satisfies Partial<ChatState>

export function initialState(locale: Locale): ChatState {
  return { phase: 'idle', open: false, locale, config: undefined, refusedField: undefined, ...nobody }
}
