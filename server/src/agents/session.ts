import { createHash, randomBytes } from 'node:crypto'
import { type Connection, type Model, Schema, trusted } from 'mongoose'
import type { User } from '../contract/accounts.ts'
import { storeNow } from '../storage/clock.ts'
import { durable, relaxed, schemaOptions } from '../storage/mongo.ts'
import { ownFilter } from '../storage/own-filter.ts'
import { toUser, type UserRecord, userModel } from './user.ts'

const TOKEN_BYTES = 32
// One write a minute is precise enough for an idle limit of half an hour.
const SEEN_EVERY_MS = 60_000
const REMEMBERED_TOUCHES = 20_000
const LISTED = 50

export interface SessionRecord {
  /** SHA-256 of the token: whoever reads the collection cannot sign in with it. */
  _id: string
  user: string
  createdAt: Date
  lastSeenAt: Date
  expiresAt: Date
  ip?: string
  userAgent?: string
}

const sessionSchema = new Schema<SessionRecord>(
  {
    _id: { type: String, required: true },
    user: { type: String, required: true },
    createdAt: { type: Date, required: true },
    lastSeenAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
    ip: String,
    userAgent: String,
  },
  { ...schemaOptions, collection: 'sessions', writeConcern: durable },
)
sessionSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })
sessionSchema.index({ user: 1 })

/** Who is on the other side of a request or a socket. */
export interface SignedIn {
  user: User
  sessionId: string
}

export interface Sessions {
  /** Starts a session; the token is told once and kept nowhere. */
  start: (of: {
    user: string
    ip?: string
    userAgent?: string
  }) => Promise<{ token: string; sessionId: string }>
  /** The person behind a token, or `undefined` when the session is over, idle too long, or the user disabled. */
  find: (token: string) => Promise<SignedIn | undefined>
  /** Counts as use: for what a person does over a socket, as often as they like. */
  touch: (sessionId: string) => Promise<void>
  end: (sessionId: string) => Promise<void>
  /** Ends every session of a user: after a change of password or role, or when the user is disabled. */
  endAll: (user: string, except?: string) => Promise<void>
  /** What this person may do has changed: every process looks at their sockets at once. */
  changed: (user: string) => void
  /** The sessions of a user that still hold, last used first. */
  list: (user: string) => Promise<SessionRecord[]>
  /** Ends one session, if it is this user's. */
  endOwn: (user: string, sessionId: string) => Promise<boolean>
  /** Of these sessions the ones that still hold, each with its user as the store has it now. */
  alive: (sessionIds: readonly string[]) => Promise<Map<string, User>>
}

export interface SessionDeps {
  connection: Connection
  idleMs: number
  maxMs: number
  /** Told at once when sessions end, so that other processes need not wait for their next look. */
  ended?: (hint: { sessionId?: string; user?: string }) => void
  now?: () => number
}

function sessionsOn(connection: Connection): Model<SessionRecord> {
  return connection.model<SessionRecord>('Session', sessionSchema)
}

/** Ends every session of a user, except one: also for processes that serve nobody themselves. */
export function createSessionEnder({ connection, ended }: Pick<SessionDeps, 'connection' | 'ended'>) {
  return async (user: string, except?: string): Promise<void> => {
    await sessionsOn(connection).deleteMany(except ? ownFilter({ user, _id: { $ne: except } }) : { user })
    ended?.({ user })
  }
}

