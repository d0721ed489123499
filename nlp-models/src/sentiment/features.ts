import { writeTextFeatures } from '../intents/features.ts'
import { type FeatureBuffer, PART } from '../linear/feature-buffer.ts'
import { FNV_OFFSET, finishHash, hashText, hashUnit } from '../text/hash.ts'
import type { Token } from '../text/tokens.ts'
import { findHits, type Hit, type MoodHits } from './mood-hits.ts'

const SEED = { dense: 11, negated: 12, grade: 13, grades: 14, last: 15 } as const
const SHOUTED = /^\p{Lu}{3,}$/u
const LONGEST_GRADE = 5
/** Scores of the lexicons beside blocks of n-grams of length one: they hold in every trade, n-grams in one. */
const DENSE_WEIGHT = 2

const NAMES = [
  'positive',
  'negative',
  'sum',
  'mean',
  'strongest',
  'first',
  'last',
  'before',
  'after',
  'faces',
  'turnedGood',
  'turnedBad',
  'none',
  'exclaims',
  'asks',
  'shouts',
  'stretches',
] as const
type DenseName = (typeof NAMES)[number]
const DENSE: Readonly<Record<DenseName, number>> = Object.fromEntries(
  NAMES.map((name) => [name, finishHash(hashText(hashUnit(FNV_OFFSET, SEED.dense), name))]),
) as Record<DenseName, number>

/** Features of mood: the n-grams of the text, words under a negation, and scores of the lexicons. */
export function writeMoodFeatures(buffer: FeatureBuffer, text: string, tokens: readonly Token[]): void {
  const found = findHits(text, tokens)
  buffer.clear()
  writeTextFeatures(buffer, tokens)
  writeNegated(buffer, tokens, found.negated)
  writeGrades(buffer, found.hits)
  writeScores(buffer, found)
  writeManner(buffer, text, tokens)
}

function writeNegated(buffer: FeatureBuffer, tokens: readonly Token[], negated: readonly number[]): void {
  for (const index of negated) {
    const { text, start, end } = tokens[index] as Token
    const state = hashUnit(FNV_OFFSET, SEED.negated)
    buffer.push(finishHash(hashText(state, text)), PART.words, start, end)
  }
}

/** How strong the words of mood are, one by one, in neighbouring pairs, and the last: what the lexicon says without its words. */
function writeGrades(buffer: FeatureBuffer, hits: readonly Hit[]): void {
  let before = 0
  let start = 0
  for (const [index, hit] of hits.entries()) {
    const grade = gradeOf(hit)
    buffer.push(gradeHash(SEED.grade, grade, 0), PART.concept, hit.start, hit.end)
    if (index > 0) buffer.push(gradeHash(SEED.grades, before, grade), PART.concept, start, hit.end)
    if (index === hits.length - 1)
      buffer.push(gradeHash(SEED.last, grade, 0), PART.concept, hit.start, hit.end)
    before = grade
    start = hit.start
  }
}

function gradeOf({ strength, negated }: Hit): number {
  const grade = Math.max(-LONGEST_GRADE, Math.min(LONGEST_GRADE, Math.round(strength)))
  return (grade + LONGEST_GRADE) * 2 + (negated ? 1 : 0)
}

function gradeHash(seed: number, first: number, second: number): number {
  return finishHash(hashUnit(hashUnit(hashUnit(FNV_OFFSET, seed), first), second))
}

function writeScores(buffer: FeatureBuffer, { hits, beforeContrast }: MoodHits): void {
  let [positive, negative, strongest, faces, before, after, turnedGood, turnedBad] = [0, 0, 0, 0, 0, 0, 0, 0]
  for (let index = 0; index < hits.length; index++) {
    const { strength, negated, emoji } = hits[index] as Hit
    if (strength > 0) positive += strength
    else negative -= strength
    if (Math.abs(strength) > Math.abs(strongest)) strongest = strength
    if (emoji) faces += strength
    if (negated && strength < 0) turnedGood -= strength
    if (negated && strength > 0) turnedBad += strength
    if (index < beforeContrast) before += strength
    else after += strength
  }
  const span = { start: hits[0]?.start ?? 0, end: hits.at(-1)?.end ?? 0 }
  const sum = positive - negative
  pushDense(buffer, 'positive', positive / (positive + 3), span)
  pushDense(buffer, 'negative', negative / (negative + 3), span)
  pushDense(buffer, 'sum', Math.tanh(sum / 3), span)
  pushDense(buffer, 'mean', hits.length === 0 ? 0 : sum / hits.length / 3, span)
  pushDense(buffer, 'strongest', strongest / 4.5, span)
  pushDense(buffer, 'first', Math.tanh((hits[0]?.strength ?? 0) / 2), span)
  // The end of a message tells more: "It took weeks, but it is great".
  pushDense(buffer, 'last', Math.tanh((hits.at(-1)?.strength ?? 0) / 2), span)
  pushDense(buffer, 'before', beforeContrast > 0 ? Math.tanh(before / 3) : 0, span)
  pushDense(buffer, 'after', beforeContrast > 0 ? Math.tanh(after / 3) : 0, span)
  pushDense(buffer, 'faces', Math.tanh(faces / 2), span)
  pushDense(buffer, 'turnedGood', turnedGood / (turnedGood + 2), span)
  pushDense(buffer, 'turnedBad', turnedBad / (turnedBad + 2), span)
  pushDense(buffer, 'none', hits.length === 0 ? 0.5 : 0, span)
}

function writeManner(buffer: FeatureBuffer, text: string, tokens: readonly Token[]): void {
  let [exclaims, asks, shouts, stretches, words] = [0, 0, 0, 0, 0]
  for (const { kind, text: said, start, end } of tokens) {
    if (kind === 'mark') {
      if (said.includes('!')) exclaims += said.length
      if (said.includes('?')) asks++
    }
    if (kind !== 'word') continue
    words++
    if (end - start >= 3 && SHOUTED.test(text.slice(start, end))) shouts++
    if (end - start > said.length + 1) stretches++
  }
  const span = { start: 0, end: text.length }
  pushDense(buffer, 'exclaims', Math.min(3, exclaims) / 6, span)
  pushDense(buffer, 'asks', Math.min(2, asks) / 4, span)
  pushDense(buffer, 'shouts', words === 0 ? 0 : shouts / words / 2, span)
  pushDense(buffer, 'stretches', Math.min(2, stretches) / 4, span)
}

function pushDense(
  buffer: FeatureBuffer,
  name: DenseName,
  value: number,
  { start, end }: { start: number; end: number },
): void {
  if (value !== 0) buffer.push(DENSE[name], PART.dense, start, end, value * DENSE_WEIGHT)
}
