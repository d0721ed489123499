import type { Connection } from 'mongoose'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startRedis, type TestRedis } from '../../test/support/redis.ts'
import { startStore, type TestStore } from '../../test/support/store.ts'
import { AppError } from '../errors.ts'
import { connectStore, ensureIndexes } from '../storage/mongo.ts'
import { connectRedis } from '../storage/redis.ts'
import { createAttempts } from './attempts.ts'
import { auditModel } from './audit.ts'
import { sessionCookie } from './cookie.ts'
import { hashPassword, verifyPassword } from './passwords.ts'
import { createSessions, type SignedIn } from './session.ts'
import { createAccounts } from './sign-in.ts'
import { authenticateSocket, sessionsEndedHint, watchSessions } from './socket-session.ts'
import { userModel } from './user.ts'

const MINUTE = 60_000
const password = 'correct horse battery'
let store: TestStore
let redisServer: TestRedis
let connection: Connection
let redis: ReturnType<typeof connectRedis>
let passwordHash = ''
let clock = Date.now()
let visitor = 0

beforeAll(async () => {
  ;[store, redisServer, passwordHash] = await Promise.all([
    startStore(),
    startRedis(),
    hashPassword(password),
  ])
  connection = await connectStore({ uri: store.uri, appName: 'test' })
  redis = connectRedis(redisServer.url, 'test')
  userModel(connection)
  auditModel(connection)
  await ensureIndexes(connection)
})
afterAll(async () => {
  redis.disconnect()
  await connection.close()
  await Promise.all([store.stop(), redisServer.stop()])
})
beforeEach(() => {
  clock = Date.now()
  visitor++
})

function desk({ production = false } = {}) {
  const sessions = createSessions({
    connection,
    idleMs: 30 * MINUTE,
    maxMs: 12 * 60 * MINUTE,
    ended: sessionsEndedHint(redis),
    now: () => clock,
  })
  const accounts = createAccounts({ connection, sessions, attempts: createAttempts(redis), production })
  const ip = `192.0.2.${visitor}`
  const signIn = (email: string, word = password) =>
    accounts.signIn({ email, password: word }, { ip, userAgent: 'test' })
  return { sessions, accounts, signIn, ip }
}

let made = 0
async function person(facts: { demo?: boolean; disabledAt?: Date } = {}) {
  const email = `agent-${made++}@shop.example`
  const record = await userModel(connection).create({
    email,
    name: 'Ada',
    role: 'agent',
    passwordHash,
    queues: ['orders'],
    ...facts,
  })
  return { id: record._id, email }
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'ok'
  } catch (error) {
    if (error instanceof AppError) return error.code
    throw error
  }
}

describe('passwords', () => {
  test('are hashed with argon2id at the agreed cost', () => {
    expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  })

  test('an unknown account costs as much work as a known one', async () => {
    // Processor time, the hashing threads' included: what else the machine does must not decide.
    const work = async (hash?: string) => {
      const before = process.cpuUsage()
      await verifyPassword(hash, 'wrong')
      const { user, system } = process.cpuUsage(before)
      return user + system
    }
    await work()
    const [unknown, known]: [number[], number[]] = [[], []]
    for (let n = 0; n < 12; n++) {
      unknown.push(await work())
      known.push(await work(passwordHash))
    }
    const ratio = Math.min(...unknown) / Math.min(...known)
    expect(ratio).toBeGreaterThan(0.5)
    expect(ratio).toBeLessThan(2)
  })
})

