import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Stack, startStack } from '../../scripts/lib/stack.ts'
import { userModel } from '../src/agents/user.ts'
import type { InstallInfo, Row } from '../src/contract/index.ts'
import { customersOn } from '../src/customers/customer.ts'
import { seedInstall } from '../src/demo/seed-install.ts'
import { linksOn } from '../src/people/link.ts'
import { connectStore } from '../src/storage/mongo.ts'
import { Agent, Customer, guestList, newId } from './support/people.ts'

let stack: Stack
let url: string
let logins: { name: string; email: string; password: string }[]
const keep = guestList()

beforeAll(async () => {
  stack = await startStack({
    name: 'doors',
    server: 1,
    seed: seedInstall,
    keepSeedAs: 'demo',
    settings: { NODE_ENV: 'test', PARLEY_UNDO_SECONDS: '1' },
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

describe('what was done to a conversation', () => {
  const take = (agent: Agent, thread: string, action: string, epoch: number) =>
    agent.call<{ row: Row; undoMs?: number }>('POST', `/api/threads/${thread}/${action}`, { epoch })
  const did = async (agent: Agent, thread: string, action: string, more: object) =>
    (await agent.act(thread, action, more)).body as { row: Row; undoMs?: number }
  const slots = async (agent: Agent) => {
    const { body } = await agent.call<{ agents: { id: string; load: number }[] }>('GET', '/api/agents')
    return body.agents.find(({ id }) => id === agent.id)?.load
  }
  const refused = (code: string, row: object = {}) => ({
    status: 409,
    body: { error: { code, details: { row } } },
  })

  test('is taken back while nobody did anything since; the customer is asked how it was when the end stands', async () => {
    const [dana, ruth] = [await staff('Dana'), await staff('Ruth')]
    const [ended, guest] = [await inHand(dana), await inHand(dana)]
    await guest.say('are you there?')
    await guest.until((me) => me.texts('customer').includes('are you there?'))
    const before = await dana.row(guest.thread)
    const load = await slots(dana)
    const wrap = { outcome: 'solved', askRating: true }
    expect((await dana.act(ended.thread, 'wrap-up', wrap)).status).toBe(200)
    const steps = {
      assign: { agent: ruth.id },
      transfer: { queue: 'billing' },
      'hand-back': {},
      'wrap-up': wrap,
    }
    for (const [action, more] of Object.entries(steps)) {
      const { row, undoMs } = await did(dana, guest.thread, action, more)
      expect({ action, undoMs }).toEqual({ action, undoMs: 1000 })
      const back = await take(dana, guest.thread, 'undo', row.epoch)
      expect({ action, status: back.status }).toEqual({ action, status: 200 })
      expect(back.body.row).toMatchObject({
        status: 'open',
        control: 'agent',
        agent: { id: dana.id },
        queue: before.queue,
        // Handed back, the bot may have answered by now.
        ...(action === 'assign' || action === 'transfer' ? { unanswered: before.unanswered } : {}),
      })
    }
    // It is hers again, slot and all: one less than with the one that was ended.
    expect(await slots(dana)).toBe((load ?? 0) - 1)
    await guest.until((me) => me.state?.agent?.name === 'Dana Ivers' && me.state.status === 'open')
    // Never asked for a conversation that goes on, and for one that has ended only now.
    expect(guest.state?.rating).toBe('none')
    await ended.until((me) => me.state?.rating === 'open')
    expect(guest.state?.rating).toBe('none')
    expect(await take(dana, ended.thread, 'undo', (await dana.row(ended.thread)).epoch)).toMatchObject(
      refused('undo_too_late', { status: 'closed' }),
    )
    // Opened again later it is nobody's to rate.
    const open = await take(dana, ended.thread, 'reopen', (await dana.row(ended.thread)).epoch)
    expect(open.body.row).toMatchObject({ status: 'open', agent: { id: dana.id } })
    await ended.until((me) => me.state?.rating === 'none' && me.state.agent?.name === 'Dana Ivers')
    expect(ended.notices().slice(-2)).toEqual(['closed', 'agent_joined'])
  })

  test('stays when the customer wrote, a colleague took it or somebody else asks: with words, and who has it', async () => {
    const [dana, ruth, theo] = [await staff('Dana'), await staff('Ruth'), await staff('Theo')]
    const [wrote, taken] = [await inHand(dana), await inHand(dana)]
    const closed = await did(dana, wrote.thread, 'wrap-up', { outcome: 'solved', askRating: true })
    await wrote.say('one more thing')
    await wrote.until((me) => me.state?.status === 'open')
    expect(await take(dana, wrote.thread, 'undo', closed.row.epoch)).toMatchObject(
      refused('undo_too_late', { status: 'open', control: 'bot', episode: closed.row.episode + 1 }),
    )
    const passed = await did(dana, taken.thread, 'transfer', { queue: 'billing' })
    expect((await take(theo, taken.thread, 'undo', passed.row.epoch)).status).toBe(403)
    expect(await take(ruth, taken.thread, 'undo', passed.row.epoch)).toMatchObject(refused('undo_too_late'))
    expect((await take(ruth, taken.thread, 'claim', passed.row.epoch)).status).toBe(200)
    expect(await take(dana, taken.thread, 'undo', passed.row.epoch)).toMatchObject(
      refused('undo_too_late', { agent: { id: ruth.id } }),
    )
    expect(await take(dana, taken.thread, 'undo', passed.row.epoch + 1)).toMatchObject(
      refused('undo_too_late'),
    )
    expect((await ruth.row(taken.thread)).agent?.id).toBe(ruth.id)
  })

  test('by a block is taken back with it, and nothing else is', async () => {
    const dana = await staff('Dana')
    const guest = await inHand(dana)
    const { customer, epoch } = await dana.row(guest.thread)
    const path = `/api/customers/${customer.id}`
    const block = (until?: number) =>
      dana.call('POST', `${path}/block`, { reason: 'insults', ...(until ? { until } : {}) })
    const lift = (restore: boolean) => dana.call('POST', `${path}/unblock`, { restore })
    // Called spam by a person, and blocked after that: the block closed nothing.
    expect((await take(dana, guest.thread, 'spam', epoch)).status).toBe(200)
    expect((await block()).status).toBe(204)
    const spam = await dana.row(guest.thread)
    for (const action of ['not-spam', 'reopen'])
      expect(await take(dana, guest.thread, action, spam.epoch)).toMatchObject(refused('customer_blocked'))
    expect((await lift(true)).status).toBe(204)
    expect(await dana.row(guest.thread)).toMatchObject({ status: 'closed', outcome: 'spam' })
    expect((await take(dana, guest.thread, 'not-spam', spam.epoch)).status).toBe(200)

    // What the block ends, lifting it brings back; what is written meanwhile is kept and opens nothing.
    expect((await block(Date.now() + 60_000)).status).toBe(204)
    expect(await dana.row(guest.thread)).toMatchObject({ status: 'closed', outcome: 'spam' })
    await guest.say('why?')
    await guest.until((me) => me.texts('bot').join().includes('closed for you'))
    await guest.say('hello?')
    await guest.until((me) => me.texts('customer').includes('hello?'))
    expect(guest.texts('bot').filter((text) => text.includes('closed for you'))).toHaveLength(1)
    expect(await dana.row(guest.thread)).toMatchObject({ status: 'closed', unanswered: 0 })
    expect((await lift(true)).status).toBe(204)
    // Asked once more, as after a lost answer, it changes nothing.
    expect((await lift(true)).status).toBe(204)
    expect(await dana.row(guest.thread)).toMatchObject({ status: 'open', agent: { id: dana.id } })

    // Lifted for good, nothing comes back, and a later block does not bring it back either.
    expect((await block()).status).toBe(204)
    expect((await lift(false)).status).toBe(204)
    expect((await block()).status).toBe(204)
    expect((await lift(true)).status).toBe(204)
    expect(await dana.row(guest.thread)).toMatchObject({ status: 'closed', outcome: 'spam' })
    const { body } = await dana.call<{ items: { change?: { what: string } }[] }>('GET', `${path}/timeline`)
    expect(JSON.stringify(body)).toContain('unblocked')
    expect((await block(Date.now() - 1)).status).toBe(400)
    expect((await dana.call('POST', '/api/customers/c_nobody/unblock', {})).status).toBe(404)
    const theo = await staff('Theo')
    for (const what of ['block', 'unblock'])
      expect(
        (await theo.call('POST', `${path}/${what}`, what === 'block' ? { reason: 'x' } : {})).status,
      ).toBe(403)
  })
})

test('whoever says that they are away is shown away to everybody, also after a new connection', async () => {
  const [mei, dana] = [await staff('Mei'), await staff('Dana')]
  const shown = async () => {
    const { body } = await dana.call<{ agents: { id: string; presence: string }[] }>('GET', '/api/agents')
    return body.agents.find(({ id }) => id === mei.id)?.presence
  }
  const say = async (presence: string) => (await mei.call('PUT', '/api/me/presence', { presence })).status
  await expect.poll(shown).toBe('online')
  expect(await say('away')).toBe(200)
  await expect.poll(shown).toBe('away')
  // It outlives the connection: what was chosen holds until something else is.
  mei.close()
  const again = await staff('Mei')
  await expect.poll(shown).toBe('away')
  expect((await again.call('PUT', '/api/me/presence', { presence: 'online' })).status).toBe(200)
  await expect.poll(shown).toBe('online')
  expect(await say('offline')).toBe(400)
  expect(await say('asleep')).toBe(400)
})

const post = async (path: string, body: object) => {
  const answer = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify(body),
  })
  const text = await answer.text()
  return {
    status: answer.status,
    body: (text ? JSON.parse(text) : {}) as { email?: string; error?: { code: string } },
  }
}
const password = 'a kite over the keel'

/** Asks somebody in and takes the invitation up, as they would. */
async function invited(ada: Agent, email: string, role: string): Promise<Agent> {
  const rights = { role, queues: ['orders', 'general'], languages: ['en'], capacity: 9 }
  const { body } = await ada.call<{ results: { link: string }[] }>('POST', '/api/people/invitations', {
    people: [{ email }],
    rights,
  })
  const token = body.results[0]?.link.split('/').at(-1) ?? ''
  const joined = await post('/api/welcome', { token, name: email.split('@')[0], password, language: 'en' })
  expect(joined.status).toBe(200)
  return keep(await Agent.signIn(url, { email, password }))
}

/** A guest who asked for a person, in this agent's hands. */
async function inHand(agent: Agent) {
  const guest = await visitor()
  await guest.say('let me talk to a human please')
  await guest.until((me) => me.state?.control === 'requested')
  expect((await agent.act(guest.thread, 'claim')).status).toBe(200)
  await agent.open(guest.thread)
  return guest
}
const noticeOf = async (agent: Agent, thread: string) =>
  (await agent.open(thread)).entries.findLast(({ body }) => body.kind === 'assignment')?.body

describe('a right that goes in mid-work', () => {
  test.each([
    [
      'who is disabled',
      'kim',
      async (ada: Agent, id: string) => await ada.call('POST', `/api/people/${id}/disable`),
    ],
    [
      'who becomes a trainer',
      'lou',
      async (ada: Agent, id: string) => await ada.call('PATCH', `/api/people/${id}`, { role: 'trainer' }),
    ],
  ])('%s loses it at once; what they sent is said, and nobody waits for them', async (_what, name, take) => {
    const ada = await staff('Ada')
    const agent = await invited(ada, `${name}@northwind.example`, 'agent')
    const guest = await inHand(agent)
    const gone: string[] = []
    agent.socket.on('session:ended', () => gone.push('ended'))
    agent.socket.on('session:changed', () => gone.push('changed'))
    expect((await agent.reply(guest.thread, 'Sent and held', { holdMs: 10_000 })).status).toBe(202)
    const { epoch, head } = await agent.row(guest.thread)
    expect((await take(ada, agent.id)).status).toBe(200)

    // The held reply reaches the customer before the conversation is put back.
    await guest.until((me) => me.texts('agent').includes('Sent and held'))
    const refused = await agent.call('POST', `/api/threads/${guest.thread}/replies`, {
      ...{ clientId: newId(), text: 'too late', epoch, seenSeq: head },
    })
    expect([401, 403]).toContain(refused.status)
    await agent.until(() => gone.length > 0)
    const row = await ada.row(guest.thread)
    expect(row).toMatchObject({ control: 'requested', queue: 'general' })
    expect(await noticeOf(ada, guest.thread)).toMatchObject({ change: 'transferred', agent: agent.id })
    const { body } = await ada.call<{ people: { id: string; load: number }[] }>(
      'GET',
      `/api/people?q=${name}`,
    )
    expect(body.people).toMatchObject([{ id: agent.id, load: 0 }])
    // Nor is anything put into their hands afterwards.
    const assigned = await ada.act(guest.thread, 'assign', { agent: agent.id })
    expect(assigned.status).toBe(404)
    expect((await ada.act(guest.thread, 'claim')).status).toBe(200)
  })

  test('of two admins who take each other’s right away, one is left', async () => {
    const ada = await staff('Ada')
    const eve = await invited(ada, 'eve@northwind.example', 'admin')
    const both = await Promise.all([
      ada.call('PATCH', `/api/people/${eve.id}`, { role: 'agent' }),
      eve.call('PATCH', `/api/people/${ada.id}`, { role: 'agent' }),
    ])
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 403])
    const left = both[0].status === 200 ? ada : eve
    expect((await left.call('PATCH', `/api/people/${left.id}`, { role: 'agent' })).body.error?.code).toBe(
      'own_right',
    )
    const other = left === ada ? eve : ada
    expect((await left.call('PATCH', `/api/people/${other.id}`, { role: 'admin' })).status).toBe(200)
  })
})

