import type { Connection } from 'mongoose'
import type { BlockShown, CustomerFilter, CustomerLine, CustomerPage } from '../contract/index.ts'
import { storeNow } from '../storage/clock.ts'
import { ownFilter } from '../storage/own-filter.ts'
import { type Customer, customersOn } from './customer.ts'
import { after, type CustomerOrder, cursorOf, indexes, orderOf, pieces } from './pieces.ts'
import { FEW, fewAmong, foundBy } from './search.ts'

const PAGE = 60
const CAP = 9999
const DAY_MS = 86_400_000

export interface ListWish extends CustomerOrder {
  filter: CustomerFilter
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
  const { found, total, capped } = await findPage(connection, wish)
  const rows = found.slice(0, PAGE)
  const last = rows.at(-1)
  return {
    rows: await Promise.all(
      rows.map(async (customer) => {
        const block = wish.filter.blocked === 'yes' ? await blockOf(customer) : undefined
        return { ...toLine(customer, storeNow(connection)), ...(block ? { block } : {}) }
      }),
    ),
    ...(found.length > PAGE && last ? { next: cursorOf(last, wish.sort) } : {}),
    total,
    capped,
  }
}

interface Found {
  /** One more than a page has when there is another one. */
  found: Customer[]
  total: number
  capped: boolean
}

async function findPage(connection: Connection, wish: ListWish): Promise<Found> {
  const { q } = wish.filter
  const where = await conditionOf(connection, wish.filter, storeNow(connection))
  if (!q) return await ask(connection, wish, where)
  const few = await fewAmong(connection, q)
  if (!few && wish.sort !== 'blocked') return await walk(connection, wish, where)
  const among = few ? { $and: [{ _id: { $in: few } }, where] } : where
  return await ask(connection, wish, among, few ? { _id: 1 } : indexes.blocked)
}

/** One question to the store, for what an index or a few ids narrow down; and another one for how many there are. */
async function ask(
  connection: Connection,
  wish: ListWish,
  where: Record<string, unknown>,
  hint?: Record<string, 1 | -1>,
): Promise<Found> {
  const customers = customersOn(connection)
  const everybody = Object.keys(where).length === 0
  const page = customers
    .find(ownFilter(after(where, wish)))
    .sort(orderOf(wish))
    .limit(PAGE + 1)
  const count = everybody
    ? customers.estimatedDocumentCount()
    : customers.countDocuments(ownFilter(where)).limit(CAP)
  if (hint) page.hint(hint)
  if (hint && !everybody) count.hint(hint)
  const [found, total] = await Promise.all([
    page.lean<Customer[]>(),
    // On the first page only: who scrolls has the number.
    wish.cursor ? 0 : count,
  ])
  return { found, total, capped: !everybody && total >= CAP }
}

/**
 * What so many have cannot be looked up; but whoever is meant stands soon in the wished order. Looked for piece by
 * piece, because no question may keep the store from everybody else's, and to the end if need be: somebody whom two
 * common words mean together is found. How many there are in all is not known then, only that there are more.
 */
async function walk(connection: Connection, wish: ListWish, where: Record<string, unknown>): Promise<Found> {
  const found: Customer[] = []
  for await (const piece of pieces(connection, wish, where, () => PAGE + 1 - found.length)) {
    found.push(...piece)
    if (found.length > PAGE) break
  }
  const more = found.length > PAGE
  const { q, ...others } = wish.filter
  const oneWord = more && !Object.values(others).some(Boolean) && !/\s/.test(q ?? '')
  return { found, total: wish.cursor ? 0 : oneWord ? FEW : Math.min(found.length, PAGE), capped: more }
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
  const where = await conditionOf(connection, filter, storeNow(connection))
  yield* pieces(connection, { sort: 'since', dir: 'asc' }, where)
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
