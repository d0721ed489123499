import { type Connection, type Model, Schema } from 'mongoose'
import type { KeptOfDemo } from '../contract/index.ts'
import { durable, schemaOptions } from '../storage/mongo.ts'

/** That the demo is being removed, or was: one document, there from the first step on. */
export interface DemoRemoval {
  _id: 'demo'
  state: 'removing' | 'removed'
  by: { id: string; name: string }
  at: Date
  endedAt?: Date
  kept?: KeptOfDemo
}

const removal = new Schema<DemoRemoval>(
  {
    _id: { type: String, required: true },
    state: { type: String, required: true },
    by: { type: Schema.Types.Mixed, required: true },
    at: { type: Date, required: true },
    endedAt: Date,
    kept: Schema.Types.Mixed,
  },
  { ...schemaOptions, collection: 'demo_removal', writeConcern: durable },
)

/** The removal of a connection's demo. */
export function demoRemovalOn(connection: Connection): Model<DemoRemoval> {
  return (
    (connection.models['DemoRemoval'] as Model<DemoRemoval> | undefined) ??
    connection.model<DemoRemoval>('DemoRemoval', removal)
  )
}
