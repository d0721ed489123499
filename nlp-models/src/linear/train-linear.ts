import type { Token } from '../text/tokens.ts'
import { writeTextVector } from '../vectors/text-vector.ts'
import type { WordVectors } from '../vectors/word-vectors.ts'
import { centresOf, createHeldLikeness } from './class-centres.ts'
import type { HashedText } from './feature-buffer.ts'
import type { LinearParts } from './linear-model.ts'
import { pruneWeights } from './prune.ts'
import { solveClasses } from './solve-classes.ts'
import { SVM_DEFAULTS } from './solver.ts'
import { buildTrainingSet } from './training-set.ts'

/** A text for training: what was made of it once, so that it need not be kept. */
export interface LinearExample {
  readonly features: HashedText
  readonly tokens: readonly Token[]
  readonly target: number
  readonly weight: number
  /** Fold in which it is held out; -1 never. */
  readonly fold: number
}

export interface LinearTraining {
  readonly classes: readonly string[]
  readonly examples: readonly LinearExample[]
  readonly folds: number
  readonly cost: number
  readonly seed: number
  readonly vectors: WordVectors | undefined
  readonly vectorWeight: number
  /** What a text gains in a class for lying at its centre; 0 for a model that keeps no centres. */
  readonly pull?: number
  readonly threads?: number | undefined
  readonly signal?: AbortSignal | undefined
  readonly onClass?: (() => void) | undefined
}

export interface TrainedLinear {
  readonly parts: LinearParts
  /** Margins of an example for all classes by a model that never saw it; of what is never held out by the whole one. */
  heldMargins(example: number): Float32Array
  /** How near an example lies to the centre of a class, -1 to 1, again by a model that never saw it. */
  heldLikeness(example: number, column: number): number
}

/** Trains one support vector machine a class, judges every example out of fold and keeps what matters. */
export async function trainLinear(training: LinearTraining): Promise<TrainedLinear> {
  const { classes, examples, folds, cost, seed, vectors, vectorWeight, pull = 0 } = training
  const { threads, signal, onClass } = training
  const texts = examples.map(({ features, tokens, target, weight, fold }) => ({
    features,
    target,
    weight,
    fold,
    ...(vectors === undefined ? {} : { vector: vectorOf(vectors, tokens) }),
  }))
  const set = buildTrainingSet(texts, { folds, vectorWeight })
  const svm = { ...SVM_DEFAULTS, cost, seed, folds, pull }
  const solutions = await solveClasses(set, classes.length, { svm, threads, signal, onClass })
  return {
    parts: {
      classes,
      vectors,
      vectorWeight,
      centres: pull === 0 || set.dimensions === 0 ? undefined : centresOf(set, classes.length),
      ...pruneWeights(set, solutions),
    },
    heldMargins: (example) => Float32Array.from(solutions, ({ held }) => held[example] as number),
    heldLikeness: createHeldLikeness(set),
  }
}

function vectorOf(vectors: WordVectors, tokens: readonly Token[]): Float32Array {
  const vector = new Float32Array(vectors.dimensions)
  writeTextVector(vectors, tokens, vector)
  return vector
}
