import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createLinearModel, type LinearModel } from './linear/linear-model.ts'
import { createVocabulary } from './linear/vocabulary.ts'
import type { Model } from './model.ts'
import { ModelFileError } from './model-file-error.ts'
import { type Header, type LinearHeader, parseHeader } from './model-header.ts'
import { MOODS } from './sentiment/mood-calibration.ts'
import type { MoodModel } from './sentiment/mood-training.ts'
import { createLexicon } from './text/lexicon.ts'
import type { Language } from './understanding.ts'
import { defaultWordVectors } from './vectors/default-vectors.ts'
import type { WordVectors } from './vectors/word-vectors.ts'

const MAGIC = 'PARLEYNL'
export const FORMAT_VERSION = 3
const PREFIX_BYTES = 16
const CHECKSUM_BYTES = 32

/** A model without its version, which is derived from the encoded content. */
export type ModelContent = Omit<Model, 'version'>

/** Reads and checks a model file. @throws {ModelFileError} when it is missing, damaged or of another format. */
export async function loadModel(path: string): Promise<Model> {
  return decodeModel(await readBytes(path))
}

async function readBytes(path: string): Promise<Uint8Array> {
  return await readFile(path).catch((cause: unknown) => {
    throw new ModelFileError('model_missing', `No model file can be read at ${path}`, { cause })
  })
}

/** Whether what lies at the path now could be loaded, without loading it. @throws {ModelFileError} when not */
export async function verifyModelFile(path: string): Promise<void> {
  checkedBody(await readBytes(path))
}

/** Writes the model as magic, format version, JSON header, typed-array blocks and sha256 of it all. */
export function encodeModel(model: ModelContent): Uint8Array {
  const moods = Object.entries(model.moods).sort(([a], [b]) => (a < b ? -1 : 1))
  const header: Header = {
    dataHash: model.dataHash,
    ...(model.date === undefined ? {} : { date: model.date }),
    languages: model.languages,
    orderMasks: model.orderMasks,
    ...(model.intents.vectors === undefined ? {} : { vectors: model.intents.vectors.id }),
    words: model.lexicon.words,
    thresholds: model.thresholds,
    metrics: model.metrics,
    intents: headerOf(model.intents),
    intentCalibration: model.intentCalibration,
    moods: moods.map(([language, mood]) => ({
      language: language === 'zh' ? 'zh' : 'en',
      linear: headerOf(mood.linear),
      calibration: mood.calibration,
    })),
  }
  const json = Buffer.from(JSON.stringify(header))
  const prefix = Buffer.alloc(PREFIX_BYTES)
  prefix.write(MAGIC, 'latin1')
  prefix.writeUInt32LE(FORMAT_VERSION, 8)
  prefix.writeUInt32LE(json.length, 12)
  const blocks = [model.intents, ...moods.map(([, mood]) => mood.linear)].flatMap(blocksOf)
  const body = Buffer.concat([prefix, json, ...blocks])
  return new Uint8Array(Buffer.concat([body, createHash('sha256').update(body).digest()]))
}

/** Reads a model from memory. @throws {ModelFileError} on damage or an unknown format. */
export function decodeModel(bytes: Uint8Array): Model {
  const { body, checksum } = checkedBody(bytes)
  const headerEnd = PREFIX_BYTES + body.readUInt32LE(12)
  if (headerEnd > body.length)
    throw new ModelFileError('model_corrupt', 'The header of the model file is cut off')
  const header = parseHeader(body.toString('utf8', PREFIX_BYTES, headerEnd))
  return assemble(header, createReader(body, headerEnd), checksum.toString('hex'))
}

function checkedBody(bytes: Uint8Array): { body: Buffer; checksum: Buffer } {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (data.length < PREFIX_BYTES + CHECKSUM_BYTES || data.toString('latin1', 0, 8) !== MAGIC)
    throw new ModelFileError('model_corrupt', 'This is not a Parley model file')
  const format = data.readUInt32LE(8)
  if (format !== FORMAT_VERSION)
    throw new ModelFileError(
      'model_version',
      `This model has format ${format}, this Parley reads format ${FORMAT_VERSION}: train it again`,
    )
  const body = data.subarray(0, data.length - CHECKSUM_BYTES)
  const checksum = createHash('sha256').update(body).digest()
  if (!checksum.equals(data.subarray(data.length - CHECKSUM_BYTES)))
    throw new ModelFileError('model_corrupt', 'The checksum of the model file does not fit its content')
  return { body, checksum }
}

