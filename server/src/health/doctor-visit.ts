import { randomBytes } from 'node:crypto'
import type { Connection } from 'mongoose'
import { type TakenFrom, takeAway } from '../conversations/take-away.ts'
import { demoAccount } from '../demo/shoppers.ts'
import { durable } from '../storage/mongo.ts'
import { ownFilter } from '../storage/own-filter.ts'
import { channelAccountsOn } from '../widget/account.ts'
import { type SessionClaims, threadIdOf } from '../widget/tokens.ts'
import { DOCTOR } from './doctor.ts'

/** Older than any run takes. */
const LEFT_BEHIND_MS = 120_000

/** Who the doctor's customer is on an account: a new conversation each time. */
export function doctorClaims(account: string): SessionClaims {
  const externalId = `doctor:${randomBytes(12).toString('base64url')}`
  return {
    account,
    thread: threadIdOf(account, externalId),
    identity: `${account}:${externalId}`,
    customer: DOCTOR,
    name: 'Doctor',
    vip: false,
    identified: false,
    language: 'en',
  }
}

/** The widget that the doctor comes by: the company's own before the demo's; undefined where there is none. */
export async function doctorAccount(connection: Connection): Promise<string | undefined> {
  const all = await channelAccountsOn(connection).find({}, { _id: 1 }).lean()
  return (all.find(({ _id }) => _id !== demoAccount) ?? all[0])?._id
}

/** Removes a conversation of the doctor's, also what no worker has taken up. */
export async function removeDoctor(
  parts: TakenFrom,
  { thread, identity }: Pick<SessionClaims, 'thread' | 'identity'>,
): Promise<void> {
  const { threads, inbox, episodes, sealer } = parts
  const own = ownFilter({ thread, customer: DOCTOR })
  await inbox.deleteMany(own)
  await threads.updateOne(
    ownFilter({ _id: thread, customer: DOCTOR }),
    { $set: { goes: true } },
    { writeConcern: durable },
  )
  await takeAway(parts, { _id: thread, identity })
  await inbox.deleteMany(own)
  await episodes.deleteMany({ customer: DOCTOR })
  await sealer.discard([identity])
}

/** Removes what earlier runs left that were killed. */
export async function removeLeftDoctors(parts: TakenFrom, now: number): Promise<void> {
  const before = new Date(now - LEFT_BEHIND_MS)
  const [threads, events] = await Promise.all([
    parts.threads.find(ownFilter({ customer: DOCTOR, lastAt: { $lt: before } }), { identity: 1 }).lean(),
    parts.inbox
      .find(ownFilter({ state: 'pending', customer: DOCTOR, at: { $lt: before } }), {
        thread: 1,
        identity: 1,
      })
      .lean(),
  ])
  const left = new Map([
    ...threads.map(({ _id, identity }) => [_id, identity] as const),
    ...events.map(({ thread, identity }) => [thread, identity] as const),
  ])
  for (const [thread, identity] of left) await removeDoctor(parts, { thread, identity })
}
