import { mkdtempSync, rmSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { type IncomingHttpHeaders, request, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { sessionCookie } from '../agents/cookie.ts'
import type { Sessions } from '../agents/session.ts'
import { readConfig } from '../config.ts'
import type { Role } from '../contract/accounts.ts'
import { SignIn } from '../contract/accounts.ts'
import { createHttpApp, createHttpServer } from './app.ts'
import { createLimits } from './limits.ts'
import { route } from './route.ts'

const dir = mkdtempSync(join(tmpdir(), 'parley-http-'))
const config = readConfig({
  PARLEY_DATA_DIR: dir,
  NODE_ENV: 'test',
  PARLEY_ALLOWED_ORIGINS: 'https://desk.example',
})
const cookie = sessionCookie(config)
const logged: string[] = []
const reached: string[] = []
let demoInstalled = false
let server: Server
let port = 0

const user = (role: Role) => ({
  id: role,
  email: `${role}@shop.example`,
  name: role,
  role,
  queues: ['orders'],
  languages: ['en' as const],
  capacity: 5,
  demo: true,
})
/** A session store whose tokens are the names of roles: what is tested here is the door, not the store. */
const sessions: Pick<Sessions, 'find'> = {
  find: async (token) => {
    const role = (['agent', 'supervisor', 'trainer', 'admin'] as const).find((name) => name === token)
    return role && { user: user(role), sessionId: role }
  },
}

const routes = [
  route({
    method: 'post',
    path: '/api/echo',
    access: 'presence.set',
    body: z.strictObject({ text: z.string(), facts: z.record(z.string(), z.unknown()).optional() }),
    answer: z.object({ text: z.string() }),
    handle: ({ body }) => {
      reached.push('echo')
      return { text: body.text, secret: 'never leaves' }
    },
  }),
  route({
    method: 'post',
    path: '/api/session',
    access: 'public',
    body: SignIn,
    handle: () => ({ ok: true }),
  }),
  route({
    method: 'get',
    path: '/api/things/:id',
    access: 'thread.read',
    params: z.object({ id: z.string().regex(/^[a-z]+$/) }),
    query: z.object({ limit: z.coerce.number().int().max(100).default(50) }),
    handle: ({ params, query, user: { id } }) => ({ ...params, ...query, user: id }),
  }),
  route({ method: 'delete', path: '/api/things/:id', access: 'thread.assign', handle: () => undefined }),
  route({
    method: 'get',
    path: '/api/fails',
    access: 'desk.read',
    handle: () => {
      throw new Error('password of db-7 is hunter2')
    },
  }),
  route({
    method: 'get',
    path: '/api/down',
    access: 'desk.read',
    handle: () => {
      throw Object.assign(new Error('connect ECONNREFUSED 10.0.0.7:27017'), { name: 'MongoNetworkError' })
    },
  }),
  route({
    method: 'post',
    path: '/widget/session',
    access: 'public',
    limit: { name: 'test', points: 5, seconds: 60 },
    body: z.strictObject({ account: z.string() }),
    handle: ({ user: nobody }) => ({ nobody: nobody === undefined }),
  }),
]

beforeAll(async () => {
  for (const [name, text] of [
    ['console/index.html', '<title>console</title>'],
    ['console/assets/index-a1b2c3d4.js', 'export {}'],
    ['console/favicon.svg', '<svg/>'],
    ['widget/parley.js', 'void 0'],
    ['demo/index.html', '<title>shop</title>'],
  ] as const) {
    await mkdir(join(dir, name, '..'), { recursive: true })
    await writeFile(join(dir, name), text)
  }
  const app = createHttpApp({
    config,
    log: pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) }),
    sessions: sessions as Sessions,
    cookie,
    limits: createLimits(undefined),
    metrics: new Registry(),
    routes,
    staticFolders: {
      console: join(dir, 'console'),
      widget: join(dir, 'widget'),
      demo: { folder: join(dir, 'demo'), installed: () => demoInstalled },
    },
  })
  server = createHttpServer(app)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  port = typeof address === 'object' && address ? address.port : 0
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
  rmSync(dir, { recursive: true, force: true })
})

interface Answer {
  status: number
  headers: IncomingHttpHeaders
  text: string
  json: { error?: { code: string; message: string; details?: object; requestId?: string } } & Record<
    string,
    unknown
  >
}
interface Ask {
  method?: string
  body?: unknown
  raw?: string
  as?: Role | 'nobody'
  headers?: Record<string, string>
}

