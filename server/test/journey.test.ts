import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Stack, startStack } from '../../scripts/lib/stack.ts'
import { seedInstall } from '../src/demo/seed-install.ts'
import { Agent, Customer, guestList } from './support/people.ts'

let stack: Stack
let url: string
let logins: { name: string; email: string; password: string; role: string }[]
const keep = guestList()

beforeAll(async () => {
  stack = await startStack({
    name: 'journey',
    server: 1,
    seed: seedInstall,
    keepSeedAs: 'demo',
    settings: { NODE_ENV: 'test', PARLEY_OFFER_SECONDS: '2', PARLEY_UNDO_SECONDS: '0' },
  })
  url = stack.urls[0] ?? ''
  logins = JSON.parse(await readFile(join(stack.dir, 'demo-logins.json'), 'utf8'))
}, 120_000)
afterAll(async () => await stack?.stop())

async function shopper(id: string): Promise<Customer> {
  const { token } = (await (await fetch(`${url}/demo/identity/${id}`)).json()) as { token: string }
  return keep(await Customer.open(url, { identity: token }))
}
async function visitor(): Promise<Customer> {
  return keep(await Customer.open(url, { name: 'Guest' }))
}
async function agent(name: string): Promise<Agent> {
  const login = logins.find((one) => one.name.startsWith(name))
  if (!login) throw new Error(name)
  return keep(await Agent.signIn(url, login))
}

test('a customer asks the bot, is handed to a person with a brief, is answered, and rates it', async () => {
  const dana = await agent('Dana')
  const amelia = await shopper('amelia')
  await amelia.say('Where is my order?')
  await amelia.until((me) => me.texts('bot').length > 0)
  expect(amelia.texts('bot').join(' ')).toMatch(/bot/i)

  await amelia.say('I want to talk to a real person please')
  await amelia.until((me) => me.notices().includes('handoff_requested'))
  await amelia.until((me) => me.state?.position !== undefined || me.state?.control === 'agent')
  const offer = await dana.offered(amelia.thread)
  expect(offer.reason).toBe('asked_for_person')

  const accepted = await dana.act(amelia.thread, 'accept')
  expect(accepted.status).toBe(200)
  await amelia.until((me) => me.state?.agent?.name === 'Dana Ivers')
  const snapshot = await dana.open(amelia.thread)
  const handoff = snapshot.entries.map((entry) => entry.body).find((body) => body.kind === 'handoff')
  expect(handoff).toMatchObject({
    reason: 'asked_for_person',
    brief: { lastWords: expect.stringContaining('person') },
  })

  expect((await dana.reply(amelia.thread, 'Hello Amelia, I have your order here.')).status).toBe(202)
  await amelia.until((me) => me.texts('agent').includes('Hello Amelia, I have your order here.'))
  await amelia.say('great, thanks')
  await dana.until((me) =>
    (me.logs.get(amelia.thread) ?? []).some(
      (entry) => entry.body.kind === 'message' && JSON.stringify(entry.body).includes('great, thanks'),
    ),
  )
  // Read marks come from whoever has the conversation, are never taken back and never run ahead.
  const unread = amelia.state?.seen ?? 0
  // What Dana has on the screen: Amelia's own view of it may be a moment behind.
  const theirs = dana.logs.get(amelia.thread)?.findLast((entry) => entry.publicSeq)?.publicSeq ?? 0
  const onlooker = await agent('Ruth')
  await onlooker.open(amelia.thread)
  onlooker.sees(amelia.thread)
  dana.sees(amelia.thread, theirs + 9)
  dana.sees(amelia.thread)
  await amelia.until((me) => me.state?.seen === theirs)
  expect(unread).toBeLessThan(theirs)
  dana.sees(amelia.thread, 1)
  // What belongs to people gets no answer of the bot.
  const botsBefore = amelia.texts('bot').length

  expect((await dana.act(amelia.thread, 'wrap-up', { outcome: 'solved', askRating: true })).status).toBe(200)
  await amelia.until((me) => me.state?.rating === 'open')
  expect(amelia.texts('bot').length).toBe(botsBefore)
  expect(await amelia.rate(5)).toMatchObject({ ok: true })
  await amelia.until((me) => me.state?.rating === 'given')
  const profile = await dana.call<{
    history: { rating?: number; handledBy?: string }[]
    orders: unknown[]
    identified: boolean
  }>('GET', `/api/customers/${offer.customer.id}`)
  expect(profile.body.identified).toBe(true)
  expect(profile.body.orders.length).toBeGreaterThan(0)
  expect(profile.body.history.some((line) => line.rating === 5 && line.handledBy === 'Dana Ivers')).toBe(true)

  // The next message opens a new conversation, with the bot, and hands off only when asked again.
  await amelia.say('how much is shipping?')
  await amelia.until((me) => me.texts('bot').length > botsBefore)
  expect(amelia.state?.control).toBe('bot')
})