function assemble(header: Header, reader: BlockReader, contentHash: string): Model {
  const vectors = vectorsFor(header)
  const intents = readLinear(header.intents, reader, vectors)
  const moods: Partial<Record<Language, MoodModel>> = {}
  for (const { language, linear, calibration } of header.moods) {
    if (linear.classes.join() !== MOODS.join())
      throw new ModelFileError('model_corrupt', 'The sentiment classes of the model file are unknown')
    moods[language] = { linear: readLinear(linear, reader, vectors), calibration }
  }
  reader.finish()
  const { date, dataHash, languages, orderMasks, thresholds, metrics, intentCalibration } = header
  const version = `${date ?? dataHash.slice(0, 8)}.${contentHash.slice(0, 8)}`
  return {
    version,
    dataHash,
    date,
    languages,
    orderMasks,
    thresholds,
    metrics,
    lexicon: createLexicon(header.words, vectors),
    intents,
    intentCalibration,
    moods,
  }
}

function headerOf(model: LinearModel): LinearHeader {
  const { classes, vocabulary, vectors, vectorWeight } = model
  return { classes, features: vocabulary.size, dimensions: vectors?.dimensions ?? 0, vectorWeight }
}

function blocksOf(model: LinearModel): readonly Uint8Array[] {
  const { vocabulary, scorer } = model
  const { scales, bias, weights } = scorer.content()
  return [vocabulary.keys, scales, bias, vocabulary.idf, vocabulary.parts, weights].map(
    (block) => new Uint8Array(block.buffer, block.byteOffset, block.byteLength),
  )
}

function readLinear(
  header: LinearHeader,
  reader: BlockReader,
  vectors: WordVectors | undefined,
): LinearModel {
  const { classes, features, dimensions, vectorWeight } = header
  if (dimensions !== 0 && dimensions !== vectors?.dimensions)
    throw new ModelFileError('model_corrupt', 'The model file does not say which word vectors it needs')
  const keys = new Uint32Array(reader.take(features * 4))
  const scales = new Float32Array(reader.take(classes.length * 4))
  const bias = new Float32Array(reader.take(classes.length * 4))
  const idf = new Uint8Array(reader.take(features))
  const parts = new Uint8Array(reader.take(features))
  const weights = new Int8Array(reader.take((features + dimensions) * classes.length))
  return createLinearModel({
    classes,
    vocabulary: createVocabulary(keys, idf, parts),
    vectors: dimensions === 0 ? undefined : vectors,
    vectorWeight,
    weights,
    scales,
    bias,
  })
}

/** The table of word vectors that a model was trained with. @throws {ModelFileError} when this Parley has another */
function vectorsFor({ vectors: id }: Header): WordVectors | undefined {
  if (id === undefined) return undefined
  const shipped = defaultWordVectors()
  if (shipped.id === id) return shipped
  throw new ModelFileError(
    'model_version',
    `This model was trained with word vectors ${id}, this Parley has ${shipped.id}: train it again`,
  )
}

interface BlockReader {
  /** The next bytes, copied so that they are aligned. */
  take(size: number): ArrayBuffer
  finish(): void
}

function createReader(body: Buffer, from: number): BlockReader {
  let position = from
  return {
    take(size) {
      if (position + size > body.length)
        throw new ModelFileError('model_corrupt', 'The model file ends before its last block')
      const block = new ArrayBuffer(size)
      new Uint8Array(block).set(body.subarray(position, position + size))
      position += size
      return block
    },
    finish() {
      if (position !== body.length)
        throw new ModelFileError('model_corrupt', 'The model file has bytes after its last block')
    },
  }
}