/** Makes the store of console sessions: opaque tokens, an idle limit and an absolute one. */
export function createSessions({
  connection,
  idleMs,
  maxMs,
  ended,
  now = () => storeNow(connection),
}: SessionDeps): Sessions {
  const sessions = sessionsOn(connection)
  const users = userModel(connection)

  // Whoever beats every few seconds is noted before half of the idle limit is over, however short that is.
  const seenEveryMs = Math.min(SEEN_EVERY_MS, idleMs / 3)

  const holds = (session: SessionRecord) =>
    session.expiresAt.getTime() > now() && session.lastSeenAt.getTime() + idleMs > now()
  const entitled = (user: UserRecord | null): user is UserRecord => user !== null && !user.disabledAt

  // Sessions go; when a person was here last stays.
  const seenUser = (user: string, at: number) =>
    users.updateOne({ _id: user }, { $set: { lastSeenAt: new Date(at) } }, { writeConcern: relaxed })

  const seen = async (sessionId: string) => {
    const at = now()
    const session = await sessions
      .findOneAndUpdate(
        { _id: sessionId, lastSeenAt: trusted({ $lte: new Date(at - seenEveryMs) }) },
        { $set: { lastSeenAt: new Date(at) } },
        { writeConcern: relaxed, projection: { user: 1 } },
      )
      .lean<Pick<SessionRecord, 'user'>>()
    if (session) await seenUser(session.user, at)
    return session !== null
  }

  return {
    start: async ({ user, ip, userAgent }) => {
      const token = randomBytes(TOKEN_BYTES).toString('base64url')
      const at = now()
      const row = {
        _id: sessionIdOf(token),
        user,
        createdAt: new Date(at),
        lastSeenAt: new Date(at),
        expiresAt: new Date(at + maxMs),
        ...(ip && { ip }),
        ...(userAgent && { userAgent: userAgent.slice(0, 200) }),
      }
      await sessions.create(row)
      await seenUser(user, at)
      return { token, sessionId: row._id }
    },
    find: async (token) => {
      if (!tokenForm.test(token)) return undefined
      const session = await sessions.findById(sessionIdOf(token)).lean()
      if (!session || !holds(session)) return undefined
      const user = await users.findById(session.user).lean()
      if (!entitled(user)) return undefined
      if (session.lastSeenAt.getTime() < now() - seenEveryMs) await seen(session._id)
      return { user: toUser(user), sessionId: session._id }
    },
    touch: seldom(seen, { everyMs: seenEveryMs, now }),
    end: async (sessionId) => {
      await sessions.deleteOne({ _id: sessionId })
      ended?.({ sessionId })
    },
    endAll: createSessionEnder({ connection, ...(ended ? { ended } : {}) }),
    changed: (user) => ended?.({ user }),
    list: async (user) =>
      (await sessions.find({ user }).sort({ lastSeenAt: -1 }).limit(LISTED).lean()).filter(holds),
    endOwn: async (user, sessionId) => {
      const { deletedCount } = await sessions.deleteOne({ _id: sessionId, user })
      if (deletedCount > 0) ended?.({ sessionId })
      return deletedCount > 0
    },
    alive: async (sessionIds) => {
      const found = await sessions.find({ _id: trusted({ $in: [...sessionIds] }) }).lean()
      const holding = found.filter(holds)
      const ids = [...new Set(holding.map((session) => session.user))]
      const people = ids.length > 0 ? await users.find({ _id: trusted({ $in: ids }) }).lean() : []
      const byId = new Map(people.filter(entitled).map((user) => [user._id, toUser(user)]))
      return new Map(
        holding.flatMap((session) => {
          const user = byId.get(session.user)
          return user ? [[session._id, user] as const] : []
        }),
      )
    },
  }
}

/**
 * Does the work for an id no more often than that, in this process; twice as often where it answers false, because
 * somebody else had done it at a time that is not known here.
 */
function seldom(
  work: (id: string) => Promise<boolean>,
  { everyMs, now }: { everyMs: number; now: () => number },
): (id: string) => Promise<void> {
  const next = new Map<string, number>()
  return async (id) => {
    const at = now()
    if (at < (next.get(id) ?? Number.NEGATIVE_INFINITY)) return
    next.delete(id)
    next.set(id, at + everyMs / 2)
    if (next.size > REMEMBERED_TOUCHES) next.delete(next.keys().next().value ?? '')
    try {
      if (await work(id)) next.set(id, at + everyMs)
    } catch (error) {
      next.delete(id)
      throw error
    }
  }
}

const tokenForm = /^[\w-]{43}$/

function sessionIdOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}
