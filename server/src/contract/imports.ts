import { z } from 'zod'
import { valueProblems } from './customers.ts'
import { Task } from './tasks.ts'

export const importLimits = {
  bytes: 50 * 1024 * 1024,
  /** Every row is remembered by its key while the file is read. */
  rows: 200_000,
  columns: 200,
} as const

export const ImportEncoding = z.enum(['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'windows-1252'])
export type ImportEncoding = z.infer<typeof ImportEncoding>
export const ImportDelimiter = z.enum([',', ';', '\t', '|'])
export type ImportDelimiter = z.infer<typeof ImportDelimiter>
/** By what a row is found to be about somebody who is known; `id` is Parley's own, as an export has it. */
export const importKeys = ['email', 'phone', 'externalId', 'id'] as const
export const ImportKey = z.enum(importKeys)
export type ImportKey = z.infer<typeof ImportKey>

/** Why a row, or a cell of it, was not taken over. Words are the console's. */
export const importProblems = [
  ...valueProblems,
  /** A quote is opened in this line and not closed within any sensible length. */
  'quote_open',
  /** Something stands behind the quote that closes a cell. */
  'quote_broken',
  'row_too_long',
  'columns_surplus',
  'columns_missing',
  'binary',
  /** Letters that this encoding does not have: most likely another one was chosen. */
  'letters_unreadable',
  'key_missing',
  'id_invalid',
  'name_needed',
  /** An earlier row of the file, named by its line, is about the same customer. */
  'same_as_line',
  /** Several customers have this e-mail address or number, so nobody can say which one is meant. */
  'several_found',
] as const
export const ImportProblem = z.enum(importProblems)
export type ImportProblem = z.infer<typeof ImportProblem>

/** How a file is read and what becomes of it: POST /api/customer-imports/:id/check. */
export const ImportPlan = z.strictObject({
  encoding: ImportEncoding,
  delimiter: ImportDelimiter,
  /** What each column of the file is: a field of the record, `tags`, `id`, or null for what is left out. */
  columns: z.array(z.string().max(60).nullable()).min(1).max(importLimits.columns),
  key: ImportKey,
  /** What happens to customers who are there already. */
  existing: z.enum(['update', 'skip']),
})
export type ImportPlan = z.infer<typeof ImportPlan>

/** `rows` is the sum of the others. */
export const ImportCounts = z.object({
  rows: z.number().int(),
  created: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  /** There already, and the plan says to leave them alone. */
  skipped: z.number().int(),
  bad: z.number().int(),
})
export type ImportCounts = z.infer<typeof ImportCounts>

export const ImportState = z.enum(['uploaded', 'checking', 'checked', 'importing', 'done', 'stopped'])
export type ImportState = z.infer<typeof ImportState>

export const ImportLine = z.object({
  id: z.string(),
  name: z.string(),
  bytes: z.number().int(),
  by: z.object({ id: z.string(), name: z.string() }),
  at: z.number(),
  state: ImportState,
  /** What was imported, or so far. */
  done: ImportCounts.optional(),
  endedAt: z.number().optional(),
})
export type ImportLine = z.infer<typeof ImportLine>

/** GET /api/customer-imports, newest first. */
export const ImportList = z.object({ imports: z.array(ImportLine), next: z.string().optional() })
export type ImportList = z.infer<typeof ImportList>

const SampleRow = z.object({ line: z.number().int(), cells: z.array(z.string()) })

/** GET /api/customer-imports/:id */
export const ImportDetail = ImportLine.extend({
  /** How the file reads; absent once the file is gone. */
  preview: z
    .object({
      encoding: ImportEncoding,
      delimiter: ImportDelimiter,
      heads: z.array(z.string()),
      rows: z.array(SampleRow),
      /** What the names of the columns, or an earlier plan, say. */
      columns: z.array(z.string().nullable()),
      key: ImportKey.optional(),
    })
    .optional(),
  plan: ImportPlan.optional(),
  /** What the plan would do, as the last check found it. */
  checked: ImportCounts.optional(),
  /** The check or the import that runs, or ran last. */
  task: Task.optional(),
})
export type ImportDetail = z.infer<typeof ImportDetail>

export const BadRow = z.object({
  line: z.number().int(),
  problems: z.array(
    z.object({
      problem: ImportProblem,
      /** Place of the column, from 0. */
      column: z.number().int().optional(),
      /** The other line that `same_as_line` speaks of. */
      other: z.number().int().optional(),
    }),
  ),
  cells: z.array(z.string()),
})
export type BadRow = z.infer<typeof BadRow>

/** GET /api/customer-imports/:id/bad-rows: of the import, or before it of the check. */
export const BadRowPage = z.object({
  heads: z.array(z.string()),
  rows: z.array(BadRow),
  next: z.string().optional(),
})
export type BadRowPage = z.infer<typeof BadRowPage>
