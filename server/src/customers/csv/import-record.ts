import { type Connection, type Model, Schema } from 'mongoose'
import type { ImportCounts, ImportDelimiter, ImportEncoding, ImportPlan } from '../../contract/index.ts'
import { durable, schemaOptions } from '../../storage/mongo.ts'

/** One file of customers, from its upload to its report. */
export interface ImportRecord {
  /** `i_…` */
  _id: string
  by: { id: string; name: string }
  at: Date
  /** Name of the file and its head, sealed for the import. */
  about: Buffer
  bytes: number
  /** Where the bytes are; absent once the import is done. */
  content?: string
  encoding: ImportEncoding
  delimiter: ImportDelimiter
  plan?: ImportPlan
  checkTask?: string
  checked?: ImportCounts
  importTask?: string
  /** What is done, up to which row of the file: where a next try goes on. */
  progress?: { rows: number; counts: ImportCounts }
  endedAt?: Date
  /** An upload that nobody imports is gone then. */
  expiresAt?: Date
}

interface ImportRows {
  /** `import:phase:number` */
  _id: string
  rows: Buffer
  expiresAt: Date
}

const record = new Schema<ImportRecord>(
  {
    _id: { type: String, required: true },
    by: { type: Schema.Types.Mixed, required: true },
    at: { type: Date, required: true },
    about: { type: Buffer, required: true },
    bytes: { type: Number, required: true },
    content: String,
    encoding: { type: String, required: true },
    delimiter: { type: String, required: true },
    plan: Schema.Types.Mixed,
    checkTask: String,
    checked: Schema.Types.Mixed,
    importTask: String,
    progress: Schema.Types.Mixed,
    endedAt: Date,
    expiresAt: Date,
  },
  { ...schemaOptions, collection: 'customer_imports', writeConcern: durable },
)
record.index({ at: -1, _id: -1 })
record.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })

const rows = new Schema<ImportRows>(
  {
    _id: { type: String, required: true },
    rows: { type: Buffer, required: true },
    expiresAt: { type: Date, required: true },
  },
  { ...schemaOptions, collection: 'customer_import_rows' },
)
rows.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })

export type ImportRecords = Model<ImportRecord>
/** The imports of a connection. */
export function importsOn(connection: Connection): ImportRecords {
  return (
    (connection.models['CustomerImport'] as ImportRecords | undefined) ??
    connection.model<ImportRecord>('CustomerImport', record)
  )
}

/** The rows that imports could not take over. */
export function importRowsOn(connection: Connection): Model<ImportRows> {
  return (
    (connection.models['CustomerImportRows'] as Model<ImportRows> | undefined) ??
    connection.model<ImportRows>('CustomerImportRows', rows)
  )
}

/** Whose key seals what a file says: the import's own. */
export function importPerson(id: string): string {
  return `import:${id}`
}
