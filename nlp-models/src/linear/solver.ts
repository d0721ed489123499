import { createKernel, type Kernel, Layout } from './kernel.ts'
import type { TrainingSet } from './training-set.ts'

const INT8_LIMIT = 127
/** How far beyond the margin a text lies that is not looked at first when a fold is left out. */
const REACH = 0.1

export interface SvmOptions {
  /** Cost of a margin error. */
  readonly cost: number
  readonly seed: number
  readonly maxPasses: number
  /** Stops when the projected gradients of a pass lie within this span. */
  readonly tolerance: number
  /** In how many parts the texts are held out in turn; 0 for no judging. */
  readonly folds: number
}

export const SVM_DEFAULTS: SvmOptions = { cost: 1, seed: 13, maxPasses: 40, tolerance: 0.1, folds: 0 }

/** One class against all others: one byte a weight, features first, dense dimensions after them. */
export interface ClassSolution {
  readonly column: number
  readonly weights: Int8Array
  readonly scale: number
  readonly bias: number
  /** Margin of each text by a solution without its fold; of what is never held out by the whole one. */
  readonly held: Float32Array
}

/**
 * Solves one class after another over the same texts. The judging goes on from the whole solution: the texts of a fold
 * are taken out of it and the rest settles again, which costs a fraction of solving anew and ends at the same optimum.
 */
export class Solver {
  private readonly kernel: Kernel
  private readonly order: Int32Array
  private readonly signs: Float32Array
  private readonly alphas: Float32Array
  private readonly weights: Float32Array
  private readonly foldAlphas: Float32Array
  private readonly foldWeights: Float32Array
  private readonly out: Float32Array
  private readonly seen: Float32Array
  private readonly texts: Int32Array
  private readonly near: Uint8Array
  /** Texts by fold, those that are never held out last. */
  private readonly members: readonly Int32Array[]
  private readonly set: TrainingSet
  private readonly options: SvmOptions

  constructor(set: TrainingSet, options: SvmOptions) {
    this.set = set
    this.options = options
    const { size, dimensions, vocabulary } = set
    const layout = new Layout()
    const place = (count: number) => ({ from: layout.take(count * 4), count })
    const plan = {
      offsets: place(size + 1),
      columns: place(set.columns.length),
      values: place(set.values.length),
      held: place(set.held.length),
      dense: place(size * dimensions),
      squares: place(size),
      slack: place(size),
      order: place(size),
      signs: place(size),
      alphas: place(size),
      weights: place(vocabulary.size + dimensions + 1),
      foldAlphas: place(size),
      foldWeights: place(vocabulary.size + dimensions + 1),
      out: place(size),
      seen: place(size),
      texts: place(size),
    }
    this.kernel = createKernel(layout.end)
    const ints = ({ from, count }: typeof plan.order) => new Int32Array(this.kernel.buffer, from, count)
    const floats = ({ from, count }: typeof plan.order) => new Float32Array(this.kernel.buffer, from, count)
    ints(plan.offsets).set(set.offsets)
    ints(plan.columns).set(set.columns)
    floats(plan.values).set(set.values)
    floats(plan.held).set(set.held)
    floats(plan.dense).set(set.dense)
    writeSquares(set, options.cost, floats(plan.squares), floats(plan.slack))
    this.order = ints(plan.order)
    this.signs = floats(plan.signs)
    this.alphas = floats(plan.alphas)
    this.weights = floats(plan.weights)
    this.foldAlphas = floats(plan.foldAlphas)
    this.foldWeights = floats(plan.foldWeights)
    this.out = floats(plan.out)
    this.seen = floats(plan.seen)
    this.texts = ints(plan.texts)
    this.near = new Uint8Array(size)
    this.members = membersOf(set.folds, options.folds)
    const { offsets, columns, values, held, dense, squares, slack } = plan
    const at = [offsets, columns, values, held, dense, squares, slack].map(({ from }) => from)
    const [a, b, c, d, e, f, g] = at as [number, number, number, number, number, number, number]
    this.kernel.run.setTexts(size, vocabulary.size, dimensions, a, b, c, d, e, f, g)
  }

  /** Solves one class, and judges each text by a solution without its fold. */
  solve(column: number): ClassSolution {
    const { targets, size } = this.set
    for (let text = 0; text < size; text++) this.signs[text] = targets[text] === column ? 1 : -1
    this.alphas.fill(0)
    this.weights.fill(0)
    for (let text = 0; text < size; text++) this.order[text] = text
    this.settle(size, this.alphas, this.weights)
    this.findNear()
    for (let fold = 0; fold < this.options.folds; fold++) this.judgeFold(fold)
    this.judge(this.members[this.options.folds] as Int32Array, this.weights)
    return { column, ...this.quantised(), held: this.out.slice() }
  }

