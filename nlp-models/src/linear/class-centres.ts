import type { TrainingSet } from './training-set.ts'

const INT8_LIMIT = 127

/** Direction in which the vectors of each class lie, one byte a dimension, each class with a scale of its own. */
export interface ClassCentres {
  readonly bytes: Int8Array
  readonly scales: Float32Array
}

/** Mean direction of the vectors of a class without those of one fold (-1: of all); zero where none has a vector. */
export function centreOf(set: TrainingSet, column: number, left: number): Float32Array {
  const { dimensions, dense, targets, folds, weights } = set
  const centre = new Float32Array(dimensions)
  for (let text = 0; text < set.size; text++) {
    if (targets[text] !== column || (left >= 0 && folds[text] === left)) continue
    const weight = weights[text] as number
    for (let at = 0; at < dimensions; at++)
      centre[at] = (centre[at] as number) + weight * (dense[text * dimensions + at] as number)
  }
  const length = Math.hypot(...centre)
  return length === 0 ? centre : centre.map((value) => value / length)
}

/** The centres of all classes, to be kept with a model. */
export function centresOf(set: TrainingSet, classes: number): ClassCentres {
  const bytes = new Int8Array(classes * set.dimensions)
  const scales = new Float32Array(classes)
  for (let column = 0; column < classes; column++) {
    const centre = centreOf(set, column, -1)
    const scale = Math.fround(Math.max(...centre.map(Math.abs)) / INT8_LIMIT)
    scales[column] = scale
    if (scale > 0)
      bytes.set(
        centre.map((value) => Math.round(value / scale)),
        column * set.dimensions,
      )
  }
  return { bytes, scales }
}

/** Judges how near a text lies to the centre of a class that was made without the text's fold; -1 to 1, 0 without vectors. */
export function createHeldLikeness(set: TrainingSet): (text: number, column: number) => number {
  const { dimensions, dense, folds } = set
  const known = new Map<string, Float32Array>()
  return (text, column) => {
    const fold = folds[text] as number
    const key = `${column} ${fold}`
    const centre = known.get(key) ?? centreOf(set, column, fold)
    known.set(key, centre)
    let sum = 0
    let square = 0
    for (let at = 0; at < dimensions; at++) {
      const value = dense[text * dimensions + at] as number
      sum += value * (centre[at] as number)
      square += value * value
    }
    return square === 0 ? 0 : sum / Math.sqrt(square)
  }
}
