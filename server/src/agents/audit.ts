import { type Connection, type Model, Schema } from 'mongoose'
import { storeDate } from '../storage/clock.ts'
import { relaxed, schemaOptions } from '../storage/mongo.ts'

export interface AuditRecord {
  at: Date
  /** Id of the user who did it, or `unknown`. */
  actor: string
  action: string
  target?: string | undefined
  ip?: string | undefined
  ok: boolean
  /** Plain facts: how many, by which filter. */
  details?: Record<string, unknown> | undefined
}

const auditSchema = new Schema<AuditRecord>(
  {
    at: { type: Date, required: true },
    actor: { type: String, required: true },
    action: { type: String, required: true },
    target: String,
    ip: String,
    ok: { type: Boolean, required: true },
    details: Schema.Types.Mixed,
  },
  { ...schemaOptions, collection: 'audit', writeConcern: relaxed },
)
auditSchema.index({ at: -1 })
auditSchema.index({ actor: 1, at: -1 })

/** Who did what, when, from where, and whether it was allowed; only ever appended to. */
export function auditModel(connection: Connection): Model<AuditRecord> {
  return (
    (connection.models['Audit'] as Model<AuditRecord> | undefined) ??
    connection.model<AuditRecord>('Audit', auditSchema)
  )
}

/** Writes down what somebody changed; the change is refused when it cannot be written down. */
export function auditTo(connection: Connection) {
  const audits = auditModel(connection)
  return async (
    event: Pick<AuditRecord, 'actor' | 'action' | 'target' | 'ip' | 'details'>,
  ): Promise<void> => {
    await audits.create({ ...event, at: storeDate(connection), ok: true })
  }
}
