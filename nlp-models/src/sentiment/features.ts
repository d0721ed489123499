import { writeTextFeatures } from '../intents/features.ts'
import { type FeatureBuffer, PART } from '../linear/feature-buffer.ts'
import { FNV_OFFSET, finishHash, hashText, hashUnit } from '../text/hash.ts'
import type { Token } from '../text/tokens.ts'
import { findHits, type Hit, type MoodHits } from './mood-hits.ts'

const SEED = { dense: 11, negated: 12, grade: 13, grades: 14, last: 15 } as const
const [LOWER_A, LOWER_Z] = [0x61, 0x7a]
const SHOUTED = /^\p{Lu}{3,}$/u
const LONGEST_GRADE = 5
/** Scores of the lexicons beside blocks of n-grams of length one: they hold in every trade, n-grams in one. */
const DENSE_WEIGHT = 3

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
  const span = { start: hits[0]?.start ?? 0, end: hits.at(-1)?.end ?? 0 }
  if (hits.length === 0) {
    pushDense(buffer, 'none', 0.5, span)
    return
  }
  const { positive, negative, strongest, faces, turnedGood, turnedBad } = sumsOf(hits)
  const sum = positive - negative
  pushDense(buffer, 'positive', positive / (positive + 3), span)
  pushDense(buffer, 'negative', negative / (negative + 3), span)
  pushDense(buffer, 'sum', Math.tanh(sum / 3), span)
  pushDense(buffer, 'mean', sum / hits.length / 3, span)
  pushDense(buffer, 'strongest', strongest / 4.5, span)
  pushDense(buffer, 'first', Math.tanh((hits[0] as Hit).strength / 2), span)
  // The end of a message tells more: "It took weeks, but it is great".
  pushDense(buffer, 'last', Math.tanh((hits.at(-1) as Hit).strength / 2), span)
  pushDense(buffer, 'faces', Math.tanh(faces / 2), span)
  pushDense(buffer, 'turnedGood', turnedGood / (turnedGood + 2), span)
  pushDense(buffer, 'turnedBad', turnedBad / (turnedBad + 2), span)
  if (beforeContrast === 0) return
  const before = strengthOf(hits.slice(0, beforeContrast))
  pushDense(buffer, 'before', Math.tanh(before / 3), span)
  pushDense(buffer, 'after', Math.tanh((sum - before) / 3), span)
}

function sumsOf(hits: readonly Hit[]) {
  let [positive, negative, strongest, faces, turnedGood, turnedBad] = [0, 0, 0, 0, 0, 0]
  for (const { strength, negated, emoji } of hits) {
    const size = Math.abs(strength)
    if (strength > 0) positive += size
    else negative += size
    if (size > Math.abs(strongest)) strongest = strength
    if (emoji) faces += strength
    if (!negated) continue
    if (strength < 0) turnedGood += size
    else turnedBad += size
  }
  return { positive, negative, strongest, faces, turnedGood, turnedBad }
}

function strengthOf(hits: readonly Hit[]): number {
  return hits.reduce((sum, { strength }) => sum + strength, 0)
}

function writeManner(buffer: FeatureBuffer, text: string, tokens: readonly Token[]): void {
  let [exclaims, asks] = [0, 0]
  let [shouts, stretches, words] = [0, 0, 0]
  for (const token of tokens) {
    if (token.kind === 'mark') {
      if (token.text.includes('!')) exclaims += token.text.length
      if (token.text.includes('?')) asks++
    }
    if (token.kind !== 'word') continue
    words++
    if (isShouted(text, token)) shouts++
    if (isStretched(token)) stretches++
  }
  const span = { start: 0, end: text.length }
  pushDense(buffer, 'exclaims', Math.min(3, exclaims) / 6, span)
  pushDense(buffer, 'asks', Math.min(2, asks) / 4, span)
  pushDense(buffer, 'shouts', shouts / Math.max(1, words) / 2, span)
  pushDense(buffer, 'stretches', Math.min(2, stretches) / 4, span)
}

/** One sign more may be a quote that the tokeniser takes out. */
function isStretched({ text, start, end }: Token): boolean {
  return end - start > text.length + 1
}

function isShouted(text: string, { start, end }: Token): boolean {
  const first = text.charCodeAt(start)
  if (end - start < 3 || (first >= LOWER_A && first <= LOWER_Z)) return false
  return SHOUTED.test(text.slice(start, end))
}

function pushDense(
  buffer: FeatureBuffer,
  name: DenseName,
  value: number,
  { start, end }: { start: number; end: number },
): void {
  if (value !== 0) buffer.push(DENSE[name], PART.dense, start, end, value * DENSE_WEIGHT)
}
