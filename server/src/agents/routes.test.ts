import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Connection } from 'mongoose'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startStore, type TestStore } from '../../test/support/store.ts'
import { readConfig } from '../config.ts'
import { SessionInfo } from '../contract/accounts.ts'
import { createHttpApp } from '../http/app.ts'
import { createLimits } from '../http/limits.ts'
import { connectStore } from '../storage/mongo.ts'
import { createAttempts } from './attempts.ts'
import { sessionCookie } from './cookie.ts'
import { hashPassword } from './passwords.ts'
import { permissionsOf } from './permissions.ts'
import { sessionRoutes } from './routes.ts'
import { createSessions } from './session.ts'
import { createAccounts } from './sign-in.ts'
import { userModel } from './user.ts'

const dir = mkdtempSync(join(tmpdir(), 'parley-sessions-'))
const credentials = { email: 'ada@shop.example', password: 'correct horse battery' }
let store: TestStore
let connection: Connection
let http: Server
let base = ''

beforeAll(async () => {
  store = await startStore()
  connection = await connectStore({ uri: store.uri, appName: 'test' })
  const config = readConfig({ PARLEY_DATA_DIR: dir, NODE_ENV: 'test' })
  const cookie = sessionCookie(config)
  const sessions = createSessions({ connection, idleMs: config.sessionIdleMs, maxMs: config.sessionMaxMs })
  const accounts = createAccounts({
    connection,
    sessions,
    attempts: createAttempts(undefined),
    production: false,
  })
  const passwordHash = await hashPassword(credentials.password)
  await userModel(connection).create({ email: credentials.email, name: 'Ada', role: 'agent', passwordHash })
  const routes = sessionRoutes({
    accounts,
    sessions,
    cookie,
    describe: (user) => ({
      user,
      permissions: permissionsOf(user),
      company: 'Northwind',
      presence: 'away',
    }),
  })
  const metrics = new Registry()
  const log = pino({ level: 'silent' })
  const limits = createLimits(undefined)
  http = createServer(
    createHttpApp({
      config,
      log,
      sessions,
      cookie,
      limits,
      metrics,
      company: () => 'Northwind',
      routes,
      staticFolders: {},
    }),
  )
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done))
  const address = http.address()
  base = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/api/session`
})
afterAll(async () => {
  http.closeAllConnections()
  http.close()
  await connection.close()
  await store.stop()
  rmSync(dir, { recursive: true, force: true })
})

async function signIn(cookie = ''): Promise<{ cookie: string; header: string; info: unknown }> {
  const headers = { 'content-type': 'application/json', ...(cookie && { cookie }) }
  const answer = await fetch(base, { method: 'POST', headers, body: JSON.stringify(credentials) })
  const header = answer.headers.get('set-cookie') ?? ''
  return { header, cookie: header.split(';')[0] ?? '', info: await answer.json() }
}
const read = (cookie: string) => fetch(base, { headers: { cookie } })

test('sign in, ask who I am, sign out', async () => {
  const { cookie, header, info } = await signIn()
  expect(header).toMatch(/^parley_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=43200$/)
  const { user, permissions, company, presence } = SessionInfo.parse(info)
  expect([user.email, company, presence]).toEqual([credentials.email, 'Northwind', 'away'])
  expect(permissions).toContain('thread.reply')
  expect(JSON.stringify(info)).not.toMatch(/argon2|slots/)
  expect(await (await read(cookie)).json()).toEqual(info)

  const out = await fetch(base, { method: 'DELETE', headers: { cookie } })
  expect(out.status).toBe(204)
  expect(out.headers.get('set-cookie')).toMatch(/^parley_session=; .*Max-Age=0$/)
  expect((await read(cookie)).status).toBe(401)
})

test('signing in again ends the session that the browser had', async () => {
  const first = await signIn()
  const second = await signIn(first.cookie)
  expect((await read(first.cookie)).status).toBe(401)
  expect((await read(second.cookie)).status).toBe(200)
})

test('another site cannot sign someone in or out', async () => {
  const { cookie } = await signIn()
  const headers = { cookie, origin: 'https://evil.example', 'content-type': 'application/json' }
  for (const method of ['POST', 'DELETE']) {
    const body = method === 'POST' ? JSON.stringify(credentials) : null
    expect((await fetch(base, { method, headers, body })).status).toBe(403)
  }
  expect((await read(cookie)).status).toBe(200)
})
