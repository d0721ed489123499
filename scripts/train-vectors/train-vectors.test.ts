import { expect, test } from 'vitest'
import { readGloss } from './corpus.ts'
import { distil, type Lesson } from './distil.ts'
import { pointsAlong, principalDirections } from './project.ts'
import { tune } from './tune.ts'
import { dot } from './vectors.ts'
import { tableWords } from './words.ts'

test('a line of WordNet is a definition and examples, its header has no gloss', () => {
  expect(
    readGloss(
      '00001740 00 a 01 able 0 001 = 05207437 n 0000 | having the means to do something; "able to swim well"; "she was able"  ',
    ),
  ).toEqual({
    definition: 'having the means to do something',
    examples: ['able to swim well', 'she was able'],
  })
  expect(readGloss('  28 any associated documentation shall at all times remain with  ')).toBeUndefined()
})

test('the table takes words of letters, with their places by frequency', () => {
  expect(tableWords(['the', 'well-known', "o'clock", 'of'])).toEqual([
    { word: 'the', rank: 0 },
    { word: 'of', rank: 3 },
  ])
})

test('the first principal direction is the one along which the rows lie', () => {
  const rows = [-2, -1, 0, 1, 2].map((at) => Float32Array.of(5 + 3 * at, 4 * at, at % 2 === 0 ? 0.1 : -0.1))
  const { directions, kept } = principalDirections(rows, 1)
  const [direction = new Float32Array()] = directions
  expect(Math.abs(dot(direction, Float32Array.of(0.6, 0.8, 0)))).toBeCloseTo(1, 3)
  expect(kept).toBeGreaterThan(0.99)
  const points = pointsAlong(directions, rows).map(([point = 0]) => point)
  expect(Math.abs(points[0]! - points[4]!)).toBeCloseTo(2, 3)
})

/** Three words whose texts mean what none says alone. */
function toyLesson(): Lesson {
  const sentences = [Int32Array.of(0, 1), Int32Array.of(0, 2), Int32Array.of(1, 2)]
  return {
    sentences: Array.from({ length: 60 }, (_, at) => sentences[at % 3]!),
    targets: Array.from({ length: 60 }, (_, at) =>
      Float32Array.from({ length: 3 }, (_, axis) => Number(axis === at % 3)),
    ),
    words: [Float32Array.of(0.6, 0.8, 0), Float32Array.of(0, 0.6, 0.8), Float32Array.of(0.8, 0, 0.6)],
    ranks: [0, 900, 9_000],
  }
}

test('the student comes nearer to the teacher, and the same way each time', () => {
  const cosines: number[] = []
  const once = distil(toyLesson(), (_, __, cosine) => cosines.push(cosine))
  expect(cosines.at(-1)).toBeGreaterThan(cosines[0]! + 0.01)
  expect(distil(toyLesson())).toEqual(once)
})

test('tuning turns the phrases of one intent together', () => {
  const vectors = [Float32Array.of(1, 0), Float32Array.of(0, 1), Float32Array.of(0.8, 0.6)]
  const phrases = {
    sentences: Array.from({ length: 40 }, (_, at) => Int32Array.of(at % 3)),
    labels: Array.from({ length: 40 }, (_, at) => (at % 3 === 0 ? 'one' : 'two')),
  }
  const before = dot(vectors[1]!, vectors[2]!)
  expect(tune(vectors, phrases)).toBeGreaterThan(0.6)
  const length = (vector: Float32Array) => Math.sqrt(dot(vector, vector))
  expect(dot(vectors[1]!, vectors[2]!) / length(vectors[1]!) / length(vectors[2]!)).toBeGreaterThan(before)
})
