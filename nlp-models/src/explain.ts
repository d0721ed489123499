import { topClasses } from './intents/calibration.ts'
import { writeIntentFeatures } from './intents/features.ts'
import type { Thresholds } from './intents/thresholds.ts'
import { FeatureBuffer } from './linear/feature-buffer.ts'
import { type LinearModel, marginsOf, type Vectorised, vectorise } from './linear/linear-model.ts'
import { rowOf } from './linear/vocabulary.ts'
import type { Model } from './model.ts'
import { writeMoodFeatures } from './sentiment/features.ts'
import { MOODS } from './sentiment/mood-calibration.ts'
import type { Token } from './text/tokens.ts'
import { readText, type UnderstandOptions, understand } from './understand.ts'
import type { Understanding } from './understanding.ts'

/** What one token adds to a margin; offsets are those of the original text. */
export interface TokenContribution {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly contribution: number
}

/** Why one class got its margin: `bias` plus all contributions plus `rest` is exactly the margin. */
export interface ClassExplanation {
  readonly name: string
  readonly margin: number
  readonly bias: number
  /** From features that belong to no token, such as the share of capitals. */
  readonly rest: number
  readonly tokens: readonly TokenContribution[]
}

export interface Explanation {
  readonly understanding: Understanding
  readonly thresholds: Thresholds
  /** The best intent and the runner-up. */
  readonly intents: readonly ClassExplanation[]
  /** Negative and positive, in this order; empty when the model has no sentiment for the language. */
  readonly sentiment: readonly ClassExplanation[]
}

/** Recomputes an understanding and says which words spoke for and against it. */
export function explain(model: Model, text: string, options: UnderstandOptions = {}): Explanation {
  const understanding = understand(model, text, options)
  const reading = readText(model, text, options)
  const buffer = new FeatureBuffer()
  writeIntentFeatures(buffer, reading.masked)
  const input = { features: buffer, tokens: reading.masked }
  const chosen = topClasses(marginsOf(model.intents, input), 2)
  const intents = chosen.map((column) => explainClass(model.intents, { ...input, column, text }))
  const mood = model.moods[understanding.language]
  writeMoodFeatures(buffer, reading.text, reading.tokens)
  const sentiment = mood
    ? ['negative', 'positive'].map((label) =>
        explainClass(mood.linear, {
          features: buffer,
          tokens: reading.tokens,
          column: MOODS.indexOf(label),
          text,
        }),
      )
    : []
  return { understanding, thresholds: model.thresholds, intents, sentiment }
}

interface ClassQuestion {
  readonly features: FeatureBuffer
  readonly tokens: readonly Token[]
  readonly column: number
  readonly text: string
}

function explainClass(model: LinearModel, question: ClassQuestion): ClassExplanation {
  const { tokens, column, text } = question
  const read = vectorise(model, question)
  const margin = model.scorer.margins(read.length)[column] ?? 0
  const { contributions, rest } = contributionsOf(model, question, read)
  return {
    name: model.classes[column] ?? '',
    margin,
    bias: model.scorer.biasOf(column),
    rest,
    tokens: tokens.map(({ start, end }, at) => ({
      text: text.slice(start, end),
      start,
      end,
      contribution: contributions[at] ?? 0,
    })),
  }
}

/** Shares each feature's part of the margin evenly among the tokens that it spans; a vector is the sum of its words'. */
function contributionsOf(model: LinearModel, { features, tokens, column }: ClassQuestion, read: Vectorised) {
  const shares = sharesOfRows(model, features, read.sparse)
  const contributions = new Float64Array(tokens.length)
  let rest = 0
  for (let index = 0; index < features.length; index++) {
    const row = rowOf(model.vocabulary, features.hashes[index] ?? 0)
    if (row < 0) continue
    const part = (shares.get(row) ?? 0) * (features.values[index] ?? 0) * model.scorer.weightOf(row, column)
    const touched = tokensWithin(tokens, features.starts[index] ?? 0, features.ends[index] ?? 0)
    if (touched.length === 0) rest += part
    for (const at of touched) contributions[at] = (contributions[at] ?? 0) + part / touched.length
  }
  addVectorParts(model, { tokens, column, norm: read.norm }, contributions)
  return { contributions, rest }
}

function addVectorParts(
  { vectors, vectorWeight, vocabulary, scorer }: LinearModel,
  { tokens, column, norm }: Pick<ClassQuestion, 'tokens' | 'column'> & Pick<Vectorised, 'norm'>,
  contributions: Float64Array,
): void {
  if (vectors === undefined || norm === 0) return
  tokens.forEach(({ kind, text }, at) => {
    const row = kind === 'word' ? vectors.rowOf(text) : -1
    if (row < 0) return
    let part = 0
    vectors.sumOf([row]).forEach((value, dimension) => {
      part += value * scorer.weightOf(vocabulary.size + dimension, column)
    })
    contributions[at] = (contributions[at] ?? 0) + (part * vectorWeight) / norm
  })
}

/** Value of each row in the last vector, by unit of what was counted: a word said twice shares it. */
function sharesOfRows(
  model: LinearModel,
  features: FeatureBuffer,
  length: number,
): ReadonlyMap<number, number> {
  const sums = new Map<number, number>()
  for (let index = 0; index < features.length; index++) {
    const row = rowOf(model.vocabulary, features.hashes[index] ?? 0)
    if (row >= 0) sums.set(row, (sums.get(row) ?? 0) + (features.values[index] ?? 0))
  }
  const { rows, values } = model.scorer
  const shares = new Map<number, number>()
  for (let index = 0; index < length; index++) {
    const row = rows[index] ?? 0
    shares.set(row, (values[index] ?? 0) / (sums.get(row) || 1))
  }
  return shares
}

function tokensWithin(tokens: readonly Token[], start: number, end: number): number[] {
  const within: number[] = []
  // Tokens are in order: a search by halves keeps long texts from costing their square.
  let low = 0
  let high = tokens.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((tokens[middle]?.end ?? 0) <= start) low = middle + 1
    else high = middle
  }
  for (let at = low; at < tokens.length && (tokens[at]?.start ?? 0) < end; at++) within.push(at)
  return within
}
