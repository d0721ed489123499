import { randomBytes } from 'node:crypto'
import type { Connection } from 'mongoose'
import { auditTo } from '../../agents/audit.ts'
import type { BadRowPage, ImportDetail, ImportList, ImportPlan, User } from '../../contract/index.ts'
import { AppError } from '../../errors.ts'
import { createContent } from '../../files/content.ts'
import { cleanName } from '../../files/file-name.ts'
import { fileChunksOn } from '../../files/file-record.ts'
import { storeDate, storeNow } from '../../storage/clock.ts'
import { ownFilter } from '../../storage/own-filter.ts'
import { type TaskRecord, tasksOn, toTask } from '../../tasks/task.ts'
import { newTaskId } from '../../tasks/tasks.ts'
import { type BadRows, createBadRows } from './bad-rows.ts'
import { importFields } from './columns.ts'
import { type ImportRecord, importsOn } from './import-record.ts'
import {
  aboutOf,
  fileOf,
  type ImportParts,
  openImport,
  type Reading,
  sealAbout,
  taskIdOf,
  toDetail,
  toLine,
} from './import-view.ts'
import { CHECK, gone, IMPORT } from './run-import.ts'
import { delimiterOf, readPreview, takeIn } from './upload.ts'

const KEPT_MS = 7 * 86_400_000
const PAGE = 30

type By = Pick<User, 'id' | 'name'>

interface Upload {
  name: string
  /** What the sender says; the body has the last word. */
  bytes: number
  body: AsyncIterable<Uint8Array>
}

interface Parts extends ImportParts {
  badRows: BadRows
  audit: ReturnType<typeof auditTo>
}

export interface ImportCursor {
  at: number
  id: string
}

/** Files of customers: taken in, looked at, checked, imported, reported on. */
export interface Imports {
  /** @throws AppError `too_large` | `empty_file` | `not_a_table` */
  upload(by: By, upload: Upload): Promise<ImportDetail>
  /** @throws AppError `not_found` | `not_a_table` */
  detail(id: string, reading?: Reading): Promise<ImportDetail>
  /** Newest first; the cursor names the last one of the page before. */
  list(cursor: ImportCursor | undefined): Promise<ImportList>
  /**
   * Begins to look what a plan would do; a look that still runs for an earlier plan is stopped.
   * @throws AppError `invalid_request` for a plan that does not fit the file | `wrong_state` once it is imported
   */
  check(id: string, plan: ImportPlan, by: By): Promise<ImportDetail>
  /**
   * Begins the import as it was checked, or goes on with one that stopped.
   * @throws AppError `wrong_state` when nothing was checked, or it is done | `already_running` | `not_found` when the
   * file is gone, or somebody discards it in this moment
   */
  start(id: string, by: By): Promise<ImportDetail>
  /** Forgets a file that was not imported. Done again it changes nothing. @throws AppError `wrong_state` */
  discard(id: string, by: By): Promise<void>
  /** The head of the file and a batch of what was not taken over: of the import, or before it of the check. */
  badRows(id: string, cursor: string | undefined): Promise<BadRowPage>
}

export function createImports(
  deps: { connection: Connection } & Pick<ImportParts, 'sealer' | 'settings' | 'tasks'>,
): Imports {
  const { connection, sealer } = deps
  const parts: Parts = {
    ...deps,
    records: importsOn(connection),
    content: createContent({ chunks: fileChunksOn(connection), sealer }),
    badRows: createBadRows(deps),
    audit: auditTo(connection),
  }
  return {
    upload: (by, upload) => keepUpload(parts, by, upload),
    detail: (id, reading = {}) => toDetail(parts, id, reading),
    list: (cursor) => listImports(parts, cursor),
    check: (id, plan, by) => beginCheck(parts, id, plan, by),
    start: (id, by) => beginImport(parts, id, by),
    discard: (id, by) => discard(parts, id, by),
    async badRows(id, cursor) {
      const record = await openImport(parts, id)
      const { heads } = await aboutOf(parts, record)
      const phase = record.importTask ? 'import' : 'check'
      return { heads, ...(await parts.badRows.page(id, phase, cursor)) }
    },
  }
}

async function keepUpload(parts: Parts, by: By, { name, ...upload }: Upload): Promise<ImportDetail> {
  const { content, records } = parts
  const id = `i_${randomBytes(9).toString('base64url')}`
  const expiresAt = new Date(storeNow(parts.records.db) + KEPT_MS)
  const taken = await takeIn(content, id, upload, expiresAt)
  try {
    const file = { id, ...taken }
    const delimiter = await delimiterOf(content, file)
    const { heads } = await readPreview(content, file, { ...taken, delimiter }, fieldsOf(parts))
    await records.create({
      _id: id,
      by: { id: by.id, name: by.name },
      at: storeDate(records.db),
      about: await sealAbout(parts, id, { name: cleanName(name, ['csv', 'txt', 'tsv']), heads }),
      ...taken,
      delimiter,
      expiresAt,
    })
  } catch (error) {
    await content.drop(taken.content).catch(() => undefined)
    throw error
  }
  return await toDetail(parts, id, {})
}

