import { type Connection, type Model, Schema } from 'mongoose'
import type { SetupAdmin, SetupCompany } from '../contract/index.ts'
import { durable, schemaOptions } from '../storage/mongo.ts'

/** How far the set-up of this install is: one document. */
export interface SetupRecord {
  _id: 'setup'
  /** With the master key it gives the token; alone it gives nothing. */
  salt: string
  /** `open`: nothing made. `decided`: who set it up is known, and everything follows from this. `made`: it was done. */
  state: 'open' | 'decided' | 'made'
  /** As far as it was filled in. */
  company?: SetupCompany
  admin?: Pick<SetupAdmin, 'name' | 'email' | 'language'> & { id: string; passwordHash: string }
  /** The widget was made, or put off: the wizard does not ask again. */
  widgetAt?: Date
}

const setup = new Schema<SetupRecord>(
  {
    _id: { type: String, required: true },
    salt: { type: String, required: true },
    state: { type: String, required: true },
    company: Schema.Types.Mixed,
    admin: Schema.Types.Mixed,
    widgetAt: Date,
  },
  { ...schemaOptions, collection: 'setup', writeConcern: durable },
)

/** The set-up of this connection's store. */
export function setupOn(connection: Connection): Model<SetupRecord> {
  return (
    (connection.models['Setup'] as Model<SetupRecord> | undefined) ??
    connection.model<SetupRecord>('Setup', setup)
  )
}
