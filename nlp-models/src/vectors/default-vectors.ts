import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ModelFileError } from '../model-file-error.ts'
import { decodeWordVectors, type WordVectors } from './word-vectors.ts'

/** Where the table lies that Parley ships with; the same from sources and from the build. */
export const defaultWordVectorsPath = fileURLToPath(
  new URL('../../trained/words.en.vectors', import.meta.url),
)
let shipped: WordVectors | undefined

/** The English word vectors that Parley ships with, read when they are first asked for. @throws {ModelFileError} */
export function defaultWordVectors(): WordVectors {
  shipped ??= decodeWordVectors(read())
  return shipped
}

function read(): Uint8Array {
  try {
    return readFileSync(defaultWordVectorsPath)
  } catch (cause) {
    throw new ModelFileError('model_missing', `No word vectors can be read at ${defaultWordVectorsPath}`, {
      cause,
    })
  }
}
