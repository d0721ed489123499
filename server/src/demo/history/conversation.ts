import type { HandoffReason } from '../../contract/index.ts'

export interface SpokenTurn {
  by: 'customer' | 'bot' | 'agent' | 'note'
  text: string
  /** What the customer's message was about, when it is plain from the message alone. */
  intent?: string
  /** −1 to 1; of the customer's messages. */
  mood?: number
  /** The article that the bot answered with. */
  article?: string
}

/** One conversation of the demo company's past or present. */
export interface DemoConversation {
  id: string
  language: 'en' | 'zh'
  customer: string
  /** On the shop's widget: `user:…` */
  externalId: string
  /** When it began, before now. */
  daysAgo: number
  turns: SpokenTurn[]
  intent: string
  /** closed · with the bot · waiting for a person · with an agent */
  state: 'closed' | 'bot' | 'waiting' | 'agent'
  handoff?: { reason: HandoffReason; queue: string }
  /** User id of the agent who took it. */
  agent?: string
  outcome?: string
  rating?: { score: number; comment?: string }
}

/** A question that the bot answered from an article: intent, mood, words, and perhaps a last word with its rating. */
export type Quick = readonly [intent: string, mood: number, question: string, last?: string, rating?: number]

/**
 * A conversation as it is written down. Each line begins with who speaks: `c`, `b`, `a` or `n` (a note among
 * colleagues), for customers with the mood: `c-0.6: …`. `@intent` is the article's text; `{order}`, `{item}`,
 * `{status}` and `{name}` are the customer's own.
 */
export interface Script {
  intent: string
  reason?: HandoffReason
  queue?: string
  agent?: string
  outcome?: string
  rating?: readonly [score: number, comment?: string]
  lines: readonly string[]
}
