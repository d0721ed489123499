import type { OrderFact } from '@parley/bot'
import { type Connection, trusted } from 'mongoose'
import type * as contract from '../contract/index.ts'
import { type Order, ordersOn } from './order.ts'
import { returnsOn } from './return.ts'

/** An order with the items that a return exists for. */
export interface OrderWithReturns extends Order {
  returnedSkus: readonly string[]
}

const MOST_NUMBERS = 20

/** The orders of these numbers that exist, in the order asked for. */
export async function findOrders(
  connection: Connection,
  numbers: readonly string[],
): Promise<OrderWithReturns[]> {
  const wanted = [...new Set(numbers.map(orderNumber))].slice(0, MOST_NUMBERS)
  if (wanted.length === 0) return []
  const found = await ordersOn(connection)
    .find({ _id: trusted({ $in: wanted }) })
    .lean<Order[]>()
  found.sort((a, b) => wanted.indexOf(a._id) - wanted.indexOf(b._id))
  return await withReturns(connection, found)
}

/** A customer's orders, newest first. */
export async function ordersOf(
  connection: Connection,
  customer: string,
  limit = 10,
): Promise<OrderWithReturns[]> {
  const found = await ordersOn(connection)
    .find({ customer })
    .sort({ placedAt: -1 })
    .limit(limit)
    .lean<Order[]>()
  return await withReturns(connection, found)
}

async function withReturns(connection: Connection, orders: Order[]): Promise<OrderWithReturns[]> {
  // Only what has arrived can have been sent back: most turns spare themselves the second read.
  const arrived = orders.filter((order) => order.deliveredAt !== undefined).map((order) => order._id)
  if (arrived.length === 0) return orders.map((order) => ({ ...order, returnedSkus: [] }))
  const returns = await returnsOn(connection)
    .find({ order: trusted({ $in: arrived }) }, { order: 1, sku: 1 })
    .lean()
  return orders.map((order) => ({
    ...order,
    returnedSkus: returns.filter((one) => one.order === order._id).map((one) => one.sku),
  }))
}

/** What the bot may know of an order; `own` only for the customer that it belongs to. */
export function toOrderFact(order: OrderWithReturns, customerId: string | undefined): OrderFact {
  return {
    number: order._id,
    status: order.status,
    own: customerId !== undefined && order.customer === customerId,
    email: order.email,
    ...dates(order),
    total: new Intl.NumberFormat('en', { style: 'currency', currency: order.total.currency }).format(
      order.total.amount,
    ),
    items: items(order),
  }
}

/** An order as the console shows it beside the conversation. */
export function toProfileOrder(order: OrderWithReturns): contract.Order {
  return {
    number: order._id,
    status: order.status,
    ...dates(order),
    total: { amount: order.total.amount, currency: order.total.currency },
    items: items(order),
  }
}

/** The one spelling of an order number: full-width, lower-case and spaced variants become `NW-48213`. */
export function orderNumber(text: string): string {
  const plain = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s_–—-]+/g, '')
  return plain.replace(/^([A-Z]+)(\d+)$/, '$1-$2')
}

function dates(order: Order): Pick<OrderFact, 'placedAt'> & Partial<Record<DateField, number>> & Shipping {
  return {
    placedAt: order.placedAt.getTime(),
    ...(order.deliveredAt && { deliveredAt: order.deliveredAt.getTime() }),
    ...(order.expectedAt && { expectedAt: order.expectedAt.getTime() }),
    ...(order.carrier && { carrier: order.carrier }),
    ...(order.tracking && { tracking: order.tracking }),
  }
}
type DateField = 'deliveredAt' | 'expectedAt'
interface Shipping {
  carrier?: string
  tracking?: string
}

function items(order: OrderWithReturns): contract.Order['items'] {
  return order.items.map((item) => ({
    sku: item.sku,
    name: { en: item.name.en, zh: item.name.zh },
    quantity: item.quantity,
    returned: order.status === 'returned' || order.returnedSkus.includes(item.sku),
  }))
}
