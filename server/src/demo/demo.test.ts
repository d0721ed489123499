import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { articlesEn } from './company/articles-en.ts'
import { articlesZh } from './company/articles-zh.ts'
import { cannedReplies } from './company/canned-replies.ts'
import { products } from './company/products.ts'
import { team } from './company/team.ts'
import { makeHistory } from './make-history.ts'
import { makeCompany } from './seed-company.ts'

const now = Date.UTC(2026, 10, 22)
const made = makeCompany({ now, seed: 1 })
const history = makeHistory({ ...made, now, seed: 1 })
const DAY_MS = 24 * 60 * 60 * 1000

test('equal seeds make equal companies', () => {
  const again = makeCompany({ now, seed: 1 })
  expect(again).toEqual(made)
  expect(makeHistory({ ...again, now, seed: 1 })).toEqual(history)
})

test('sixty customers with 110 orders, everyone but one with at least one', () => {
  expect(made.customers).toHaveLength(60)
  expect(new Set(made.customers.map((customer) => customer.email)).size).toBe(60)
  expect(made.orders).toHaveLength(110)
  const buyers = new Set(made.orders.map((order) => order.customer))
  const without = made.customers.filter((customer) => !buyers.has(customer._id))
  expect(without.map((customer) => customer.name)).toEqual(['Tomas Novak'])
  expect(products).toHaveLength(24)
  expect(team.map((one) => one.role).filter((role) => role === 'agent')).toHaveLength(4)
})

test('dates and states of orders agree', () => {
  for (const order of made.orders) {
    expect(order._id).toMatch(/^NW-\d{5}$/)
    const arrived = ['delivered', 'returned'].includes(order.status)
    expect(order.deliveredAt !== undefined).toBe(arrived)
    expect(order.tracking !== undefined).toBe(arrived || order.status === 'shipped')
    if (order.deliveredAt) {
      expect(order.deliveredAt.getTime()).toBeGreaterThan(order.placedAt.getTime())
      expect(order.deliveredAt.getTime()).toBeLessThan(now)
    }
  }
})

test.each(['amelia.whitfield', 'meiling.chen'])(
  '%s has something on the way, to come and to send back',
  (name) => {
    const own = made.orders.filter((order) => order.email === `${name}@example.com`)
    const statuses = own.map((order) => order.status)
    expect(statuses).toEqual(expect.arrayContaining(['processing', 'shipped', 'delivered']))
    const returnable = own.filter(
      (order) => order.deliveredAt && now - order.deliveredAt.getTime() < 20 * DAY_MS,
    )
    expect(returnable.length).toBeGreaterThan(0)
  },
)

test('every answerable intent has an article in both languages, and no article is for an unknown one', async () => {
  expect(Object.keys(articlesZh).sort()).toEqual(Object.keys(articlesEn).sort())
  const file = new URL('../../../nlp-models/data/intents.json', import.meta.url)
  const intents = z.array(z.object({ name: z.string() })).parse(JSON.parse(await readFile(file, 'utf8')))
  const known = intents.map((intent) => intent.name)
  expect(known).toEqual(expect.arrayContaining(Object.keys(articlesEn)))
  const byOthers = /^(smalltalk|dialog|feedback|bot|agent)\.|^oos$|^(order\.status|return\.start)$/
  expect(known.filter((name) => !byOthers.test(name)).sort()).toEqual(Object.keys(articlesEn).sort())
})

test('Chinese texts use Chinese punctuation', () => {
  const canned = cannedReplies.filter((reply) => reply.language === 'zh').map((reply) => reply.text)
  const said = history
    .filter((one) => one.language === 'zh')
    .flatMap((one) => one.turns.map((turn) => turn.text))
  const texts = [...Object.values(articlesZh).flat(), ...canned, ...said]
  expect(texts.filter((text) => /[\u4e00-\u9fff][,;!?]/.test(text))).toEqual([])
  expect(cannedReplies).toHaveLength(36)
})

test('about ninety finished conversations, and six open ones', () => {
  const open = history.filter((one) => one.state !== 'closed')
  expect(open.map((one) => one.state).sort()).toEqual([
    'agent',
    'bot',
    'bot',
    'waiting',
    'waiting',
    'waiting',
  ])
  expect(history.length - open.length).toBeGreaterThanOrEqual(80)
  expect(new Set(open.map((one) => one.customer)).size).toBe(6)
  for (const one of history) {
    expect(one.turns[0]?.by).toBe('customer')
    expect(one.daysAgo).toBeGreaterThan(0)
    expect(JSON.stringify(one.turns)).not.toMatch(/\{\w+\}|@\w/)
    if (one.agent) expect(team.map((colleague) => colleague._id)).toContain(one.agent)
    if (one.turns.some((turn) => turn.by === 'agent')) expect(one.handoff).toBeDefined()
  }
})
