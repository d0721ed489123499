import type { Token } from '../text/tokens.ts'
import { defaultWordVectors } from '../vectors/default-vectors.ts'
import { writeTextVector } from '../vectors/text-vector.ts'
import type { Distinct } from './distinct.ts'
import { inSteps, type Step } from './step.ts'
import { type Features, featuresOf } from './utterance-features.ts'

/** Vectors of length 1, one after another. */
export interface Embedded {
  readonly count: number
  /** A multiple of four. */
  readonly dimensions: number
  readonly values: Float32Array
}

/** Into so many dimensions the sparse features of an utterance are projected. */
const SPARSE_DIMENSIONS = 256
/** Each feature goes to so many of them (sparse random projection, Li, Hastie and Church 2006). */
const PLACES = 4
/** Share of the meaning of words in a squared vector, where the words are known; the rest is which words stand there. */
const MEANING_SHARE = 0.5
/** Utterances between two steps. */
const REPORT_EVERY = 50
/** So many other utterances are imagined: what a handful have in common is their topic, and not the company's trade. */
const BACKGROUND = 50

/**
 * Puts utterances into one space: word vectors, less their mean in these utterances (what all have in common tells nothing
 * apart; Mu and Viswanath 2018), beside TF-IDF of words, pairs, Chinese characters and concepts. Where no word has a vector, as
 * in Chinese, the second part is all.
 */
export async function embed(distinct: readonly Distinct[], step: Step): Promise<Embedded> {
  const meanings = meaningsOf(distinct)
  const dimensions = meanings.dimensions + SPARSE_DIMENSIONS
  const values = new Float32Array(distinct.length * dimensions)
  const features: Features[] = []
  await inSteps(distinct, REPORT_EVERY, step, ({ tokens }) => {
    features.push(featuresOf(tokens))
  })
  const rarity = await rarityIn(features, step)
  await inSteps(features, REPORT_EVERY, step, ({ hashes, shares }, row) => {
    const from = row * dimensions
    const words = values.subarray(from + meanings.dimensions, from + dimensions)
    for (const [at, hash] of hashes.entries()) project(hash, (shares[at] ?? 0) * rarity(hash), words)
    const meaning = meanings.values.subarray(row * meanings.dimensions, (row + 1) * meanings.dimensions)
    const isKnown = meaning.some((value) => value !== 0)
    toLength(words, Math.sqrt(isKnown ? 1 - MEANING_SHARE : 1))
    values.set(meaning, from)
    toLength(values.subarray(from, from + dimensions), 1)
  })
  return { count: distinct.length, dimensions, values }
}

/** Inverse document frequency of a feature. */
async function rarityIn(features: readonly Features[], step: Step): Promise<(hash: number) => number> {
  const holding = new Map<number, number>()
  await inSteps(features, REPORT_EVERY, step, ({ hashes }) => {
    for (const hash of hashes) holding.set(hash, (holding.get(hash) ?? 0) + 1)
  })
  return (hash) => Math.log(1 + (features.length + BACKGROUND) / (1 + (holding.get(hash) ?? 0)))
}

/** Centred vectors of the words' meaning, of length √`MEANING_SHARE`; no dimensions where no word has a vector. */
function meaningsOf(distinct: readonly Distinct[]): Embedded {
  const vectors = defaultWordVectors()
  const { dimensions } = vectors
  const values = new Float32Array(distinct.length * dimensions)
  const mean = new Float64Array(dimensions)
  const known: Float32Array[] = []
  distinct.forEach(({ tokens }, row) => {
    const vector = values.subarray(row * dimensions, (row + 1) * dimensions)
    if (isMostlyChinese(tokens) || writeTextVector(vectors, tokens, vector) === 0) return
    known.push(vector)
    for (let at = 0; at < dimensions; at++) mean[at] = (mean[at] as number) + (vector[at] as number)
  })
  if (known.length === 0) return { count: distinct.length, dimensions: 0, values: new Float32Array() }
  for (const vector of known) {
    for (let at = 0; at < dimensions; at++)
      vector[at] = (vector[at] as number) - (mean[at] as number) / (known.length + BACKGROUND)
    toLength(vector, Math.sqrt(MEANING_SHARE))
  }
  return { count: distinct.length, dimensions, values }
}

/** A brand among Chinese words is not what the text means. */
function isMostlyChinese(tokens: readonly Token[]): boolean {
  let more = 0
  for (const { kind } of tokens) more += kind === 'cjk' ? 1 : kind === 'word' ? -1 : 0
  return more > 0
}

function project(hash: number, weight: number, onto: Float32Array): void {
  let state = hash
  for (let place = 0; place < PLACES; place++) {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0
    const mixed = (state ^ (state >>> 13)) >>> 0
    const at = mixed % SPARSE_DIMENSIONS
    onto[at] = (onto[at] as number) + (mixed & 0x8000_0000 ? weight : -weight)
  }
}

function toLength(vector: Float32Array, length: number): void {
  let square = 0
  for (const value of vector) square += value * value
  if (square === 0) return
  const factor = length / Math.sqrt(square)
  for (let at = 0; at < vector.length; at++) vector[at] = (vector[at] as number) * factor
}
