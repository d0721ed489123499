import { type Connection, type Model, Schema } from 'mongoose'
import { schemaOptions } from '../storage/mongo.ts'

/** One file of one sender in one thread. Visible from the moment that this record stands, which is written last. */
export interface FileRecord {
  _id: string
  thread: string
  /** Whose data key seals it. */
  identity: string
  /** `customer` or an agent's id: only they may send it. */
  sender: string
  /** Whose chunks these are; files of one person with the same bytes share them. */
  content: string
  /** sha256 over the person and the bytes: equal files of two people look different. */
  digest: string
  name: Buffer
  mime: string
  bytes: number
  width?: number
  height?: number
  /** Stands in a message that the customer may see. */
  shown: boolean
  at: Date
  /** Uploaded and not sent: gone then. Absent once it was sent. */
  expiresAt?: Date
}

interface FileChunk {
  /** `content:number`, or `content:thumb` */
  _id: string
  bytes: Buffer
  expiresAt?: Date
}

const file = new Schema<FileRecord>(
  {
    _id: { type: String, required: true },
    thread: { type: String, required: true },
    identity: { type: String, required: true },
    sender: { type: String, required: true },
    content: { type: String, required: true },
    digest: { type: String, required: true },
    name: { type: Buffer, required: true },
    mime: { type: String, required: true },
    bytes: { type: Number, required: true },
    width: Number,
    height: Number,
    shown: { type: Boolean, default: false },
    at: { type: Date, required: true },
    expiresAt: Date,
  },
  { ...schemaOptions, collection: 'files' },
)
file.index({ identity: 1, digest: 1 })
file.index(
  { thread: 1, sender: 1, expiresAt: 1 },
  { partialFilterExpression: { expiresAt: { $exists: true } } },
)
file.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })

const chunk = new Schema<FileChunk>(
  {
    _id: { type: String, required: true },
    bytes: { type: Buffer, required: true },
    expiresAt: Date,
  },
  { ...schemaOptions, collection: 'file_chunks' },
)
chunk.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })

export type FileRecords = Model<FileRecord>
export type FileChunks = Model<FileChunk>
/** The files of a connection. */
export function filesOn(connection: Connection): FileRecords {
  return (connection.models['File'] as FileRecords | undefined) ?? connection.model<FileRecord>('File', file)
}

/** The bytes of a connection's files. */
export function fileChunksOn(connection: Connection): FileChunks {
  return (
    (connection.models['FileChunk'] as FileChunks | undefined) ??
    connection.model<FileChunk>('FileChunk', chunk)
  )
}
