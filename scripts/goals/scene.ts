import { type Order, type OrderItem, ordersOn } from '../../server/src/commerce/order.ts'
import { customersOn } from '../../server/src/customers/customer.ts'
import { identitiesOn, identityId } from '../../server/src/customers/identity.ts'
import { products } from '../../server/src/demo/company/products.ts'
import type { ProductStore } from '../lib/product-store.ts'
import { account } from '../lib/seed-shop.ts'
import type { Goal } from './goal.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** The demo company's own numbers begin at 20000. */
const FIRST_NUMBER = 10_000
const NUMBERS_A_GOAL = 10

/** The customer data of one goal; nobody else's. */
export interface Scene {
  readonly sub: string
  readonly name: string
  readonly email: string
  readonly words: Readonly<Record<string, string>>
  /** Own and foreign, by number. */
  readonly orders: ReadonlyMap<string, Order>
}

/** Makes a customer with orders for every goal, and somebody else with one. */
export async function setScenes(store: ProductStore, goals: readonly Goal[]): Promise<Scene[]> {
  const now = Date.now()
  const scenes = goals.map((goal, index) => makeScene(goal, index, now))
  const { connection } = store
  await customersOn(connection).insertMany(
    scenes.flatMap(({ scene: { sub, name, email }, stranger }) => [
      customerOf(sub, name, email, now),
      customerOf(stranger.sub, 'Somebody Else', stranger.email, now),
    ]),
  )
  await identitiesOn(connection).insertMany(
    scenes.map(({ scene: { sub } }) => ({
      _id: identityId(account, `user:${sub}`),
      customer: customerIdOf(sub),
      verified: true,
      createdAt: new Date(now),
    })),
  )
  await ordersOn(connection).insertMany(scenes.flatMap(({ scene }) => [...scene.orders.values()]))
  return scenes.map(({ scene }) => scene)
}

/** Fills the placeholders of a text: `{order1|lower|nodash}`. */
export function fillPlaceholders(text: string, { words }: Scene): string {
  return text.replaceAll(/\{(\w+)((?:\|\w+)*)\}/g, (_whole, name: string, changes: string) => {
    const word = words[name]
    if (word === undefined) throw new Error(`{${name}} is no placeholder`)
    return changes
      .split('|')
      .filter((change) => change !== '')
      .reduce((value, change) => changeWord(value, change), word)
  })
}

function changeWord(word: string, change: string): string {
  switch (change) {
    case 'lower':
      return word.toLowerCase()
    case 'nodash':
      return word.replaceAll('-', '')
    case 'space':
      return word.replaceAll('-', ' ')
    case 'digits':
      return word.replaceAll(/\D/g, '')
    case 'fullwidth':
      return word.replaceAll(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))
    default:
      throw new Error(`|${change} is no change of a placeholder`)
  }
}

function makeScene(goal: Goal, index: number, now: number) {
  const number = (place: number): string => `NW-${FIRST_NUMBER + index * NUMBERS_A_GOAL + place}`
  const sub = goal.id
  const email = `${goal.id}@example.com`
  const stranger = { sub: `${goal.id}-else`, email: `${goal.id}-else@example.net` }
  const own = { customer: customerIdOf(sub), email, now }
  // Every order of different products, so that a name in a reply says which order it is from.
  const goods = (from: number, count: number) =>
    Array.from({ length: count }, (_, offset) => itemOf(index * 11 + from + offset))
  const orders = [
    makeOrder({ ...own, number: number(1), status: 'shipped', daysAgo: 3, items: goods(0, 1) }),
    // Recent too: with one returnable order the bot would not have to ask which.
    makeOrder({ ...own, number: number(2), status: 'delivered', daysAgo: 16, items: goods(1, 1) }),
    makeOrder({ ...own, number: number(3), status: 'delivered', daysAgo: 9, items: goods(2, 2) }),
    makeOrder({ ...own, number: number(4), status: 'processing', daysAgo: 0.6, items: goods(4, 1) }),
    makeOrder({
      customer: customerIdOf(stranger.sub),
      email: stranger.email,
      now,
      number: number(5),
      status: 'delivered',
      daysAgo: 8,
      items: goods(5, 1),
    }),
  ]
  const scene: Scene = {
    sub,
    email,
    name: goal.language === 'zh' ? '王小明' : 'Sam Carter',
    words: {
      order1: number(1),
      order2: number(2),
      deliveredOrder: number(3),
      deliveredItem: orders[2]?.items[0]?.name[goal.language] ?? '',
      processingOrder: number(4),
      foreignOrder: number(5),
      unknownOrder: number(9),
      email,
      wrongEmail: `${goal.id}-wrong@example.org`,
    },
    orders: new Map(orders.map((order) => [order._id, order])),
  }
  return { scene, stranger }
}

function makeOrder(given: {
  number: string
  customer: string
  email: string
  status: 'processing' | 'shipped' | 'delivered'
  daysAgo: number
  items: OrderItem[]
  now: number
}): Order {
  const { number, customer, email, status, daysAgo, items, now } = given
  const placed = now - daysAgo * DAY_MS
  const shipped =
    status === 'processing'
      ? {}
      : {
          shippedAt: new Date(placed + 20 * HOUR_MS),
          carrier: 'DHL',
          tracking: `DH${number.slice(3)}00771`,
        }
  return {
    _id: number,
    customer,
    email,
    status,
    placedAt: new Date(placed),
    ...shipped,
    ...(status === 'delivered'
      ? { deliveredAt: new Date(placed + 3 * DAY_MS) }
      : { expectedAt: new Date(placed + 5 * DAY_MS) }),
    total: { amount: items.reduce((sum, { price }) => sum + price, 0), currency: 'EUR' },
    items,
  }
}

function itemOf(place: number): OrderItem {
  const product = products[place % products.length]
  if (!product) throw new Error('The demo company has no products')
  return { sku: product._id, name: product.name, quantity: 1, price: product.price.amount }
}

function customerIdOf(sub: string): string {
  return `c_goal_${sub}`
}

function customerOf(sub: string, name: string, email: string, now: number) {
  const since = new Date(now - 400 * DAY_MS)
  return { _id: customerIdOf(sub), name, email, emailVerified: true, vip: false, since, demo: false }
}
