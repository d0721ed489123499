import type { Language, RankedIntent } from '../understanding.ts'

/** Where a suggestion comes from: a canned reply, an article, or what an agent once wrote. */
export type ReplySource = 'canned' | 'article' | 'earlier'

/** Something that an agent could answer. */
export interface ReplyCandidate {
  readonly id: string
  readonly source: ReplySource
  readonly text: string
  readonly title?: string
  readonly language?: Language
  /** The intent that it answers. */
  readonly intent?: string
  /** What customers had written where it was the answer. */
  readonly asked?: readonly string[]
  /** How often it was suggested, and how often it was taken. */
  readonly shown?: number
  readonly accepted?: number
  /** When it was last sent, in ms since 1970. */
  readonly usedAt?: number
}

/** What is to be answered. */
export interface ReplyContext {
  /** The customer's words that nobody has answered, the last message last. */
  readonly said: readonly string[]
  readonly language?: Language
  /** As `understand` ranked them for the last message. */
  readonly intents?: readonly RankedIntent[]
  /** Probability that the last message is of any known intent; 1 if not given. */
  readonly inScope?: number
  /** Now, in ms since 1970: with it a reply that was used lately goes before others. */
  readonly now?: number
}

/** Why a reply is suggested. `likeness` is a cosine, 0 to 1. */
export type ReplyReason =
  | { readonly kind: 'intent'; readonly intent: string; readonly confidence: number }
  /** Words that question and reply share, the weightiest first. */
  | { readonly kind: 'words'; readonly words: readonly string[]; readonly likeness: number }
  /** Words that mean the same. */
  | { readonly kind: 'meaning'; readonly likeness: number }
  /** It answered this before. */
  | { readonly kind: 'asked-before'; readonly text: string; readonly likeness: number }
  /** Agents answered alike when customers wrote alike. */
  | { readonly kind: 'answered-alike'; readonly likeness: number }
  | { readonly kind: 'accepted'; readonly accepted: number; readonly shown: number }

export interface RankedReply {
  readonly id: string
  readonly source: ReplySource
  /** 0 to 1; an order, not a measured probability. */
  readonly score: number
  /** What speaks for it, the strongest first. */
  readonly reasons: readonly ReplyReason[]
}