function ask(
  path: string,
  { method = 'GET', body, raw, as = 'admin', headers = {} }: Ask = {},
): Promise<Answer> {
  const text = raw ?? (body === undefined ? undefined : JSON.stringify(body))
  const type = text === undefined ? {} : { 'content-type': 'application/json' }
  const who = as === 'nobody' ? {} : { cookie: `a=b; ${cookie.name}=${as}` }
  return new Promise((done, fail) => {
    const req = request({ port, path, method, headers: { ...type, ...who, ...headers } }, (res) => {
      let got = ''
      res.on('data', (chunk) => {
        got += chunk
      })
      res.on('end', () => {
        const isJson = res.headers['content-type']?.includes('json')
        done({
          status: res.statusCode ?? 0,
          headers: res.headers,
          text: got,
          json: isJson ? JSON.parse(got) : {},
        })
      })
    })
    req.on('error', fail)
    req.end(text)
  })
}
const echo = (options: Ask) => ask('/api/echo', { method: 'POST', ...options })

describe('what comes in', () => {
  test('a good request is answered by the contract and nothing more', async () => {
    const { status, text, headers } = await echo({ body: { text: 'hi' } })
    expect([status, text]).toEqual([200, '{"text":"hi"}'])
    expect(headers['cache-control']).toBe('no-store')
  })

  test.each([
    ['oversized', { raw: JSON.stringify({ text: 'x'.repeat(70_000) }) }, 413, 'too_large'],
    ['malformed', { raw: '{"text":' }, 400, 'invalid_json'],
    ['not an object', { raw: '"text"' }, 400, 'invalid_json'],
    [
      'another type',
      { raw: 'text=hi', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      415,
      'unsupported_media_type',
    ],
    [
      'no type that is known',
      { raw: '{"text":"hi"}', headers: { 'content-type': 'text/plain' } },
      415,
      'unsupported_media_type',
    ],
    [
      'compressed',
      { raw: '{"text":"hi"}', headers: { 'content-encoding': 'gzip' } },
      415,
      'unsupported_media_type',
    ],
    ['an operator for a string', { body: { text: { $ne: null } } }, 400, 'invalid_request'],
    ['an array for a string', { body: { text: ['hi'] } }, 400, 'invalid_request'],
    ['an unknown field', { body: { text: 'hi', isAdmin: true } }, 400, 'invalid_request'],
    ['__proto__', { raw: '{"text":"hi","facts":{"__proto__":{"polluted":1}}}' }, 400, 'invalid_request'],
    [
      'constructor',
      { raw: '{"text":"hi","facts":{"constructor":{"prototype":{}}}}' },
      400,
      'invalid_request',
    ],
    [
      'an operator deep inside',
      { body: { text: 'hi', facts: { a: [{ $where: '1' }] } } },
      400,
      'invalid_request',
    ],
    [
      'a very deep object',
      { raw: `{"text":"hi","facts":${'{"a":'.repeat(30)}1${'}'.repeat(30)}}` },
      400,
      'invalid_request',
    ],
    ['no body', {}, 415, 'unsupported_media_type'],
  ] satisfies [string, Ask, number, string][])('%s is refused', async (_name, options, status, code) => {
    reached.length = 0
    const answer = await echo(options)
    expect([answer.status, answer.json.error?.code]).toEqual([status, code])
    expect(answer.json.error?.requestId).toBe(answer.headers['x-request-id'])
    expect(reached).toEqual([])
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })

  test('{email: {$ne: null}} is no way to sign in', async () => {
    const body = { email: { $ne: null }, password: { $ne: null } }
    const { status, text } = await ask('/api/session', { method: 'POST', as: 'nobody', body })
    expect(status).toBe(400)
    expect(text).not.toContain('$ne')
  })

  test('what was sent is not repeated in the refusal', async () => {
    const { text } = await echo({ body: { text: 'hi', canary: 'canary-value', [`k${'x'.repeat(500)}`]: 1 } })
    expect(text).not.toContain('canary')
    expect(text.length).toBeLessThan(500)
  })

  test.each([
    ['/api/things/ABC', 'invalid_request', 400],
    ['/api/things/abc?limit=1&limit=2', 'invalid_request', 400],
    ['/api/things/abc?limit[$gt]=1', undefined, 200],
    ['/api/things/%E0%A4%A', 'invalid_request', 400],
    ['/api/nowhere', 'not_found', 404],
  ])('%s', async (path, code, status) => {
    const answer = await ask(path)
    expect([answer.status, answer.json.error?.code]).toEqual([status, code])
  })
})

describe('who comes in', () => {
  test.each([
    ['nobody', 401, 'unauthenticated'],
    ['trainer', 403, 'forbidden'],
  ] as const)('%s is refused before the body is read', async (as, status, code) => {
    const answer = await echo({ as, raw: '{{{' })
    expect([answer.status, answer.json.error?.code]).toEqual([status, code])
  })

  test.each([
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ origin: 'http://localhost:3000' }, 200],
    [{ origin: 'https://desk.example', 'sec-fetch-site': 'cross-site' }, 200],
    [{ 'sec-fetch-site': 'same-origin' }, 200],
    [{}, 200],
  ])('an unsafe request with %o answers %i', async (headers, status) => {
    const answer = await echo({ body: { text: 'hi' }, headers })
    expect(answer.status).toBe(status)
    if (status === 403) expect(answer.json.error?.code).toBe('foreign_origin')
  })

  test('the page may be opened under another name of this machine', async () => {
    expect(
      (
        await echo({
          body: { text: 'hi' },
          headers: { origin: `http://localhost:${port}`, host: `localhost:${port}` },
        })
      ).status,
    ).toBe(200)
  })

  test('reading is not bound to an origin, but other sites cannot read the answer', async () => {
    const { status, headers } = await ask('/api/things/abc', { headers: { origin: 'https://evil.example' } })
    expect(status).toBe(200)
    expect(headers['access-control-allow-origin']).toBeUndefined()
  })

  test('no content is 204', async () => {
    expect((await ask('/api/things/abc', { method: 'DELETE' })).status).toBe(204)
  })
})

