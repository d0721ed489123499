import { writeTextFeatures } from '../intents/features.ts'
import { type FeatureBuffer, PART } from '../linear/feature-buffer.ts'
import { FNV_OFFSET, finishHash, hashText, hashUnit } from '../text/hash.ts'
import type { Token } from '../text/tokens.ts'
import { ENGLISH_NEGATIONS } from './lexicon-en.ts'
import { type Hit, lexiconHits } from './lexicon-scores.ts'

const SEED = { dense: 11, negated: 12 } as const
const NEGATION_WINDOW = 3
const SHOUTED = /^\p{Lu}{3,}$/u

const NAMES = [
  'positive',
  'negative',
  'sum',
  'strongest',
  'exclaims',
  'asks',
  'shouts',
  'last',
  'none',
] as const
type DenseName = (typeof NAMES)[number]
const DENSE: Readonly<Record<DenseName, number>> = Object.fromEntries(
  NAMES.map((name) => [name, finishHash(hashText(hashUnit(FNV_OFFSET, SEED.dense), name))]),
) as Record<DenseName, number>

/** Features of mood: the n-grams of the text, words under a negation, and scores of the lexicons. */
export function writeMoodFeatures(buffer: FeatureBuffer, text: string, tokens: readonly Token[]): void {
  buffer.clear()
  writeTextFeatures(buffer, tokens)
  writeNegated(buffer, tokens)
  writeScores(buffer, lexiconHits(tokens))
  writeManner(buffer, text, tokens)
}

function writeNegated(buffer: FeatureBuffer, tokens: readonly Token[]): void {
  let reach = 0
  for (const token of tokens) {
    if (token.kind !== 'word') continue
    if (reach > 0) {
      const state = hashUnit(FNV_OFFSET, SEED.negated)
      buffer.push(finishHash(hashText(state, token.text)), PART.words, token.start, token.end)
      reach--
    }
    if (ENGLISH_NEGATIONS.has(token.text)) reach = NEGATION_WINDOW
  }
}

function writeScores(buffer: FeatureBuffer, hits: readonly Hit[]): void {
  let positive = 0
  let negative = 0
  let strongest = 0
  for (const { strength } of hits) {
    if (strength > 0) positive += strength
    else negative -= strength
    if (Math.abs(strength) > Math.abs(strongest)) strongest = strength
  }
  const span = { start: hits[0]?.start ?? 0, end: hits.at(-1)?.end ?? 0 }
  pushDense(buffer, 'positive', positive / (positive + 3), span)
  pushDense(buffer, 'negative', negative / (negative + 3), span)
  pushDense(buffer, 'sum', Math.tanh((positive - negative) / 3), span)
  pushDense(buffer, 'strongest', strongest / 4.5, span)
  // The end of a message tells more: "It took weeks, but it is great".
  pushDense(buffer, 'last', Math.tanh((hits.at(-1)?.strength ?? 0) / 2), span)
  pushDense(buffer, 'none', hits.length === 0 ? 0.5 : 0, span)
}

function writeManner(buffer: FeatureBuffer, text: string, tokens: readonly Token[]): void {
  let exclaims = 0
  let asks = 0
  let shouts = 0
  let words = 0
  for (const token of tokens) {
    if (token.kind === 'mark') {
      if (token.text.includes('!')) exclaims += token.text.length
      if (token.text.includes('?')) asks++
    }
    if (token.kind !== 'word') continue
    words++
    if (SHOUTED.test(text.slice(token.start, token.end))) shouts++
  }
  const span = { start: 0, end: text.length }
  pushDense(buffer, 'exclaims', Math.min(3, exclaims) / 6, span)
  pushDense(buffer, 'asks', Math.min(2, asks) / 4, span)
  pushDense(buffer, 'shouts', words === 0 ? 0 : shouts / words / 2, span)
}

function pushDense(
  buffer: FeatureBuffer,
  name: DenseName,
  value: number,
  { start, end }: { start: number; end: number },
): void {
  if (value !== 0) buffer.push(DENSE[name], PART.dense, start, end, value)
}
