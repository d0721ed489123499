import type { Connection } from 'mongoose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startStore, type TestStore } from '../../test/support/store.ts'
import { customersOn } from '../customers/customer.ts'
import { seedCompany } from '../demo/seed-company.ts'
import { connectStore, ensureIndexes } from '../storage/mongo.ts'
import { articlesOn } from './article.ts'
import { listCanned } from './canned.ts'
import { loadKnowledge } from './load-knowledge.ts'

let store: TestStore
let connection: Connection
beforeAll(async () => {
  store = await startStore()
  connection = await connectStore({ uri: store.uri, appName: 'test' })
})
afterAll(async () => {
  await connection?.close()
  await store?.stop()
})

const version = (number: number, published: boolean) => ({
  _id: `delivery.cost.en.${number}`,
  intent: 'delivery.cost',
  language: 'en' as const,
  title: `Version ${number}`,
  body: 'It is free.',
  links: [{ label: 'More', url: 'https://northwind.example/delivery' }],
  version: number,
  ...(published && { publishedAt: new Date() }),
})

test('the highest published version answers, in the other language where there is none', async () => {
  await articlesOn(connection).create([version(1, true)])
  const knowledge = await loadKnowledge(connection)
  await articlesOn(connection).create([version(2, true), version(3, false)])
  expect(knowledge.article('delivery.cost', 'en')?.title).toBe('Version 1')
  await knowledge.refresh()
  expect(knowledge.article('delivery.cost', 'en')).toEqual({
    id: 'delivery.cost.en.2',
    intent: 'delivery.cost',
    title: 'Version 2',
    body: 'It is free.',
    links: [{ label: 'More', url: 'https://northwind.example/delivery' }],
  })
  expect(knowledge.article('delivery.cost', 'zh')?.id).toBe('delivery.cost.en.2')
  expect(knowledge.article('store.hours', 'en')).toBeUndefined()
  knowledge.close()
})

test('the snapshot renews itself', async () => {
  await articlesOn(connection).deleteMany({})
  const knowledge = await loadKnowledge(connection, { refreshMs: 10 })
  await articlesOn(connection).create([version(1, true)])
  await expect.poll(() => knowledge.article('delivery.cost', 'en')?.title).toBe('Version 1')
  knowledge.close()
})

test('the demo company is made whole, and a second time changes nothing', async () => {
  await articlesOn(connection).deleteMany({})
  await seedCompany(connection, { now: Date.now(), seed: 1 })
  await ensureIndexes(connection)
  await seedCompany(connection, { now: Date.now(), seed: 1 })
  expect(await customersOn(connection).countDocuments()).toBe(60)
  const knowledge = await loadKnowledge(connection)
  expect(knowledge.article('return.policy', 'zh')?.body).toContain('30 天')
  knowledge.close()
  expect(await listCanned(connection, 'u_1')).toHaveLength(36)
})