describe('the widget API', () => {
  test('any site may call it, without cookies and within limits', async () => {
    const headers = { origin: 'https://shop.example' }
    const before = await ask('/widget/session', { method: 'OPTIONS', headers })
    expect(before.status).toBe(204)
    expect(before.headers['access-control-allow-origin']).toBe('*')
    expect(before.headers['access-control-allow-credentials']).toBeUndefined()
    const open = () => ask('/widget/session', { method: 'POST', headers, body: { account: 'shop' } })
    expect((await open()).json).toEqual({ nobody: true })
    for (let n = 0; n < 4; n++) await open()
    const refused = await open()
    expect([refused.status, refused.json.error?.code]).toEqual([429, 'too_many_requests'])
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect(refused.headers['access-control-allow-origin']).toBe('*')
  })
})

describe('what goes wrong inside', () => {
  test('stays inside', async () => {
    const { status, text, json } = await ask('/api/fails')
    expect([status, json.error?.code]).toEqual([500, 'internal'])
    expect(text).not.toContain('hunter2')
  })

  test('a store that is down is 503 with a time to come back', async () => {
    const { status, headers, text } = await ask('/api/down')
    expect([status, headers['retry-after']]).toEqual([503, '2'])
    expect(text).not.toContain('10.0.0.7')
  })

  test('the log has the pattern of the route and never what was asked', async () => {
    logged.length = 0
    await ask('/api/things/canary?limit=7')
    await echo({ body: { text: 'canary' } })
    await expect.poll(() => logged.length).toBeGreaterThan(1)
    expect(logged.join('')).toContain('/api/things/:id')
    expect(logged.join('')).not.toMatch(/canary|limit=7/)
  })
})

describe('files', () => {
  test('every console address leads to its page, under a strict policy', async () => {
    for (const path of ['/', '/inbox/mine', '/threads/abc']) {
      const { status, text, headers } = await ask(path, { headers: { accept: 'text/html' } })
      expect([status, text]).toEqual([200, '<title>console</title>'])
      expect(headers['content-security-policy']).toMatch(/script-src 'self';.*frame-ancestors 'none'/)
      expect(headers['cache-control']).toBe('no-cache')
    }
  })

  test('hashed files are kept for ever, others are asked for again', async () => {
    expect((await ask('/assets/index-a1b2c3d4.js')).headers['cache-control']).toContain('immutable')
    expect((await ask('/favicon.svg')).headers['cache-control']).toBe('no-cache')
  })

  test.each([
    '/assets/gone.js',
    '/api/none',
    '/widget/none.js',
    '/health/none',
    '/%2e%2e/secrets.json',
    '/robots.txt',
  ])('%s has no page in its place', async (path) => {
    expect((await ask(path)).status).toBe(404)
  })

  test('no path leads out of the folder', async () => {
    for (const path of [
      '/../../etc/passwd',
      '/assets/..%2f..%2fsecrets',
      '/widget/%2e%2e/%2e%2e/etc/passwd',
    ]) {
      expect((await ask(path)).text).not.toMatch(/root:|masterKey/)
    }
  })

  test('the widget may be loaded by every site', async () => {
    const { status, headers } = await ask('/widget/parley.js')
    expect(status).toBe(200)
    expect(headers).toMatchObject({
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'public, max-age=300',
    })
  })

  test('the demo shop is there only with the demo data', async () => {
    expect((await ask('/demo/')).status).toBe(404)
    demoInstalled = true
    expect((await ask('/demo/')).text).toBe('<title>shop</title>')
  })
})
