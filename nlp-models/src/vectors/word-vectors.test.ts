import { expect, test } from 'vitest'
import { tokenise } from '../text/tokens.ts'
import { defaultWordVectors } from './default-vectors.ts'
import { writeTextVector } from './text-vector.ts'
import { decodeWordVectors, encodeWordVectors } from './word-vectors.ts'

const rows = {
  words: ['parcel', 'größe', 'x'],
  dimensions: 4,
  values: Float32Array.of(1, -0.5, 0, 0.25, 0, 0, 0, 0, 9, 8, 7, 6),
}
const file = encodeWordVectors(rows)

test('a table reads back what was written, to a part in 127 of the largest value of a row', () => {
  const table = decodeWordVectors(file)
  expect(table.words).toEqual(rows.words)
  expect([table.rowOf('größe'), table.rowOf('constructor'), table.rowOf('')]).toEqual([1, -1, -1])
  rows.words.forEach((_, row) => {
    table.sumOf([row]).forEach((value, at) => {
      expect(Math.abs(value - (rows.values[row * 4 + at] as number))).toBeLessThanOrEqual(9 / 127 / 2)
    })
  })
})

test.each<[string, (bytes: Buffer) => Buffer, string]>([
  ['another file', () => Buffer.from('hello'), 'model_corrupt'],
  ['nothing', () => Buffer.alloc(0), 'model_corrupt'],
  ['a cut file', (bytes) => bytes.subarray(0, bytes.length - 5), 'model_corrupt'],
  ['a changed byte', (bytes) => changed(bytes, 40), 'model_corrupt'],
  ['another format', (bytes) => changed(bytes, 8), 'model_version'],
])('says of %s what is wrong', (_name, damage, code) => {
  expect(() => decodeWordVectors(damage(Buffer.from(file)))).toThrow(expect.objectContaining({ code }))
})

test('the shipped table knows which words mean nearly the same', () => {
  const vectors = defaultWordVectors()
  const vectorOf = (text: string) => {
    const vector = new Float32Array(vectors.dimensions)
    writeTextVector(vectors, tokenise(text), vector)
    return vector
  }
  const likeness = (a: string, b: string) => {
    const [one, two] = [vectorOf(a), vectorOf(b)]
    return one.reduce((sum, value, at) => sum + value * (two[at] as number), 0)
  }
  expect(likeness('where is my parcel', 'has the package arrived')).toBeGreaterThan(
    likeness('where is my parcel', 'I forgot my password'),
  )
  expect(likeness('refund', 'reimburse')).toBeGreaterThan(0.3)
  expect(vectorOf('退款 123 😀').every((value) => value === 0)).toBe(true)
})

function changed(bytes: Buffer, at: number): Buffer {
  bytes.writeUInt8((bytes[at] ?? 0) ^ 8, at)
  return bytes
}
