import type { Connection } from 'mongoose'
import type { ImportDetail, ImportLine, ImportPlan, ImportState, Task } from '../../contract/index.ts'
import { AppError } from '../../errors.ts'
import type { Content } from '../../files/content.ts'
import type { Settings } from '../../settings/settings.ts'
import type { Sealer } from '../../storage/sealing.ts'
import type { Tasks } from '../../tasks/tasks.ts'
import { type ImportRecord, type ImportRecords, importPerson } from './import-record.ts'
import { readPreview, type Stored } from './upload.ts'

export interface ImportParts {
  connection: Connection
  records: ImportRecords
  content: Content
  sealer: Sealer
  settings: Pick<Settings, 'get'>
  tasks: Pick<Tasks, 'begin' | 'find' | 'cancel'>
}

/** What a file says of itself. */
export interface About {
  name: string
  heads: string[]
}

/** How a person wants the file to be read. */
export type Reading = { [Part in 'encoding' | 'delimiter']?: ImportPlan[Part] | undefined }

/** @throws AppError `not_found` */
export async function openImport({ records }: ImportParts, id: string): Promise<ImportRecord> {
  const record = await records.findById(id).lean<ImportRecord>()
  if (!record) throw new AppError('not_found', { message: 'There is no such import.' })
  return record
}

export async function sealAbout({ sealer }: ImportParts, id: string, about: About): Promise<Buffer> {
  return await sealer.seal(importPerson(id), JSON.stringify(about))
}

export async function aboutOf({ sealer }: ImportParts, { _id, about }: ImportRecord): Promise<About> {
  return JSON.parse(await sealer.open(importPerson(_id), about)) as About
}

/** The file of an import, while it is there. */
export function fileOf({ _id: id, content, bytes, encoding }: ImportRecord): Stored | undefined {
  return content ? { id, content, bytes, encoding } : undefined
}

/** The task that says how far it is: of the import, or before it of the check. */
export function taskIdOf({ importTask, checkTask }: ImportRecord): string | undefined {
  return importTask ?? checkTask
}

/** An import as it stands in the list. */
export async function toLine(
  parts: ImportParts,
  record: ImportRecord,
  task: Task | undefined,
): Promise<ImportLine> {
  const { _id: id, by, at, bytes, progress, endedAt } = record
  return {
    id,
    name: (await aboutOf(parts, record)).name,
    bytes,
    by,
    at: at.getTime(),
    state: stateOf(record, task),
    ...(progress ? { done: progress.counts } : {}),
    ...(endedAt ? { endedAt: endedAt.getTime() } : {}),
  }
}

/**
 * Everything of an import; its file is read in the given way, or as it was planned, or as it looks.
 * @throws AppError `not_found` | `not_a_table` when it cannot be read in this way
 */
export async function toDetail(parts: ImportParts, id: string, reading: Reading): Promise<ImportDetail> {
  const record = await openImport(parts, id)
  const taskId = taskIdOf(record)
  const task = taskId ? await parts.tasks.find(taskId).catch(() => undefined) : undefined
  const preview = await previewOf(parts, record, reading)
  const { plan, checked } = record
  return {
    ...(await toLine(parts, record, task)),
    ...(preview ? { preview } : {}),
    ...(plan ? { plan } : {}),
    ...(checked ? { checked } : {}),
    ...(task ? { task } : {}),
  }
}

async function previewOf(
  { content, settings }: ImportParts,
  record: ImportRecord,
  reading: Reading,
): Promise<ImportDetail['preview']> {
  const file = fileOf(record)
  if (!file || record.importTask) return undefined
  const { plan } = record
  const usual = plan ?? record
  const wish = {
    encoding: reading.encoding ?? usual.encoding,
    delimiter: reading.delimiter ?? usual.delimiter,
  }
  const read = await readPreview(content, file, wish, settings.get('fields').fields)
  // What the person chose before stays, as long as it is about these columns.
  const fits = plan && plan.columns.length === read.columns.length
  return fits ? { ...read, columns: plan.columns, key: plan.key } : read
}

function stateOf(
  { importTask, checkTask, checked, endedAt }: ImportRecord,
  task: Task | undefined,
): ImportState {
  const running = task?.state === 'queued' || task?.state === 'running'
  if (endedAt) return 'done'
  if (importTask) return running ? 'importing' : 'stopped'
  if (checkTask && running) return 'checking'
  return checked ? 'checked' : 'uploaded'
}
