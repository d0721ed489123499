import { randomBytes } from 'node:crypto'
import { type ImportDetail, type ImportEncoding, importLimits } from '../../contract/index.ts'
import { AppError } from '../../errors.ts'
import type { Content } from '../../files/content.ts'
import { inChunks, tooLarge } from '../../files/receive.ts'
import type { FieldDefinition } from '../values.ts'
import { guessColumns, guessKey } from './columns.ts'
import { createEncodingCheck, decoded, guessDelimiter } from './encoding.ts'
import { importPerson } from './import-record.ts'
import { type FileRow, readRows } from './read-rows.ts'
import { notATable } from './run-import.ts'

const SAMPLE_ROWS = 8
const SAMPLE_LETTERS = 200
const HEAD_BYTES = 65_536

/** How a file that was taken in is written, and where it is. */
export interface TakenIn {
  content: string
  bytes: number
  encoding: ImportEncoding
}

/**
 * Takes a file in, a chunk at a time; it is gone by itself at `expiresAt`.
 * @throws AppError `too_large` | `empty_file` | `not_a_table`
 */
export async function takeIn(
  content: Content,
  id: string,
  { bytes: said, body }: { bytes: number; body: AsyncIterable<Uint8Array> },
  expiresAt: Date,
): Promise<TakenIn> {
  if (said > importLimits.bytes) throw tooLarge(importLimits.bytes)
  if (said === 0) throw new AppError('empty_file')
  const where = randomBytes(12).toString('base64url')
  const check = createEncodingCheck()
  let bytes = 0
  let n = 0
  try {
    for await (const { chunk } of inChunks(body, importLimits.bytes)) {
      if (n === 0 && isOtherProgram(chunk)) throw notATable('spreadsheet')
      check.take(chunk)
      await content.write(importPerson(id), where, n, chunk, expiresAt)
      bytes += chunk.length
      n += 1
    }
    if (bytes === 0) throw new AppError('empty_file')
    const encoding = check.end()
    if (!encoding) throw notATable('binary')
    return { content: where, bytes, encoding }
  } catch (error) {
    await content.drop(where).catch(() => undefined)
    throw error
  }
}

const MAGIC: readonly (readonly number[])[] = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x50, 0x4b, 0x05, 0x06],
  [0xd0, 0xcf, 0x11, 0xe0],
  [0x25, 0x50, 0x44, 0x46],
  [0x1f, 0x8b],
]

/** Workbooks, archives and documents, whatever their name says. */
function isOtherProgram(head: Uint8Array): boolean {
  return MAGIC.some((magic) => magic.every((byte, at) => head[at] === byte))
}

type Preview = NonNullable<ImportDetail['preview']>
type Reading = Pick<Preview, 'encoding' | 'delimiter'>

export interface Stored extends TakenIn {
  id: string
}

/** What stands between the cells of a file. */
export async function delimiterOf(content: Content, file: Stored): Promise<Reading['delimiter']> {
  const end = Math.min(file.bytes, HEAD_BYTES) - 1
  let head = ''
  const pieces = content.read(importPerson(file.id), file.content, 0, end)
  for await (const text of decoded(pieces, file.encoding)) head += text
  return guessDelimiter(head)
}

/**
 * The head and the first rows of a file, read in the given way, and what its columns most likely are.
 * @throws AppError `not_a_table` when there is no head, nothing below it, or more columns than anybody has
 */
export async function readPreview(
  content: Content,
  file: Stored,
  { encoding, delimiter }: Reading,
  definitions: readonly FieldDefinition[],
): Promise<Preview> {
  const pieces = content.read(importPerson(file.id), file.content, 0, file.bytes - 1)
  const rows: FileRow[] = []
  for await (const row of readRows(decoded(pieces, encoding), delimiter)) {
    rows.push(row)
    if (rows.length > SAMPLE_ROWS) break
  }
  const [head, ...rest] = rows
  if (!head) throw new AppError('empty_file')
  if (head.cells.length > importLimits.columns) throw notATable('columns', { limit: importLimits.columns })
  if (head.fault) throw notATable('head')
  if (rest.length === 0) throw notATable('no_rows')
  const heads = head.cells.map((cell) => cell.trim().slice(0, SAMPLE_LETTERS))
  const columns = guessColumns(heads, definitions)
  const key = guessKey(columns)
  return {
    encoding,
    delimiter,
    heads,
    rows: rest.map(({ line, cells }) => ({
      line,
      cells: cells.slice(0, heads.length).map((cell) => cell.slice(0, SAMPLE_LETTERS)),
    })),
    columns,
    ...(key ? { key } : {}),
  }
}
