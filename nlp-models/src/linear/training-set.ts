import { type HashedText, PART } from './feature-buffer.ts'
import { BLOCKS, termWeight } from './vectoriser.ts'
import { createVocabulary, idfOf, idfSteps, ONE_IDF, rowOf, type Vocabulary } from './vocabulary.ts'

/** One text on its way into a training. */
export interface TrainingText {
  readonly features: HashedText
  /** Vector of the text, as long as all others; absent where no vectors are used. */
  readonly vector?: Float32Array
  /** Class number; -1 belongs to none and is a negative for all. */
  readonly target: number
  /** How much it counts. */
  readonly weight: number
  /** In which fold it is held out; -1 never. */
  readonly fold: number
}

/**
 * Texts as one sparse matrix (compressed rows) beside a dense one. `held` are the same values as a model would see them that
 * was made without the text's fold: features that only this fold knows are 0 there.
 */
export interface TrainingSet {
  readonly vocabulary: Vocabulary
  readonly size: number
  readonly offsets: Int32Array
  readonly columns: Int32Array
  readonly values: Float32Array
  readonly held: Float32Array
  readonly dimensions: number
  readonly dense: Float32Array
  readonly weights: Float32Array
  readonly targets: Int32Array
  readonly folds: Int32Array
}

/** Learns the vocabulary of the texts and turns them into matrices; dense vectors get the length `vectorWeight`. */
export function buildTrainingSet(
  texts: readonly TrainingText[],
  { folds, vectorWeight }: { readonly folds: number; readonly vectorWeight: number },
): TrainingSet {
  const { vocabulary, byFold, frequency } = learnVocabulary(texts, folds)
  const total = texts.reduce((sum, { features }) => sum + features.length, 0)
  const columns = new Int32Array(shared(total))
  const values = new Float32Array(shared(total))
  const held = new Float32Array(shared(total))
  const offsets = new Int32Array(shared(texts.length + 1))
  const dimensions = padded(texts[0]?.vector?.length ?? 0)
  const dense = new Float32Array(shared(texts.length * dimensions))
  const counter = new RowCounter(vocabulary.size)
  let position = 0
  texts.forEach(({ features, vector, fold }, number) => {
    const length = counter.count(features, vocabulary, columns.subarray(position))
    const own = { columns: columns.subarray(position, position + length), counts: counter, vocabulary }
    weigh(own, values.subarray(position, position + length), () => true)
    const knownElsewhere = (row: number) =>
      fold < 0 || (frequency[row] as number) > (byFold[row * folds + fold] as number)
    weigh(own, held.subarray(position, position + length), knownElsewhere)
    counter.clear(own.columns)
    position += length
    offsets[number + 1] = position
    vector?.forEach((value, at) => {
      dense[number * dimensions + at] = value * vectorWeight
    })
  })
  return {
    vocabulary,
    size: texts.length,
    offsets,
    columns: columns.subarray(0, position),
    values: values.subarray(0, position),
    held: held.subarray(0, position),
    dimensions,
    dense,
    weights: Float32Array.from(texts, ({ weight }) => weight),
    targets: Int32Array.from(texts, ({ target }) => target),
    folds: Int32Array.from(texts, ({ fold }) => fold),
  }
}

/** Threads read it where it lies. */
function shared(count: number): SharedArrayBuffer {
  return new SharedArrayBuffer(count * 4)
}

function padded(dimensions: number): number {
  return Math.ceil(dimensions / 4) * 4
}

/** The features of all texts, in order of their hashes so that the result has one form only. */
function learnVocabulary(texts: readonly TrainingText[], folds: number) {
  const slotOf = new Map<number, number>()
  const parts: number[] = []
  for (const { features } of texts)
    for (let index = 0; index < features.length; index++) {
      const hash = features.hashes[index] as number
      if (slotOf.has(hash)) continue
      slotOf.set(hash, parts.length)
      parts.push(features.parts[index] as number)
    }
  const keys = Uint32Array.from(slotOf.keys()).sort()
  const kinds = Uint8Array.from(keys, (hash) => parts[slotOf.get(hash) ?? 0] ?? 0)
  const bare = createVocabulary(keys, new Uint8Array(keys.length), kinds)
  const { frequency, byFold } = countTexts(texts, bare, folds)
  const idf = Uint8Array.from(keys, (_, row) =>
    kinds[row] === PART.dense ? ONE_IDF : idfSteps(texts.length, frequency[row] as number),
  )
  return { vocabulary: createVocabulary(keys, idf, kinds), frequency, byFold }
}

/** In how many texts each feature occurs, in all and by fold. */
function countTexts(texts: readonly TrainingText[], vocabulary: Vocabulary, folds: number) {
  const frequency = new Int32Array(vocabulary.size)
  const byFold = new Int32Array(vocabulary.size * folds)
  const lastText = new Int32Array(vocabulary.size).fill(-1)
  texts.forEach(({ features, fold }, number) => {
    for (let index = 0; index < features.length; index++) {
      const row = rowOf(vocabulary, features.hashes[index] as number)
      if (lastText[row] === number) continue
      lastText[row] = number
      frequency[row] = (frequency[row] as number) + 1
      if (fold >= 0) byFold[row * folds + fold] = (byFold[row * folds + fold] as number) + 1
    }
  })
  return { frequency, byFold }
}

/** How often each row occurs in one text. */
class RowCounter {
  readonly counts: Float32Array

  constructor(rows: number) {
    this.counts = new Float32Array(rows)
  }

  /** Counts and writes the rows that occur; answers how many. */
  count(text: HashedText, vocabulary: Vocabulary, columns: Int32Array): number {
    let length = 0
    for (let index = 0; index < text.length; index++) {
      const row = rowOf(vocabulary, text.hashes[index] as number)
      if (this.counts[row] === 0) columns[length++] = row
      this.counts[row] = (this.counts[row] as number) + (text.values[index] as number)
    }
    return length
  }

  clear(columns: Int32Array): void {
    for (const row of columns) this.counts[row] = 0
  }
}

interface CountedText {
  readonly columns: Int32Array
  readonly counts: RowCounter
  readonly vocabulary: Vocabulary
}

/** TF-IDF of one text's rows, each block brought to length one; rows that are not known get 0. */
function weigh(
  { columns, counts: { counts }, vocabulary }: CountedText,
  values: Float32Array,
  isKnown: (row: number) => boolean,
): void {
  const squares = [0, 0, 0, 0]
  columns.forEach((row, at) => {
    const dense = vocabulary.parts[row] === PART.dense
    const count = counts[row] as number
    const value = isKnown(row) ? (dense ? count : termWeight(count) * idfOf(vocabulary, row)) : 0
    values[at] = value
    const block = BLOCKS[vocabulary.parts[row] as number] as number
    squares[block] = (squares[block] ?? 0) + value * value
  })
  columns.forEach((row, at) => {
    const part = vocabulary.parts[row] as number
    const square = squares[BLOCKS[part] as number] as number
    if (part !== PART.dense && square > 0) values[at] = (values[at] as number) / Math.sqrt(square)
  })
}
