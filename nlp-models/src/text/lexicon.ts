import type { WordVectors } from '../vectors/word-vectors.ts'
import { createSpelling } from './spelling.ts'
import type { Token } from './tokens.ts'

/** So many of the commonest words of the language count as meant besides those of the training texts. */
const COMMON_WORDS = 5_000
const PLAIN_WORD = /^[a-z]+$/

/** The words that a model was trained on. */
export interface Lexicon {
  /** The most frequent first; also single Chinese characters. */
  readonly words: readonly string[]
  /** The tokens with slips of typing put right; offsets stay those of the original. */
  correct(tokens: readonly Token[]): readonly Token[]
  /** Words and Chinese characters: how many there are, and the share that stood in the training texts (0 of none). */
  count(tokens: readonly Token[]): { readonly words: number; readonly knownShare: number }
}

export function createLexicon(words: readonly string[], vectors: WordVectors | undefined): Lexicon {
  const known = new Set(words)
  const own = words.filter((word) => PLAIN_WORD.test(word))
  const common = (vectors?.words.slice(0, COMMON_WORDS) ?? []).filter((word) => !known.has(word))
  const spelling = createSpelling(
    [...own, ...common],
    (word) => known.has(word) || (vectors !== undefined && vectors.rowOf(word) >= 0),
  )
  return {
    words,
    correct(tokens) {
      let corrected: Token[] | undefined
      for (let at = 0; at < tokens.length; at++) {
        const token = tokens[at] as Token
        if (token.kind !== 'word') continue
        const meant = spelling.correct(token.text)
        if (meant === token.text) continue
        corrected ??= [...tokens]
        corrected[at] = { ...token, text: meant }
      }
      return corrected ?? tokens
    },
    count(tokens) {
      let words = 0
      let found = 0
      for (const { kind, text } of tokens) {
        if (kind !== 'word' && kind !== 'cjk') continue
        words++
        if (known.has(text)) found++
      }
      return { words, knownShare: words === 0 ? 0 : found / words }
    },
  }
}
