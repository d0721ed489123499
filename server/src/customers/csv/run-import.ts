import type { Connection } from 'mongoose'
import { z } from 'zod'
import { auditTo } from '../../agents/audit.ts'
import { type BadRow, ImportCounts, ImportPlan, importLimits } from '../../contract/index.ts'
import { AppError } from '../../errors.ts'
import { type Content, createContent } from '../../files/content.ts'
import { fileChunksOn } from '../../files/file-record.ts'
import type { Settings } from '../../settings/settings.ts'
import { storeDate } from '../../storage/clock.ts'
import { ownFilter } from '../../storage/own-filter.ts'
import type { Sealer } from '../../storage/sealing.ts'
import type { TaskRunner, Work } from '../../tasks/runner.ts'
import { apply, none, type Outcome, type Renamed, weigh } from './apply.ts'
import { type BadRows, createBadRows, type Phase } from './bad-rows.ts'
import { decoded } from './encoding.ts'
import { type ImportRecord, type ImportRecords, importPerson, importsOn } from './import-record.ts'
import { badRow, planRow, type Wish } from './plan-row.ts'
import { type FileRow, readRows } from './read-rows.ts'

export const CHECK = 'customer-check'
export const IMPORT = 'customer-import'

/** Rows that are written together: few writes, and little to do again after a death. */
const BATCH = 500

const Input = z.object({ import: z.string(), plan: ImportPlan })
const Progress = z.object({ rows: z.number(), counts: ImportCounts })
type Progress = z.infer<typeof Progress>

export interface ImportDeps {
  connection: Connection
  sealer: Sealer
  settings: Pick<Settings, 'get'>
  renamed: Renamed
}

/** Going through a file: looking what it would do, and doing it. */
export function importRunners(deps: ImportDeps): Record<typeof CHECK | typeof IMPORT, TaskRunner> {
  const parts = {
    ...deps,
    imports: importsOn(deps.connection),
    content: createContent({ chunks: fileChunksOn(deps.connection), sealer: deps.sealer }),
    badRows: createBadRows(deps),
  }
  return { [CHECK]: (work) => runCheck(parts, work), [IMPORT]: (work) => runImport(parts, work) }
}

interface Parts extends ImportDeps {
  imports: ImportRecords
  content: Content
  badRows: BadRows
}

async function runCheck(parts: Parts, work: Work): Promise<ImportCounts> {
  const { import: id, plan } = Input.parse(work.input)
  const record = await openRecord(parts, id)
  const { counts } = await goThrough(parts, work, {
    phase: 'check',
    record,
    plan,
    from: Progress.safeParse(work.checkpoint).data,
    handle: (wishes, now) =>
      weigh(parts.connection, wishes, { import: id, plan, definitions: definitionsOf(parts), now }),
    save: async () => undefined,
  })
  // Somebody may have begun another check with another plan meanwhile.
  await parts.imports.updateOne(ownFilter({ _id: id, checkTask: work.id }), { $set: { checked: counts } })
  return counts
}

async function runImport(parts: Parts, work: Work): Promise<ImportCounts> {
  const { connection, imports, content } = parts
  const { import: id, plan } = Input.parse(work.input)
  const record = await openRecord(parts, id)
  // The last try died when everything was done.
  if (record.endedAt && record.progress) return record.progress.counts
  const { matchedCount } = await imports.updateOne(
    { _id: id },
    { $set: { importTask: work.id }, $unset: { expiresAt: 1 } },
  )
  // Discarded between the look and this; from here on nobody can.
  if (matchedCount === 0) throw gone()
  const { counts } = await goThrough(parts, work, {
    phase: 'import',
    record,
    plan,
    from: record.progress,
    handle: (wishes, now) => {
      const judge = { import: id, plan, definitions: definitionsOf(parts), now }
      return apply(connection, wishes, { ...judge, person: work.by, renamed: parts.renamed })
    },
    save: async (progress) => void (await imports.updateOne({ _id: id }, { $set: { progress } })),
  })
  await auditTo(connection)({
    actor: work.by.id,
    action: 'customer.imported',
    target: id,
    details: { ...counts },
  })
  await imports.updateOne({ _id: id }, { $set: { endedAt: storeDate(connection) }, $unset: { content: 1 } })
  if (record.content) await content.drop(record.content)
  return counts
}

const definitionsOf = ({ settings }: Parts) => settings.get('fields').fields

async function openRecord({ imports }: Parts, id: string): Promise<ImportRecord> {
  const record = await imports.findById(id).lean<ImportRecord>()
  if (!record || !(record.content || record.endedAt)) throw gone()
  return record
}

