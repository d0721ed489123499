import type { Token } from '../text/tokens.ts'
import { emojiStrength } from './emoji.ts'
import { ENGLISH_DAMPENERS, ENGLISH_INTENSIFIERS, ENGLISH_LEXICON, ENGLISH_NEGATIONS } from './lexicon-en.ts'
import { CHINESE_INTENSIFIERS, CHINESE_LEXICON, CHINESE_LONGEST, CHINESE_NEGATIONS } from './lexicon-zh.ts'

/** A negation reaches this many words or characters further. */
const NEGATION_WINDOW = 3
const INTENSIFIED = 1.5
const DAMPENED = 0.6
const NEGATED = -0.75

/** One lexicon hit after negation and intensifiers. */
export interface Hit {
  readonly start: number
  readonly end: number
  readonly strength: number
}

/** Finds the words of mood in either language, with what the words before them do to their strength. */
export function lexiconHits(tokens: readonly Token[]): readonly Hit[] {
  const hits: Hit[] = []
  let sinceNegation = NEGATION_WINDOW + 1
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index]
    if (token === undefined) continue
    if (token.kind === 'cjk') {
      const size = chineseWord(tokens, index)
      if (size > 0) hits.push(chineseHit(tokens, index, size))
      index += Math.max(0, size - 1)
      continue
    }
    sinceNegation = ENGLISH_NEGATIONS.has(token.text) ? 0 : sinceNegation + 1
    const strength = strengthOf(token, { before: tokens[index - 1], sinceNegation })
    if (strength !== 0) hits.push({ start: token.start, end: token.end, strength })
  }
  return hits
}

/** Strength of a sign or an English word; a negation's own strength is not turned by itself. */
function strengthOf(
  token: Token,
  { before, sinceNegation }: { before: Token | undefined; sinceNegation: number },
): number {
  if (token.kind === 'emoji') return emojiStrength(token.text) * 2
  const strength = ENGLISH_LEXICON.get(token.text) ?? 0
  const negated = sinceNegation > 0 && sinceNegation <= NEGATION_WINDOW
  return strength * (negated ? NEGATED : 1) * emphasis(before)
}

function emphasis(before: Token | undefined): number {
  if (before === undefined) return 1
  if (ENGLISH_INTENSIFIERS.has(before.text)) return INTENSIFIED
  return ENGLISH_DAMPENERS.has(before.text) ? DAMPENED : 1
}

/** Length of the longest lexicon word that begins here, 0 for none. */
function chineseWord(tokens: readonly Token[], from: number): number {
  let text = ''
  let longest = 0
  for (let size = 1; size <= CHINESE_LONGEST; size++) {
    const token = tokens[from + size - 1]
    if (token?.kind !== 'cjk') break
    text += token.text
    if (CHINESE_LEXICON.has(text)) longest = size
  }
  return longest
}

function chineseHit(tokens: readonly Token[], from: number, size: number): Hit {
  const text = textOf(tokens, from, from + size)
  const before = textOf(tokens, Math.max(0, from - NEGATION_WINDOW), from)
  const strength = CHINESE_LEXICON.get(text) ?? 0
  const negated = CHINESE_NEGATIONS.some((word) => before.includes(word))
  const strong = CHINESE_INTENSIFIERS.some((word) => before.endsWith(word))
  return {
    start: tokens[from]?.start ?? 0,
    end: tokens[from + size - 1]?.end ?? 0,
    strength: strength * (negated ? NEGATED : 1) * (strong ? INTENSIFIED : 1),
  }
}

function textOf(tokens: readonly Token[], from: number, to: number): string {
  let text = ''
  for (let index = from; index < to; index++)
    text += tokens[index]?.kind === 'cjk' ? tokens[index]?.text : ' '
  return text
}
