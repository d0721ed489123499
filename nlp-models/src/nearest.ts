import { hashIntentText } from './intents/intent-training.ts'
import { FeatureBuffer } from './linear/feature-buffer.ts'
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
  const { vectoriser, vocabulary } = model.intents
  const phrases: { example: IntentExample; rows: Int32Array; values: Float32Array; length: number }[] = []
  const query = new Float32Array(vocabulary.size)
  const buffer = new FeatureBuffer()

  /** Leaves the vector of the text in the vectoriser and answers its Euclidean length. */
  const vectorise = (text: string): number => {
    hashIntentText(buffer, text, model.orderMasks)
    vectoriser.vectorise(buffer)
    let square = 0
    for (let at = 0; at < vectoriser.length; at++) square += (vectoriser.values[at] ?? 0) ** 2
    return Math.sqrt(square)
  }

  return {
    add(more) {
      for (const example of more) {
        const length = vectorise(example.text)
        const [rows, values] = [vectoriser.rows, vectoriser.values].map((all) =>
          all.slice(0, vectoriser.length),
        )
        phrases.push({ example, rows: rows as Int32Array, values: values as Float32Array, length })
      }
    },
    nearest(text, size) {
      const length = vectorise(text)
      if (length === 0) return []
      const { rows, values } = vectoriser
      const used = rows.slice(0, vectoriser.length)
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
