import type { Connection } from 'mongoose'
import { customerChangesOn } from '../customers/change.ts'
import { type Customer, customersOn } from '../customers/customer.ts'
import { identitiesOn, identityId } from '../customers/identity.ts'
import { recordPerson } from '../customers/note.ts'
import type { Sealer } from '../storage/sealing.ts'
import { insertMissing } from './insert-missing.ts'
import { seededChangeId } from './seed-marks.ts'
import { demoAccount } from './shoppers.ts'
import { advertiserSubject, blockedInDemo } from './side-stories.ts'

const DAY_MS = 86_400_000

/** The visitors who only advertise; one of them is blocked. Done again it changes nothing. */
export async function seedAdvertisers(
  { connection, sealer }: { connection: Connection; sealer: Sealer },
  customers: readonly Customer[],
  now: number,
): Promise<void> {
  const { customer, by, reason, daysAgo } = blockedInDemo
  const at = new Date(now - daysAgo * DAY_MS)
  const blocked = { by, at, reason: await sealer.seal(recordPerson(customer), reason) }
  await insertMissing(
    customersOn(connection),
    customers.map((one) => (one._id === customer ? { ...one, blocked } : one)),
  )
  await insertMissing(
    identitiesOn(connection),
    customers.map(({ _id, since }) => ({
      _id: identityId(demoAccount, advertiserSubject(_id)),
      customer: _id,
      verified: false,
      createdAt: since,
    })),
  )
  await insertMissing(customerChangesOn(connection), [
    {
      _id: seededChangeId(customer),
      customer,
      at,
      by,
      what: 'blocked' as const,
      fields: [],
      added: [],
      removed: [],
    },
  ])
}
