import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { createRandom, shuffle } from '@parley/nlp-models'
import { createStudent, type Student } from './student.ts'
import { addScaled, dot, toLengthOne, zeroRows } from './vectors.ts'

const DATA = resolve(import.meta.dirname, '../../nlp-models/data')
const FILES = ['intents.en.jsonl', 'trades.en.jsonl']
const SEED = 5
/** Few rounds at a low rate: the phrases should only turn the words a little towards what companies are asked. */
const ROUNDS = 3
const RATE = 0.005
const CAUTION = 1e-3
const INTENT_RATE = 0.01
/** Cosines are at most 1: times this they tell classes apart. */
const SHARPNESS = 12
/** Share of words left out of a phrase each time, where it has more than three. */
const LEFT_OUT = 0.1
const SHORT = 3

export interface Phrase {
  readonly text: string
  /** Intent, with the trade it belongs to. */
  readonly label: string
}

/** The project's own English phrases of many trades. */
export async function readPhrases(): Promise<readonly Phrase[]> {
  const files = await Promise.all(FILES.map((name) => readFile(resolve(DATA, name), 'utf8')))
  return files
    .flatMap((content) => content.trimEnd().split('\n'))
    .map((line) => {
      const {
        text,
        intent,
        trade = '',
      } = JSON.parse(line) as { text: string; intent: string; trade?: string }
      return { text, label: `${trade}/${intent}` }
    })
}

export interface Labelled {
  /** Rows of the words of each phrase. */
  readonly sentences: readonly Int32Array[]
  readonly labels: readonly string[]
}

/**
 * Turns vectors, in place, so that phrases of one intent point the same way: softmax over the cosines to a vector of
 * each intent, which begins as the mean of its phrases. Answers the share of phrases nearest to their own intent in the
 * last round.
 */
export function tune(vectors: readonly Float32Array[], { sentences, labels }: Labelled): number {
  const student = createStudent(vectors, CAUTION)
  const names = [...new Set(labels)]
  const classes = labels.map((label) => names.indexOf(label))
  const width = vectors[0]?.length ?? 0
  const intents = meanPoints(student, sentences, classes, zeroRows(names.length, width))
  const random = createRandom(SEED)
  const order = Int32Array.from(sentences.keys())
  const point = new Float32Array(width)
  const pull = new Float32Array(width)
  let right = 0
  for (let round = 0; round < ROUNDS; round++) {
    shuffle(order, random)
    right = 0
    for (const sentence of order) {
      const all = sentences[sentence] as Int32Array
      const rows = all.length > SHORT ? all.filter(() => random() > LEFT_OUT) : all
      const length = student.read(rows, point)
      if (length === 0) continue
      if (pullToIntent(intents, classes[sentence] as number, point, pull)) right++
      student.learn(rows, point, length, pull, RATE)
    }
  }
  return right / sentences.length
}

function meanPoints(
  student: Student,
  sentences: readonly Int32Array[],
  classes: readonly number[],
  intents: readonly Float32Array[],
): readonly Float32Array[] {
  for (const [index, rows] of sentences.entries()) {
    const intent = intents[classes[index] as number] as Float32Array
    const point = new Float32Array(intent.length)
    if (student.read(rows, point) > 0) addScaled(intent, point, 1)
  }
  for (const intent of intents) toLengthOne(intent)
  return intents
}

/** Writes where a phrase should turn and moves the intents the other way round. Answers whether its own was nearest. */
function pullToIntent(
  intents: readonly Float32Array[],
  own: number,
  point: Float32Array,
  pull: Float32Array,
): boolean {
  const scores = intents.map((intent) => SHARPNESS * dot(intent, point))
  const best = Math.max(...scores)
  const odds = scores.map((score) => Math.exp(score - best))
  const sum = odds.reduce((total, one) => total + one, 0)
  pull.fill(0)
  for (const [index, intent] of intents.entries()) {
    const miss = ((index === own ? 1 : 0) - (odds[index] as number) / sum) * SHARPNESS
    // Most intents are far off; they would take most of the time.
    if (Math.abs(miss) < 1e-3) continue
    addScaled(pull, intent, miss)
    addScaled(intent, point, INTENT_RATE * miss)
  }
  return scores[own] === best
}
