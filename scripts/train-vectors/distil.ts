import { createRandom, shuffle } from '@parley/nlp-models'
import { createStudent, type Student } from './student.ts'
import { addScaled, dot, zeroRows } from './vectors.ts'

const SEED = 7
const ROUNDS = 6
const RATE = 0.01
const CAUTION = 1e-2
/** Texts that are never learnt from; a small set is learnt from as a whole. */
const HELD_OUT = 2_000
/** After this many texts one word alone is learnt: words that no text has must stay where the teacher sees them. */
const TEXTS_PER_WORD = 4
/** A prime, so that the words are met in a mixed order and each once. */
const WORD_STRIDE = 7_919

export interface Lesson {
  /** Rows of the words of each text. */
  readonly sentences: readonly Int32Array[]
  /** Where the teacher sees each text, of length 1. */
  readonly targets: readonly Float32Array[]
  /** Where the teacher sees each word alone, of length 1. */
  readonly words: readonly Float32Array[]
  /** Places of the words by frequency. */
  readonly ranks: readonly number[]
}

/**
 * Vectors of words whose sum points where the teacher sees the whole text, most of all by cosine: a sentence encoder
 * distilled into a table of words. They begin as the teacher's vectors of the words alone, less of frequent ones, and
 * are learnt from the texts in rounds at a falling rate.
 * @param onRound told 0 and then each round's number, of how many, and the cosine to the held-out texts
 */
export function distil(
  lesson: Lesson,
  onRound?: (round: number, rounds: number, cosine: number) => void,
): Float32Array[] {
  const { sentences, targets, words } = lesson
  const vectors = startingVectors(lesson)
  const student = createStudent(vectors, CAUTION)
  const random = createRandom(SEED)
  const order = Int32Array.from(sentences.keys())
  shuffle(order, random)
  const learnt = order.subarray(0, sentences.length > 10 * HELD_OUT ? -HELD_OUT : undefined)
  const heldOut = learnt.length < order.length ? order.subarray(-HELD_OUT) : order
  const point = new Float32Array(words[0]?.length ?? 0)
  const learn = (rows: Int32Array, target: Float32Array, rate: number): void => {
    const length = student.read(rows, point)
    if (length > 0) student.learn(rows, point, length, target, rate)
  }
  onRound?.(0, ROUNDS, meanCosine(student, lesson, heldOut))
  for (let round = 0; round < ROUNDS; round++) {
    const rate = RATE * (1 - round / ROUNDS)
    shuffle(learnt, random)
    for (const [index, sentence] of learnt.entries()) {
      learn(sentences[sentence] as Int32Array, targets[sentence] as Float32Array, rate)
      if (index % TEXTS_PER_WORD > 0) continue
      const word = ((index / TEXTS_PER_WORD) * WORD_STRIDE) % words.length
      learn(Int32Array.of(word), words[word] as Float32Array, rate)
    }
    onRound?.(round + 1, ROUNDS, meanCosine(student, lesson, heldOut))
  }
  return vectors
}

/** How near the student's texts are to the teacher's on average, 1 for the same; those without known words are left out. */
export function meanCosine(student: Student, { sentences, targets }: Lesson, of: Int32Array): number {
  let sum = 0
  let count = 0
  for (const sentence of of) {
    const target = targets[sentence] as Float32Array
    const point = new Float32Array(target.length)
    if (student.read(sentences[sentence] as Int32Array, point) === 0) continue
    sum += dot(point, target)
    count++
  }
  return sum / count
}

/**
 * The teacher's vectors of the words, each times its smooth inverse frequency a / (a + p) with a = 0.001 (Arora, Liang
 * and Ma 2017). How likely a word is comes from its rank (Zipf and Mandelbrot), as no list of counts is at hand.
 */
function startingVectors({ words, ranks }: Lesson): Float32Array[] {
  const vectors = zeroRows(words.length, words[0]?.length ?? 0)
  for (const [row, vector] of vectors.entries()) {
    const likely = 1 / (((ranks[row] as number) + 2.7) * Math.log(60_000))
    addScaled(vector, words[row] as Float32Array, 1e-3 / (1e-3 + likely))
  }
  return vectors
}
