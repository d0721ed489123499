import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildServer, type Stack, startStack } from '../../scripts/lib/stack.ts'
import { userModel } from '../src/agents/user.ts'
import { seedInstall } from '../src/demo/seed-install.ts'
import { connectStore } from '../src/storage/mongo.ts'
import { Agent, Customer, guestList, newId } from './support/people.ts'

let stack: Stack
let url: string
let logins: { name: string; email: string; password: string }[]
const keep = guestList()

beforeAll(async () => {
  await buildServer()
  stack = await startStack({
    name: 'doors',
    server: 1,
    seed: seedInstall,
    keepSeedAs: 'demo',
    settings: { NODE_ENV: 'test' },
  })
  url = stack.urls[0] ?? ''
  // Room for every test's conversations, beside what routing offers her.
  const connection = await connectStore({ uri: stack.mongodbUri, appName: 'test' })
  await userModel(connection).updateOne({ _id: 'u_demo_dana' }, { capacity: 99 })
  await connection.close()
  logins = JSON.parse(await readFile(join(stack.dir, 'demo-logins.json'), 'utf8'))
}, 120_000)
afterAll(async () => await stack?.stop())

const visitor = async () => keep(await Customer.open(url, { name: 'Guest' }))
async function staff(name: string): Promise<Agent> {
  const login = logins.find((one) => one.name.startsWith(name))
  if (!login) throw new Error(name)
  return keep(await Agent.signIn(url, login))
}

describe("the console's socket", () => {
  const knock = async (headers: Record<string, string>): Promise<string> => {
    const socket = keep(
      io(`${url}/console`, {
        extraHeaders: headers,
        transports: ['websocket'],
        reconnection: false,
        forceNew: true,
      }),
    )
    return await new Promise((resolve) => {
      socket.once('connect', () => resolve('connected'))
      socket.once('connect_error', (error) =>
        resolve((error as { data?: { error: { code: string } } }).data?.error.code ?? error.message),
      )
    })
  }

  test('needs the session and the own origin', async () => {
    const { cookie } = await staff('Dana')
    expect(await knock({ cookie, origin: url })).toBe('connected')
    expect(await knock({ origin: url })).toBe('unauthenticated')
    expect(await knock({ cookie: `${cookie}x`, origin: url })).toBe('unauthenticated')
    expect(await knock({ cookie, origin: 'https://evil.example' })).toBe('foreign_origin')
    expect(await knock({ cookie, origin: 'null' })).toBe('foreign_origin')
  })

  test('refuses what has another form, and goes on', async () => {
    const { socket } = await staff('Dana')
    const ask = async (event: string, body: unknown) => await socket.timeout(5000).emitWithAck(event, body)
    for (const [event, body] of [
      ['thread:open', { thread: { $ne: '' } }],
      ['thread:open', { thread: 'x'.repeat(100) }],
      ['thread:open', undefined],
      ['view:watch', { view: 'everything', rows: [] }],
      ['view:watch', { view: 'open', rows: Array.from({ length: 501 }, () => ['t', 1]) }],
      ['typing', { thread: 't', on: 'yes' }],
    ] as const) {
      expect(await ask(event, body)).toMatchObject({ ok: false, error: { code: 'invalid_request' } })
    }
    expect(await ask('thread:open', { thread: 'nobodys' })).toMatchObject({ error: { code: 'not_found' } })
    // Nobody is heard in a room that they did not enter.
    for (const sign of ['typing', 'thread:seen']) {
      const body = sign === 'typing' ? { on: true } : { publicSeq: 1 }
      expect(await ask(sign, { thread: 'nobodys', ...body })).toMatchObject({ error: { code: 'forbidden' } })
    }
    socket.emit('no:such:event', 1)
    expect(await ask('view:watch', { view: 'open', rows: [] })).toMatchObject({ ok: true })
  })

  test.each([
    ['thread:open', { thread: 'nobodys' }],
    ['view:watch', { view: 'open', rows: [] }],
    ['typing', { thread: 'nobodys', on: true }],
    ['thread:seen', { thread: 'nobodys', publicSeq: 1 }],
    ['presence:beat', {}],
  ])('bears a flood of %s, and everybody else is served', async (event, body) => {
    const [flooder, colleague] = [await staff('Dana'), await staff('Mei')]
    const answers = (await Promise.all(
      Array.from({ length: 150 }, () => flooder.socket.timeout(8000).emitWithAck(event, body)),
    )) as { error?: { code: string } }[]
    const refused = answers.filter(({ error }) => error?.code === 'too_many_requests')
    expect(refused.length).toBeGreaterThan(50)
    expect(
      await colleague.socket.timeout(3000).emitWithAck('view:watch', { view: 'bot', rows: [] }),
    ).toMatchObject({
      ok: true,
    })
  })
})