export function gone(): AppError {
  return new AppError('not_found', { message: 'The file of this import is not there any more.' })
}

interface Pass {
  phase: Phase
  record: ImportRecord
  plan: ImportPlan
  /** What an earlier try came to. */
  from: Progress | undefined
  handle: (wishes: readonly Wish[], now: Date) => Promise<Outcome>
  save: (progress: Progress) => Promise<void>
}

/**
 * Reads a file from its beginning, hands its rows on in batches and keeps what is wrong with them. Rows that an earlier
 * try handled are read again, because later ones are compared with them, and not handed on.
 * @throws AppError `not_a_table`
 */
async function goThrough(parts: Parts, work: Work, pass: Pass): Promise<Progress> {
  const { phase, record, from } = pass
  let progress: Progress = from ?? { rows: 0, counts: none }
  if (!from) await parts.badRows.clear(record._id, phase)
  const sort = createSorter(parts, pass.plan)
  const meter = { read: 0 }
  const far = (): [number, number] =>
    phase === 'import' && record.checked ? [progress.rows, record.checked.rows] : [meter.read, record.bytes]
  let batch: Sorted[] = []
  let rows = 0
  const flush = async () => {
    if (batch.length === 0) return
    const counts = await handleBatch(parts, pass, batch, Math.floor((rows - 1) / BATCH))
    progress = { rows, counts: sum(progress.counts, counts) }
    batch = []
    await pass.save(progress)
    await work.save(progress, ...far())
  }
  for await (const row of dataRows(parts, pass, meter)) {
    rows += 1
    if (rows > importLimits.rows) throw notATable('rows', { limit: importLimits.rows })
    const sorted = sort(row)
    if (rows % 100 === 0) work.signal.throwIfAborted()
    if (rows <= progress.rows) continue
    batch.push(sorted)
    if (rows % BATCH === 0) await flush()
  }
  await flush()
  return progress
}

/** @param why goes to the person as words of the console */
export function notATable(why: string, more: Record<string, unknown> = {}): AppError {
  return new AppError('not_a_table', { details: { why, ...more } })
}

async function* dataRows(
  { content }: Parts,
  { record, plan }: Pass,
  meter: { read: number },
): AsyncGenerator<FileRow> {
  const pieces = content.read(importPerson(record._id), record.content ?? '', 0, record.bytes - 1)
  let isHead = true
  for await (const row of readRows(decoded(counted(pieces, meter), plan.encoding), plan.delimiter)) {
    if (!isHead) yield row
    isHead = false
  }
}

async function* counted(pieces: AsyncIterable<Uint8Array>, meter: { read: number }) {
  for await (const piece of pieces) {
    meter.read += piece.length
    yield piece
  }
}

type Sorted = { wish: Wish } | { bad: BadRow }

/** Tells good rows from bad ones; of several about the same customer the first is good. */
function createSorter({ settings }: Parts, plan: ImportPlan): (row: FileRow) => Sorted {
  const rules = { plan, definitions: settings.get('fields').fields, tags: settings.get('tags').tags }
  const lines = new Map<string, number>()
  const column = plan.columns.indexOf(plan.key)
  return (row) => {
    const planned = planRow(row, rules)
    if ('bad' in planned) return planned
    const { wish } = planned
    const other = lines.get(wish.key)
    if (other !== undefined) return { bad: badRow(wish, { problem: 'same_as_line', column, other }) }
    lines.set(wish.key, wish.line)
    return planned
  }
}

async function handleBatch(
  { badRows, connection }: Parts,
  { phase, record, handle }: Pass,
  batch: readonly Sorted[],
  number: number,
): Promise<ImportCounts> {
  const wishes = batch.flatMap((each) => ('wish' in each ? [each.wish] : []))
  const before = batch.flatMap((each) => ('bad' in each ? [each.bad] : []))
  const { counts, bad } = await handle(wishes, storeDate(connection))
  const all = [...before, ...bad].toSorted((a, b) => a.line - b.line)
  await badRows.keep(record._id, phase, number, all)
  return { ...counts, rows: counts.rows + before.length, bad: counts.bad + before.length }
}

function sum(a: ImportCounts, b: ImportCounts): ImportCounts {
  return {
    rows: a.rows + b.rows,
    created: a.created + b.created,
    updated: a.updated + b.updated,
    unchanged: a.unchanged + b.unchanged,
    skipped: a.skipped + b.skipped,
    bad: a.bad + b.bad,
  }
}