  /** Texts that a fold less is likely to move: those that hold the solution, and those near the margin. */
  private findNear(): void {
    const { size } = this.set
    for (let text = 0; text < size; text++) this.texts[text] = text
    this.see(size, this.weights)
    for (let text = 0; text < size; text++)
      this.near[text] = (this.alphas[text] as number) > 0 || this.marginOf(text) < 1 + REACH ? 1 : 0
  }

  private judgeFold(fold: number): void {
    const left = this.members[fold] as Int32Array
    if (left.length === 0) return
    this.foldAlphas.set(this.alphas)
    this.foldWeights.set(this.weights)
    this.texts.set(left)
    const [signs, alphas, weights] = [this.signs, this.foldAlphas, this.foldWeights]
    this.kernel.run.forget(left.length, at(this.texts), at(signs), at(alphas), at(weights))
    let near = 0
    let far = 0
    for (let text = 0; text < this.set.size; text++)
      if (this.set.folds[text] !== fold) {
        if (this.near[text] === 1) this.order[near++] = text
        else this.texts[far++] = text
      }
    this.settle(near, alphas, weights)
    const moved = this.addMoved(near, far)
    if (moved > near) this.settle(moved, alphas, weights)
    this.judge(left, weights)
  }

  /** Puts those of the far texts behind the near ones that have come inside the margin; how many there are in all. */
  private addMoved(near: number, far: number): number {
    this.see(far, this.foldWeights)
    let count = near
    for (let index = 0; index < far; index++) {
      const text = this.texts[index] as number
      if (this.marginOf(text) < 1) this.order[count++] = text
    }
    return count
  }

  /** How far on its own side of the border a text lies that was seen. */
  private marginOf(text: number): number {
    return (this.signs[text] as number) * (this.seen[text] as number)
  }

  /** Margins of the first of `texts`, which the solution knows. */
  private see(count: number, weights: Float32Array): void {
    this.kernel.run.judge(count, at(this.texts), at(weights), at(this.seen), false)
  }

  private judge(left: Int32Array, weights: Float32Array): void {
    this.texts.set(left)
    this.kernel.run.judge(left.length, at(this.texts), at(weights), at(this.out), true)
  }

  private settle(count: number, alphas: Float32Array, weights: Float32Array): void {
    const { seed, maxPasses, tolerance } = this.options
    this.kernel.run.solve(
      count,
      at(this.order),
      at(this.signs),
      at(alphas),
      at(weights),
      seed,
      maxPasses,
      tolerance,
    )
  }

  private quantised(): { weights: Int8Array; scale: number; bias: number } {
    const count = this.weights.length - 1
    const weights = new Int8Array(count)
    let largest = 0
    for (let at = 0; at < count; at++) largest = Math.max(largest, Math.abs(this.weights[at] as number))
    const scale = Math.fround(largest / INT8_LIMIT)
    if (scale > 0)
      for (let at = 0; at < count; at++) weights[at] = Math.round((this.weights[at] as number) / scale)
    return { weights, scale, bias: this.weights[count] as number }
  }
}

function at({ byteOffset }: Int32Array | Float32Array): number {
  return byteOffset
}

/** Of each text 1 / 2C, and its squared length with the bias and that: what a step is divided by. */
function writeSquares(set: TrainingSet, cost: number, squares: Float32Array, slack: Float32Array): void {
  for (let text = 0; text < set.size; text++) {
    const own = 1 / (2 * cost * (set.weights[text] as number))
    let square = 1 + own
    for (let place = set.offsets[text] as number; place < (set.offsets[text + 1] as number); place++)
      square += (set.values[place] as number) ** 2
    for (let dimension = 0; dimension < set.dimensions; dimension++)
      square += (set.dense[text * set.dimensions + dimension] as number) ** 2
    slack[text] = own
    squares[text] = square
  }
}

function membersOf(folds: Int32Array, count: number): readonly Int32Array[] {
  const members: number[][] = Array.from({ length: count + 1 }, () => [])
  folds.forEach((fold, text) => {
    members[fold < 0 || fold >= count ? count : fold]?.push(text)
  })
  return members.map((texts) => Int32Array.from(texts))
}
