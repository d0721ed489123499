import { type Connection, type Model, Schema } from 'mongoose'
import type { ModelVersion, VersionDetail } from '../contract/index.ts'
import { durable, schemaOptions } from '../storage/mongo.ts'

/** A model that can be used, with what is known of it. Written once, after its bytes; never changed. */
export interface VersionRecord {
  _id: string
  origin: ModelVersion['origin']
  madeAt: Date
  by?: { id: string; name: string }
  note?: string
  /** SHA-256 over the training data. */
  dataHash: string
  parent?: string
  examples: number
  labels: number
  intents: number
  bytes: number
  /** SHA-256 of the model's bytes. */
  checksum: string
  trainMs: number
  /** Absent in versions from before they were kept. */
  parameters?: ModelVersion['parameters']
  /** Ids of the labels that it was trained on: their texts stay with the people who wrote them. */
  labelIds: string[]
  /** When the labels were read. */
  dataAt: Date
  metrics: ModelVersion['metrics']
  detail: Omit<VersionDetail, 'version'>
}

/** A piece of what is too large for one document. */
export interface VersionPart {
  /** `version:kind:number` */
  _id: string
  version: string
  kind: 'model' | 'predictions'
  n: number
  bytes: Buffer
}

/** Which version is in use: one document, changed by compare-and-set on `rev`. */
export interface InUse {
  _id: 'in_use'
  rev: number
  version: string
  former?: string
  /** Newest last. */
  history: { version: string; by: string; at: Date; note?: string; back?: true }[]
}

const mixed = Schema.Types.Mixed
const version = new Schema<VersionRecord>(
  {
    _id: { type: String, required: true },
    origin: { type: String, required: true },
    madeAt: { type: Date, required: true },
    by: mixed,
    note: String,
    dataHash: { type: String, required: true },
    parent: String,
    examples: { type: Number, required: true },
    labels: { type: Number, required: true },
    intents: { type: Number, required: true },
    bytes: { type: Number, required: true },
    checksum: { type: String, required: true },
    trainMs: { type: Number, required: true },
    parameters: mixed,
    labelIds: { type: [String], required: true },
    dataAt: { type: Date, required: true },
    metrics: { type: mixed, required: true },
    detail: { type: mixed, required: true },
  },
  { ...schemaOptions, collection: 'model_versions', writeConcern: durable },
)
version.index({ madeAt: -1 })
const part = new Schema<VersionPart>(
  {
    _id: { type: String, required: true },
    version: { type: String, required: true },
    kind: { type: String, required: true },
    n: { type: Number, required: true },
    bytes: { type: Buffer, required: true },
  },
  { ...schemaOptions, collection: 'model_parts', writeConcern: durable },
)
part.index({ version: 1, kind: 1, n: 1 })
const inUse = new Schema<InUse>(
  {
    _id: { type: String, required: true },
    rev: { type: Number, required: true },
    version: { type: String, required: true },
    former: String,
    history: { type: mixed, required: true },
  },
  { ...schemaOptions, collection: 'model_in_use', writeConcern: durable },
)

function modelOf<T>(connection: Connection, name: string, schema: Schema<T>): Model<T> {
  return (connection.models[name] as Model<T> | undefined) ?? connection.model<T>(name, schema)
}
/** The versions of this connection's store. */
export const versionsOn = (connection: Connection) => modelOf(connection, 'ModelVersion', version)
export const versionPartsOn = (connection: Connection) => modelOf(connection, 'ModelPart', part)
export const inUseOn = (connection: Connection) => modelOf(connection, 'ModelInUse', inUse)
