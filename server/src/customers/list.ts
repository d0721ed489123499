import type { Connection } from 'mongoose'
import { orderNumber } from '../commerce/find-orders.ts'
import { ordersOn } from '../commerce/order.ts'
import {
  type BlockShown,
  type CustomerFilter,
  type CustomerLine,
  type CustomerPage,
  type CustomerSort,
  wordsOf,
} from '../contract/index.ts'
import { ownFilter } from '../storage/own-filter.ts'
import { phoneDigits } from './contact.ts'
import { type Customer, customersOn } from './customer.ts'

const PAGE = 60
const CAP = 9999
const LOOKED_AT = 500
const SINCE_INDEX = { since: -1, _id: -1 } as const
const DAY_MS = 86_400_000
const MOST_ORDERS = 50
/** Sorts behind everything that a word may begin with. */
const LAST = '\u{10ffff}'

const sortFields = { seen: 'seenAt', since: 'since', name: 'sortName', blocked: 'blocked.at' } as const

export interface ListWish {
  filter: CustomerFilter
  sort: CustomerSort
  dir: 'asc' | 'desc'
  cursor?: { value: string; id: string } | undefined
}

/**
 * A page of customers in the wished order; the cursor names the last one of the page before.
 * @param blockOf what staff sees of a customer's block
 */
export async function listCustomers(
  connection: Connection,
  wish: ListWish,
  blockOf: (customer: Customer) => Promise<BlockShown | undefined>,
): Promise<CustomerPage> {
  const customers = customersOn(connection)
  const where = await conditionOf(connection, wish.filter, Date.now())
  const everybody = Object.keys(where).length === 0
  const [found, total] = await Promise.all([
    customers
      .find(ownFilter(after(where, wish)))
      .sort(orderOf(wish))
      .limit(PAGE + 1)
      .lean<Customer[]>(),
    // On the first page only: who scrolls has the number.
    wish.cursor
      ? 0
      : everybody
        ? customers.estimatedDocumentCount()
        : customers.countDocuments(ownFilter(where)).limit(CAP),
  ])
  const rows = found.slice(0, PAGE)
  const last = rows.at(-1)
  return {
    rows: await Promise.all(
      rows.map(async (customer) => {
        const block = wish.filter.blocked === 'yes' ? await blockOf(customer) : undefined
        return { ...toLine(customer, Date.now()), ...(block ? { block } : {}) }
      }),
    ),
    ...(found.length > PAGE && last ? { next: cursorOf(last, wish.sort) } : {}),
    total,
    capped: !everybody && total >= CAP,
  }
}

/**
 * Every customer that a filter means, page by page. In the order in which records began, which never changes: nobody
 * is left out, and nobody comes twice, because they write in the meantime. Each question to the store looks at so many
 * records and no more, however few of them are meant: others need it too.
 */
export async function* allCustomers(
  connection: Connection,
  filter: CustomerFilter,
): AsyncGenerator<Customer[]> {
  const customers = customersOn(connection)
  const where = await conditionOf(connection, filter, Date.now())
  const wish: ListWish = { filter, sort: 'since', dir: 'asc' }
  for (let cursor: ListWish['cursor']; ; ) {
    const page = await customers
      .find(ownFilter(after({}, { ...wish, cursor })), { since: 1 })
      .sort(orderOf(wish))
      .hint(SINCE_INDEX)
      .limit(LOOKED_AT)
      .lean<Pick<Customer, '_id' | 'since'>[]>()
    const last = page.at(-1)
    if (!last) return
    const upTo = [{ since: { $lt: last.since } }, { since: last.since, _id: { $lte: last._id } }]
    const found = await customers
      .find(
        ownFilter({
          $and: [after(where, { ...wish, cursor }), { since: { $lte: last.since } }, { $or: upTo }],
        }),
      )
      .sort(orderOf(wish))
      .hint(SINCE_INDEX)
      .lean<Customer[]>()
    if (found.length > 0) yield found
    cursor = { value: String(last.since.getTime()), id: last._id }
  }
}

function orderOf({ sort, dir }: ListWish): Record<string, 1 | -1> {
  const direction = dir === 'asc' ? 1 : -1
  return { [sortFields[sort]]: direction, _id: direction }
}

function cursorOf(customer: Customer, sort: CustomerSort): string {
  const value = sort === 'name' ? customer.sortName : timeIn(customer, sort).getTime()
  return Buffer.from(JSON.stringify([String(value), customer._id])).toString('base64url')
}

