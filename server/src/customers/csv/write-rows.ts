import { neutral } from './formula.ts'

/** Spreadsheets know UTF-8 by it. */
export const BOM = '\u{feff}'
const NEEDS_QUOTES = /[",;\t|\r\n]|^\s|\s$/

/** A line of a table as RFC 4180 has it; no cell of it is a formula to whoever opens it. */
export function writeRow(cells: readonly string[]): string {
  return `${cells.map(writeCell).join(',')}\r\n`
}

function writeCell(text: string): string {
  const safe = neutral(text)
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
