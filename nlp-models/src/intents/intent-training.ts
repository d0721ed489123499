import { stratifiedFolds } from '../evaluation/split.ts'
import { FeatureBuffer } from '../linear/feature-buffer.ts'
import type { LinearParts } from '../linear/linear-model.ts'
import { type LinearExample, trainLinear } from '../linear/train-linear.ts'
import { detectLanguage } from '../text/language.ts'
import type { Token } from '../text/tokens.ts'
import type { IntentExample } from '../training-data.ts'
import type { WordVectors } from '../vectors/word-vectors.ts'
import { bestOf, type OutOfFold } from './calibration.ts'
import { writeIntentFeatures } from './features.ts'
import { readIntentText } from './read-text.ts'

/** Few texts are held out in many small parts: every one held back is missed. */
const FOLDS = { few: 10, many: 5 }
const MANY_TEXTS = 4_000
/** The vector of a text beside blocks of length one; it says more where there are few examples to learn from. */
const VECTOR_WEIGHT = { few: 1.4, many: 1.2 }
const MANY_PER_INTENT = 20
/** A little of the nearest-mean rule (Rocchio) in the margins: it helps most where there are few examples. */
const PULL = 0.55

export interface IntentSettings {
  readonly orderMasks: readonly string[]
  readonly seed: number
  readonly cost: number
  readonly vectors: WordVectors | undefined
  readonly threads?: number | undefined
  readonly signal?: AbortSignal | undefined
  readonly onClass: () => void
}

export interface IntentData {
  readonly examples: readonly IntentExample[]
  /** Train, and are never scored. */
  readonly titles: readonly IntentExample[]
  readonly outOfScope: readonly string[]
}

export interface TrainedIntents {
  readonly parts: LinearParts
  /** Words of the texts, the most frequent first. */
  readonly words: readonly string[]
  readonly scored: readonly OutOfFold[]
  readonly folds: number
}

/** One text with its class, -1 for out of scope. */
interface Row {
  readonly text: string
  readonly target: number
  readonly weight: number
  readonly scored: boolean
}

/** Names of the intents in alphabetical order. */
export function classesOf(examples: readonly IntentExample[]): readonly string[] {
  return [...new Set(examples.map(({ intent }) => intent))].sort()
}

/** Trains the classifier and scores every example by a model that was made without it. */
export async function trainIntents(data: IntentData, settings: IntentSettings): Promise<TrainedIntents> {
  const classes = classesOf(data.examples)
  const rows = rowsOf(data, classes)
  const folds = rows.length < MANY_TEXTS ? FOLDS.few : FOLDS.many
  const languages = rows.map(({ text }) => detectLanguage(text))
  const scorable = rows.flatMap(({ scored }, row) => (scored ? [row] : []))
  const assigned = stratifiedFolds(
    scorable.map((row) => `${rows[row]?.target} ${languages[row]}`),
    folds,
    settings.seed,
  )
  const foldOf = new Int32Array(rows.length).fill(-1)
  scorable.forEach((row, at) => {
    foldOf[row] = assigned[at] as number
  })
  const tokens = rows.map(({ text }) => readIntentText(text, settings.orderMasks))
  const many = data.examples.length >= classes.length * MANY_PER_INTENT
  const trained = await trainLinear({
    classes,
    examples: examplesOf(rows, tokens, foldOf),
    folds,
    vectorWeight: many ? VECTOR_WEIGHT.many : VECTOR_WEIGHT.few,
    pull: PULL,
    ...settings,
  })
  const counted = countWords(tokens, foldOf, folds)
  const scored = scorable.map((row) => {
    const margins = trained.heldMargins(row)
    return {
      margins,
      ...counted.count(row),
      likeness: trained.heldLikeness(row, bestOf(margins)),
      language: languages[row] ?? 'en',
      target: rows[row]?.target ?? -1,
    }
  })
  return { parts: trained.parts, words: counted.words, scored, folds }
}

function rowsOf({ examples, titles, outOfScope }: IntentData, classes: readonly string[]): readonly Row[] {
  const position = new Map(classes.map((name, index) => [name, index]))
  return [
    ...examples.map(({ text, intent, weight = 1 }) => ({
      text,
      target: position.get(intent) ?? -1,
      weight,
      scored: true,
    })),
    ...outOfScope.map((text) => ({ text, target: -1, weight: 1, scored: true })),
    ...titles.flatMap(({ text, intent }) => {
      const target = position.get(intent)
      return target === undefined ? [] : [{ text, target, weight: 1, scored: false }]
    }),
  ]
}

function examplesOf(
  rows: readonly Row[],
  tokens: readonly (readonly Token[])[],
  foldOf: Int32Array,
): readonly LinearExample[] {
  const buffer = new FeatureBuffer()
  return rows.map(({ target, weight }, row) => {
    const own = tokens[row] ?? []
    writeIntentFeatures(buffer, own)
    return { features: buffer.snapshot(), tokens: own, target, weight, fold: foldOf[row] ?? -1 }
  })
}

/** In how many texts each word stands, in all and by fold. */
function countWords(tokens: readonly (readonly Token[])[], foldOf: Int32Array, folds: number) {
  const counts = new Map<string, Int32Array>()
  const wordsOf = (row: number) =>
    (tokens[row] ?? []).filter(({ kind }) => kind === 'word' || kind === 'cjk').map(({ text }) => text)
  for (let row = 0; row < tokens.length; row++)
    for (const word of new Set(wordsOf(row))) {
      const count = counts.get(word) ?? new Int32Array(folds + 1)
      counts.set(word, count)
      count[folds] = (count[folds] as number) + 1
      const fold = foldOf[row] as number
      if (fold >= 0) count[fold] = (count[fold] as number) + 1
    }
  const frequency = (word: string) => counts.get(word)?.[folds] ?? 0
  const words = [...counts.keys()].sort((a, b) => frequency(b) - frequency(a) || (a < b ? -1 : 1))
  return {
    words,
    count(row: number): { words: number; knownShare: number } {
      const own = wordsOf(row)
      const fold = foldOf[row] as number
      const known = own.filter((word) => frequency(word) > (counts.get(word)?.[fold] ?? 0))
      return { words: own.length, knownShare: own.length === 0 ? 0 : known.length / own.length }
    },
  }
}
