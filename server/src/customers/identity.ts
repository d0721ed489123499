import { type Connection, type Model, Schema } from 'mongoose'
import { durable, schemaOptions } from '../storage/mongo.ts'

/** One address of a customer on one channel account. */
export interface Identity {
  /** `account:externalId`, which is unguessable or signed: whoever brings it is taken for its owner. */
  _id: string
  customer: string
  /** The company signed for it. */
  verified: boolean
  channel?: string
  createdAt: Date
}

const identity = new Schema<Identity>(
  {
    _id: { type: String, required: true },
    customer: { type: String, required: true },
    verified: { type: Boolean, required: true },
    channel: String,
    createdAt: { type: Date, required: true },
  },
  { ...schemaOptions, collection: 'identities', writeConcern: durable },
)
identity.index({ customer: 1 })

export type Identities = Model<Identity>
/** The identities of a connection. */
export function identitiesOn(connection: Connection): Identities {
  return (
    (connection.models['Identity'] as Identities | undefined) ??
    connection.model<Identity>('Identity', identity)
  )
}

export function identityId(account: string, externalId: string): string {
  return `${account}:${externalId}`
}
