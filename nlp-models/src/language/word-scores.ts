import { hashWord, mostFeatures, type WordSpan } from './features.ts'
import { gainOf, type LanguageGroup, toProbabilities } from './language-model.ts'
import { MOST_WORDS, UNITS_READ } from './reader.ts'

/** Languages that are summed at a time, each in a register. */
const LANES = 4
/** A comma between two languages is usual ("hola, where is it"), so a change there costs less. */
const AFTER_MARK = 0.5
/** Texts in a language that the group does not have are not in the data, and so not in the calibration; an estimate. */
const KNOWN = 0.99
const rows = new Uint16Array(mostFeatures(UNITS_READ))

/** Scores of each word of a text for each language of one group, and the label of each word: the language that it is in. */
export class WordScores {
  words = 0
  /** Language number of each word. */
  readonly labels = new Uint8Array(MOST_WORDS)
  /** Letters of all words with each label. */
  readonly letters: Uint16Array
  private readonly lengths = new Uint16Array(MOST_WORDS)
  private readonly costs = new Float64Array(MOST_WORDS)
  private readonly features = new Uint16Array(MOST_WORDS)
  private readonly group: LanguageGroup
  /** Languages rounded up to whole lanes. */
  private readonly stride: number
  /** The weights of the group, all languages of a bucket and the gap up to the stride together. */
  private readonly weights: Int8Array
  /** Sums of weights in steps, laid out like them by word. */
  private readonly scores: Int32Array
  private readonly best: Float64Array
  private readonly came: Uint8Array

  constructor(group: LanguageGroup) {
    const size = group.languages.length
    this.group = group
    this.letters = new Uint16Array(size)
    this.stride = Math.ceil(size / LANES) * LANES
    this.weights = spread(group, this.stride)
    this.scores = new Int32Array(MOST_WORDS * this.stride)
    this.best = new Float64Array(size)
    this.came = new Uint8Array(MOST_WORDS * size)
  }

  clear(): void {
    this.words = 0
  }

  /** Scores one more word; before which a change of language is cheaper if it stands after a mark. */
  push(units: Uint16Array, span: WordSpan, afterMark: boolean): void {
    const { scores, stride } = this
    const count = hashWord(units, span, this.group.buckets, rows, 0)
    for (let lane = 0; lane < stride; lane += LANES) this.sum(count, lane, scores)
    this.lengths[this.words] = span.to - span.from
    this.costs[this.words] = this.group.switchCost * (afterMark ? AFTER_MARK : 1)
    this.features[this.words++] = count
  }

  /** Adds up four languages over the features of a word: reading each sum back from memory would take thrice as long. */
  private sum(count: number, lane: number, scores: Int32Array): void {
    const { weights, stride } = this
    let [first, second, third, fourth] = [0, 0, 0, 0]
    for (let index = 0; index < count; index++) {
      const at = (rows[index] as number) * stride + lane
      first += weights[at] as number
      second += weights[at + 1] as number
      third += weights[at + 2] as number
      fourth += weights[at + 3] as number
    }
    const to = this.words * stride + lane
    scores[to] = first
    scores[to + 1] = second
    scores[to + 2] = third
    scores[to + 3] = fourth
  }

  /**
   * Labels the words so that their scores, less the cost of each change of language, are highest: Viterbi, with one
   * cost for every pair of languages, and so linear in words and languages.
   */
  label(): void {
    const size = this.group.languages.length
    this.best.fill(0)
    this.letters.fill(0)
    for (let word = 0; word < this.words; word++) this.step(word, size)
    let label = highest(this.best)
    for (let word = this.words - 1; word >= 0; word--) {
      this.labels[word] = label
      this.letters[label] = (this.letters[label] as number) + (this.lengths[word] as number)
      label = this.came[word * size + label] as number
    }
  }

  private step(word: number, size: number): void {
    const { best, came, scores, stride } = this
    const leader = highest(best)
    const change = (best[leader] as number) - (this.costs[word] as number)
    for (let column = 0; column < size; column++) {
      const stayed = best[column] as number
      const changes = word > 0 && change > stayed
      came[word * size + column] = changes ? leader : column
      best[column] = (changes ? change : stayed) + (scores[word * stride + column] as number)
    }
  }

  /** Gives the words of one label another. */
  relabel(from: number, to: number): void {
    for (let word = 0; word < this.words; word++) if (this.labels[word] === from) this.labels[word] = to
    this.letters[to] = (this.letters[to] as number) + (this.letters[from] as number)
    this.letters[from] = 0
  }

  /** Writes the probability of each language of the group from all words with that label. */
  probabilities(label: number, into: Float64Array, at: number): void {
    const size = this.group.languages.length
    let features = 0
    into.fill(0, at, at + size)
    for (let word = 0; word < this.words; word++) {
      if (this.labels[word] !== label) continue
      features += this.features[word] as number
      for (let column = 0; column < size; column++)
        into[at + column] =
          (into[at + column] as number) + (this.scores[word * this.stride + column] as number)
    }
    const gain = gainOf(this.group, features)
    for (let column = at; column < at + size; column++) into[column] = (into[column] as number) * gain
    toProbabilities(into, at, at + size)
    for (let column = at; column < at + size; column++) into[column] = (into[column] as number) * KNOWN
  }
}

function spread({ weights, buckets, languages }: LanguageGroup, stride: number): Int8Array {
  const wide = new Int8Array(buckets * stride)
  for (let bucket = 0; bucket < buckets; bucket++)
    wide.set(weights.subarray(bucket * languages.length, (bucket + 1) * languages.length), bucket * stride)
  return wide
}

function highest(values: Float64Array): number {
  let found = 0
  for (let at = 1; at < values.length; at++)
    if ((values[at] as number) > (values[found] as number)) found = at
  return found
}
