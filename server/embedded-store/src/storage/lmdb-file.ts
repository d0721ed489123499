import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs'

/** The data file cannot be used; the message is the one sentence that an operator reads. */
export class DamagedStoreError extends Error {}

export const DATA_FILE = 'data.lmdb'
/** LMDB's marks, in the first meta page after its 16-byte (or 24-byte) page header. */
const LMDB_MAGIC = 0xbeefc0de
const META_BYTES = 136
const MAX_PAGE_BYTES = 65_536
const NO_PAGE = 0xffff_ffff_ffff_ffffn

/** LMDB maps the file and dies of a signal on foreign or missing pages, so the beginning is looked at before. */
export function assertLooksLikeLmdb(path: string): void {
  if (!existsSync(path)) return
  const head = Buffer.alloc(2 * MAX_PAGE_BYTES)
  const file = openSync(path, 'r')
  const read = readSync(file, head, 0, head.length, 0)
  const { size } = fstatSync(file)
  closeSync(file)
  if (size === 0) return
  if (!rootsLieWithin(head.subarray(0, read), size))
    throw new DamagedStoreError(
      `the data file ${path} is damaged or is not a store; restore it from a backup`,
    )
}

/** Whether the newer of the two meta pages is LMDB's, and the two trees that it names begin inside the file. */
function rootsLieWithin(head: Buffer, size: number): boolean {
  const mark = [16, 24].find((offset) => head.length > offset + 4 && head.readUInt32LE(offset) === LMDB_MAGIC)
  if (mark === undefined || head.length < mark + META_BYTES) return false
  const pageBytes = head.readUInt32LE(mark + 24)
  const metas = [mark, pageBytes + mark].filter((at) => head.length >= at + META_BYTES)
  if (metas.length < 2) return false
  const newest = metas.toSorted((a, b) => Number(txnOf(head, b) - txnOf(head, a)))[0] ?? mark
  // The tail of a sound file may be missing where it holds no page that is used; a root is always there.
  const roots = [head.readBigUInt64LE(newest + 64), head.readBigUInt64LE(newest + 112)]
  return roots.every((root) => root === NO_PAGE || (root + 1n) * BigInt(pageBytes) <= BigInt(size))
}

const txnOf = (head: Buffer, meta: number): bigint => head.readBigUInt64LE(meta + 128)