const fieldsOf = ({ settings }: Parts) => settings.get('fields').fields

async function listImports(parts: Parts, cursor: ImportCursor | undefined): Promise<ImportList> {
  const found = await parts.records
    .find(cursor ? after(cursor) : {})
    .sort({ at: -1, _id: -1 })
    .limit(PAGE + 1)
    .lean<ImportRecord[]>()
  const shown = found.slice(0, PAGE)
  const tasks = await tasksOn(parts.connection)
    .find(ownFilter({ _id: { $in: shown.flatMap((record) => taskIdOf(record) ?? []) } }))
    .lean<TaskRecord[]>()
  const byId = new Map(tasks.map((task) => [task._id, toTask(task)]))
  const last = shown.at(-1)
  return {
    imports: await Promise.all(
      shown.map((record) => toLine(parts, record, byId.get(taskIdOf(record) ?? ''))),
    ),
    ...(found.length > PAGE && last ? { next: `${last.at.getTime()}.${last._id}` } : {}),
  }
}

function after({ at, id }: ImportCursor): Record<string, unknown> {
  const time = new Date(at)
  return ownFilter({ at: { $lte: time }, $or: [{ at: { $lt: time } }, { at: time, _id: { $lt: id } }] })
}

async function beginCheck(parts: Parts, id: string, plan: ImportPlan, by: By): Promise<ImportDetail> {
  const { content, records, tasks } = parts
  const record = await openImport(parts, id)
  const file = fileOf(record)
  if (!file || record.importTask) throw new AppError('wrong_state')
  const { heads } = await readPreview(content, file, plan, fieldsOf(parts))
  assertFits(plan, heads.length, importFields(fieldsOf(parts)))
  if (record.checkTask) await tasks.cancel(record.checkTask).catch(() => undefined)
  const checkTask = newTaskId()
  const { name } = await aboutOf(parts, record)
  // First: the check writes what it found only where the record still speaks of it.
  await records.updateOne(ownFilter({ _id: id, importTask: { $exists: false } }), {
    $set: { plan, checkTask, about: await sealAbout(parts, id, { name, heads }) },
    $unset: { checked: 1 },
  })
  await tasks.begin({ id: checkTask, kind: CHECK, by, input: { import: id, plan } })
  return await toDetail(parts, id, {})
}

async function beginImport(parts: Parts, id: string, by: By): Promise<ImportDetail> {
  const { content, records, tasks, audit } = parts
  const { plan, checked, content: where, bytes, endedAt } = await openImport(parts, id)
  if (!plan || !checked || !where || endedAt) throw new AppError('wrong_state')
  if (!(await content.prolong(where, bytes, new Date(storeNow(parts.records.db) + KEPT_MS)))) throw gone()
  await audit({ actor: by.id, action: 'customer.import', target: id })
  const only = `${IMPORT}:${id}`
  const task = await tasks.begin({ kind: IMPORT, by, input: { import: id, plan }, only })
  const { matchedCount } = await records.updateOne(
    { _id: id },
    { $set: { importTask: task.id }, $unset: { expiresAt: 1 } },
  )
  // Discarded since the look above: the runner would find the same.
  if (matchedCount === 0) await tasks.cancel(task.id)
  return await toDetail(parts, id, {})
}

async function discard({ records, badRows, content, audit }: Parts, id: string, by: By): Promise<void> {
  const record = await records.findById(id).lean<ImportRecord>()
  if (!record) return
  const { deletedCount } = await records.deleteOne(ownFilter({ _id: id, importTask: { $exists: false } }))
  // An import has begun, before this or in this moment: it needs the file. Or somebody else discards it.
  if (deletedCount === 0) {
    if (await records.exists({ _id: id })) throw new AppError('wrong_state')
    return
  }
  await audit({ actor: by.id, action: 'customer.import.discard', target: id })
  await badRows.clear(id, 'check')
  if (record.content) await content.drop(record.content)
}

function assertFits(plan: ImportPlan, columns: number, known: readonly string[]): void {
  const problem = misfitOf(plan, columns, known)
  if (problem)
    throw new AppError('invalid_request', { details: { fields: [{ field: 'body.columns', problem }] } })
}

function misfitOf(
  { columns: planned, key }: ImportPlan,
  columns: number,
  known: readonly string[],
): string | undefined {
  const given = planned.filter((field) => field !== null)
  if (planned.length !== columns) return `has ${planned.length} columns, the file has ${columns}`
  if (given.some((field) => !known.includes(field))) return 'names a field that is not known'
  if (new Set(given).size < given.length) return 'names a field twice'
  return given.includes(key) ? undefined : 'does not have the key'
}