test('one’s own sessions are seen and ended one by one; who may not sign in may again', async () => {
  const ada = await staff('Ada')
  const login = { email: 'sessions@northwind.example', password }
  const here = await invited(ada, login.email, 'agent')
  const there = keep(await Agent.signIn(url, login))
  const third = keep(await Agent.signIn(url, login))
  const list = async () =>
    (await here.call<{ sessions: { id: string; current: boolean }[] }>('GET', '/api/me/sessions')).body
      .sessions
  const signedIn = async (who: Agent) => (await who.call('GET', '/api/session')).status
  // The one of the invitation is among them.
  const before = await list()
  expect(before.filter(({ current }) => current)).toHaveLength(1)
  const theirs = await there.call<{ sessions: { id: string; current: boolean }[] }>('GET', '/api/me/sessions')
  const other = theirs.body.sessions.find(({ current }) => current)?.id ?? ''
  expect((await ada.call('DELETE', `/api/me/sessions/${other}`)).status).toBe(404)
  expect((await here.call('DELETE', `/api/me/sessions/${other}`)).status).toBe(204)
  expect([await signedIn(there), await signedIn(third), await signedIn(here)]).toEqual([401, 200, 200])
  expect((await here.call('DELETE', '/api/me/sessions')).status).toBe(204)
  expect([await signedIn(third), (await list()).map(({ current }) => current)]).toEqual([401, [true]])

  const step = async (what: string) => (await ada.call('POST', `/api/people/${here.id}/${what}`)).status
  expect(await step('disable')).toBe(200)
  expect(await signedIn(here)).toBe(401)
  await expect(Agent.signIn(url, login)).rejects.toThrow('wrong_credentials')
  expect(await step('enable')).toBe(200)
  expect(await signedIn(keep(await Agent.signIn(url, login)))).toBe(200)
  expect((await (await staff('Dana')).call('POST', `/api/people/${here.id}/enable`)).status).toBe(403)
})

