import { type Connection, type Model, Schema } from 'mongoose'
import type { Section } from '../contract/index.ts'
import { durable, schemaOptions } from '../storage/mongo.ts'

/** One section of the settings, written as a whole. */
export interface Setting {
  _id: Section
  /** Rises by one with each change: whoever saves names the version that they read. */
  version: number
  value: unknown
  by: string
  at: Date
}

const setting = new Schema<Setting>(
  {
    _id: { type: String, required: true },
    version: { type: Number, required: true },
    value: { type: Schema.Types.Mixed, required: true },
    by: { type: String, required: true },
    at: { type: Date, required: true },
  },
  { ...schemaOptions, collection: 'settings', writeConcern: durable },
)

/** The settings of this connection's store. */
export function settingsOn(connection: Connection): Model<Setting> {
  return (
    (connection.models['Setting'] as Model<Setting> | undefined) ??
    connection.model<Setting>('Setting', setting)
  )
}
