import { type Connection, type Model, Schema } from 'mongoose'
import { durable, schemaOptions } from '../storage/mongo.ts'

export interface Return {
  /** The idempotency key of the action that asked for it. */
  _id: string
  /** What the customer is told, such as R-4821307. */
  number: string
  order: string
  sku: string
  reason: string
  createdAt: Date
}

const returned = new Schema<Return>(
  {
    _id: { type: String, required: true },
    number: { type: String, required: true },
    order: { type: String, required: true },
    sku: { type: String, required: true },
    reason: { type: String, required: true },
    createdAt: { type: Date, required: true },
  },
  { ...schemaOptions, collection: 'returns', writeConcern: durable },
)
returned.index({ order: 1, sku: 1 }, { unique: true })
returned.index({ number: 1 }, { unique: true })

export type Returns = Model<Return>
/** The returns of a connection. */
export function returnsOn(connection: Connection): Returns {
  return (connection.models['Return'] as Returns | undefined) ?? connection.model<Return>('Return', returned)
}