describe('sign-in', () => {
  test('the right password opens a session, however the address is written', async () => {
    const { signIn, sessions } = desk()
    const { id, email } = await person()
    const { user, token } = await signIn(email.toUpperCase())
    expect(user).toEqual({
      id,
      email,
      name: 'Ada',
      role: 'agent',
      queues: ['orders'],
      languages: ['en'],
      capacity: 5,
      demo: false,
    })
    expect((await sessions.find(token))?.user.id).toBe(id)
  })

  test('the store never learns the token', async () => {
    const { signIn } = desk()
    const { token } = await signIn((await person()).email)
    const rows = await connection.collection('sessions').find({}).toArray()
    expect(JSON.stringify(rows)).not.toContain(token)
  })

  test('wrong, unknown and disabled are refused alike', async () => {
    const { signIn } = desk()
    const disabled = await person({ disabledAt: new Date() })
    expect(await codeOf(signIn((await person()).email, 'wrong'))).toBe('wrong_credentials')
    expect(await codeOf(signIn('nobody@shop.example'))).toBe('wrong_credentials')
    expect(await codeOf(signIn(disabled.email))).toBe('wrong_credentials')
  })

  test('demo accounts do not sign in in production, and nobody learns that they exist', async () => {
    const { email } = await person({ demo: true })
    const { signIn } = desk({ production: true })
    expect(await codeOf(signIn(email))).toBe('demo_refused')
    expect(await codeOf(signIn(email, 'wrong'))).toBe('wrong_credentials')
    expect(await codeOf(desk().signIn(email))).toBe('ok')
  })

  test('after five failures even the right password has to wait, from this address only', async () => {
    const { email } = await person()
    const { signIn } = desk()
    for (let n = 0; n < 5; n++) expect(await codeOf(signIn(email, 'wrong'))).toBe('wrong_credentials')
    expect(await codeOf(signIn(email))).toBe('too_many_requests')
    visitor++
    expect(await codeOf(desk().signIn(email))).toBe('ok')
  })

  test('every attempt and every sign-out leaves a line in the audit', async () => {
    const { signIn, sessions, accounts, ip } = desk()
    const { id, email } = await person()
    await codeOf(signIn(email, 'wrong'))
    const { token } = await signIn(email)
    await accounts.signOut((await sessions.find(token)) as SignedIn, { ip })
    const lines = await auditModel(connection).find({ actor: id }).lean()
    expect(lines.map(({ action, ok }) => `${action} ${ok}`).toSorted()).toEqual([
      'session.sign_in false',
      'session.sign_in true',
      'session.sign_out true',
    ])
    expect(lines.every((line) => line.ip === ip && line.target === email)).toBe(true)
    expect(await sessions.find(token)).toBeUndefined()
  })
})

describe('a session', () => {
  test('ends after half an hour without use, not with use', async () => {
    const { signIn, sessions } = desk()
    const { token } = await signIn((await person()).email)
    for (let n = 0; n < 3; n++) {
      clock += 29 * MINUTE
      expect(await sessions.find(token)).toBeDefined()
    }
    clock += 31 * MINUTE
    expect(await sessions.find(token)).toBeUndefined()
  })

  test('ends after twelve hours however busy it is', async () => {
    const { signIn, sessions } = desk()
    const { token } = await signIn((await person()).email)
    for (let n = 0; n < 35; n++) {
      clock += 20 * MINUTE
      expect(await sessions.find(token)).toBeDefined()
    }
    clock += 21 * MINUTE
    expect(await sessions.find(token)).toBeUndefined()
  })

  test('writes that it was seen at most once a minute', async () => {
    const { signIn, sessions } = desk()
    const { token } = await signIn((await person()).email)
    const sessionId = (await sessions.find(token))?.sessionId
    const seen = async () =>
      (await connection.collection('sessions').findOne({ _id: sessionId as never }))?.['lastSeenAt']
    const before = await seen()
    clock += MINUTE / 2
    await sessions.find(token)
    expect(await seen()).toEqual(before)
    clock += MINUTE
    await sessions.find(token)
    expect((await seen()).getTime()).toBe(clock)
  })

  test('is kept by beats over a socket, and asked for by them twice a minute at most', async () => {
    const { signIn, sessions } = desk()
    const { token } = await signIn((await person()).email)
    const sessionId = (await sessions.find(token))?.sessionId ?? ''
    const seen = async () =>
      (await connection.collection('sessions').findOne({ _id: sessionId as never }))?.['lastSeenAt'].getTime()
    let oldest = 0
    const written = new Set<number>()
    for (let beat = 0; beat < 60; beat++) {
      clock += 5000
      await sessions.touch(sessionId)
      oldest = Math.max(oldest, clock - (await seen()))
      written.add(await seen())
    }
    expect(oldest).toBeLessThanOrEqual(1.5 * MINUTE)
    expect(written.size).toBeLessThanOrEqual(6)
    await sessions.end(sessionId)
    clock += MINUTE
    await sessions.touch(sessionId)
    expect(await sessions.find(token)).toBeUndefined()
  })

  test('dies with all others of a user, and with the user', async () => {
    const { signIn, sessions } = desk()
    const { id, email } = await person()
    const [one, two] = [await signIn(email), await signIn(email)]
    await sessions.endAll(id)
    expect(await sessions.find(one.token)).toBeUndefined()
    expect(await sessions.find(two.token)).toBeUndefined()
    const three = await signIn(email)
    await userModel(connection).updateOne({ _id: id }, { $set: { disabledAt: new Date() } })
    expect(await sessions.find(three.token)).toBeUndefined()
  })

  test.each(['', 'x', `${'a'.repeat(42)}$`, '[object Object]'])('"%s" is no token', async (token) => {
    expect(await desk().sessions.find(token)).toBeUndefined()
  })
})

