import type { Token } from '../text/tokens.ts'
import type { WordVectors } from './word-vectors.ts'

/**
 * Writes the vector of a text: the sum of its words' vectors, brought to length 1. How much a word says is in the
 * length of its own vector. Answers what the sum was divided by; 0 when no word is known, and the vector is zero.
 */
export function writeTextVector(vectors: WordVectors, tokens: readonly Token[], out: Float32Array): number {
  out.fill(0)
  for (const { kind, text } of tokens) {
    if (kind !== 'word') continue
    const row = vectors.rowOf(text)
    if (row >= 0) vectors.addTo(out, row)
  }
  let square = 0
  for (const value of out) square += value * value
  if (square === 0) return 0
  const length = Math.sqrt(square)
  for (let at = 0; at < out.length; at++) out[at] = (out[at] as number) / length
  return length
}
