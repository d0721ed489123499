import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { ModelFileError } from '../model-file-error.ts'
import { type GroupHeader, type LanguageHeader, parseLanguageHeader } from './language-header.ts'
import type { LanguageGroup, LanguageModel } from './language-model.ts'

const MAGIC = 'PARLEYLG'
const FORMAT_VERSION = 1
const PREFIX_BYTES = 16
const CHECKSUM_BYTES = 32

/** Reads and checks a model of languages; at once, for it is small. @throws {ModelFileError} */
export function readLanguageModel(path: string): LanguageModel {
  let bytes: Uint8Array
  try {
    bytes = readFileSync(path)
  } catch (cause) {
    throw new ModelFileError('model_missing', `No model file can be read at ${path}`, { cause })
  }
  return decodeLanguageModel(bytes)
}

/** Magic, format version, length of the header, header, weights of each group and sha256 of it all; little-endian. */
export function encodeLanguageModel(model: LanguageModel): Uint8Array {
  const header: LanguageHeader = {
    seed: model.seed,
    dataHash: model.dataHash,
    groups: model.groups.map(({ weights: _, ...group }): GroupHeader => group),
  }
  const json = Buffer.from(JSON.stringify(header))
  const prefix = Buffer.alloc(PREFIX_BYTES)
  prefix.write(MAGIC, 'latin1')
  prefix.writeUInt32LE(FORMAT_VERSION, 8)
  prefix.writeUInt32LE(json.length, 12)
  const weights = model.groups.map(({ weights: { buffer, byteOffset, byteLength } }) =>
    Buffer.from(buffer, byteOffset, byteLength),
  )
  const body = Buffer.concat([prefix, json, ...weights])
  return new Uint8Array(Buffer.concat([body, sha256(body)]))
}

/** Reads a model from memory. @throws {ModelFileError} on damage or an unknown format. */
export function decodeLanguageModel(bytes: Uint8Array): LanguageModel {
  const body = checkedBody(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  const headerEnd = PREFIX_BYTES + body.readUInt32LE(12)
  if (headerEnd > body.length) throw corrupt('The header of the language model is cut off')
  const { seed, dataHash, groups } = parseLanguageHeader(body.toString('utf8', PREFIX_BYTES, headerEnd))
  let at = headerEnd
  const read = groups.map((group): LanguageGroup => {
    const size = group.buckets * group.languages.length
    const weights = new Int8Array(body.subarray(at, at + size))
    if (weights.length !== size) throw corrupt('The language model ends before its last weight')
    at += size
    return { ...group, weights }
  })
  if (at !== body.length) throw corrupt('The language model has bytes after its last weight')
  return { seed, dataHash, groups: read }
}

function checkedBody(data: Buffer): Buffer {
  if (data.length < PREFIX_BYTES + CHECKSUM_BYTES || data.toString('latin1', 0, 8) !== MAGIC)
    throw corrupt('This is not a model of languages')
  const format = data.readUInt32LE(8)
  if (format !== FORMAT_VERSION)
    throw new ModelFileError(
      'model_version',
      `Format ${format} of the language model is not ${FORMAT_VERSION}; train again`,
    )
  const body = data.subarray(0, data.length - CHECKSUM_BYTES)
  if (!sha256(body).equals(data.subarray(data.length - CHECKSUM_BYTES)))
    throw corrupt('The checksum of the language model does not fit its content')
  return body
}

function sha256(data: Buffer): Buffer {
  return createHash('sha256').update(data).digest()
}

function corrupt(message: string): ModelFileError {
  return new ModelFileError('model_corrupt', message)
}
