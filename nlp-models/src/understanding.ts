/** What the models say of one utterance. The words are those of ARCHITECTURE.md. */
export type Language = 'en' | 'zh'

export interface RankedIntent {
  readonly intent: string
  /** Calibrated probability, 0 to 1. */
  readonly confidence: number
}

export type MoodLabel = 'positive' | 'neutral' | 'negative'

export interface Sentiment {
  readonly label: MoodLabel
  /** Continuous strength, -1 (very negative) to 1 (very positive): P(positive) − P(negative). */
  readonly score: number
  /** Calibrated probability of `label`. */
  readonly confidence: number
}

export type EntityKind =
  | 'email'
  | 'phone'
  | 'order'
  | 'amount'
  | 'number'
  | 'date'
  | 'time'
  | 'person'
  | 'place'
  | 'organisation'
  | 'product'
  | 'card'
  | 'id'
  | 'url'

export interface Entity {
  readonly kind: EntityKind
  /** UTF-16 offsets into the utterance, end exclusive. */
  readonly start: number
  readonly end: number
  /** As typed, but for a card or an id, of which it shows no more than the value. */
  readonly text: string
  /**
   * Normalised: upper-case order number, digits of a phone, lower-case e-mail, `12.50 EUR`, `15%`, ISO date as far as
   * it is said, `15:00`, id of a product; the last four digits of a card or id; else as typed.
   */
  readonly value: string
  /** A date that counts from today: `tomorrow`, `next Friday`. Its value is resolved when today was given. */
  readonly relative?: true
}

export interface Understanding {
  readonly language: Language
  /** Best first, at most five, out-of-scope never among them. Empty when nothing is known of the text. */
  readonly intents: readonly RankedIntent[]
  /** Calibrated probability that the utterance belongs to any known intent. */
  readonly inScope: number
  readonly entities: readonly Entity[]
  readonly sentiment: Sentiment
  /** A person said what this very phrase means; the model was not asked. */
  readonly remembered?: true
  /** Version of the model that said so, e.g. `2026-11-22.a1b2c3d4`. */
  readonly model: string
}

/** What a dialog waits for: decides which recognisers look at the next utterance. */
export type SlotKind = 'order' | 'email' | 'number' | 'date' | 'person' | 'choice' | 'yes-no' | 'text'

export interface SlotValue {
  readonly kind: SlotKind
  readonly value: string
  /** Who found it: own scanner, compromise, node-nlp, natural (edit distance to a choice). */
  readonly by: 'scanner' | 'compromise' | 'node-nlp' | 'natural' | 'rule'
}
