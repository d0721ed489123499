import type { Order, OrderItem, OrderStatus } from '../commerce/order.ts'
import type { Product } from '../commerce/product.ts'
import type { Return } from '../commerce/return.ts'
import { createRandom, type Random } from './random.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const ORDERS = 110

export interface Buyer {
  id: string
  email: string
  language: 'en' | 'zh'
}

export interface MakeOrders {
  buyers: readonly Buyer[]
  /** Get one order of each kind that the demo shop wants to show. */
  shoppers: readonly Buyer[]
  products: readonly Product[]
  now: number
  seed: number
}

interface Plan {
  buyer: Buyer
  daysAgo: number
  status: OrderStatus
}

/** A year of orders in the states that their age makes likely, and the returns among them. */
export function makeOrders({ buyers, shoppers, products, now, seed }: MakeOrders): {
  orders: Order[]
  returns: Return[]
} {
  const random = createRandom(seed)
  const plans: Plan[] = [
    ...shoppers.flatMap((buyer): Plan[] => [
      { buyer, daysAgo: 0.6, status: 'processing' },
      { buyer, daysAgo: 3, status: 'shipped' },
      { buyer, daysAgo: 11, status: 'delivered' },
      { buyer, daysAgo: 140, status: 'delivered' },
    ]),
    ...buyers.map((buyer) => aged(random, buyer)),
  ]
  while (plans.length < ORDERS) plans.push(aged(random, random.pick(buyers)))
  const numbers = new Set<string>()
  const orders = plans.map((plan) => makeOrder({ plan, random, products, now, numbers }))
  return { orders, returns: orders.filter((order) => order.status === 'returned').flatMap(returnsOf) }
}

function aged(random: Random, buyer: Buyer): Plan {
  // Squared, because most orders that people ask about are recent.
  const daysAgo = 0.3 + random.next() ** 2 * 360
  return { buyer, daysAgo, status: likelyStatus(random, daysAgo) }
}

function likelyStatus(random: Random, daysAgo: number): OrderStatus {
  if (daysAgo < 1.5) return 'processing'
  // Some of the older ones are late, as in life.
  if (daysAgo < 6 || (daysAgo < 14 && random.chance(0.2)))
    return random.chance(0.06) ? 'cancelled' : 'shipped'
  if (random.chance(0.06)) return 'cancelled'
  return daysAgo > 20 && random.chance(0.09) ? 'returned' : 'delivered'
}

function makeOrder(given: {
  plan: Plan
  random: Random
  products: readonly Product[]
  now: number
  numbers: Set<string>
}): Order {
  const { plan, random, products, now, numbers } = given
  const items = makeItems(random, products)
  const amount = items.reduce((sum, item) => sum + item.price * item.quantity, 0)
  const placedAt = new Date(Math.round((now - plan.daysAgo * DAY_MS) / 60_000) * 60_000)
  return {
    _id: orderNumber(random, numbers),
    customer: plan.buyer.id,
    email: plan.buyer.email,
    status: plan.status,
    placedAt,
    ...shipping(random, plan, placedAt.getTime(), now),
    total: { amount: amount + (amount < 75 ? 4.9 : 0), currency: 'EUR' },
    items,
  }
}

function makeItems(random: Random, products: readonly Product[]): OrderItem[] {
  const chosen = new Map<string, OrderItem>()
  const count = random.pick([1, 1, 2, 2, 3])
  while (chosen.size < count) {
    const { _id: sku, name, price, category } = random.pick(products)
    const quantity = category === 'tools' && random.chance(0.3) ? 2 : 1
    chosen.set(sku, { sku, name, quantity, price: price.amount })
  }
  return [...chosen.values()]
}

function shipping(
  random: Random,
  { status, buyer, daysAgo }: Plan,
  placed: number,
  now: number,
): Partial<Order> {
  const expectedAt = new Date(placed + random.whole(4, 6) * DAY_MS)
  if (status === 'cancelled') return {}
  if (status === 'processing') return { expectedAt }
  const carrier =
    buyer.language === 'zh' ? random.pick(['SF Express', 'YTO Express']) : random.pick(['DHL', 'DPD', 'UPS'])
  const digits = Array.from({ length: 10 }, () => random.whole(0, 9)).join('')
  const shipped = {
    carrier,
    tracking: `${carrier.slice(0, 2).toUpperCase()}${digits}`,
    shippedAt: new Date(placed + random.whole(8, 26) * 3_600_000),
  }
  if (status === 'shipped') return { ...shipped, expectedAt }
  const deliveredAt = new Date(Math.min(placed + random.whole(2, 5) * DAY_MS, now - 0.2 * DAY_MS))
  // The shoppers' recent parcel came a week ago: well inside the time for returns.
  return { ...shipped, deliveredAt: daysAgo === 11 ? new Date(now - 7 * DAY_MS) : deliveredAt }
}

function orderNumber(random: Random, taken: Set<string>): string {
  for (;;) {
    const number = `NW-${random.whole(20_000, 99_999)}`
    if (taken.has(number)) continue
    taken.add(number)
    return number
  }
}

function returnsOf(order: Order): Return[] {
  return order.items.map((item, index) => ({
    _id: `demo:${order._id}:${item.sku}`,
    number: `R-${order._id.slice(3)}${10 + index}`,
    order: order._id,
    sku: item.sku,
    reason: order.email.length % 2 === 0 ? 'Too small' : 'Not as expected',
    createdAt: new Date((order.deliveredAt ?? order.placedAt).getTime() + 5 * DAY_MS),
  }))
}
