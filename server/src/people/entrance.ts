import type { Model } from 'mongoose'
import { hashPassword, verifyPassword } from '../agents/passwords.ts'
import type { Sessions } from '../agents/session.ts'
import { toUser, type UserRecord } from '../agents/user.ts'
import {
  type AcceptInvitation,
  type ChangePassword,
  type LinkOwner,
  passwordProblem,
  type User,
} from '../contract/index.ts'
import { AppError } from '../errors.ts'
import type { Logger } from '../log.ts'
import { mailText } from '../mail/mail-words.ts'
import type { Post } from '../mail/post.ts'
import { storeNow } from '../storage/clock.ts'
import { isDuplicateKey } from '../storage/mongo.ts'
import type { InvitePeople } from './invite.ts'
import type { Links } from './link.ts'

interface Caller {
  ip: string
  userAgent?: string | undefined
}

export interface EntranceDeps {
  users: Model<UserRecord>
  sessions: Sessions
  links: Links
  post: Post
  invite: InvitePeople
  company: () => string
  publicUrl: string
  /** Demo people cannot sign in there. */
  production: boolean
  log: Logger
}

/** The ways in beside signing in: an invitation, a forgotten password, a new one. */
export function createEntrance(deps: EntranceDeps) {
  const { users, sessions, links, post, invite, company, publicUrl, production, log } = deps

  const begin = async (user: UserRecord, { ip, userAgent }: Caller) => {
    const { token, sessionId } = await sessions.start({
      user: user._id,
      ip,
      ...(userAgent ? { userAgent } : {}),
    })
    return { user: toUser(user), token, sessionId }
  }

  const makeReset = async (user: UserRecord): Promise<string> => {
    const { token } = await links.make('reset', user._id)
    return `${publicUrl}/reset/${token}`
  }
  const sendReset = async (user: UserRecord, link: string): Promise<void> => {
    const language = user.language ?? user.languages[0] ?? 'en'
    const text = mailText('reset', language, { name: user.name, company: company(), link })
    // Each link is a mail of its own.
    await post.put({ id: `reset:${user._id}:${storeNow(users.db).toString(36)}`, to: user.email, text })
  }

  return {
    /** @throws AppError `link_unknown` | `link_used` | `link_expired` */
    async look(token: string, kind: 'invitation' | 'reset'): Promise<LinkOwner> {
      const subject = await links.look(token, kind)
      const owner =
        kind === 'invitation'
          ? await invite.find(subject).catch(() => undefined)
          : await users.findById(subject).lean<UserRecord>()
      if (!owner) throw new AppError('link_unknown')
      return { email: owner.email, ...(owner.name ? { name: owner.name } : {}), company: company() }
    },

    /**
     * The person is made under an id that follows from the invitation: twice at once makes one.
     * @throws AppError `link_…` | `password_refused`
     */
    async accept({ token, name, password, language }: AcceptInvitation, from: Caller) {
      const id = await links.look(token, 'invitation')
      const invitation = await invite.find(id).catch(() => undefined)
      if (!invitation) throw new AppError('link_unknown')
      const { email, role, team, queues, languages, capacity } = invitation
      assertPassword(password, { email, name })
      const record = {
        _id: `u_${id}`,
        ...{ email, name, role, queues, languages, capacity, language },
        ...(team ? { team } : {}),
        passwordHash: await hashPassword(password),
      }
      const made = await users.create(record).catch((error: unknown) => {
        if (isDuplicateKey(error)) return undefined
        throw error
      })
      await links.take(token, 'invitation').catch(() => undefined)
      await invite.gone(id)
      if (!made) throw new AppError('link_used')
      return await begin(made.toObject(), from)
    },

    /**
     * Answers at once, whoever was named: what follows is done afterwards, so that neither the words nor the time tell
     * whether there is such a person.
     */
    forgot(email: string): void {
      const work = async () => {
        const user = post.isSet ? await users.findOne({ email }).lean<UserRecord>() : null
        if (!user || user.disabledAt || (user.demo && production)) return
        await sendReset(user, await makeReset(user))
      }
      work().catch((err: unknown) => log.warn({ event: 'forgot.failed', err }))
    },

    /** An administrator's wish: a link by mail, or to hand over where no mail goes out. */
    async resetFor(user: UserRecord): Promise<string | undefined> {
      if (user.disabledAt) throw new AppError('not_found', { message: 'This person is disabled.' })
      const link = await makeReset(user)
      if (!post.isSet) return link
      await sendReset(user, link)
      return undefined
    },

    /** Ends every session of the person and begins one. @throws AppError `link_…` | `password_refused` */
    async reset(token: string, password: string, from: Caller) {
      const user = await users.findById(await links.look(token, 'reset')).lean<UserRecord>()
      if (!user || user.disabledAt || (user.demo && production)) throw new AppError('link_unknown')
      assertPassword(password, user)
      const passwordHash = await hashPassword(password)
      await links.take(token, 'reset')
      await users.updateOne({ _id: user._id }, { $set: { passwordHash } })
      await sessions.endAll(user._id)
      return await begin(user, from)
    },

    /** The other sessions end. @throws AppError `wrong_password` | `password_refused` */
    async change(user: User, sessionId: string, { old, password }: ChangePassword): Promise<void> {
      const record = await users.findById(user.id).lean<UserRecord>()
      if (!(await verifyPassword(record?.passwordHash, old))) throw new AppError('wrong_password')
      assertPassword(password, user)
      await users.updateOne({ _id: user.id }, { $set: { passwordHash: await hashPassword(password) } })
      await links.drop('reset', user.id)
      await sessions.endAll(user.id, sessionId)
    },
  }
}
export type EntranceDesk = ReturnType<typeof createEntrance>

/** @throws AppError `password_refused` saying why in `details.why` */
export function assertPassword(password: string, of: { email: string; name: string }): void {
  const why = passwordProblem(password, of)
  if (why) throw new AppError('password_refused', { details: { why } })
}