function timeIn(customer: Customer, sort: 'seen' | 'since' | 'blocked'): Date {
  if (sort === 'blocked') return customer.blocked?.at ?? customer.seenAt
  return customer[sortFields[sort]]
}

function after(where: Record<string, unknown>, { sort, dir, cursor }: ListWish): Record<string, unknown> {
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

/** The store's condition of a filter. */
async function conditionOf(
  connection: Connection,
  filter: CustomerFilter,
  now: number,
): Promise<Record<string, unknown>> {
  const parts: Record<string, unknown>[] = []
  const { q, tag, language, vip, channel, seen, blocked } = filter
  if (q) parts.push(await foundBy(connection, q))
  if (tag) parts.push({ tags: tag })
  if (language) parts.push({ language })
  if (vip) parts.push({ vip: vip === 'yes' })
  if (channel) parts.push({ channels: channel })
  if (seen) {
    const since = new Date(now - (seen === 'older' ? 90 : Number(seen)) * DAY_MS)
    parts.push({ seenAt: { [seen === 'older' ? '$lt' : '$gte']: since } })
  }
  if (blocked === 'yes') parts.push(blockedNow(now))
  if (blocked === 'no') parts.push({ $nor: [blockedNow(now)] })
  parts.push(...fieldConditions(filter))
  const [only] = parts
  return parts.length > 1 ? { $and: parts } : (only ?? {})
}

/** In force: without an end, or before it. */
export function blockedNow(now: number): Record<string, unknown> {
  return {
    'blocked.at': { $exists: true },
    $or: [{ 'blocked.until': { $exists: false } }, { 'blocked.until': { $gt: new Date(now) } }],
  }
}

/** By what the company's own fields and files say. */
function fieldConditions({ field, import: from }: CustomerFilter): Record<string, unknown>[] {
  return [...(field ? [fieldCondition(field)] : []), ...(from ? [{ 'imported.import': from }] : [])]
}

function fieldCondition(field: string): Record<string, unknown> {
  const colon = field.indexOf(':')
  const value = field.slice(colon + 1)
  const means = value === 'yes' ? [true, 'yes'] : value === 'no' ? [false, 'no'] : [value]
  return { [`fields.${field.slice(0, colon)}`]: { $in: means } }
}

/** Every word begins a word of theirs, or it is the number of an order or a phone. */
async function foundBy(connection: Connection, q: string): Promise<Record<string, unknown>> {
  const words = /^[\s\d()+./-]+$/.test(q) ? [phoneDigits(q)] : wordsOf(q)
  const begins = words
    .filter((word) => word !== '')
    .map((word) => ({ words: { $elemMatch: { $gte: word, $lt: word + LAST } } }))
  const byWords = begins.length === 1 ? (begins[0] ?? {}) : { $and: begins }
  const buyers = await buyersOf(connection, q)
  if (begins.length === 0) return { _id: { $in: buyers } }
  return buyers.length > 0 ? { $or: [byWords, { _id: { $in: buyers } }] } : byWords
}

/** Who bought what has this number, or one that begins so. */
async function buyersOf(connection: Connection, q: string): Promise<string[]> {
  const number = orderNumber(q)
  if (!/^[A-Z]+-?\d{2,}$/.test(number)) return []
  const orders = await ordersOn(connection)
    .find(ownFilter({ _id: { $gte: number, $lt: number + LAST } }), { customer: 1 })
    .limit(MOST_ORDERS)
    .lean<{ customer: string }[]>()
  return [...new Set(orders.map(({ customer }) => customer))]
}

function toLine(customer: Customer, now: number): CustomerLine {
  const { _id, name, email, phone, company, language, city, vip, tags, spent } = customer
  return {
    id: _id,
    name: name ?? '',
    ...(email ? { email } : {}),
    ...(phone ? { phone } : {}),
    ...(company ? { company } : {}),
    ...(language ? { language } : {}),
    ...(city ? { city } : {}),
    vip,
    blocked: isBlocked(customer, now),
    tags,
    channels: customer.channels,
    fields: customer.fields,
    seenAt: customer.seenAt.getTime(),
    since: customer.since.getTime(),
    ...(spent ? { spent } : {}),
  }
}

export function isBlocked({ blocked }: Pick<Customer, 'blocked'>, now: number): boolean {
  return blocked !== undefined && (blocked.until === undefined || blocked.until.getTime() > now)
}
