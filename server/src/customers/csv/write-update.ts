import type { Connection } from 'mongoose'
import { ownFilter } from '../../storage/own-filter.ts'
import { identitiesOn } from '../identity.ts'
import { type FieldDefinition, updateOf } from '../values.ts'
import type { Verdict } from './match.ts'

export type Update = Extract<Verdict, { kind: 'update' }>

/**
 * What is written for rows that change a record, in their order. It asks for the version that was judged.
 *
 * An address that a file brings counts as known to be theirs (`emailVerified`): only those who may see every record
 * may import, and it is the company's own table. What follows is that whoever comes with a signature of the company's
 * own site for this address is this customer; a visitor who only claims it gets a record of their own and sees nothing.
 * A record as which somebody has signed in already is another matter: rows find it by a phone or a number that an agent
 * may have typed at their word, and a second person must not be led to what the first one sees. Its address becomes
 * vouched for when they sign in with it.
 */
export async function writesOf(
  connection: Connection,
  updates: readonly Update[],
  definitions: readonly FieldDefinition[],
): Promise<{ filter: Record<string, unknown>; update: Record<string, unknown> }[]> {
  const readdressed = updates.flatMap(({ customer, changes }) => ('email' in changes ? [customer._id] : []))
  const signedIn = await signedInAmong(connection, readdressed)
  return updates.map(({ customer, changes, tags, mark }) => {
    const { $set, $unset } = updateOf(customer, changes, definitions)
    const email = 'email' in changes ? { emailVerified: !signedIn.has(customer._id) } : {}
    return {
      filter: { _id: customer._id, version: customer.version },
      update: {
        $set: { ...$set, ...email, imported: mark, version: customer.version + 1 },
        ...(Object.keys($unset).length > 0 ? { $unset } : {}),
        ...(tags.length > 0 ? { $addToSet: { tags: { $each: tags } } } : {}),
      },
    }
  })
}

async function signedInAmong(
  connection: Connection,
  customers: readonly string[],
): Promise<ReadonlySet<string>> {
  if (customers.length === 0) return new Set()
  const signed = await identitiesOn(connection)
    .find(ownFilter({ customer: { $in: [...customers] }, verified: true }), { customer: 1 })
    .lean<{ customer: string }[]>()
  return new Set(signed.map(({ customer }) => customer))
}
