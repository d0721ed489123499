import type { Token } from '../text/tokens.ts'
import { writeTextVector } from '../vectors/text-vector.ts'
import type { WordVectors } from '../vectors/word-vectors.ts'
import type { ClassCentres } from './class-centres.ts'
import type { HashedText } from './feature-buffer.ts'
import { createScorer, type Scorer, type ScorerWeights } from './scorer.ts'
import { Vectoriser } from './vectoriser.ts'
import type { Vocabulary } from './vocabulary.ts'

/** One-vs-rest linear classifier with one byte a weight: sparse features first, then the dimensions of a text's vector. */
export interface LinearModel {
  readonly classes: readonly string[]
  readonly vocabulary: Vocabulary
  /** Absent where the model knows words by themselves only. */
  readonly vectors: WordVectors | undefined
  /** Length that a text's vector is brought to, beside blocks of length one. */
  readonly vectorWeight: number
  /** Absent where nobody asks how near a text lies to a class. */
  readonly centres: ClassCentres | undefined
  readonly vectoriser: Vectoriser
  readonly scorer: Scorer
}

export interface LinearParts extends Omit<LinearModel, 'vectoriser' | 'scorer'>, ScorerWeights {}

export function createLinearModel(parts: LinearParts): LinearModel {
  const { classes, vocabulary, vectors, vectorWeight, centres } = parts
  return {
    classes,
    vocabulary,
    vectors,
    vectorWeight,
    centres,
    vectoriser: new Vectoriser(vocabulary),
    scorer: createScorer(parts),
  }
}

/** A text as a linear model reads it. */
export interface LinearInput {
  readonly features: HashedText
  readonly tokens: readonly Token[]
}

/** What a text became: sparse features, then dense values, in the scorer's rows and values up to `length`. */
export interface Vectorised {
  readonly sparse: number
  readonly length: number
  /** What the sum of the words' vectors was divided by; 0 when none is known. */
  readonly norm: number
}

const scratch = new Map<number, Float32Array>()

/** Leaves the vector of a text in the model's scorer. */
export function vectorise(model: LinearModel, { features, tokens }: LinearInput): Vectorised {
  const { scorer, vectoriser, vectors, vocabulary, vectorWeight } = model
  const sparse = vectoriser.vectorise(features, scorer.rows, scorer.values)
  if (vectors === undefined) return { sparse, length: sparse, norm: 0 }
  const vector = scratchOf(vectors.dimensions)
  const norm = writeTextVector(vectors, tokens, vector)
  if (norm === 0) return { sparse, length: sparse, norm }
  const length = Math.min(sparse + vector.length, scorer.rows.length)
  for (let at = sparse; at < length; at++) {
    scorer.rows[at] = vocabulary.size + at - sparse
    scorer.values[at] = (vector[at - sparse] as number) * vectorWeight
  }
  return { sparse, length, norm }
}

function scratchOf(dimensions: number): Float32Array {
  const known = scratch.get(dimensions)
  if (known) return known
  const made = new Float32Array(dimensions)
  scratch.set(dimensions, made)
  return made
}

/** How near the text that was vectorised last lies to the centre of a class: -1 to 1, 0 where that is not known. */
export function likenessOf(model: LinearModel, column: number, { sparse, length }: Vectorised): number {
  const { centres, scorer, vectors, vectorWeight } = model
  if (centres === undefined || vectors === undefined || length === sparse) return 0
  const from = column * vectors.dimensions
  let sum = 0
  for (let at = sparse; at < length; at++)
    sum += (scorer.values[at] as number) * (centres.bytes[from + at - sparse] as number)
  return (sum * (centres.scales[column] as number)) / vectorWeight
}

/** Margins of all classes. */
export function marginsOf(model: LinearModel, input: LinearInput): Float32Array {
  const { length } = vectorise(model, input)
  return model.scorer.margins(length).slice()
}
