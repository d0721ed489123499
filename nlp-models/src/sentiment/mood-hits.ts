import type { Token } from '../text/tokens.ts'
import { emojiStrength } from './emoji.ts'
import { type Found, findMood, type MoodEntry } from './lexicon/mood-lexicon.ts'

/** A negation reaches this many words or characters further, an intensifier or dampener this many. */
const NEGATION_REACH = 4
const DEGREE_REACH = 2
/** "Not good" is bad, but not as bad as "bad"; "not bad" is hardly praise. */
const NEGATED = { positive: -0.8, negative: -0.4 } as const
const SPACE = 0x20
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
  const reach = new Reach()
  let beforeContrast = 0
  for (let index = 0; index < tokens.length; ) {
    const token = tokens[index] as Token
    if (index > 0 && endsClause(text, tokens[index - 1] as Token, token)) reach.end()
    if (token.kind === 'word' && reach.negates(index)) negated.push(index)
    const found = findMood(tokens, index) ?? stretched(token)
    const end = index + (found?.size ?? 1)
    if (found?.entry.contrasts) beforeContrast = hits.length
    const strength = strengthOf(token, found, tokens, end)
    if (strength !== 0) {
      const span = { start: token.start, end: (tokens[end - 1] as Token).end }
      hits.push({ ...span, ...reach.turn(strength, index, token.kind === 'emoji') })
    }
    if (found !== undefined) reach.begin(found.entry, end)
    index = end
  }
  return { hits, beforeContrast, negated }
}

/** How far the last negation and the last intensifier or dampener reach. */
class Reach {
  private negatedBefore = 0
  private scaledBefore = 0
  private degree = 1

  begin({ negates, degree }: MoodEntry, from: number): void {
    if (negates) this.negatedBefore = from + NEGATION_REACH
    if (degree === 1) return
    // "So very good": the stronger of two.
    const stands = from - 1 < this.scaledBefore && this.degree > 1
    this.degree = stands ? Math.max(this.degree, degree) : degree
    this.scaledBefore = from + DEGREE_REACH
  }

  end(): void {
    this.negatedBefore = 0
    this.scaledBefore = 0
  }

  negates(index: number): boolean {
    return index < this.negatedBefore
  }

  /** A sign says the same wherever it stands. */
  turn(strength: number, index: number, emoji: boolean): Omit<Hit, 'start' | 'end'> {
    if (emoji) return { strength, negated: false, emoji }
    const scaled = index < this.scaledBefore ? strength * this.degree : strength
    const negated = this.negates(index)
    const factor = negated ? (strength > 0 ? NEGATED.positive : NEGATED.negative) : 1
    return { strength: scaled * factor, negated, emoji }
  }
}

/** A clause ends between two tokens where marks or a line's end stand; a negation reaches no further. */
function endsClause(text: string, before: Token, token: Token): boolean {
  if (token.kind === 'mark') return true
  if (before.end >= token.start) return false
  // Nearly always a single space.
  if (token.start - before.end === 1 && text.charCodeAt(before.end) === SPACE) return false
  return CLAUSE_END.test(text.slice(before.end, token.start))
}

/** "Damn good" praises: a strong word that leads to a word of mood only says how much. */
function strengthOf(token: Token, found: Found | undefined, tokens: readonly Token[], end: number): number {
  if (token.kind === 'emoji') return emojiStrength(token.text)
  const { strength, degree, negates } = found?.entry ?? { strength: 0, degree: 1, negates: false }
  if (strength === 0 || (degree === 1 && !negates)) return strength
  const next = findMood(tokens, end)
  return next !== undefined && next.entry.strength !== 0 ? 0 : strength
}

/** "Loove" is "love" held long; the tokeniser leaves two of the letters. */
function stretched(token: Token): Found | undefined {
  if (token.kind !== 'word' || token.end - token.start <= token.text.length) return undefined
  const text = token.text.replace(/(\p{L})\1/gu, '$1')
  return text === token.text ? undefined : findMood([{ ...token, text }], 0)
}
