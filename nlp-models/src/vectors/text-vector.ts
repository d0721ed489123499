import type { Token } from '../text/tokens.ts'
import type { WordVectors } from './word-vectors.ts'

/**
 * Writes the vector of a text: the sum of its words' vectors, brought to length 1. How much a word says is in the
 * length of its own vector. Answers what the sum was divided by; 0 when no word is known, and the vector is zero.
 */
export function writeTextVector(vectors: WordVectors, tokens: readonly Token[], out: Float32Array): number {
  const rows: number[] = []
  for (const { kind, text } of tokens) {
    const row = kind === 'word' ? vectors.rowOf(text) : -1
    if (row >= 0) rows.push(row)
  }
  const sum = vectors.sumOf(rows)
  let square = 0
  for (const value of sum) square += value * value
  const length = Math.sqrt(square)
  const share = length === 0 ? 0 : 1 / length
  for (let at = 0; at < out.length; at++) out[at] = (sum[at] as number) * share
  return length
}
