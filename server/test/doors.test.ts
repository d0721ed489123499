import { randomBytes } from 'node:crypto'
import { SignJWT } from 'jose'
import type { Connection } from 'mongoose'
import { io, type Socket } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seedShop } from '../../scripts/lib/seed-shop.ts'
import { type Stack, startStack } from '../../scripts/lib/stack.ts'
import { MAX_TEXT } from '../src/contract/index.ts'
import { shopAccount } from '../src/demo/company/team.ts'
import { connectStore } from '../src/storage/mongo.ts'
import { createSealer } from '../src/storage/sealing.ts'
import { accountPerson, channelAccountsOn } from '../src/widget/account.ts'
import { createSessionTokens } from '../src/widget/tokens.ts'
import { Customer, guestList, newId } from './support/people.ts'

const ACCOUNT = 'other-shop'
const keys = { k1: randomBytes(32), k2: randomBytes(32), gone: randomBytes(32) }

let stack: Stack
let url: string
let connection: Connection
const keep = guestList()

beforeAll(async () => {
  stack = await startStack({
    name: 'doors',
    server: 1,
    seed: seedShop,
    keepSeedAs: 'shop',
    settings: { NODE_ENV: 'test' },
  })
  url = stack.urls[0] ?? ''
  connection = await connectStore({ uri: stack.mongodbUri, appName: 'test' })
  const sealer = createSealer({ connection, masterKey: stack.masterKey })
  const identityKeys = await Promise.all(
    (['k1', 'k2'] as const).map(async (kid) => ({
      kid,
      secret: await sealer.seal(accountPerson(ACCOUNT), keys[kid].toString('base64')),
    })),
  )
  await channelAccountsOn(connection).create([{ ...shopAccount, _id: ACCOUNT, identityKeys }])
}, 120_000)
afterAll(async () => {
  await connection?.close()
  await stack?.stop()
})

const visitor = async () => keep(await Customer.open(url, { name: 'Guest' }))
/** What a connection is refused with, or 'connected'. */
async function knock(path: string, options: object): Promise<string> {
  const socket = keep(
    io(`${url}${path}`, { transports: ['websocket'], reconnection: false, forceNew: true, ...options }),
  )
  return await new Promise((resolve) => {
    socket.once('connect', () => resolve('connected'))
    socket.once('connect_error', (error) => {
      const { data } = error as { data?: { error?: { code: string } } }
      resolve(data?.error?.code ?? error.message)
    })
  })
}

async function post(
  path: string,
  body: unknown,
): Promise<{ status: number; code: string | undefined; body: { token: string } }> {
  const answer = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const json = (await answer.json()) as { error?: { code: string } }
  return { status: answer.status, code: json.error?.code, body: json as { error?: never; token: string } }
}

describe("a widget's session", () => {
  const claims = {
    account: ACCOUNT,
    thread: 't',
    identity: 'i',
    customer: 'c',
    name: '',
    vip: false,
    identified: false,
  }
  const signed = async (until?: number, key = stack.masterKey) =>
    (await createSessionTokens(key).sign(claims, until)).token

  test('needs a token that this install signed and that has not expired', async () => {
    const good = await signed()
    expect(await knock('/widget', { auth: { token: good } })).toBe('connected')
    expect(await knock('/widget', {})).toBe('token_missing')
    expect(await knock('/widget', { auth: { token: 17 } })).toBe('token_missing')
    const [head = '', body = '', signature = ''] = good.split('.')
    const other = Buffer.from(body, 'base64url').toString().replace('"thread":"t"', '"thread":"x"')
    const tampered = [head, Buffer.from(other).toString('base64url'), signature].join('.')
    expect(await knock('/widget', { auth: { token: tampered } })).toBe('token_invalid')
    expect(await knock('/widget', { auth: { token: await signed(undefined, randomBytes(32)) } })).toBe(
      'token_invalid',
    )
    expect(await knock('/widget', { auth: { token: await signed(Date.now() / 1000 - 60) } })).toBe(
      'token_expired',
    )
    expect(await knock('/widget', { auth: { token: 'x'.repeat(5000) } })).toBe('token_missing')
  })

  test('of one account opens nothing on another, nor on one that does not exist', async () => {
    const token = await signed()
    expect(await post('/widget/session', { account: ACCOUNT, token })).toMatchObject({ status: 200 })
    expect(await post('/widget/session', { account: shopAccount._id, token })).toMatchObject({
      status: 401,
      code: 'token_wrong_audience',
    })
    expect(await post('/widget/session', { account: 'nobodys', token })).toMatchObject({
      code: 'unknown_account',
    })
    expect(await post('/widget/session', { account: { $ne: '' }, token })).toMatchObject({
      code: 'invalid_request',
    })
  })

  test('ends with the signature that opened it, while it is connected', async () => {
    const socket = keep(
      io(`${url}/widget`, {
        auth: { token: await signed(Date.now() / 1000 + 2) },
        transports: ['websocket'],
        reconnection: false,
        forceNew: true,
      }),
    )
    const told = await new Promise((resolve) => socket.once('session:ended', resolve))
    expect(told).toEqual({ code: 'token_expired' })
  })
})

