import { durable, relaxed } from '../storage/mongo.ts'
import { ownFilter } from '../storage/own-filter.ts'
import type { Sealer } from '../storage/sealing.ts'
import type { FileChunks } from './file-record.ts'

/** Small enough that a hundred uploads at once are no weight, large enough that 20 MB are no crowd of documents. */
export const CHUNK_BYTES = 256 * 1024

/** Every chunk of a content, its thumbnail included, is one range of the primary key. */
const all = (content: string) => ({ $gte: `${content}:`, $lt: `${content};` })
const chunkId = (content: string, n: number) => `${content}:${String(n).padStart(6, '0')}`

/** The bytes of files: sealed for a person, in chunks of one size. */
export interface Content {
  /** Chunks are written before the record that names them, which is durable: what is named is on disk too. */
  write(person: string, content: string, n: number, bytes: Uint8Array, expiresAt: Date): Promise<void>
  writeThumb(person: string, content: string, bytes: Uint8Array, expiresAt: Date): Promise<void>
  /** The bytes from `from` up to and with `to`, in pieces: one chunk in memory at a time. */
  read(person: string, content: string, from: number, to: number): AsyncGenerator<Buffer>
  readThumb(person: string, content: string): Promise<Buffer | undefined>
  /** Lets it live until then, or for good. Answers whether all of its chunks are there. */
  prolong(content: string, bytes: number, expiresAt: Date | undefined): Promise<boolean>
  drop(content: string): Promise<void>
}

export function createContent({ chunks, sealer }: { chunks: FileChunks; sealer: Sealer }): Content {
  const put = async (_id: string, person: string, bytes: Uint8Array, expiresAt: Date) => {
    const sealed = await sealer.sealBytes(person, bytes)
    await chunks.collection.insertOne({ _id, bytes: sealed, expiresAt } as never, { writeConcern: relaxed })
  }
  return {
    write: (person, content, n, bytes, expiresAt) => put(chunkId(content, n), person, bytes, expiresAt),
    writeThumb: (person, content, bytes, expiresAt) => put(`${content}:thumb`, person, bytes, expiresAt),
    async *read(person, content, from, to) {
      for (let n = Math.floor(from / CHUNK_BYTES); n * CHUNK_BYTES <= to; n += 1) {
        const chunk = await chunks.findById(chunkId(content, n)).lean()
        if (!chunk) throw new Error(`content ${content} has no chunk ${n}`)
        const bytes = await sealer.openBytes(person, chunk.bytes)
        const start = n * CHUNK_BYTES
        yield bytes.subarray(Math.max(0, from - start), Math.min(bytes.length, to - start + 1))
      }
    },
    async readThumb(person, content) {
      const chunk = await chunks.findById(`${content}:thumb`).lean()
      return chunk ? await sealer.openBytes(person, chunk.bytes) : undefined
    },
    async prolong(content, bytes, expiresAt) {
      const change = expiresAt ? { $set: { expiresAt } } : { $unset: { expiresAt: 1 } }
      await chunks.updateMany(
        ownFilter({ _id: all(content), expiresAt: { $exists: true } }),
        change as never,
        {
          writeConcern: durable,
        },
      )
      const there = await chunks.countDocuments(
        ownFilter({ _id: { $gte: chunkId(content, 0), $lt: `${content}:t` } }),
      )
      return there === Math.ceil(bytes / CHUNK_BYTES)
    },
    async drop(content) {
      await chunks.deleteMany(ownFilter({ _id: all(content) }), { writeConcern: relaxed })
    },
  }
}
