import { createHash } from 'node:crypto'
import type { Connection } from 'mongoose'
import { storeNow } from '../storage/clock.ts'
import { isDuplicateKey } from '../storage/mongo.ts'
import { orderNumber } from './find-orders.ts'
import { type Order, type OrderItem, ordersOn } from './order.ts'
import { type Return, returnsOn } from './return.ts'

const DAY_MS = 24 * 60 * 60 * 1000
export const RETURN_WINDOW_DAYS = 30

export interface CreateReturn {
  /** The same key is the same wish: it never makes a second return. */
  key: string
  order: string
  /** SKU, or the item's name in either language. */
  item: string
  reason: string
  now?: number
}

export type ReturnRefusal =
  | 'unknown_order'
  | 'unknown_item'
  | 'not_delivered'
  | 'return_window_over'
  | 'already_returned'
export type CreateReturnResult =
  | { readonly ok: true; readonly output: { readonly returnNumber: string } }
  | { readonly ok: false; readonly code: ReturnRefusal }

/** Opens a return for one item of an order, at most once however often and from wherever it is asked. */
export async function createReturn(connection: Connection, wish: CreateReturn): Promise<CreateReturnResult> {
  const returns = returnsOn(connection)
  const before = await returns.findById(wish.key).lean<Return>()
  if (before) return done(before.number)
  const now = wish.now ?? storeNow(connection)
  const order = await ordersOn(connection).findById(orderNumber(wish.order)).lean<Order>()
  const checked = checkReturn(order ?? undefined, wish.item, now)
  if (!checked.ok) return checked
  return await insertReturn(connection, {
    _id: wish.key,
    order: checked.order._id,
    sku: checked.item.sku,
    reason: wish.reason,
    createdAt: new Date(now),
  })
}

const MOST_NUMBER_CLASHES = 20

/** Inserts under the unique keys of the collection: of racing wishes for one item exactly one gets through. */
async function insertReturn(
  connection: Connection,
  row: Omit<Return, 'number'>,
): Promise<CreateReturnResult> {
  const returns = returnsOn(connection)
  for (let attempt = 0; attempt < MOST_NUMBER_CLASHES; attempt++) {
    const number = returnNumber(row.order, row.sku, attempt)
    try {
      await returns.create([{ ...row, number }])
      return done(number)
    } catch (error) {
      if (!isDuplicateKey(error)) throw error
    }
    // Which of the three unique keys it was decides; asking is surer than reading the error's words.
    const same = await returns.findById(row._id).lean<Return>()
    if (same) return done(same.number)
    if (await returns.exists({ order: row.order, sku: row.sku })) return refused('already_returned')
  }
  throw new Error('No free return number was found')
}

/** Whether an item may go back: delivered, at most thirty days ago. */
export function checkReturn(
  order: Order | undefined,
  item: string,
  now: number,
): { ok: true; order: Order; item: OrderItem } | { ok: false; code: ReturnRefusal } {
  if (!order) return refused('unknown_order')
  if (order.status === 'returned') return refused('already_returned')
  if (order.status !== 'delivered' || !order.deliveredAt) return refused('not_delivered')
  if (now - order.deliveredAt.getTime() > RETURN_WINDOW_DAYS * DAY_MS) return refused('return_window_over')
  const wanted = item.trim().toLowerCase()
  const found = order.items.find((one) =>
    [one.sku, one.name.en, one.name.zh].some((name) => name.toLowerCase() === wanted),
  )
  return found ? { ok: true, order, item: found } : refused('unknown_item')
}

/** Seven digits that follow from order and item, so that even a lost answer would be made again equally. */
function returnNumber(order: string, sku: string, attempt: number): string {
  const hash = createHash('sha256').update(`${order}/${sku}/${attempt}`).digest()
  return `R-${1_000_000 + (hash.readUInt32BE(0) % 9_000_000)}`
}

function done(number: string): CreateReturnResult {
  return { ok: true, output: { returnNumber: number } }
}

function refused(code: ReturnRefusal): { ok: false; code: ReturnRefusal } {
  return { ok: false, code }
}
