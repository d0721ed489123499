import { scanEntities } from './entities/scan-entities.ts'
import { topClasses } from './intents/calibration.ts'
import { writeIntentFeatures } from './intents/features.ts'
import type { Thresholds } from './intents/thresholds.ts'
import { FeatureBuffer } from './linear/feature-buffer.ts'
import { type LinearModel, marginsOf, weightOf } from './linear/linear-model.ts'
import { rowOf } from './linear/vocabulary.ts'
import type { Model } from './model.ts'
import { hashMoodText } from './sentiment/features.ts'
import { MOODS } from './sentiment/mood-calibration.ts'
import { maskEntities, type Token, tokenise } from './text/tokens.ts'
import { modelText, type UnderstandOptions, understand } from './understand.ts'
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
  const head = modelText(text)
  const plain = tokenise(head)
  const entities = scanEntities(text, { orderMasks: options.orderMasks ?? model.orderMasks })
  const tokens = maskEntities(
    plain,
    entities.filter((entity) => entity.end <= head.length),
  )
  const buffer = new FeatureBuffer()
  writeIntentFeatures(buffer, tokens)
  const chosen = topClasses(marginsOf(model.intents, buffer), 2)
  const mood = model.moods[understanding.language]
  const intents = chosen.map((column) => explainClass(model.intents, { buffer, tokens, column, text }))
  hashMoodText(buffer, head)
  const sentiment = mood
    ? ['negative', 'positive'].map((label) =>
        explainClass(mood.linear, { buffer, tokens: plain, column: MOODS.indexOf(label), text }),
      )
    : []
  return { understanding, thresholds: model.thresholds, intents, sentiment }
}

interface ClassQuestion {
  readonly buffer: FeatureBuffer
  readonly tokens: readonly Token[]
  readonly column: number
  readonly text: string
}

function explainClass(model: LinearModel, question: ClassQuestion): ClassExplanation {
  const { buffer, tokens, column, text } = question
  const margin = marginsOf(model, buffer)[column] ?? 0
  const { contributions, rest } = contributionsOf(model, question)
  return {
    name: model.classes[column] ?? '',
    margin,
    bias: model.bias[column] ?? 0,
    rest,
    tokens: tokens.map(({ start, end }, at) => ({
      text: text.slice(start, end),
      start,
      end,
      contribution: contributions[at] ?? 0,
    })),
  }
}

/** Shares each feature's part of the margin evenly among the tokens that it spans. */
function contributionsOf(model: LinearModel, { buffer, tokens, column }: ClassQuestion) {
  const shares = sharesOfRows(model, buffer)
  const contributions = new Float64Array(tokens.length)
  let rest = 0
  for (let index = 0; index < buffer.length; index++) {
    const row = rowOf(model.vocabulary, buffer.hashes[index] ?? 0)
    if (row < 0) continue
    const part = (shares.get(row) ?? 0) * (buffer.values[index] ?? 0) * weightOf(model, row, column)
    const touched = tokensWithin(tokens, buffer.starts[index] ?? 0, buffer.ends[index] ?? 0)
    if (touched.length === 0) rest += part
    for (const at of touched) contributions[at] = (contributions[at] ?? 0) + part / touched.length
  }
  return { contributions, rest }
}

/** Value of each row in the last vector, by unit of what was counted: a word said twice shares it. */
function sharesOfRows(model: LinearModel, buffer: FeatureBuffer): ReadonlyMap<number, number> {
  const sums = new Map<number, number>()
  for (let index = 0; index < buffer.length; index++) {
    const row = rowOf(model.vocabulary, buffer.hashes[index] ?? 0)
    if (row >= 0) sums.set(row, (sums.get(row) ?? 0) + (buffer.values[index] ?? 0))
  }
  const { rows, values, length } = model.vectoriser
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