describe('a link', () => {
  const linkFor = async (ada: Agent, id: string) => {
    const { body } = await ada.call<{ link: string }>('POST', `/api/people/${id}/password-link`)
    return body.link.split('/').at(-1) ?? ''
  }

  test('that is made up, of another kind, used, old or replaced opens nothing', async () => {
    const ada = await staff('Ada')
    const pat = await invited(ada, 'pat@northwind.example', 'agent')
    const first = await linkFor(ada, pat.id)
    const second = await linkFor(ada, pat.id)
    const look = async (token: string, kind = 'reset') =>
      (await post('/api/links/look', { token, kind })).body.error?.code ?? 'good'
    expect(await look(second)).toBe('good')
    for (const token of [first, `${second.slice(0, -1)}${second.endsWith('A') ? 'B' : 'A'}`, 'x'])
      expect(await look(token)).toBe('link_unknown')
    expect(await look(second, 'invitation')).toBe('link_unknown')
    const weak = await post('/api/reset', { token: second, password: 'password1234' })
    expect(weak.body.error?.code).toBe('password_refused')
    // Of two who use it at once one gets in, and whoever was signed in before is out.
    const again = { token: second, password: 'another kite over the keel' }
    const used = await Promise.all([post('/api/reset', again), post('/api/reset', again)])
    expect(used.map(({ status }) => status).toSorted()).toEqual([200, 410])
    expect(await look(second)).toBe('link_used')
    expect((await pat.call('GET', '/api/session')).status).toBe(401)
    const third = await linkFor(ada, pat.id)
    const connection = await connectStore({ uri: stack.mongodbUri, appName: 'test' })
    await linksOn(connection).updateMany({ subject: pat.id }, { $set: { expiresAt: new Date(0) } })
    await connection.close()
    expect(await look(third)).toBe('link_expired')
    expect((await post('/api/reset', { ...again, token: third })).body.error?.code).toBe('link_expired')
    // Who is disabled gets in by no link.
    const fourth = await linkFor(ada, pat.id)
    await ada.call('POST', `/api/people/${pat.id}/disable`)
    expect((await post('/api/reset', { ...again, token: fourth })).body.error?.code).toBe('link_unknown')
  })

  test('to an account is asked for without learning whether there is one', async () => {
    const [known, unknown] = [
      await post('/api/forgot', { email: 'dana@northwind.example' }),
      await post('/api/forgot', { email: 'nobody@northwind.example' }),
    ]
    expect(known).toEqual({ status: 204, body: {} })
    expect(unknown).toEqual(known)
  })
})

