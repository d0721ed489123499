import { type FeatureBuffer, PART } from '../linear/feature-buffer.ts'
import { FNV_OFFSET, finishHash, hashText, hashUnit } from '../text/hash.ts'
import { segmentRun } from '../text/segments.ts'
import { stem } from '../text/stems.ts'
import type { Token } from '../text/tokens.ts'
import { conceptsOf } from './concepts.ts'

// A seed a family keeps `ship` the word and `ship` the stem apart.
const SEED = { word: 1, pair: 2, stem: 3, gram: 4, han: 5, concept: 6, conceptPair: 7 } as const
const PAIR_REACH = 6
const BORDER = 0x5f
const GRAM_MIN = 3
const GRAM_MAX = 5
const HAN_MAX = 3

interface Word {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** Replaces the content of the buffer by all features of an intent model. */
export function writeIntentFeatures(buffer: FeatureBuffer, tokens: readonly Token[]): void {
  buffer.clear()
  writeTextFeatures(buffer, tokens)
  writeConceptFeatures(buffer, tokens)
}

/** Writes the features of the tokens: words, neighbouring pairs, stems, grams inside words, Chinese n-grams. */
export function writeTextFeatures(buffer: FeatureBuffer, tokens: readonly Token[]): void {
  writeWordFeatures(buffer, wordsOf(buffer, tokens))
}

/** Writes the concepts of the tokens, alone and in unordered pairs of different ones near each other. */
function writeConceptFeatures(buffer: FeatureBuffer, tokens: readonly Token[]): void {
  const hits = conceptsOf(tokens)
  hits.forEach((hit, index) => {
    buffer.push(featureHash(SEED.concept, hit.concept), PART.concept, hit.start, hit.end)
    for (const other of hits.slice(index + 1, index + 1 + PAIR_REACH)) {
      if (other.concept === hit.concept) continue
      const names = hit.concept < other.concept ? [hit.concept, other.concept] : [other.concept, hit.concept]
      buffer.push(featureHash(SEED.conceptPair, names.join('+')), PART.concept, hit.start, other.end)
    }
  })
}

function wordsOf(buffer: FeatureBuffer, tokens: readonly Token[]): readonly Word[] {
  const words: Word[] = []
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index]
    if (token === undefined) continue
    if (token.kind === 'cjk') {
      const end = endOfRun(tokens, index)
      writeHanGrams(buffer, tokens, index, end)
      for (const [from, to] of segmentRun(tokens, index, end)) words.push(joined(tokens, from, to))
      index = end - 1
      continue
    }
    if (token.kind === 'word') {
      writeGrams(buffer, token)
      words.push(token)
      const root = stem(token.text)
      buffer.push(featureHash(SEED.stem, root), PART.stem, token.start, token.end)
      continue
    }
    words.push(token.kind === 'number' ? { ...token, text: `#${Math.min(token.text.length, 6)}` } : token)
  }
  return words
}

function endOfRun(tokens: readonly Token[], from: number): number {
  let end = from + 1
  while (tokens[end]?.kind === 'cjk' && tokens[end]?.start === tokens[end - 1]?.end) end++
  return end
}

function joined(tokens: readonly Token[], from: number, to: number): Word {
  let text = ''
  for (let index = from; index < to; index++) text += tokens[index]?.text ?? ''
  return { text, start: tokens[from]?.start ?? 0, end: tokens[to - 1]?.end ?? 0 }
}

function writeWordFeatures(buffer: FeatureBuffer, words: readonly Word[]): void {
  let before: Word | undefined
  for (const word of words) {
    buffer.push(featureHash(SEED.word, word.text), PART.word, word.start, word.end)
    const state = hashUnit(hashText(hashUnit(FNV_OFFSET, SEED.pair), before?.text ?? ''), BORDER)
    buffer.push(
      finishHash(hashText(state, word.text)),
      PART.words,
      before === undefined ? word.start : before.start,
      word.end,
    )
    before = word
  }
}

/** Character n-grams of one word between two borders: they survive a typo that kills the word. */
function writeGrams(buffer: FeatureBuffer, token: Token): void {
  const { text } = token
  const length = text.length + 2
  for (let from = 0; from + GRAM_MIN <= length; from++) {
    let state = hashUnit(FNV_OFFSET, SEED.gram)
    for (let size = 1; size <= GRAM_MAX && from + size <= length; size++) {
      const at = from + size - 1
      state = hashUnit(state, at === 0 || at === length - 1 ? BORDER : text.charCodeAt(at - 1))
      if (size >= GRAM_MIN) buffer.push(finishHash(state), PART.gram, token.start, token.end)
    }
  }
}

function writeHanGrams(buffer: FeatureBuffer, tokens: readonly Token[], from: number, to: number): void {
  for (let index = from; index < to; index++) {
    let state = hashUnit(FNV_OFFSET, SEED.han)
    for (let size = 1; size <= HAN_MAX && index + size <= to; size++) {
      const last = tokens[index + size - 1]
      state = hashText(state, last?.text ?? '')
      buffer.push(finishHash(state), PART.gram, tokens[index]?.start ?? 0, last?.end ?? 0)
    }
  }
}

function featureHash(seed: number, text: string): number {
  return finishHash(hashText(hashUnit(FNV_OFFSET, seed), text))
}
