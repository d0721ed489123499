import type { Connection } from 'mongoose'
import { userModel } from '../agents/user.ts'
import {
  EmailAddress,
  type Invitation,
  type Invite,
  type InviteResult,
  type MailStatus,
  PersonName,
  type User,
} from '../contract/index.ts'
import { AppError } from '../errors.ts'
import { mailText } from '../mail/mail-words.ts'
import type { Post } from '../mail/post.ts'
import { storeDate } from '../storage/clock.ts'
import { isDuplicateKey } from '../storage/mongo.ts'
import { ownFilter } from '../storage/own-filter.ts'
import { type InvitationRecord, invitationsOn } from './invitation.ts'
import type { Links } from './link.ts'

const PAGE = 100

export interface InviteDeps {
  connection: Connection
  links: Links
  post: Post
  company: () => string
  publicUrl: string
}

/** Asks people in: each gets a link by mail, or the administrator gets it to hand over. */
export function createInvite(deps: InviteDeps) {
  const { connection, links, post, company, publicUrl } = deps
  const invitations = invitationsOn(connection)
  const users = userModel(connection)

  /** Makes the link and puts its mail; answers the link where no mail goes out. */
  const tell = async (
    invitation: Pick<InvitationRecord, '_id' | 'email' | 'name' | 'languages' | 'round'>,
    by: Pick<User, 'name'>,
  ): Promise<string | undefined> => {
    const { _id, email, name, languages, round } = invitation
    const { token, expiresAt } = await links.make('invitation', _id)
    const link = `${publicUrl}/welcome/${token}`
    const mail = `invitation:${_id}:${round}`
    await invitations.updateOne({ _id }, { $set: { expiresAt, round, ...(post.isSet ? { mail } : {}) } })
    if (!post.isSet) return link
    const text = mailText('invitation', languages[0] ?? 'en', { name, company: company(), by: by.name, link })
    await post.put({ id: mail, to: email, text })
    return undefined
  }

  const inviteOne = async (
    { email: given, name: called }: Invite['people'][number],
    rights: Invite['rights'],
    by: User,
  ): Promise<InviteResult> => {
    const address = EmailAddress.safeParse(given)
    if (!address.success) return { email: given.slice(0, 254), outcome: 'invalid' }
    const email = address.data
    if (await users.exists({ email })) return { email, outcome: 'member' }
    const name = PersonName.safeParse(called)
    const at = storeDate(connection)
    try {
      const made = await invitations.create({
        email,
        ...(name.success ? { name: name.data } : {}),
        ...rights,
        by: by.id,
        createdAt: at,
        expiresAt: at,
        round: 1,
      })
      const link = await tell({ ...made.toObject(), round: 1 }, by)
      return { email, outcome: 'invited', ...(link ? { link } : {}) }
    } catch (error) {
      if (isDuplicateKey(error)) return { email, outcome: 'pending' }
      throw error
    }
  }

  const find = async (id: string) => {
    const found = await invitations.findById(id).lean<InvitationRecord>()
    if (!found) throw new AppError('not_found', { message: 'This invitation was taken up or withdrawn.' })
    return found
  }

  return {
    /** Each address for itself: what is wrong with one does not keep the others out. */
    async invite({ people, rights }: Invite, by: User): Promise<InviteResult[]> {
      const results: InviteResult[] = []
      for (const person of people) results.push(await inviteOne(person, rights, by))
      return results
    },
    list: createInvitationReader(deps),
    /** A new link; the old one is dead. @throws AppError `not_found` */
    async again(id: string, by: User): Promise<string | undefined> {
      const invitation = await find(id)
      return await tell({ ...invitation, round: invitation.round + 1 }, by)
    },
    /** Done again it changes nothing. */
    async withdraw(id: string): Promise<string | undefined> {
      const found = await invitations.findOneAndDelete({ _id: id }).lean<InvitationRecord>()
      await links.drop('invitation', id)
      if (found?.mail) await post.withdraw(found.mail)
      return found?.email
    },
    find,
    gone: async (id: string) => void (await invitations.deleteOne({ _id: id })),
  }
}
export type InvitePeople = ReturnType<typeof createInvite>

/** A page, newest first; the cursor names the last one of the page before. @throws AppError `invalid_request` */
function createInvitationReader({ connection, post }: Pick<InviteDeps, 'connection' | 'post'>) {
  const invitations = invitationsOn(connection)
  const users = userModel(connection)
  return async (cursor?: string): Promise<{ invitations: Invitation[]; next?: string }> => {
    const read = await invitations
      .find(cursor === undefined ? {} : after(cursor))
      .sort({ createdAt: -1, _id: -1 })
      .limit(PAGE + 1)
      .lean<InvitationRecord[]>()
    const found = read.slice(0, PAGE)
    const last = read.length > PAGE ? found.at(-1) : undefined
    const joined = await users
      .find(ownFilter({ email: { $in: found.map(({ email }) => email) } }), { email: 1 })
      .lean()
    const members = new Set(joined.map(({ email }) => email))
    const states = await post.statusOf(found.flatMap(({ mail }) => mail ?? []))
    return {
      invitations: found
        .filter(({ email }) => !members.has(email))
        .map((one) => toInvitation(one, one.mail ? states.get(one.mail) : undefined)),
      ...(last ? { next: `${last.createdAt.getTime()}.${last._id}` } : {}),
    }
  }
}

function after(cursor: string): Record<string, unknown> {
  const { time, id } = /^(?<time>\d{1,15})\.(?<id>[\w-]{1,64})$/.exec(cursor)?.groups ?? {}
  if (!time || !id) {
    throw new AppError('invalid_request', {
      details: { fields: [{ field: 'query.cursor', problem: 'is not ours' }] },
    })
  }
  const at = new Date(Number(time))
  return ownFilter({ $or: [{ createdAt: { $lt: at } }, { createdAt: at, _id: { $lt: id } }] })
}

function toInvitation(record: InvitationRecord, mail: MailStatus | undefined): Invitation {
  const { _id: id, email, name, role, team, queues, languages, capacity, createdAt, expiresAt } = record
  return {
    id,
    email,
    ...(name ? { name } : {}),
    role,
    ...(team ? { team } : {}),
    queues,
    languages,
    capacity,
    invitedAt: createdAt.getTime(),
    expiresAt: expiresAt.getTime(),
    ...(mail ? { mail } : {}),
  }
}
