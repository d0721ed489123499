import type { Connection } from 'mongoose'
import type { CustomerSort } from '../contract/index.ts'
import { ownFilter } from '../storage/own-filter.ts'
import { type Customer, customersOn } from './customer.ts'

const LOOKED_AT = 500
/** Which index has the records in the order of a list. */
export const indexes = {
  seen: { seenAt: -1, _id: -1 },
  since: { since: -1, _id: -1 },
  name: { sortName: 1, _id: 1 },
  blocked: { 'blocked.at': -1 },
} as const
const sortFields = { seen: 'seenAt', since: 'since', name: 'sortName', blocked: 'blocked.at' } as const

/** In which order, and from whom on: the cursor names the last one before. */
export interface CustomerOrder {
  sort: CustomerSort
  dir: 'asc' | 'desc'
  cursor?: { value: string; id: string } | undefined
}

/** Those whom a condition means among so many records at a time, in the wished order from the cursor on. */
export async function* pieces(
  connection: Connection,
  order: CustomerOrder,
  where: Record<string, unknown>,
  most?: () => number,
): AsyncGenerator<Customer[]> {
  const customers = customersOn(connection)
  for (let cursor = order.cursor; ; ) {
    const from = { ...order, cursor }
    const [edge] = await customers
      .find(ownFilter(after({}, from)), { [sortFields[order.sort]]: 1 })
      .sort(orderOf(order))
      .hint(indexes[order.sort])
      .skip(LOOKED_AT - 1)
      .limit(1)
      .lean<Customer[]>()
    const found = await customers
      .find(ownFilter({ $and: [after(where, from), ...(edge ? [upTo(edge, order)] : [])] }))
      .sort(orderOf(order))
      .hint(indexes[order.sort])
      .limit(most?.() ?? 0)
      .lean<Customer[]>()
    if (found.length > 0) yield found
    if (!edge) return
    cursor = { value: orderValue(edge, order.sort), id: edge._id }
  }
}

/** The other end of a piece. */
function upTo(edge: Customer, { sort, dir }: CustomerOrder): Record<string, unknown> {
  const field = sortFields[sort]
  const value = sort === 'name' ? edge.sortName : timeIn(edge, sort)
  const [before, until] = dir === 'asc' ? ['$lt', '$lte'] : ['$gt', '$gte']
  return {
    $and: [
      { [field]: { [until]: value } },
      { $or: [{ [field]: { [before]: value } }, { [field]: value, _id: { [until]: edge._id } }] },
    ],
  }
}

export function orderOf({ sort, dir }: CustomerOrder): Record<string, 1 | -1> {
  const direction = dir === 'asc' ? 1 : -1
  return { [sortFields[sort]]: direction, _id: direction }
}

export function cursorOf(customer: Customer, sort: CustomerSort): string {
  return Buffer.from(JSON.stringify([orderValue(customer, sort), customer._id])).toString('base64url')
}

function orderValue(customer: Customer, sort: CustomerSort): string {
  return sort === 'name' ? customer.sortName : String(timeIn(customer, sort).getTime())
}

function timeIn(customer: Customer, sort: 'seen' | 'since' | 'blocked'): Date {
  if (sort === 'blocked') return customer.blocked?.at ?? customer.seenAt
  return customer[sortFields[sort]]
}

export function after(
  where: Record<string, unknown>,
  { sort, dir, cursor }: CustomerOrder,
): Record<string, unknown> {
  if (!cursor) return where
  const field = sortFields[sort]
  const value = sort === 'name' ? cursor.value : new Date(Number(cursor.value))
  const [beyond, from] = dir === 'asc' ? ['$gt', '$gte'] : ['$lt', '$lte']
  return {
    $and: [
      where,
      // Says where an index begins to read; the next line leaves out what was read.
      { [field]: { [from]: value } },
      { $or: [{ [field]: { [beyond]: value } }, { [field]: value, _id: { [beyond]: cursor.id } }] },
    ],
  }
}