describe('a socket', () => {
  test('is let in by the cookie of a session only', async () => {
    const { signIn, sessions } = desk()
    const { id, email } = await person()
    const { token } = await signIn(email)
    const cookie = sessionCookie({ secure: true, sessionMaxMs: 1000 })
    expect(cookie.set(token)).toBe(
      `__Host-parley_session=${token}; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=1`,
    )
    const enter = (header?: string) => authenticateSocket({ sessions, cookie }, { cookie: header })
    expect((await enter(`x=1; __Host-parley_session=${token}`)).user.id).toBe(id)
    expect(await codeOf(enter(`parley_session=${token}`))).toBe('unauthenticated')
    expect(await codeOf(enter())).toBe('unauthenticated')
  })

  test('learns at once that its session ended, and soon that a right changed', async () => {
    const { signIn, sessions } = desk()
    const [one, two] = [await person(), await person()]
    const connected = new Map<string, SignedIn>()
    for (const { email } of [one, two]) {
      const signedIn = await sessions.find((await signIn(email)).token)
      if (signedIn) connected.set(signedIn.user.id, signedIn)
    }
    const told: string[] = []
    const watch = watchSessions({
      sessions,
      redis,
      log: pino({ level: 'silent' }),
      connected: () => connected.values(),
      onGone: (sessionId) => told.push(`gone ${sessionId}`),
      onChanged: (_sessionId, user) => told.push(`changed ${user.id} ${user.role}`),
      everyMs: 600_000,
    })
    await expect.poll(async () => (await redis.pubsub('NUMSUB', 'parley:sessions-ended'))[1]).toBe(1)
    const first = connected.get(one.id) as SignedIn
    await userModel(connection).updateOne({ _id: two.id }, { $set: { role: 'supervisor' } })
    await sessions.end(first.sessionId)
    await expect
      .poll(() => told.toSorted())
      .toEqual([`changed ${two.id} supervisor`, `gone ${first.sessionId}`])
    await watch.stop()
  })

  test('learns it by looking when Redis says nothing', async () => {
    const { signIn, sessions } = desk()
    const { id, email } = await person()
    const signedIn = (await sessions.find((await signIn(email)).token)) as SignedIn
    const gone: string[] = []
    const watch = watchSessions({
      sessions,
      log: pino({ level: 'silent' }),
      connected: () => [signedIn],
      onGone: (sessionId) => gone.push(sessionId),
      onChanged: () => undefined,
      everyMs: 50,
    })
    await userModel(connection).updateOne({ _id: id }, { $set: { disabledAt: new Date() } })
    await expect.poll(() => gone[0]).toBe(signedIn.sessionId)
    await watch.stop()
  })
})