describe("an agent's reply", () => {
  /** A visitor's conversation that the agent took from the bot. */
  const held = async (agent: Agent) => {
    const guest = await visitor()
    await guest.say('hello')
    await guest.until((me) => me.texts('bot').length > 0)
    expect((await agent.act(guest.thread, 'claim')).status).toBe(200)
    return { guest, row: await agent.row(guest.thread) }
  }
  const reply = (agent: Agent, thread: string, more: { epoch: number; seenSeq: number; clientId?: string }) =>
    agent.call('POST', `/api/threads/${thread}/replies`, { clientId: newId(), text: 'Good day', ...more })

  test('with an old epoch is refused with the present row', async () => {
    const dana = await staff('Dana')
    const { guest, row } = await held(dana)
    const refused = await reply(dana, guest.thread, { epoch: row.epoch - 1, seenSeq: row.head })
    expect(refused).toMatchObject({
      status: 409,
      body: { error: { code: 'not_owner', details: { row: { id: guest.thread, epoch: row.epoch } } } },
    })
    expect(guest.texts('agent')).toEqual([])
  })

  test('to words that the agent has not seen is refused; sent again after reading it goes out once', async () => {
    const dana = await staff('Dana')
    const { guest, row } = await held(dana)
    await guest.say('one more thing')
    await expect.poll(async () => (await dana.row(guest.thread)).head).toBeGreaterThan(row.head)
    const { epoch, head } = await dana.row(guest.thread)
    const clientId = newId()
    expect(await reply(dana, guest.thread, { epoch, seenSeq: row.head, clientId })).toMatchObject({
      status: 409,
      body: { error: { code: 'unseen_messages', details: { row: { head } } } },
    })
    const sent = await reply(dana, guest.thread, { epoch, seenSeq: head, clientId })
    expect(sent).toMatchObject({ status: 202, body: { duplicate: false } })
    // A retry of a lost answer succeeds, whatever has happened since.
    await guest.until((me) => me.texts('agent').length > 0)
    await guest.say('thanks')
    expect(await reply(dana, guest.thread, { epoch, seenSeq: head, clientId })).toMatchObject({
      status: 202,
      body: { duplicate: true },
    })
    await guest.until((me) => me.texts('customer').includes('thanks'))
    expect(guest.texts('agent')).toEqual(['Good day'])
  })

  test('to a closed conversation is refused', async () => {
    const dana = await staff('Dana')
    const { guest } = await held(dana)
    expect((await dana.act(guest.thread, 'wrap-up', { outcome: 'solved', askRating: false })).status).toBe(
      200,
    )
    const { epoch, head } = await dana.row(guest.thread)
    expect(await reply(dana, guest.thread, { epoch, seenSeq: head })).toMatchObject({
      status: 409,
      body: { error: { code: 'conversation_closed' } },
    })
  })

  test('from a trainer, or on a conversation of another queue, is forbidden and tells nothing of it', async () => {
    const [dana, mei, theo] = [await staff('Dana'), await staff('Mei'), await staff('Theo')]
    const { guest, row } = await held(dana)
    const seen = { epoch: row.epoch, seenSeq: row.head }
    const byTrainer = await reply(theo, guest.thread, seen)
    expect(byTrainer).toMatchObject({ status: 403, body: { error: { code: 'forbidden' } } })
    expect((await dana.act(guest.thread, 'transfer', { queue: 'billing' })).status).toBe(200)
    for (const path of ['replies', 'claim', 'notes', 'wrap-up', 'transfer']) {
      const bodies: Record<string, object> = {
        replies: { clientId: newId(), text: 'Hello', ...seen },
        notes: { clientId: newId(), text: 'Hello' },
        'wrap-up': { epoch: row.epoch, seenSeq: row.head, outcome: 'solved', askRating: false },
        transfer: { epoch: row.epoch, queue: 'orders' },
      }
      const refused = await mei.call(
        'POST',
        `/api/threads/${guest.thread}/${path}`,
        bodies[path] ?? { epoch: row.epoch },
      )
      expect({ path, status: refused.status, code: refused.body.error?.code }).toEqual({
        path,
        status: 403,
        code: 'forbidden',
      })
      expect(JSON.stringify(refused.body)).not.toContain('preview')
    }
    expect((await mei.call('GET', `/api/threads/${guest.thread}`)).status).toBe(403)
    const opened = await mei.socket.emitWithAck('thread:open', { thread: guest.thread })
    expect(opened).toMatchObject({ ok: false, error: { code: 'forbidden' } })
  })
})

test('the metrics count what happened, without a text or an id in them', async () => {
  const guest = await visitor()
  await guest.say('a very particular sentence')
  await guest.until((me) => me.texts('bot').length > 0)
  const text = await (await fetch(`${url}/metrics`)).text()
  expect(text).toMatch(/parley_events_accepted_total\{kind="message",duplicate="false"\} [1-9]/)
  expect(text).toMatch(/parley_turns_total\{decision="\w+",language="en"\} [1-9]/)
  expect(text).toMatch(/parley_turn_seconds_count [1-9]/)
  expect(text).toMatch(/parley_drains_total\{result="done"\} [1-9]/)
  expect(text).toMatch(/parley_conversations_waiting [1-9]/)
  expect(text).toMatch(/parley_live_sockets\{namespace="widget"\} 1/)
  expect(text).toMatch(/parley_offers_open \d/)
  expect(text).not.toContain(guest.thread)
  expect(text).not.toContain('particular')
  const foreign = await fetch(`${url}/metrics`, { headers: { 'x-forwarded-for': '203.0.113.9' } })
  expect(foreign.status).toBe(403)
})
