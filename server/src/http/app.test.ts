import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type Ask, type AskFor, startDoor } from '../../test/support/door.ts'
import { SignIn } from '../contract/accounts.ts'
import { route } from './route.ts'

const dir = mkdtempSync(join(tmpdir(), 'parley-http-'))
const reached: string[] = []
let logged: string[] = []
let port = 0
let ask: AskFor
let stop: () => void

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
  ;({ ask, logged, port, stop } = await startDoor({ dir, routes }))
})
afterAll(() => {
  stop()
  rmSync(dir, { recursive: true, force: true })
})

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