test('an offer that is declined or passes goes to the next agent', async () => {
  const [dana, tom] = [await agent('Dana'), await agent('Tom')]
  const guest = await visitor()
  await guest.say('human please')
  await guest.until((me) => me.notices().includes('handoff_requested'))
  await expect
    .poll(() => [dana, tom].some((one) => one.rows.get(guest.thread)?.offer?.agent === one.id), {
      timeout: 8000,
    })
    .toBe(true)
  const first = [dana, tom].find((one) => one.rows.get(guest.thread)?.offer?.agent === one.id) as Agent
  const second = first === dana ? tom : dana
  expect((await first.act(guest.thread, 'decline')).status).toBe(200)
  await second.offered(guest.thread)
  // Nobody answers within the two seconds: it passes, and the round begins anew in the end.
  const passed = async () =>
    (
      await second.call<{ entries: { body: { kind: string; change?: string } }[] }>(
        'GET',
        `/api/threads/${guest.thread}`,
      )
    ).body.entries.map((entry) => entry.body.change)
  await expect.poll(passed, { timeout: 10_000 }).toContain('timed_out')
  expect(await passed()).toContain('declined')
})

test('two agents claim at once: one has it, the other reads who', async () => {
  const [dana, tom, sup] = [
    await agent('Dana'),
    await agent('Tom'),
    await agent(logins.find((one) => one.role === 'supervisor')?.name ?? ''),
  ]
  const guest = await visitor()
  await guest.say('agent')
  await guest.until((me) => me.notices().includes('handoff_requested'))
  const row = await sup.row(guest.thread)
  const claims = await Promise.all(
    [dana, tom].map((one) => one.call('POST', `/api/threads/${guest.thread}/claim`, { epoch: row.epoch })),
  )
  const won = claims.filter((one) => one.status === 200)
  expect(won).toHaveLength(1)
  expect(
    claims.find((one) => one.status !== 200)?.body.error?.details?.row?.agent ??
      (await sup.row(guest.thread)).agent,
  ).toBeTruthy()
  const owner = claims[0]?.status === 200 ? dana : tom
  const other = owner === dana ? tom : dana

  // Not the owner: refused with the present row; nothing goes out.
  const refused = await other.reply(guest.thread, 'me too')
  expect([403, 409]).toContain(refused.status)
  // The owner has not seen the customer's last words: refused, and told so.
  const seen = await owner.row(guest.thread)
  await guest.say('do you ship abroad?')
  await expect.poll(async () => (await owner.row(guest.thread)).head).toBeGreaterThan(seen.head)
  const stale = await owner.reply(guest.thread, 'Hello', { seenSeq: seen.head })
  expect(stale).toMatchObject({ status: 409, body: { error: { code: 'unseen_messages' } } })

  // A supervisor gives it to the colleague; the former owner's reply with the old epoch is refused.
  const old = await owner.row(guest.thread)
  expect((await sup.act(guest.thread, 'assign', { agent: other.id })).status).toBe(200)
  const late = await owner.call('POST', `/api/threads/${guest.thread}/replies`, {
    clientId: 'late-reply-1',
    epoch: old.epoch,
    seenSeq: old.head + 9,
    text: 'late',
  })
  expect(late).toMatchObject({ status: 409, body: { error: { code: 'not_owner' } } })
  expect(guest.texts('agent')).toEqual([])

  // Nobody hands back or closes what they have not read.
  const unread = { seenSeq: seen.head }
  for (const [action, more] of [
    ['hand-back', {}],
    ['wrap-up', { outcome: 'solved', askRating: false }],
  ] as const)
    expect(await other.act(guest.thread, action, { ...unread, ...more })).toMatchObject({
      status: 409,
      body: { error: { code: 'unseen_messages', details: { row: { unanswered: expect.any(Number) } } } },
    })

  // Handed back, the bot goes on: first with what was read and not answered.
  const before = guest.texts('bot').length
  expect((await other.act(guest.thread, 'hand-back')).status).toBe(200)
  await guest.until((me) => me.notices().includes('bot_back') && me.texts('bot').length > before)
  expect((await other.row(guest.thread)).unanswered).toBe(0)
  await guest.say('what are your opening hours?')
  await guest.until((me) => me.state?.control === 'bot' && me.texts('bot').length >= before + 2)
})

test('history shows only to whom the token belongs', async () => {
  const amelia = await shopper('amelia')
  await amelia.say('hello again')
  await amelia.until((me) => me.texts('bot').length > 0)
  const stranger = await visitor()
  expect(stranger.thread).not.toBe(amelia.thread)
  expect(stranger.shown).toEqual([])
  // The same visitor comes back with their own token, and finds their own words.
  await stranger.say('remember me')
  await stranger.until((me) => me.texts('bot').length > 0)
  const again = await Customer.open(url, { token: stranger.token })
  keep(again)
  expect(again.thread).toBe(stranger.thread)
  expect(again.texts('customer')).toContain('remember me')
})