test('a block whose process died before it closed what was open is finished', async () => {
  const dana = await staff('Dana')
  const guest = await inHand(dana)
  const { customer } = await dana.row(guest.thread)
  const connection = await connectStore({ uri: stack.mongodbUri, appName: 'test' })
  const blocked = {
    ...{ by: { id: dana.id, name: dana.name }, at: new Date(Date.now() - 60_000) },
    // Over by now: nobody here could open a reason that was not sealed.
    ...{ until: new Date(), reason: Buffer.from('x'), closing: true as const },
  }
  await customersOn(connection).updateOne({ _id: customer.id }, { $set: { blocked } })
  await expect.poll(async () => (await dana.row(guest.thread)).status, { timeout: 10_000 }).toBe('closed')
  const marked = async () => (await customersOn(connection).findById(customer.id).lean())?.blocked?.closing
  await expect.poll(marked).toBeUndefined()
  await connection.close()
})

describe('the demo', () => {
  const wish = { company: 'Northwind Outfitters', knowledge: 'keep', settings: 'keep' }

  test('goes by the hand of somebody of one’s own, and its doors close behind it', async () => {
    const [ada, dana, shopper] = [await staff('Ada'), await staff('Dana'), await visitor()]
    await shopper.say('does a parcel come on Sunday?')
    await shopper.until((me) => me.texts('bot').length > 0)
    expect((await dana.call('GET', '/api/install')).status).toBe(403)
    const remove = async (who: Agent, body: object) =>
      await who.call('POST', '/api/install/remove-demo', body)
    expect((await remove(ada, wish)).body.error?.code).toBe('own_admin_needed')
    const iris = await invited(ada, 'iris@kite.example', 'admin')
    expect((await remove(iris, { ...wish, company: 'Other' })).body.error?.code).toBe('name_differs')
    const info = async () => (await iris.call<InstallInfo>('GET', '/api/install')).body
    expect(await info()).toMatchObject({ demo: 'there', ownAdmin: true, store: { kind: 'embedded' } })
    const identity = (await (await fetch(`${url}/demo/identity/amelia`)).json()) as { token: string }
    const amelia = keep(await Customer.open(url, { identity: identity.token }))
    const told = new Promise((resolve) => iris.socket.once('install:changed', resolve))

    expect((await remove(iris, wish)).status).toBe(200)
    await told
    expect(await info()).toMatchObject({
      demo: 'removed',
      counts: { people: { demo: 0 } },
      removal: { by: 'iris', kept: { widget: true } },
    })
    await expect(staff('Dana')).rejects.toThrow('wrong_credentials')
    expect((await dana.call('GET', '/api/session')).status).toBe(401)
    expect((await fetch(`${url}/demo/`)).status).toBe(404)
    expect((await fetch(`${url}/demo/identity/amelia`)).status).toBe(404)
    // Whoever played a made-up customer is out; a visitor of the widget goes on.
    await expect.poll(() => amelia.socket.connected).toBe(false)
    expect(await shopper.say('and on Monday?')).toMatchObject({ ok: true })
    await shopper.until((me) => me.texts('bot').length > 1)
    // What lists still show leads somewhere.
    for (const view of ['waiting', 'open', 'bot', 'closed']) {
      const { body } = await iris.call<{ rows: { customer: { id: string } }[] }>(
        'GET',
        `/api/threads?view=${view}`,
      )
      for (const { customer } of body.rows)
        expect((await iris.call('GET', `/api/customers/${customer.id}`)).status).toBe(200)
    }
    expect((await remove(iris, wish)).status).toBe(404)
  })
})
