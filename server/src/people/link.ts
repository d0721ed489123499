import { createHash, randomBytes } from 'node:crypto'
import { type Connection, type Model, Schema } from 'mongoose'
import { AppError } from '../errors.ts'
import { storeNow } from '../storage/clock.ts'
import { durable, schemaOptions } from '../storage/mongo.ts'
import { ownFilter } from '../storage/own-filter.ts'

const TOKEN_BYTES = 32
const DAY_MS = 24 * 3600 * 1000
/** So long a link that is used up or too old says which of both. */
const REMEMBERED_MS = 30 * DAY_MS
const livesMs = { invitation: 7 * DAY_MS, reset: 3600 * 1000 } as const
export type LinkKind = keyof typeof livesMs

export interface LinkRecord {
  /** SHA-256 of the token: whoever reads the collection has no link. */
  _id: string
  kind: LinkKind
  /** Id of the invitation, or of the user. */
  subject: string
  expiresAt: Date
  usedAt?: Date
  forgetAt: Date
}

const link = new Schema<LinkRecord>(
  {
    _id: { type: String, required: true },
    kind: { type: String, required: true },
    subject: { type: String, required: true },
    expiresAt: { type: Date, required: true },
    usedAt: Date,
    forgetAt: { type: Date, required: true },
  },
  { ...schemaOptions, collection: 'links', writeConcern: durable },
)
link.index({ subject: 1, kind: 1 })
link.index({ forgetAt: 1 }, { expireAfterSeconds: 0 })

/** The links of this connection's store. */
export function linksOn(connection: Connection): Model<LinkRecord> {
  return (
    (connection.models['Link'] as Model<LinkRecord> | undefined) ?? connection.model<LinkRecord>('Link', link)
  )
}

/** One link to one person: random, kept as a hash, good for one use and for a while. */
export function createLinks(connection: Connection, now: () => number = () => storeNow(connection)) {
  const links = linksOn(connection)
  const find = async (token: string, kind: LinkKind): Promise<LinkRecord> => {
    const found = tokenForm.test(token) ? await links.findById(hashOf(token)).lean<LinkRecord>() : null
    if (!found || found.kind !== kind) throw new AppError('link_unknown')
    if (found.usedAt) throw new AppError('link_used')
    if (found.expiresAt.getTime() <= now()) throw new AppError('link_expired')
    return found
  }
  return {
    /** A new link; every earlier one of the same kind and subject is dead. The token is told once. */
    async make(kind: LinkKind, subject: string): Promise<{ token: string; expiresAt: Date }> {
      const token = randomBytes(TOKEN_BYTES).toString('base64url')
      const expiresAt = new Date(now() + livesMs[kind])
      await links.deleteMany(ownFilter({ subject, kind, usedAt: { $exists: false } }))
      await links.create({
        _id: hashOf(token),
        kind,
        subject,
        expiresAt,
        forgetAt: new Date(expiresAt.getTime() + REMEMBERED_MS),
      })
      return { token, expiresAt }
    },
    /** Whom it is for, without using it up. @throws AppError `link_unknown` | `link_used` | `link_expired` */
    look: async (token: string, kind: LinkKind): Promise<string> => (await find(token, kind)).subject,
    /** Uses it up: of two at once one gets through. @throws AppError as `look` */
    async take(token: string, kind: LinkKind): Promise<string> {
      const { _id, subject } = await find(token, kind)
      const { modifiedCount } = await links.updateOne(ownFilter({ _id, usedAt: { $exists: false } }), {
        $set: { usedAt: new Date(now()) },
      })
      if (modifiedCount !== 1) throw new AppError('link_used')
      return subject
    },
    /** Nobody gets in by them any more. */
    async drop(kind: LinkKind, subject: string): Promise<void> {
      await links.deleteMany({ kind, subject })
    },
  }
}
export type Links = ReturnType<typeof createLinks>
const tokenForm = /^[\w-]{43}$/

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}
