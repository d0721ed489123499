import { writeIntentFeatures } from './intents/features.ts'
import { readIntentText } from './intents/read-text.ts'
import { FeatureBuffer } from './linear/feature-buffer.ts'
import { vectorise } from './linear/linear-model.ts'
import type { Model } from './model.ts'
import type { IntentExample } from './training-data.ts'

export interface NearPhrase extends Pick<IntentExample, 'text' | 'intent'> {
  /** Cosine of the two TF-IDF vectors, 0 to 1. */
  readonly similarity: number
}

/** The phrases that a model was trained on, in its own vector space. */
export interface PhraseIndex {
  /** Takes in more phrases; with many, a caller does it in pieces so that other work gets its turn. */
  add(phrases: readonly IntentExample[]): void
  /** The phrases most like a text, nearest first; what has nothing in common with it is left out. */
  nearest(text: string, size: number): readonly NearPhrase[]
}

/** Which training phrases lie near a text: the evidence behind what a model says. */
export function createPhraseIndex(model: Model): PhraseIndex {
  const { scorer, vocabulary, vectors } = model.intents
  const phrases: { example: IntentExample; rows: Int32Array; values: Float32Array; length: number }[] = []
  const query = new Float32Array(vocabulary.size + (vectors?.dimensions ?? 0))
  const buffer = new FeatureBuffer()

  /** The vector of a text, and its Euclidean length. */
  const read = (text: string) => {
    const tokens = model.lexicon.correct(readIntentText(text, model.orderMasks))
    writeIntentFeatures(buffer, tokens)
    const { length } = vectorise(model.intents, { features: buffer, tokens })
    const values = scorer.values.slice(0, length)
    return { rows: scorer.rows.slice(0, length), values, length: Math.hypot(...values) }
  }

  return {
    add(more) {
      for (const example of more) phrases.push({ example, ...read(example.text) })
    },
    nearest(text, size) {
      const { rows: used, values, length } = read(text)
      if (length === 0) return []
      used.forEach((row, at) => {
        query[row] = values[at] ?? 0
      })
      const near = phrases.map(({ example, rows, values, length: other }) => {
        let product = 0
        for (let at = 0; at < rows.length; at++) product += (values[at] ?? 0) * (query[rows[at] ?? 0] ?? 0)
        const { text, intent } = example
        return { text, intent, similarity: other === 0 ? 0 : Math.min(1, product / (length * other)) }
      })
      for (const row of used) query[row] = 0
      return near
        .filter(({ similarity }) => similarity > 0)
        .sort((a, b) => b.similarity - a.similarity)
        .slice(0, size)
    },
  }
}
