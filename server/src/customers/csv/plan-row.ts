import type { BadRow, ImportKey, ImportPlan } from '../../contract/index.ts'
import { normalEmail, phoneDigits } from '../contact.ts'
import { type FieldDefinition, readValue, type Sheet } from '../values.ts'
import type { TagDefinition } from './columns.ts'
import { original } from './formula.ts'
import type { FileRow } from './read-rows.ts'

type Problem = BadRow['problems'][number]

/** What a row wants, when all of it can be kept. */
export interface Wish {
  line: number
  /** Who it is about, in the one spelling that is compared. */
  key: string
  /** What is empty in the file is left as it is. */
  values: Sheet
  /** Ids of the tags that are added. */
  tags: string[]
  /** As the file has them, for a report that comes later. */
  cells: string[]
}

export interface RowRules {
  plan: Pick<ImportPlan, 'columns' | 'key'>
  definitions: readonly FieldDefinition[]
  tags: readonly TagDefinition[]
}

/**
 * Reads a row by the rules of an edit by hand: either everything in it can be kept, or it says what cannot.
 */
export function planRow(row: FileRow, rules: RowRules): { wish: Wish } | { bad: BadRow } {
  const { line } = row
  const cells = row.cells.map((cell) => original(cell))
  const refuse = (problems: Problem[]) => ({ bad: { line, problems, cells: bounded(cells) } })
  if (row.fault) return refuse([{ problem: row.fault }])
  const shape = shapeOf(cells, rules.plan.columns)
  if (shape) return refuse([shape])
  const { values, tags, problems } = readCells(cells, rules)
  const key = keyOf(values, rules.plan.key)
  const keyColumn = rules.plan.columns.indexOf(rules.plan.key)
  const keyWrong = problems.some(({ column }) => column === keyColumn)
  if (key === '' && !keyWrong) problems.push({ problem: 'key_missing', column: keyColumn })
  if (problems.length > 0) return refuse(problems)
  const { id: _id, ...sheet } = values
  return { wish: { line, key, values: sheet, tags, cells } }
}

/** The row as a report keeps it. */
export function badRow({ line, cells }: Wish, problem: Problem): BadRow {
  return { line, problems: [problem], cells: bounded(cells) }
}

function shapeOf(cells: readonly string[], columns: ImportPlan['columns']): Problem | undefined {
  const surplus = cells.findIndex((cell, at) => at >= columns.length && cell.trim() !== '')
  if (surplus !== -1) return { problem: 'columns_surplus', column: surplus }
  // What is left out anyway may be missing.
  const needed = columns.findLastIndex((field) => field !== null)
  return cells.length <= needed ? { problem: 'columns_missing', column: cells.length } : undefined
}

function readCells(cells: readonly string[], { plan, definitions, tags: known }: RowRules) {
  const values: Sheet = {}
  const problems: Problem[] = []
  let tags: string[] = []
  for (const [column, field] of plan.columns.entries()) {
    const text = cells[column] ?? ''
    if (field === null || text.trim() === '') continue
    const read =
      foulOf(text) ?? (field === 'tags' ? readTags(text, known) : readField(field, text, definitions))
    if ('problem' in read) problems.push({ problem: read.problem, column })
    else if ('tags' in read) tags = read.tags
    else if (read.value !== '') values[field] = read.value
  }
  return { values, tags, problems }
}

function foulOf(text: string): { problem: 'binary' | 'letters_unreadable' } | undefined {
  if (text.includes('\0')) return { problem: 'binary' }
  return text.includes('\u{fffd}') ? { problem: 'letters_unreadable' } : undefined
}

/** Ids of our own making, in this store or another. */
const ID = /^c_[A-Za-z0-9_-]{1,60}$/

function readField(field: string, text: string, definitions: readonly FieldDefinition[]) {
  if (field !== 'id') return readValue(field, text, definitions)
  const id = text.trim()
  return ID.test(id) ? { value: id } : ({ problem: 'id_invalid' } as const)
}

/** By id or name; people separate them in many ways, and a name may hold one of these signs itself. */
function readTags(
  text: string,
  known: readonly TagDefinition[],
): { tags: string[] } | { problem: 'tag_unknown' } {
  const byName = new Map(known.flatMap(({ id, name }) => [[plain(name), id] as const, [id, id] as const]))
  const whole = byName.get(plain(text))
  const parts = text
    .split(/[;,|、，；\n]/)
    .map(plain)
    .filter(Boolean)
  const found = whole === undefined ? parts.map((part) => byName.get(part)) : [whole]
  const tags = found.filter((id) => id !== undefined)
  return tags.length === found.length ? { tags: [...new Set(tags)] } : { problem: 'tag_unknown' }
}

const plain = (text: string): string => text.normalize('NFKC').trim().toLowerCase()

function keyOf(values: Readonly<Sheet>, key: ImportKey): string {
  const text = values[key] ?? ''
  if (key === 'email') return normalEmail(text)
  return key === 'phone' ? phoneDigits(text) : text
}

const MOST_LETTERS = 4000

/** A report is for people: what is too long for them is cut. */
function bounded(cells: readonly string[]): string[] {
  let left = MOST_LETTERS
  const kept: string[] = []
  for (const cell of cells) {
    if (left <= 0) break
    kept.push(cell.length > left ? `${cell.slice(0, left)}…` : cell)
    left -= cell.length + 1
  }
  return kept
}