describe('an identity that a company signs', () => {
  const HOUR = 3600
  const sign = async (
    wish: { kid?: string; key?: Buffer; aud?: string; inSeconds?: number; alg?: string; sub?: string } = {},
  ) => {
    const { kid = 'k1', key = keys.k1, aud = ACCOUNT, inSeconds = HOUR, alg = 'HS256', sub = 'ann' } = wish
    return await new SignJWT({ name: 'Ann' })
      .setProtectedHeader({ alg, kid })
      .setAudience(aud)
      .setSubject(sub)
      .setExpirationTime(Math.floor(Date.now() / 1000) + inSeconds)
      .sign(key)
  }
  const unsigned = async () => {
    const [, body] = (await sign()).split('.')
    const head = Buffer.from(JSON.stringify({ alg: 'none', kid: 'k1' })).toString('base64url')
    return `${head}.${body}.`
  }

  test('opens the customer’s own thread with either of two keys', async () => {
    const answers = await Promise.all(
      [await sign(), await sign({ kid: 'k2', key: keys.k2 })].map((identity) =>
        post('/widget/session', { account: ACCOUNT, identity }),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    const threads = answers.map(({ body }) => (body as unknown as { thread: string }).thread)
    expect(threads[0]).toBe(threads[1])
  })

  test.each([
    ['with another key', () => sign({ key: keys.k2 }), 'token_invalid'],
    ['with a key that was removed', () => sign({ kid: 'gone', key: keys.gone }), 'token_invalid'],
    ['without a signature', unsigned, 'token_invalid'],
    ['with another algorithm', () => sign({ alg: 'HS512' }), 'token_invalid'],
    ['for another account', () => sign({ aud: 'elsewhere' }), 'token_wrong_audience'],
    ['that has expired', () => sign({ inSeconds: -5 }), 'token_expired'],
    ['that lives longer than a day', () => sign({ inSeconds: 25 * HOUR }), 'token_invalid'],
    ['of nobody', () => sign({ sub: '' }), 'token_invalid'],
    ['that is none', async () => 'no.token', 'token_invalid'],
  ])('is refused %s', async (_name, make, code) => {
    expect(await post('/widget/session', { account: ACCOUNT, identity: await make() })).toMatchObject({
      status: 401,
      code,
    })
  })
})

describe("a customer's message", () => {
  const send = async (socket: Socket, body: unknown) =>
    (await socket.timeout(5000).emitWithAck('message:send', body)) as {
      ok: boolean
      duplicate?: boolean
      error?: { code: string }
    }

  test.each([
    ['too long', { text: 'x'.repeat(MAX_TEXT + 1) }],
    ['empty', { text: '' }],
    ['blank', { text: ' \n ' }],
    ['an object where a text belongs', { text: { $gt: '' } }],
    ['with an id of another form', { id: '../x' }],
    ['with an object as id', { id: { $ne: 1 } }],
    ['with a negative counter', { n: -1 }],
    ['with a field that nobody asked for', { thread: 'mine' }],
  ])('is refused: %s', async (_name, wrong) => {
    const guest = await visitor()
    const answer = await send(guest.socket, { id: newId(), n: 0, text: 'hello', ...wrong })
    expect(answer).toMatchObject({ ok: false, error: { code: 'invalid_request' } })
  })

  test('is no message at all: refused, and the next one is served', async () => {
    const guest = await visitor()
    for (const body of [undefined, null, 'hello', 7, [], { id: 1 }]) {
      expect(await send(guest.socket, body)).toMatchObject({ ok: false, error: { code: 'invalid_request' } })
    }
    guest.socket.emit('no:such:event', { a: 1 }, () => undefined)
    expect(await guest.say('hello')).toMatchObject({ ok: true })
  })

  test('in a frame above 64 KB costs the connection, not the server', async () => {
    const [guest, other] = [await visitor(), await visitor()]
    const gone = new Promise((resolve) => guest.socket.once('disconnect', resolve))
    guest.socket.emit('message:send', { id: newId(), n: 0, text: 'x'.repeat(80_000) })
    expect(await gone).toMatch(/transport/)
    expect(await other.say('still there?')).toMatchObject({ ok: true })
  })

  test('sent twice is one message; another text under its id is refused', async () => {
    const guest = await visitor()
    const body = { id: newId(), n: 0, text: 'What are your opening hours?' }
    expect(await send(guest.socket, body)).toMatchObject({ ok: true, duplicate: false })
    expect(await send(guest.socket, body)).toMatchObject({ ok: true, duplicate: true })
    expect(await send(guest.socket, { ...body, text: 'Other words' })).toMatchObject({
      ok: false,
      error: { code: 'id_reused' },
    })
    await guest.until((me) => me.texts('bot').length > 0)
    expect(guest.texts('customer')).toEqual([body.text])
  })

  test('in a flood is refused from some point on, and none that was acknowledged is lost', async () => {
    const guest = await visitor()
    const texts = Array.from({ length: 100 }, (_, index) => `message number ${index}`)
    const answers = await Promise.all(texts.map((text) => guest.say(text)))
    const refused = answers.filter(({ ok }) => !ok)
    expect(refused.length).toBeGreaterThan(50)
    expect(new Set(refused.map(({ error }) => error?.code))).toEqual(new Set(['too_many_requests']))
    const kept = texts.filter((_, index) => answers[index]?.ok)
    await guest.until((me) => me.texts('customer').length >= kept.length, 15_000)
    expect(guest.texts('customer')).toEqual(kept)
  })
})
