import type { Connection } from 'mongoose'
import type { MailStatus } from '../contract/people.ts'
import { storeDate } from '../storage/clock.ts'
import { isDuplicateKey } from '../storage/mongo.ts'
import { ownFilter } from '../storage/own-filter.ts'
import type { Sealer } from '../storage/sealing.ts'
import { type MailRecord, mailPerson, mailsOn } from './mail.ts'
import type { MailText } from './mail-words.ts'

const DAY_MS = 24 * 3600 * 1000
const KEPT_DAYS = 30

/** Puts mails into their queue and says how far they are; workers send them (`send.ts`). */
export interface Post {
  /** Whether a mail server is set up: without one nothing must be put. */
  readonly isSet: boolean
  /** Durable when it answers. The same id again is the same mail. */
  put: (mail: { id: string; to: string; text: MailText }) => Promise<void>
  /** What is not sent yet is not sent any more. */
  withdraw: (id: string) => Promise<void>
  statusOf: (ids: readonly string[]) => Promise<Map<string, MailStatus>>
}

export function createPost(deps: { connection: Connection; sealer: Sealer; isSet: boolean }): Post {
  const { connection, sealer, isSet } = deps
  const mails = mailsOn(connection)
  return {
    isSet,
    put: async ({ id, to, text }) => {
      const now = storeDate(connection)
      try {
        await mails.create({
          _id: id,
          to,
          state: 'queued',
          content: await sealer.seal(mailPerson, JSON.stringify(text)),
          tries: 0,
          dueAt: now,
          createdAt: now,
          forgetAt: new Date(now.getTime() + KEPT_DAYS * DAY_MS),
        })
      } catch (error) {
        if (!isDuplicateKey(error)) throw error
      }
    },
    withdraw: async (id) => {
      await mails.deleteOne(ownFilter({ _id: id, state: { $in: ['queued', 'failed'] } }))
    },
    statusOf: async (ids) => {
      const found = await mails
        .find(ownFilter({ _id: { $in: [...ids] } }), { content: 0 })
        .lean<MailRecord[]>()
      return new Map(found.map((mail) => [mail._id, toStatus(mail)]))
    },
  }
}

function toStatus({ state, why, endedAt, createdAt }: MailRecord): MailStatus {
  return {
    state: state === 'sending' ? 'queued' : state,
    ...(why && state !== 'sent' ? { why } : {}),
    at: (endedAt ?? createdAt).getTime(),
  }
}
