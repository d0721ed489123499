import { createHash } from 'node:crypto'
import { createKernel, Layout } from '../linear/kernel.ts'
import { ModelFileError } from '../model-file-error.ts'

const MAGIC = 'PARLEYWV'
const FORMAT_VERSION = 1
const PREFIX_BYTES = 24
const CHECKSUM_BYTES = 32
/** Most of what a byte with a sign can hold. */
const INT8_LIMIT = 127
const LANES = 16
/** So many words are added at once. */
const CHUNK = 1024

/** A table of word vectors: what words mean to each other, learned from other texts than a model's own. */
export interface WordVectors {
  /** First digits of the checksum; a model names the table that it was trained with. */
  readonly id: string
  readonly dimensions: number
  /** Words, the most frequent first. */
  readonly words: readonly string[]
  /** Row of a word, -1 for an unknown one. */
  rowOf(word: string): number
  /** Sum of the vectors of rows; good until the next call. */
  sumOf(rows: readonly number[]): Float32Array
}

export interface VectorRows {
  readonly words: readonly string[]
  readonly dimensions: number
  /** One row of `dimensions` values a word. */
  readonly values: Float32Array
}

/** Writes a table: one byte a value with a scale a row, the words, and the sha256 of it all. */
export function encodeWordVectors({ words, dimensions, values }: VectorRows): Uint8Array {
  const scales = new Float32Array(words.length)
  const bytes = new Int8Array(words.length * dimensions)
  for (let row = 0; row < words.length; row++) {
    const vector = values.subarray(row * dimensions, (row + 1) * dimensions)
    const scale = Math.fround(vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / INT8_LIMIT)
    scales[row] = scale
    if (scale > 0)
      vector.forEach((value, at) => {
        bytes[row * dimensions + at] = Math.round(value / scale)
      })
  }
  const text = Buffer.from(words.join('\n'))
  // Numbers begin at a multiple of four.
  const padded = Buffer.concat([text, Buffer.alloc((4 - (text.length % 4)) % 4, '\n')])
  const prefix = Buffer.alloc(PREFIX_BYTES)
  prefix.write(MAGIC, 'latin1')
  prefix.writeUInt32LE(FORMAT_VERSION, 8)
  prefix.writeUInt32LE(dimensions, 12)
  prefix.writeUInt32LE(words.length, 16)
  prefix.writeUInt32LE(padded.length, 20)
  const body = Buffer.concat([prefix, padded, Buffer.from(scales.buffer), Buffer.from(bytes.buffer)])
  return new Uint8Array(Buffer.concat([body, createHash('sha256').update(body).digest()]))
}

/** Reads a table into memory of its own. @throws {ModelFileError} on damage or another format */
export function decodeWordVectors(file: Uint8Array): WordVectors {
  const data = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
  if (data.length < PREFIX_BYTES + CHECKSUM_BYTES || data.toString('latin1', 0, 8) !== MAGIC)
    throw new ModelFileError('model_corrupt', 'This is not a table of word vectors')
  const format = data.readUInt32LE(8)
  if (format !== FORMAT_VERSION)
    throw new ModelFileError(
      'model_version',
      `Word vectors of format ${format} cannot be read, only ${FORMAT_VERSION}`,
    )
  const body = data.subarray(0, data.length - CHECKSUM_BYTES)
  const checksum = createHash('sha256').update(body).digest()
  if (!checksum.equals(data.subarray(data.length - CHECKSUM_BYTES)))
    throw new ModelFileError('model_corrupt', 'The checksum of the word vectors does not fit their content')
  const [dimensions, count, textBytes] = [12, 16, 20].map((at) => data.readUInt32LE(at)) as [
    number,
    number,
    number,
  ]
  const scalesAt = PREFIX_BYTES + textBytes
  const valuesAt = scalesAt + count * 4
  if (valuesAt + count * dimensions !== body.length)
    throw new ModelFileError('model_corrupt', 'The table of word vectors ends too early or too late')
  const words = body.toString('utf8', PREFIX_BYTES, scalesAt).split('\n').slice(0, count)
  const scales = Float32Array.from({ length: count }, (_, row) => body.readFloatLE(scalesAt + row * 4))
  const values = new Int8Array(body.buffer, body.byteOffset + valuesAt, count * dimensions)
  return createTable({ id: checksum.toString('hex', 0, 4), dimensions, words, scales, values })
}

interface Table {
  readonly id: string
  readonly dimensions: number
  readonly words: readonly string[]
  readonly scales: Float32Array
  readonly values: Int8Array
}

function createTable({ id, dimensions, words, scales, values }: Table): WordVectors {
  const rows = new Map(words.map((word, row) => [word, row]))
  const width = Math.ceil(dimensions / LANES) * LANES
  const layout = new Layout()
  const at = {
    table: layout.take(words.length * width),
    scales: layout.take(words.length * 4),
    rows: layout.take(CHUNK * 4),
    out: layout.take(width * 4),
  }
  const { run, buffer } = createKernel(layout.end)
  const table = new Int8Array(buffer, at.table, words.length * width)
  for (let row = 0; row < words.length; row++)
    table.set(values.subarray(row * dimensions, (row + 1) * dimensions), row * width)
  new Float32Array(buffer, at.scales, words.length).set(scales)
  const asked = new Int32Array(buffer, at.rows, CHUNK)
  const out = new Float32Array(buffer, at.out, dimensions)
  return {
    id,
    dimensions,
    words,
    rowOf: (word) => rows.get(word) ?? -1,
    sumOf(wanted) {
      out.fill(0)
      for (let from = 0; from < wanted.length; from += CHUNK) {
        const count = Math.min(CHUNK, wanted.length - from)
        for (let index = 0; index < count; index++) asked[index] = wanted[from + index] as number
        run.addRows(at.table, width, at.scales, at.rows, count, at.out)
      }
      return out
    },
  }
}
