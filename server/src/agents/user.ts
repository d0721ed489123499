import { randomBytes } from 'node:crypto'
import { type Connection, type Model, Schema } from 'mongoose'
import type { Role, User } from '../contract/accounts.ts'
import { storeDateOfDocument } from '../storage/clock.ts'
import { schemaOptions } from '../storage/mongo.ts'

export interface UserRecord {
  _id: string
  /** Lower case: the unique index compares bytes. */
  email: string
  name: string
  role: Role
  queues: string[]
  languages: ('en' | 'zh')[]
  capacity: number
  /** Ids of the threads that this person holds: a set, so that a step done twice counts once. */
  slots: string[]
  /** What the person chose; whether they are there at all is known by their beats. */
  presence: 'online' | 'away'
  /** When the last slot was taken: among equals, whoever waited longest comes first. */
  lastAssignedAt?: Date | undefined
  passwordHash: string
  /** Made by the demo data: refused at sign-in in production. */
  demo: boolean
  disabledAt?: Date | undefined
  createdAt: Date
  /** Id of a team: reports group by it. */
  team?: string | undefined
  /** Of the console and of mails. */
  language?: 'en' | 'zh' | undefined
  lastSeenAt?: Date | undefined
}

const userSchema = new Schema<UserRecord>(
  {
    _id: { type: String, required: true, default: newUserId },
    email: { type: String, required: true, lowercase: true, trim: true, maxlength: 254 },
    name: { type: String, required: true, maxlength: 120 },
    role: { type: String, required: true, enum: ['agent', 'supervisor', 'trainer', 'admin'] },
    queues: { type: [String], default: [] },
    languages: { type: [String], default: ['en'] },
    capacity: { type: Number, default: 5, min: 0, max: 100 },
    slots: { type: [String], default: [] },
    presence: { type: String, enum: ['online', 'away'], default: 'online' },
    lastAssignedAt: Date,
    passwordHash: { type: String, required: true },
    demo: { type: Boolean, default: false },
    disabledAt: Date,
    createdAt: { type: Date, default: storeDateOfDocument },
    team: String,
    language: String,
    lastSeenAt: Date,
  },
  { ...schemaOptions, collection: 'users' },
)
userSchema.index({ email: 1 }, { unique: true })
userSchema.index({ name: 1, _id: 1 })
// Whoever was disabled and still holds something: few, looked for every second.
userSchema.index({ disabledAt: 1 }, { partialFilterExpression: { disabledAt: { $exists: true } } })

/** The users of this connection's store. */
export function userModel(connection: Connection): Model<UserRecord> {
  return connection.model<UserRecord>('User', userSchema)
}

/** What the rest of the product and the console know of a user: never the hash, never the slots. */
export function toUser(record: UserRecord): User {
  const { _id: id, email, name, role, queues, languages, capacity, demo, team } = record
  return { id, email, name, role, queues, languages, capacity, demo, ...(team ? { team } : {}) }
}

/** An id for a new person. */
export function newUserId(): string {
  return `u_${randomBytes(9).toString('base64url')}`
}
