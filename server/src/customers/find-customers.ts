import type { Connection } from 'mongoose'
import { orderNumber } from '../commerce/find-orders.ts'
import { ordersOn } from '../commerce/order.ts'
import { type KnownCustomers, MOST_KNOWN, type RowFilter, wordsOf } from '../contract/index.ts'
import { ownFilter } from '../storage/own-filter.ts'
import { customersOn } from './customer.ts'

const MOST_ORDERS = 50
const SHORTEST_NUMBER = 3
/** Sorts behind everything that a word may begin with. */
const LAST = '\u{10ffff}'

/** The customers that a filter means, as far as their records and orders say so; at most `MOST_KNOWN` each. */
export async function findCustomers(
  connection: Connection,
  { q, tag }: Pick<RowFilter, 'q' | 'tag'>,
): Promise<KnownCustomers> {
  const [byWords, byOrder, byTag] = await Promise.all([
    q === undefined ? [] : withWords(connection, q),
    q === undefined ? [] : withOrder(connection, q),
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
  const begins = words.map((word) => ({ words: { $elemMatch: { $gte: word, $lt: word + LAST } } }))
  return await idsWhere(connection, { $and: begins })
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
async function withOrder(connection: Connection, query: string): Promise<string[]> {
  const number = orderNumber(query)
  if (number.length < SHORTEST_NUMBER || !/\d/.test(number)) return []
  const orders = await ordersOn(connection)
    .find(ownFilter({ _id: { $gte: number, $lt: number + LAST } }), { customer: 1 })
    .limit(MOST_ORDERS)
    .lean<{ customer: string }[]>()
  return orders.map(({ customer }) => customer)
}
