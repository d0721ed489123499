import type { Language, SlotKind, SlotValue, Understanding } from '@parley/nlp-models'

/** What can stand in a message. A channel that cannot show a kind gets it degraded to text by its `render`. */
export type Part =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'choices'; readonly options: readonly Choice[] }
  | {
      readonly type: 'card'
      readonly title: string
      readonly subtitle?: string
      readonly fields: readonly { readonly label: string; readonly value: string }[]
    }

/** A quick reply: `text` is what is sent in the customer's name when they pick it. */
export interface Choice {
  readonly id: string
  readonly label: string
  readonly text: string
}

export type HandoffReason =
  | 'asked_for_person'
  | 'misunderstood'
  | 'negative_mood'
  | 'sensitive_topic'
  | 'action_failed'
  | 'bot_failed'

/** What one turn came to. `rule` names the line of policy that decided, for the why. */
export type Decision =
  | {
      readonly kind: 'answer'
      readonly rule: string
      readonly intent: string
      readonly confidence: number
      readonly article?: string
    }
  | { readonly kind: 'ask'; readonly rule: string; readonly dialog?: string; readonly slot: string }
  | {
      readonly kind: 'action'
      readonly rule: string
      readonly dialog: string
      readonly action: ActionRequest
    }
  | {
      readonly kind: 'handoff'
      readonly rule: string
      readonly reason: HandoffReason
      readonly queue: string
    }
  /** The conversation belongs to people, or there is nothing to say. */
  | { readonly kind: 'silent'; readonly rule: string }

/** Something to be done in the outside world, once. The server keys it by thread and entry. */
export interface ActionRequest {
  readonly name: 'create_return'
  readonly input: { readonly order: string; readonly item: string; readonly reason: string }
}

export type ActionResult =
  | { readonly name: 'create_return'; readonly ok: true; readonly output: { readonly returnNumber: string } }
  | { readonly name: 'create_return'; readonly ok: false; readonly code: string }

/** Kept in the thread document between turns; plain JSON, at most a few hundred bytes. */
export interface BotState {
  readonly introduced: boolean
  /** Turns in a row that were not understood. */
  readonly misunderstood: number
  readonly language?: Language
  readonly dialog?: DialogState
  /** What the customer told in this episode (`order`, `email`), so that no dialog asks for it again. */
  readonly known?: Readonly<Record<string, string>>
  /** Turns in a row in a clearly negative mood. */
  readonly negative?: number
  /** The topic spoken of last: where a later handoff belongs. */
  readonly topic?: string
  /** What the bot did in this episode, newest last, at most five: an agent reads it with a handoff. */
  readonly tried?: readonly string[]
  /** Order lookups of this episode that found nothing: guessing is stopped by it. */
  readonly lookupsRefused?: number
}

export interface DialogState {
  readonly name: string
  readonly slots: Readonly<Record<string, string>>
  readonly asking?: string
  /** How often the open question was asked without a usable reply. */
  readonly tries: number
  /** What the open question offered, so that "the second one" can be read. */
  readonly choices?: readonly Choice[]
}

export interface OrderFact {
  readonly number: string
  readonly status: 'processing' | 'shipped' | 'delivered' | 'cancelled' | 'returned'
  /** Belongs to the customer of this thread (signed identity), not only named by them. */
  readonly own: boolean
  /** E-mail on the order, to check an anonymous customer's claim. */
  readonly email: string
  readonly placedAt: number
  readonly deliveredAt?: number
  readonly expectedAt?: number
  readonly carrier?: string
  readonly tracking?: string
  readonly total: string
  readonly items: readonly {
    readonly sku: string
    readonly name: { readonly en: string; readonly zh: string }
    readonly quantity: number
    readonly returned: boolean
  }[]
}

export interface ArticleFact {
  readonly id: string
  readonly intent: string
  readonly title: string
  /** Plain text with line breaks; `short` where a channel has little room. */
  readonly body: string
  readonly links?: readonly { readonly label: string; readonly url: string }[]
}

/** What the server looked up before the decision; the bot itself reads nothing. */
export interface Facts {
  readonly company: string
  readonly customer: { readonly name?: string; readonly email?: string; readonly identified: boolean }
  /** The customer's own recent orders (newest first, at most 10) and those that the utterances name. */
  readonly orders: readonly OrderFact[]
  /** The published article of an intent in the language, falling back to the other language. */
  readonly article: (intent: string, language: Language) => ArticleFact | undefined
  readonly agentsOnline: boolean
  /** Set while a queue keeps closed: since when people are there again, if that is known. Absent: always open. */
  readonly closed?: (queue: string) => DeskClosed | undefined
  /** Conversations that wait before this one would, and an honest guess of the wait (undefined: no basis). */
  readonly waiting: (queue: string) => { readonly position: number; readonly waitMs?: number }
}

export interface DeskClosed {
  readonly opensAt?: number
  readonly timeZone: string
}

export interface Utterance {
  readonly text: string
  readonly understanding: Understanding
  /** How many files came with the words, or instead of them. */
  readonly attachments?: number
  /** Present when a dialog waited for a slot and a recogniser found a value. */
  readonly slot?: SlotValue
}

export interface ChannelCapabilities {
  readonly channel: string
  /** Longest text of one message, in UTF-16 units. */
  readonly maxText: number
  /** How many quick replies; 0 degrades them to a numbered text. */
  readonly choices: number
  readonly cards: boolean
  readonly markdown: 'none' | 'html' | 'basic'
  readonly typing: boolean
}

export interface TurnInput {
  readonly state: BotState
  readonly control: 'bot' | 'requested' | 'agent'
  /** The burst, in order; empty when an action's result alone woke the bot. */
  readonly utterances: readonly Utterance[]
  readonly actionResult?: ActionResult
  readonly facts: Facts
  /** Store time in ms: the bot has no clock. */
  readonly now: number
  /** Chooses among equal wordings; the thread and entry, so that a repeat says the same. */
  readonly seed: string
  readonly capabilities: ChannelCapabilities
}

export interface TurnOutcome {
  readonly decision: Decision
  /** One element a message, already rendered for the channel. */
  readonly messages: readonly (readonly Part[])[]
  readonly state: BotState
  /** What the agent reads first; only with a handoff. */
  readonly brief?: HandoffBrief
}

export interface HandoffBrief {
  readonly reason: HandoffReason
  readonly language: Language
  readonly intent?: string
  /** The customer's own last words that matter, shortened. */
  readonly lastWords: string
  readonly collected: Readonly<Record<string, string>>
  readonly mood: number
  readonly tried: readonly string[]
}

/** What the open question waits for, so that the server can ask the recognisers. */
export interface OpenSlot {
  readonly kind: SlotKind
  readonly choices?: readonly Choice[]
}
