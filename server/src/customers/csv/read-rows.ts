import type { ImportDelimiter, ImportProblem } from '../../contract/index.ts'

/** Longer than any row of a record: what goes on beyond it is a quote that was never closed, or no table. */
export const MAX_ROW = 100_000
const SHOWN = 2000

export interface FileRow {
  /** Of the file, as an editor counts: where the row begins. */
  line: number
  cells: string[]
  /** Why the row could not be read; its cells are then what stands in the line, for people to look at. */
  fault?: RowFault
}
export type RowFault = Extract<ImportProblem, 'quote_open' | 'quote_broken' | 'row_too_long'>

/**
 * The rows of a table one by one, its head first; empty ones are left out. Cells are quoted as RFC 4180 has it; a quote
 * in the middle of an unquoted cell is a letter. A quote that is not closed, or closed in the wrong place, spoils the
 * line that opens it and no other: reading goes on in the next line. At most `MAX_ROW` is in
 * memory beside the piece that was read last.
 */
export async function* readRows(
  pieces: AsyncIterable<string>,
  delimiter: ImportDelimiter,
): AsyncGenerator<FileRow> {
  const reader = createRowReader(delimiter)
  for await (const piece of pieces) yield* reader.take(piece, false)
  yield* reader.take('', true)
}

type Scanned =
  | { kind: 'row'; cells: string[]; end: number; breaks: number }
  | { kind: 'broken'; fault: RowFault; end: number }
  /** It may go on in the next piece. */
  | { kind: 'open' }

interface Reader {
  delimiter: ImportDelimiter
  /** What is there of the file and not read yet. */
  text: string
  line: number
  /** How many the head has. */
  columns: number | undefined
  /** In the rest of a line that is too long. */
  skipping: boolean
}

interface Step {
  row?: FileRow
  /** Where to go on. */
  next: number
}

function createRowReader(delimiter: ImportDelimiter) {
  const reader: Reader = { delimiter, text: '', line: 1, columns: undefined, skipping: false }
  return {
    *take(piece: string, last: boolean): Generator<FileRow> {
      reader.text += piece
      let from = 0
      while (from < reader.text.length) {
        const done = step(reader, from, last)
        if (!done) break
        if (done.row) yield done.row
        from = done.next
      }
      reader.text = reader.text.slice(from)
    },
  }
}

/** One step from `from` on; undefined when more of the file is needed. */
function step(reader: Reader, from: number, last: boolean): Step | undefined {
  if (reader.skipping) return skip(reader, from, last)
  const found = judge(reader, from, last)
  if (found.kind === 'open') return undefined
  if (found.kind === 'broken') return spoil(reader, from, found, last)
  const { line } = reader
  const { cells, end, breaks } = found
  reader.columns ??= cells.length
  reader.line += breaks + 1
  return cells.some((cell) => cell.trim() !== '') ? { row: { line, cells }, next: end } : { next: end }
}

function skip(reader: Reader, from: number, last: boolean): Step {
  const next = afterLine(reader.text, from, last)
  if (next === undefined) return { next: reader.text.length }
  reader.skipping = false
  reader.line += 1
  return { next }
}

/** The row at `from`, as it counts: what spreads over lines and does not fit the head was not meant so. */
function judge({ text, delimiter, columns }: Reader, from: number, last: boolean): Scanned {
  const found = scan(text, from, delimiter, last)
  if (found.kind === 'broken') return found
  const end = found.kind === 'row' ? found.end : text.length
  const misfit =
    found.kind === 'row' && found.breaks > 0 && columns !== undefined && found.cells.length !== columns
  const endless = end - from > MAX_ROW || (found.kind === 'open' && last)
  return misfit || endless ? { kind: 'broken', fault: 'quote_open', end } : found
}

/** The line at `from`, which cannot be read; undefined while its end is not there yet. */
function spoil(
  reader: Reader,
  from: number,
  { fault, end }: { fault: RowFault; end: number },
  last: boolean,
): Step | undefined {
  const { text, line, delimiter } = reader
  const next = afterLine(text, from, last)
  const tooLong = (next ?? text.length) - from > MAX_ROW
  if (next === undefined && !tooLong) return undefined
  const shown = text.slice(from, Math.min(next ?? end, from + SHOWN)).replace(/[\r\n]+$/, '')
  reader.skipping = next === undefined
  if (!reader.skipping) reader.line += 1
  return {
    row: { line, cells: shown.split(delimiter), fault: tooLong ? 'row_too_long' : fault },
    next: next ?? text.length,
  }
}

/** Where the next line begins; undefined when the text ends before it. */
function afterLine(text: string, from: number, last: boolean): number | undefined {
  for (let at = from; at < text.length; at++) {
    const end = lineEnd(text, at, last)
    if (end === 'unknown') return undefined
    if (end > 0) return at + end
  }
  return last ? text.length : undefined
}

const QUOTE = 34
const CR = 13
const LF = 10

/** How many letters end the line here; 0 for none. A CR that ends a piece may be half of one end. */
function lineEnd(text: string, at: number, last: boolean): number | 'unknown' {
  const code = text.charCodeAt(at)
  if (code === LF) return 1
  if (code !== CR) return 0
  if (at + 1 < text.length) return text.charCodeAt(at + 1) === LF ? 2 : 1
  return last ? 1 : 'unknown'
}

function scan(text: string, from: number, delimiter: string, last: boolean): Scanned {
  const cells: string[] = []
  let breaks = 0
  for (let at = from; ; at += 1) {
    const cell = text.charCodeAt(at) === QUOTE ? quoted(text, at, last) : plain(text, at, delimiter)
    if (!cell) return { kind: 'open' }
    cells.push(cell.value)
    breaks += cell.breaks
    at = cell.end
    if (text.startsWith(delimiter, at)) continue
    const rest = endsHere(text, at, last)
    if (rest === 'open') return { kind: 'open' }
    return rest === undefined
      ? // Closed lines below: what was opened here was not meant so.
        { kind: 'broken', fault: breaks > 0 ? 'quote_open' : 'quote_broken', end: at }
      : { kind: 'row', cells, end: at + rest, breaks }
  }
}

/** Letters that end the row behind a cell; undefined when something else stands there. */
function endsHere(text: string, at: number, last: boolean): number | 'open' | undefined {
  if (at >= text.length) return last ? 0 : 'open'
  const end = lineEnd(text, at, last)
  if (end === 'unknown') return 'open'
  return end > 0 ? end : undefined
}

interface Cell {
  value: string
  end: number
  breaks: number
}

function plain(text: string, from: number, delimiter: string): Cell {
  const stop = delimiter.charCodeAt(0)
  let end = from
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end)
    if (code === stop || code === LF || code === CR) break
  }
  return { value: text.slice(from, end), end, breaks: 0 }
}

/** Undefined while the quote is not closed, or may go on as a doubled one. */
function quoted(text: string, from: number, last: boolean): Cell | undefined {
  let at = from + 1
  for (;;) {
    at = text.indexOf('"', at)
    if (at === -1 || (at + 1 === text.length && !last)) return undefined
    if (text.charCodeAt(at + 1) !== QUOTE) break
    at += 2
  }
  const raw = text.slice(from + 1, at)
  let end = at + 1
  // Some programs pad what they quote.
  while (text.charCodeAt(end) === 32) end += 1
  return { value: raw.replaceAll('""', '"'), end, breaks: raw.match(/\r\n|\r|\n/g)?.length ?? 0 }
}
