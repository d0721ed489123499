import { randomBytes } from 'node:crypto'
import { type Connection, type Model, Schema } from 'mongoose'
import type { PersonRights } from '../contract/people.ts'
import { durable, schemaOptions } from '../storage/mongo.ts'

/** Somebody who may join, with what they will be allowed to do. Gone once they have joined. */
export interface InvitationRecord extends PersonRights {
  _id: string
  /** Lower case. */
  email: string
  name?: string | undefined
  by: string
  createdAt: Date
  expiresAt: Date
  /** Id of the newest mail, where mail goes out. */
  mail?: string | undefined
  /** How often it was sent: names the mails. */
  round: number
}

const invitation = new Schema<InvitationRecord>(
  {
    _id: { type: String, required: true, default: () => randomBytes(9).toString('base64url') },
    email: { type: String, required: true, maxlength: 254 },
    name: { type: String, maxlength: 120 },
    role: { type: String, required: true },
    team: String,
    queues: { type: [String], required: true },
    languages: { type: [String], required: true },
    capacity: { type: Number, required: true },
    by: { type: String, required: true },
    createdAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
    mail: String,
    round: { type: Number, required: true },
  },
  { ...schemaOptions, collection: 'invitations', writeConcern: durable },
)
invitation.index({ email: 1 }, { unique: true })
invitation.index({ createdAt: -1, _id: -1 })

export type Invitations = Model<InvitationRecord>
/** The invitations of this connection's store. */
export function invitationsOn(connection: Connection): Invitations {
  return (
    (connection.models['Invitation'] as Invitations | undefined) ??
    connection.model<InvitationRecord>('Invitation', invitation)
  )
}
