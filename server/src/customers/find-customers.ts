import type { Connection } from 'mongoose'
import { orderNumber } from '../commerce/find-orders.ts'
import { type KnownCustomers, MOST_KNOWN, type RowFilter, wordsOf } from '../contract/index.ts'
import { ownFilter } from '../storage/own-filter.ts'
import { customersOn } from './customer.ts'
import { beginsOne, withOrder } from './search.ts'

const SHORTEST_NUMBER = 3

/** The customers that a filter means, as far as their records and orders say so; at most `MOST_KNOWN` each. */
export async function findCustomers(
  connection: Connection,
  { q, tag }: Pick<RowFilter, 'q' | 'tag'>,
): Promise<KnownCustomers> {
  const [byWords, byOrder, byTag] = await Promise.all([
    q === undefined ? [] : withWords(connection, q),
    q === undefined ? [] : byOrderNumber(connection, q),
    tag ? withTag(connection, tag) : [],
  ])
  return {
    ...(q === undefined ? {} : { q: [...new Set([...byOrder, ...byWords])] }),
    ...(tag ? { tag: byTag } : {}),
  }
}

async function withWords(connection: Connection, query: string): Promise<string[]> {
  const words = wordsOf(query)
  if (words.length === 0) return []
  return await idsWhere(connection, { $and: words.map(beginsOne) })
}

async function withTag(connection: Connection, tags: readonly string[]): Promise<string[]> {
  return await idsWhere(connection, { tags: { $in: [...tags] } })
}

async function idsWhere(connection: Connection, where: Record<string, unknown>): Promise<string[]> {
  const found = await customersOn(connection)
    .find(ownFilter(where), { _id: 1 })
    .limit(MOST_KNOWN)
    .lean<{ _id: string }[]>()
  return found.map(({ _id }) => _id)
}

/** By the beginning of an order's number, as the customer reads it out. */
async function byOrderNumber(connection: Connection, query: string): Promise<string[]> {
  const number = orderNumber(query)
  return number.length < SHORTEST_NUMBER || !/\d/.test(number) ? [] : await withOrder(connection, number)
}
