import type { Token } from '../text/tokens.ts'
import { emojiStrength } from './emoji.ts'
import { type Found, findMood } from './lexicon/mood-lexicon.ts'

/** A negation reaches this many words or characters further, an intensifier or dampener this many. */
const NEGATION_REACH = 4
const DEGREE_REACH = 2
/** "Not good" is bad, but not as bad as "bad"; "not bad" is hardly praise. */
const NEGATED = { positive: -0.8, negative: -0.4 } as const
const CLAUSE_END = /[.,;:!?…。，；：！？、\n]/u

/** A word of mood after what stands before it. */
export interface Hit {
  readonly start: number
  readonly end: number
  readonly strength: number
  readonly negated: boolean
  readonly emoji: boolean
}

export interface MoodHits {
  readonly hits: readonly Hit[]
  /** How many of the hits stand before the last "but"; 0 without one. */
  readonly beforeContrast: number
  /** English words that a negation reaches, by their place among the tokens. */
  readonly negated: readonly number[]
}

/** Finds the words of mood of either language, with what negations, intensifiers and contrasts make of them. */
export function findHits(text: string, tokens: readonly Token[]): MoodHits {
  const hits: Hit[] = []
  const negated: number[] = []
  let beforeContrast = 0
  let negatedUntil = -1
  let scaledUntil = -1
  let degree = 1
  for (let index = 0; index < tokens.length; ) {
    const token = tokens[index] as Token
    if (index > 0 && endsClause(text, tokens[index - 1] as Token, token)) {
      negatedUntil = -1
      scaledUntil = -1
    }
    const isNegated = index <= negatedUntil
    if (token.kind === 'emoji') {
      const strength = emojiStrength(token.text)
      if (strength !== 0)
        hits.push({ start: token.start, end: token.end, strength, negated: false, emoji: true })
      index++
      continue
    }
    if (isNegated && token.kind === 'word') negated.push(index)
    const found = findMood(tokens, index) ?? stretched(token)
    const size = found?.size ?? 1
    if (found !== undefined) {
      const { entry } = found
      if (entry.contrasts) beforeContrast = hits.length
      if (entry.strength !== 0 && !leads(found, tokens, index))
        hits.push({
          start: token.start,
          end: (tokens[index + size - 1] as Token).end,
          strength: turned(entry.strength, isNegated) * (index <= scaledUntil ? degree : 1),
          negated: isNegated,
          emoji: false,
        })
      if (entry.negates) negatedUntil = index + size - 1 + NEGATION_REACH
      if (entry.degree !== 1) {
        degree = index <= scaledUntil && degree > 1 ? Math.max(degree, entry.degree) : entry.degree
        scaledUntil = index + size - 1 + DEGREE_REACH
      }
    }
    index += size
  }
  return { hits, beforeContrast, negated }
}

/** A clause ends between two tokens where marks or a line's end stand; a negation reaches no further. */
function endsClause(text: string, before: Token, token: Token): boolean {
  if (token.kind === 'mark') return true
  if (before.end >= token.start) return false
  return CLAUSE_END.test(text.slice(before.end, token.start))
}

/** "Damn good" praises: a strong word that leads to a word of mood only says how much. */
function leads({ entry, size }: Found, tokens: readonly Token[], index: number): boolean {
  if (entry.degree === 1 && !entry.negates) return false
  const next = findMood(tokens, index + size)
  return next !== undefined && next.entry.strength !== 0
}

/** "Loove" is "love" held long; the tokeniser leaves two of the letters. */
function stretched(token: Token): Found | undefined {
  if (token.kind !== 'word' || token.end - token.start <= token.text.length) return undefined
  const text = token.text.replace(/(\p{L})\1/gu, '$1')
  return text === token.text ? undefined : findMood([{ ...token, text }], 0)
}

function turned(strength: number, negated: boolean): number {
  if (!negated) return strength
  return strength * (strength > 0 ? NEGATED.positive : NEGATED.negative)
}
