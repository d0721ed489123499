import { type FeatureBuffer, PART } from '../linear/feature-buffer.ts'
import { FNV_OFFSET, finishHash, hashText, hashUnit } from '../text/hash.ts'
import type { Token } from '../text/tokens.ts'
import { type ConceptHit, conceptsOf } from './concepts.ts'

// A seed a family keeps `ship` the word and `ship` the gram apart.
const SEED = { word: 1, pair: 2, gram: 4, han: 5, concept: 6, conceptPair: 7 } as const
const PAIR_REACH = 6
const BORDER = 0x5f
const GRAM_MIN = 2
const GRAM_MAX = 4
const HAN_MAX = 3
/** A number is known by how many digits it has. */
const MOST_DIGITS = 6

/** Replaces the content of the buffer by all features of an intent model. */
export function writeIntentFeatures(buffer: FeatureBuffer, tokens: readonly Token[]): void {
  buffer.clear()
  writeTextFeatures(buffer, tokens)
  writeConceptFeatures(buffer, conceptsOf(tokens))
}

/** Writes the features of the tokens: words, neighbouring pairs, grams inside words, Chinese n-grams. */
export function writeTextFeatures(buffer: FeatureBuffer, tokens: readonly Token[]): void {
  let before = 0
  let start = tokens[0]?.start ?? 0
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] as Token
    const word = hashWord(token)
    buffer.push(word, PART.word, token.start, token.end)
    buffer.push(pairOf(before, word, SEED.pair), PART.words, start, token.end)
    before = word
    start = token.start
    if (token.kind === 'word') writeGrams(buffer, token)
    else if (token.kind === 'cjk') writeHanGrams(buffer, tokens, index)
  }
}

function hashWord({ kind, text }: Token): number {
  const state = hashUnit(FNV_OFFSET, SEED.word)
  if (kind !== 'number') return finishHash(hashText(state, text))
  return finishHash(hashUnit(hashUnit(state, 0x23), Math.min(text.length, MOST_DIGITS)))
}

/** Hash of two hashes in order. */
function pairOf(first: number, second: number, seed: number): number {
  return finishHash(Math.imul(first ^ seed, 0x9e3779b1) ^ Math.imul(second, 0x85ebca77))
}

/** Character n-grams of one word between two borders: they survive a typo that kills the word. */
function writeGrams(buffer: FeatureBuffer, { text, start, end }: Token): void {
  const last = text.length + 1
  for (let from = 0; from + GRAM_MIN <= last + 1; from++) {
    let state = hashUnit(FNV_OFFSET, SEED.gram)
    for (let size = 1; size <= GRAM_MAX && from + size <= last + 1; size++) {
      const at = from + size - 1
      state = hashUnit(state, at === 0 || at === last ? BORDER : text.charCodeAt(at - 1))
      if (size >= GRAM_MIN) buffer.push(finishHash(state), PART.gram, start, end)
    }
  }
}

/** Chinese n-grams that begin at this character; a gap between characters ends them. */
function writeHanGrams(buffer: FeatureBuffer, tokens: readonly Token[], from: number): void {
  let state = hashUnit(FNV_OFFSET, SEED.han)
  let end = tokens[from]?.start ?? 0
  const { start } = tokens[from] as Token
  for (let size = 1; size <= HAN_MAX; size++) {
    const token = tokens[from + size - 1]
    if (token?.kind !== 'cjk' || token.start !== end) return
    state = hashText(state, token.text)
    end = token.end
    buffer.push(finishHash(state), PART.gram, start, end)
  }
}

/** Writes the concepts, alone and in unordered pairs of different ones near each other. */
function writeConceptFeatures(buffer: FeatureBuffer, hits: readonly ConceptHit[]): void {
  for (let index = 0; index < hits.length; index++) {
    const hit = hits[index] as ConceptHit
    buffer.push(pairOf(hit.concept, 0, SEED.concept), PART.concept, hit.start, hit.end)
    const reach = Math.min(hits.length, index + 1 + PAIR_REACH)
    for (let next = index + 1; next < reach; next++) {
      const other = hits[next] as ConceptHit
      if (other.concept === hit.concept) continue
      const low = Math.min(hit.concept, other.concept)
      const high = Math.max(hit.concept, other.concept)
      buffer.push(pairOf(low + 1, high + 1, SEED.conceptPair), PART.concept, hit.start, other.end)
    }
  }
}
