import type { Connection } from 'mongoose'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startStore, type TestStore } from '../../test/support/store.ts'
import { connectStore, ensureIndexes } from '../storage/mongo.ts'
import { customersOn } from './customer.ts'
import { identitiesOn } from './identity.ts'
import { type IdentityClaim, resolveCustomer } from './resolve.ts'

let store: TestStore
let connection: Connection
beforeAll(async () => {
  store = await startStore()
  connection = await connectStore({ uri: store.uri, appName: 'test' })
  customersOn(connection)
  identitiesOn(connection)
  await ensureIndexes(connection)
})
afterAll(async () => {
  await connection?.close()
  await store?.stop()
})
beforeEach(async () => {
  await customersOn(connection).deleteMany({})
  await identitiesOn(connection).deleteMany({})
})

const visitor: IdentityClaim = { account: 'shop', externalId: 'visitor:1', verified: false }
const signed: IdentityClaim = {
  account: 'shop',
  externalId: 'user:1',
  verified: true,
  email: 'Ann@Example.com',
}
const resolve = (claim: IdentityClaim) => resolveCustomer(connection, claim)

describe('one customer', () => {
  test('for one identity, however many requests race', async () => {
    const found = await Promise.all(Array.from({ length: 20 }, () => resolve(visitor)))
    expect(new Set(found.map((one) => one._id)).size).toBe(1)
    expect(await customersOn(connection).countDocuments()).toBe(1)
    expect(await identitiesOn(connection).countDocuments()).toBe(1)
  })

  test('for signed identities with the same address that race on two accounts', async () => {
    const claims = Array.from({ length: 20 }, (_, index) => ({
      ...signed,
      account: index % 2 ? 'shop' : 'app',
    }))
    const found = await Promise.all(claims.map(resolve))
    expect(new Set(found.map((one) => one._id)).size).toBe(1)
    expect(await identitiesOn(connection).countDocuments()).toBe(2)
  })

  test('is completed when a crash left its identity alone', async () => {
    const first = await resolve(visitor)
    await customersOn(connection).deleteOne({ _id: first._id })
    expect((await resolve(visitor))._id).toBe(first._id)
    expect(await customersOn(connection).countDocuments()).toBe(1)
  })
})

describe('an e-mail address', () => {
  test('joins a signed identity to the customer that the company knows by it', async () => {
    await customersOn(connection).create([
      { _id: 'c_known', email: 'ann@example.com', emailVerified: true, since: new Date() },
    ])
    expect((await resolve(signed))._id).toBe('c_known')
  })

  test('that is only claimed opens nobody else’s record', async () => {
    const known = await resolve(signed)
    const claimed = await resolve({ ...visitor, email: 'ann@example.com' })
    expect(claimed._id).not.toBe(known._id)
    expect(claimed.emailVerified).toBe(false)
  })

  test('that a visitor claimed does not draw its signed owner into the visitor’s record', async () => {
    const claimed = await resolve({ ...visitor, email: 'ann@example.com' })
    expect((await resolve(signed))._id).not.toBe(claimed._id)
  })

  test('that someone gave up does not lead its next owner to their record', async () => {
    const before = await resolve(signed)
    await customersOn(connection).updateOne({ _id: before._id }, { $set: { email: 'ann@elsewhere.example' } })
    const next = await resolve({ ...signed, externalId: 'user:2' })
    expect(next._id).not.toBe(before._id)
    expect(next.email).toBe('ann@example.com')
  })
})

test('fills what is missing and overwrites nothing', async () => {
  await resolve({ ...visitor, name: 'Ann' })
  const later = await resolve({ ...visitor, name: 'Someone', email: 'a@b.example', language: 'zh' })
  expect(later).toMatchObject({ name: 'Ann', email: 'a@b.example', language: 'zh', emailVerified: false })
  const stored = await customersOn(connection).findById(later._id).lean()
  expect(stored).toMatchObject({ name: 'Ann', email: 'a@b.example', language: 'zh' })
})

test('a signed address replaces one that was only claimed', async () => {
  const claim = { ...visitor, email: 'typo@example.com' }
  await resolve(claim)
  const later = await resolve({ ...claim, email: 'right@example.com', verified: true })
  expect(later).toMatchObject({ email: 'right@example.com', emailVerified: true })
})
