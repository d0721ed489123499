import { createHash } from 'node:crypto'
import { AppError } from '../errors.ts'
import { CHUNK_BYTES } from './content.ts'
import { createTextCheck, type FileKind, kindOfBytes, kindOfText } from './file-kind.ts'

export interface Received {
  kind: FileKind
  bytes: number
  digest: string
}

/**
 * Takes a file as it comes, a chunk at a time, and hands each chunk on before it takes more. What it is shows in the
 * first chunk: what is refused is refused there. A sender that breaks off makes it throw.
 * @throws AppError `unsupported_file` | `too_large` | `empty_file`
 */
export async function receive(
  body: AsyncIterable<Uint8Array>,
  { name, salt, limit }: { name: string; salt: string; limit: number },
  keep: (n: number, bytes: Uint8Array) => Promise<void>,
): Promise<Received> {
  const hash = createHash('sha256').update(salt).update('\0')
  const text = createTextCheck()
  let kind: FileKind | undefined
  let bytes = 0
  let n = 0
  const take = async (chunk: Uint8Array, last: boolean) => {
    if (n === 0) kind = await kindOfBytes(chunk)
    if (!kind) {
      text.take(chunk, last)
      if (!text.valid) throw new AppError('unsupported_file', { details: { kind: 'unknown' } })
      if (n === 0) kindOfText(name, Buffer.from(chunk.subarray(0, 1024)).toString('utf8'))
    }
    hash.update(chunk)
    await keep(n, chunk)
    n += 1
  }
  for await (const { chunk, last } of inChunks(body, limit)) {
    bytes += chunk.length
    await take(chunk, last)
  }
  if (bytes === 0) throw new AppError('empty_file')
  return { kind: kind ?? kindOfText(name, ''), bytes, digest: hash.digest('base64url') }
}

/** Pieces of any size as chunks of one size; the last may be shorter. */
export async function* inChunks(body: AsyncIterable<Uint8Array>, limit: number) {
  let chunk = Buffer.allocUnsafe(CHUNK_BYTES)
  let filled = 0
  let total = 0
  for await (const piece of body) {
    total += piece.length
    if (total > limit) throw tooLarge(limit)
    for (let from = 0; from < piece.length; ) {
      // A full chunk waits for the next byte: only then is it known not to be the last.
      if (filled === CHUNK_BYTES) {
        yield { chunk, last: false }
        chunk = Buffer.allocUnsafe(CHUNK_BYTES)
        filled = 0
      }
      const part = piece.subarray(from, from + CHUNK_BYTES - filled)
      chunk.set(part, filled)
      filled += part.length
      from += part.length
    }
  }
  if (filled > 0) yield { chunk: chunk.subarray(0, filled), last: true }
}

/** The refusal says how large a file may be. */
export function tooLarge(limit: number): AppError {
  return new AppError('too_large', { message: 'The file is too large.', details: { limit } })
}
