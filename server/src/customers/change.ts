import { randomBytes } from 'node:crypto'
import { type Connection, type Model, Schema } from 'mongoose'
import { auditTo } from '../agents/audit.ts'
import type { TimelineItem } from '../contract/index.ts'
import { storeDate } from '../storage/clock.ts'
import { schemaOptions } from '../storage/mongo.ts'

type What = Extract<TimelineItem, { kind: 'change' }>['what']

/** What happened to a record: who changed which fields, never what they held. */
export interface CustomerChange {
  _id: string
  customer: string
  at: Date
  by: { id: string; name: string }
  what: What
  fields: string[]
  added: string[]
  removed: string[]
  /** The import that did it, and the line of its file. */
  import?: { id: string; line: number }
}

const change = new Schema<CustomerChange>(
  {
    _id: { type: String, required: true },
    customer: { type: String, required: true },
    at: { type: Date, required: true },
    by: { type: Schema.Types.Mixed, required: true },
    what: { type: String, required: true },
    fields: { type: [String], default: [] },
    added: { type: [String], default: [] },
    removed: { type: [String], default: [] },
    import: Schema.Types.Mixed,
  },
  { ...schemaOptions, collection: 'customer_changes' },
)
change.index({ customer: 1, at: -1 })

export type CustomerChanges = Model<CustomerChange>
/** The changes of a connection's customers. */
export function customerChangesOn(connection: Connection): CustomerChanges {
  return (
    (connection.models['CustomerChange'] as CustomerChanges | undefined) ??
    connection.model<CustomerChange>('CustomerChange', change)
  )
}

/** Writes down what somebody did to a record: for its timeline, and for the audit. */
export async function keepChange(
  connection: Connection,
  done: Pick<CustomerChange, 'customer' | 'by' | 'what'> &
    Partial<Pick<CustomerChange, 'fields' | 'added' | 'removed'>>,
): Promise<void> {
  const { customer, by, what, fields = [], added = [], removed = [] } = done
  const _id = `cc_${randomBytes(9).toString('base64url')}`
  await customerChangesOn(connection).create([
    {
      _id,
      customer,
      at: storeDate(connection),
      by: { id: by.id, name: by.name },
      what,
      fields,
      added,
      removed,
    },
  ])
  await auditTo(connection)({ actor: by.id, action: `customer.${what}`, target: customer })
}
