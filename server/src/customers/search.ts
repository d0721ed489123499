import type { Connection } from 'mongoose'
import { orderNumber } from '../commerce/find-orders.ts'
import { ordersOn } from '../commerce/order.ts'
import { wordsOf } from '../contract/index.ts'
import { ownFilter } from '../storage/own-filter.ts'
import { phoneDigits } from './contact.ts'
import { customersOn } from './customer.ts'

const MOST_ORDERS = 50
/** Sorts behind everything that a word may begin with. */
const LAST = '\u{10ffff}'
/** As many as one question to the store may look up; what more people have is no way to find somebody. */
export const FEW = 1000

/** Every word begins a word of theirs, or it is the number of an order or a phone. */
export async function foundBy(connection: Connection, q: string): Promise<Record<string, unknown>> {
  const begins = queryWords(q).map(beginsOne)
  const buyers = await buyersOf(connection, q)
  if (begins.length === 0) return { _id: { $in: buyers } }
  const byWords = begins.length === 1 ? (begins[0] ?? {}) : { $and: begins }
  return buyers.length > 0 ? { $or: [byWords, { _id: { $in: buyers } }] } : byWords
}

/**
 * A few customers among whom everybody is whom a search means; undefined when each of its words begins a word of more
 * than `FEW`.
 */
export async function fewAmong(connection: Connection, q: string): Promise<string[] | undefined> {
  const words = queryWords(q)
  const buyers = await buyersOf(connection, q)
  if (words.length === 0) return buyers
  // Longer words are rarer as a rule.
  for (const word of words.toSorted((a, b) => b.length - a.length)) {
    const found = await customersOn(connection)
      .find(ownFilter(beginsOne(word)), { _id: 1 })
      .hint({ words: 1 })
      .limit(FEW + 1)
      .lean<{ _id: string }[]>()
    if (found.length <= FEW) return [...new Set([...found.map(({ _id }) => _id), ...buyers])]
  }
  return undefined
}

/** A customer one of whose words begins so. */
export function beginsOne(word: string): Record<string, unknown> {
  return { words: { $elemMatch: { $gte: word, $lt: word + LAST } } }
}

function queryWords(q: string): string[] {
  const words = /^[\s\d()+./-]+$/.test(q) ? [phoneDigits(q)] : wordsOf(q)
  return words.filter((word) => word !== '')
}

/** Who bought what has this number, or one that begins so. */
async function buyersOf(connection: Connection, q: string): Promise<string[]> {
  const number = orderNumber(q)
  return /^[A-Z]+-?\d{2,}$/.test(number) ? await withOrder(connection, number) : []
}

/** The customers of orders whose numbers begin so. */
export async function withOrder(connection: Connection, number: string): Promise<string[]> {
  const orders = await ordersOn(connection)
    .find(ownFilter({ _id: { $gte: number, $lt: number + LAST } }), { customer: 1 })
    .limit(MOST_ORDERS)
    .lean<{ customer: string }[]>()
  return [...new Set(orders.map(({ customer }) => customer))]
}
