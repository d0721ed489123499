import type { Connection } from 'mongoose'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startStore, type TestStore } from '../../test/support/store.ts'
import { connectStore, ensureIndexes } from '../storage/mongo.ts'
import { type CreateReturn, createReturn } from './create-return.ts'
import { findOrders, orderNumber, ordersOf, toOrderFact, toProfileOrder } from './find-orders.ts'
import { type Order, ordersOn } from './order.ts'
import { returnsOn } from './return.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const now = Date.UTC(2026, 10, 22)
const ago = (days: number): Date => new Date(now - days * DAY_MS)

let store: TestStore
let connection: Connection
beforeAll(async () => {
  store = await startStore()
  connection = await connectStore({ uri: store.uri, appName: 'test' })
  ordersOn(connection)
  returnsOn(connection)
  await ensureIndexes(connection)
})
afterAll(async () => {
  await connection?.close()
  await store?.stop()
})
beforeEach(async () => {
  await ordersOn(connection).deleteMany({})
  await returnsOn(connection).deleteMany({})
  await ordersOn(connection).create([
    order('NW-10001', { status: 'delivered', placedAt: ago(12), deliveredAt: ago(8) }),
    order('NW-10002', { status: 'shipped', placedAt: ago(3), carrier: 'DHL', tracking: 'DH1' }),
    order('NW-10003', { status: 'delivered', placedAt: ago(60), deliveredAt: ago(55) }),
    order('NW-10004', { customer: 'c_other', email: 'other@example.com', placedAt: ago(1) }),
  ])
})

function order(_id: string, given: Partial<Order>): Order {
  return {
    _id,
    customer: 'c_ann',
    email: 'ann@example.com',
    status: 'processing',
    placedAt: ago(1),
    total: { amount: 148, currency: 'EUR' },
    items: [
      { sku: 'FLEECE', name: { en: 'Fleece', zh: '抓绒衣' }, quantity: 1, price: 79 },
      { sku: 'LAMP', name: { en: 'Headlamp', zh: '头灯' }, quantity: 1, price: 69 },
    ],
    ...given,
  }
}

const wish: CreateReturn = { key: 'thread:7', order: 'NW-10001', item: 'FLEECE', reason: 'Too small', now }
const ask = (change: Partial<CreateReturn> = {}) => createReturn(connection, { ...wish, ...change })

describe('a return', () => {
  test('is the same one when the same key asks again', async () => {
    const first = await ask()
    expect(first).toMatchObject({ ok: true, output: { returnNumber: expect.stringMatching(/^R-\d{7}$/) } })
    expect(await ask()).toEqual(first)
    expect(await ask({ now: now + 90 * DAY_MS })).toEqual(first)
    expect(await returnsOn(connection).countDocuments()).toBe(1)
  })

  test('is one when the same key asks twenty times at once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask()))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(await returnsOn(connection).countDocuments()).toBe(1)
  })

  test('is one for an item when many keys race', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => ask({ key: `thread:${index}` })),
    )
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
    expect(answers.filter((answer) => !answer.ok && answer.code === 'already_returned')).toHaveLength(9)
    expect(await returnsOn(connection).countDocuments()).toBe(1)
  })

  test('may be opened for another item of the order, by its name in any language', async () => {
    await ask()
    expect(await ask({ key: 'thread:8', item: '头灯' })).toMatchObject({ ok: true })
    expect(await returnsOn(connection).countDocuments()).toBe(2)
  })

  test.each([
    ['unknown_order', { order: 'NW-99999' }],
    ['unknown_item', { item: 'TENT' }],
    ['not_delivered', { order: 'nw 10002' }],
    ['return_window_over', { order: 'NW-10003' }],
  ] as const)('is refused as %s', async (code, change) => {
    expect(await ask(change)).toEqual({ ok: false, code })
    expect(await returnsOn(connection).countDocuments()).toBe(0)
  })
})

describe('orders', () => {
  test('are found by every spelling of their number, once each', async () => {
    const found = await findOrders(connection, ['nw10002', 'ＮＷ－１０００１', 'NW 10001', 'NW-77777'])
    expect(found.map((one) => one._id)).toEqual(['NW-10002', 'NW-10001'])
    expect(await findOrders(connection, [])).toEqual([])
  })

  test('of a customer come newest first, with what was sent back', async () => {
    await ask()
    const found = await ordersOf(connection, 'c_ann', 2)
    expect(found.map((one) => one._id)).toEqual(['NW-10002', 'NW-10001'])
    const facts = found.map((one) => toOrderFact(one, 'c_ann'))
    expect(facts[1]?.items.map((item) => item.returned)).toEqual([true, false])
    expect(facts[0]).toMatchObject({ own: true, total: '€148.00', carrier: 'DHL', tracking: 'DH1' })
    expect(facts[0]).not.toHaveProperty('deliveredAt')
    expect(toProfileOrder(found[1] ?? found[0]!)).toMatchObject({
      number: 'NW-10001',
      placedAt: ago(12).getTime(),
    })
  })

  test('of somebody else are not own', async () => {
    const [foreign] = await findOrders(connection, ['NW-10004'])
    expect(toOrderFact(foreign!, 'c_ann').own).toBe(false)
    expect(toOrderFact(foreign!, undefined).own).toBe(false)
  })

  test.each([
    ['nw48213', 'NW-48213'],
    ['NW 48213', 'NW-48213'],
    ['48213', '48213'],
  ])('%s is written %s', (text, number) => {
    expect(orderNumber(text)).toBe(number)
  })
})
