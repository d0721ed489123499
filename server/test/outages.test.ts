import { execFile } from 'node:child_process'
import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Kind, type Part, root, type Stack, startStack } from '../../scripts/lib/stack.ts'
import { seedInstall } from '../src/demo/seed-install.ts'
import { startStore } from '../src/single-machine/start-store.ts'
import { temporaryFolder } from './support/folder.ts'
import { Agent, Customer, guestList, newId } from './support/people.ts'

const good = join(root, 'nlp-models', 'trained', 'default.model')
const WITHIN_MS = 3000

let stack: Stack
let url: string
let model: { dir: string; remove: () => Promise<void> }
const keep = guestList()

const modelFile = () => join(model.dir, 'tried.model')
const part = (kind: Kind): Part => stack.parts.find((one) => one.kind === kind) as Part
const ready = async () =>
  (await (await fetch(`${url}/health/ready`)).json()) as { status: string; checks: Record<string, string> }
const isBack = async (check: string) =>
  await expect.poll(async () => (await ready()).checks[check], { timeout: 15_000, interval: 200 }).toBe('ok')

async function damage(file: string): Promise<void> {
  const bytes = await readFile(good)
  bytes.fill(7, Math.floor(bytes.length / 2), Math.floor(bytes.length / 2) + 64)
  await writeFile(file, bytes)
}

async function loadGoodModel(): Promise<void> {
  await copyFile(good, modelFile())
  process.kill(part('server').pid(), 'SIGHUP')
  await isBack('model')
}

beforeAll(async () => {
  model = await temporaryFolder('model')
  await damage(modelFile())
  const settings = { NODE_ENV: 'test', PARLEY_MODEL_FILE: modelFile() }
  stack = await startStack({ name: 'outages', server: 1, seed: seedInstall, keepSeedAs: 'demo', settings })
  url = stack.urls[0] ?? ''
}, 120_000)
afterAll(async () => {
  await stack?.stop()
  await model?.remove()
})

const visitor = async () => keep(await Customer.open(url, { name: 'Guest' }))
/** A supervisor: nothing is offered to her, so her capacity is what she takes. */
async function ruth(): Promise<Agent> {
  const logins = JSON.parse(await readFile(join(stack.dir, 'demo-logins.json'), 'utf8')) as {
    name: string
    email: string
    password: string
  }[]
  const login = logins.find((one) => one.name.startsWith('Ruth'))
  if (!login) throw new Error('nobody')
  return keep(await Agent.signIn(url, login))
}
async function timed<T>(work: () => Promise<T>): Promise<T> {
  const began = performance.now()
  const result = await work()
  expect(performance.now() - began).toBeLessThan(WITHIN_MS)
  return result
}

test('with a damaged model the server runs, says so, and conversations go to people; a good file is taken on SIGHUP, a damaged one never replaces it', async () => {
  expect(await ready()).toMatchObject({ status: 'degraded', checks: { model: 'failed', store: 'ok' } })
  const first = await visitor()
  await first.say('Where is my parcel?')
  await first.until((me) => me.notices().includes('handoff_requested'))

  await loadGoodModel()
  const second = await visitor()
  await second.say('How long does delivery take?')
  await second.until((me) => me.texts('bot').length > 0)
  expect(second.notices()).toEqual([])

  await damage(modelFile())
  process.kill(part('server').pid(), 'SIGHUP')
  const log = join(stack.dir, 'logs', `${part('server').name}.log`)
  await expect.poll(async () => (await readFile(log, 'utf8')).includes('"kept":"2')).toBe(true)
  const before = second.texts('bot').length
  await second.say('And what does it cost?')
  await second.until((me) => me.texts('bot').length > before)
  expect(second.notices()).toEqual([])
  expect((await ready()).checks['model']).toBe('ok')
})

test('while the store is away nothing is acknowledged, both doors say so within three seconds, and all goes on by itself', async () => {
  await loadGoodModel()
  const [agent, guest] = [await ruth(), await visitor()]
  await guest.say('hello')
  await guest.until((me) => me.texts('bot').length > 0)
  expect((await agent.act(guest.thread, 'claim')).status).toBe(200)
  const { epoch, head } = await agent.row(guest.thread)

  await part('store').kill()
  const words = ['one', 'two', 'three'].map((text) => ({ text, id: newId() }))
  const reply = { clientId: newId(), epoch, seenSeq: head, text: 'from the agent' }
  const answers = await timed(() => Promise.all(words.map(({ text, id }) => guest.say(text, id))))
  expect(answers.map(({ ok, error }) => [ok, error?.code])).toEqual(
    words.map(() => [false, 'store_unavailable']),
  )
  const refused = await timed(() => agent.call('POST', `/api/threads/${guest.thread}/replies`, reply))
  expect(refused).toMatchObject({ status: 503, body: { error: { code: 'store_unavailable' } } })
  // What was found a moment ago may be said once more.
  await expect.poll(async () => (await fetch(`${url}/health/ready`)).status, { timeout: WITHIN_MS }).toBe(503)
  expect((await fetch(`${url}/health/live`)).status).toBe(200)

  await part('store').start()
  await isBack('store')
  expect((await agent.call('POST', `/api/threads/${guest.thread}/replies`, reply)).status).toBe(202)
  for (const { text, id } of words)
    expect(await guest.say(text, id)).toMatchObject({ ok: true, duplicate: false })
  await guest.until((me) => me.texts('agent').length > 0 && me.texts('customer').length === 4, 10_000)
  expect(guest.texts('customer')).toEqual(['hello', 'one', 'two', 'three'])
  expect(guest.texts('agent')).toEqual(['from the agent'])
  await agent.until((me) => me.socket.connected)
})

test('without Redis messages are answered by the sweep, shown live, and the desk can be worked at', async () => {
  await loadGoodModel()
  const [agent, guest] = [await ruth(), await visitor()]
  await guest.say('hello')
  await guest.until((me) => me.texts('bot').length > 0)
  await part('redis').kill()
  expect(await timed(() => guest.say('What are your opening hours?'))).toMatchObject({ ok: true })
  await timed(() => guest.until((me) => me.texts('bot').length > 1, WITHIN_MS))
  // Signals to other processes cannot be sent; what is done here still shows here.
  expect((await timed(() => agent.act(guest.thread, 'claim'))).status).toBe(200)
  await agent.open(guest.thread)
  agent.socket.emit('typing', { thread: guest.thread, on: true })
  expect((await timed(() => agent.reply(guest.thread, 'I am here'))).status).toBe(202)
  await timed(() => guest.until((me) => me.texts('agent').includes('I am here'), WITHIN_MS))
  await guest.say('good')
  await agent.until((me) => JSON.stringify(me.logs.get(guest.thread)).includes('"good"'), WITHIN_MS)
  // Whoever comes now is let in too.
  const [late, colleague] = [await timed(visitor), await timed(ruth)]
  await late.say('hi')
  await late.until((me) => me.texts('bot').length > 0)
  expect(colleague.socket.connected).toBe(true)
  expect((await ready()).status).toBe('degraded')

  await part('redis').start()
  await isBack('redis')
  await guest.say('thank you')
  await agent.until((me) => JSON.stringify(me.logs.get(guest.thread)).includes('"thank you"'))
})

test('while Redis hangs, which is worse than being gone, messages are answered and the desk can be worked at', async () => {
  await loadGoodModel()
  const [agent, guest] = [await ruth(), await visitor()]
  await guest.say('hello')
  await guest.until((me) => me.texts('bot').length > 0)
  process.kill(part('redis').pid(), 'SIGSTOP')
  try {
    expect(await timed(() => guest.say('What are your opening hours?'))).toMatchObject({ ok: true })
    await guest.until((me) => me.texts('bot').length > 1, 2 * WITHIN_MS)
    expect((await timed(() => agent.act(guest.thread, 'claim'))).status).toBe(200)
    expect((await timed(() => agent.reply(guest.thread, 'I am here'))).status).toBe(202)
    await guest.until((me) => me.texts('agent').includes('I am here'), 2 * WITHIN_MS)
    expect((await ready()).checks).toMatchObject({ redis: 'failed', store: 'ok' })
  } finally {
    process.kill(part('redis').pid(), 'SIGCONT')
  }
  await isBack('redis')
})

test('while the store hangs nothing is acknowledged that is not kept; resent, it is one message', async () => {
  await loadGoodModel()
  const guest = await visitor()
  await guest.say('hello')
  await guest.until((me) => me.texts('bot').length > 0)
  const id = newId()
  process.kill(part('store').pid(), 'SIGSTOP')
  // Hangs as long as the socket's own patience, or is refused: either way it is not acknowledged.
  const first = await guest.say('thank you', id).catch(() => undefined)
  expect(first?.ok ?? false).toBe(false)
  expect((await fetch(`${url}/health/ready`)).status).toBe(503)
  process.kill(part('store').pid(), 'SIGCONT')
  await isBack('store')
  expect(await guest.say('thank you', id)).toMatchObject({ ok: true })
  await guest.until((me) => me.texts('customer').includes('thank you') && me.texts('bot').length > 1)
  expect(guest.texts('customer')).toEqual(['hello', 'thank you'])
})

test('a flush of Redis loses no message', async () => {
  await loadGoodModel()
  const guest = await visitor()
  const redis = new Redis(stack.redisUrl)
  const acknowledged: string[] = []
  for (let index = 0; index < 12; index++) {
    const text = `message ${index}`
    if (index % 3 === 1) await redis.flushall()
    if ((await guest.say(text)).ok) acknowledged.push(text)
  }
  redis.disconnect()
  expect(acknowledged).toHaveLength(12)
  await guest.until((me) => me.texts('customer').length === 12)
  expect(guest.texts('customer')).toEqual(acknowledged)
})

test.each([
  ['overwritten', (bytes: Buffer) => bytes.fill(7)],
  ['cut off', (bytes: Buffer) => bytes.subarray(0, 4096 * 2)],
  ['emptied of all but its first bytes', (bytes: Buffer) => bytes.subarray(0, 100)],
])('a data file that was %s ends the start with one clear sentence', async (_name, damaged) => {
  const { dir, remove } = await temporaryFolder('damaged')
  const env = { ...process.env, PARLEY_STORE_PASSWORD: 'x'.repeat(24) }
  await writeFile(join(dir, 'data.lmdb'), damaged(await readFile(join(stack.dir, 'store', 'data.lmdb'))))
  const main = join(root, 'server', 'embedded-store', 'dist', 'main.js')
  const failed = await promisify(execFile)(process.execPath, [main, '--dir', dir, '--port', '0'], {
    env,
    timeout: 10_000,
  }).then(
    () => ({ code: 0, stderr: '' }),
    (error: { code: number; stderr: string }) => error,
  )
  expect(failed).toMatchObject({ code: 1, stderr: expect.stringMatching(/^embedded store: [^\n]+backup\n$/) })
  // What npm start shows of it.
  const start = startStore({ dir, password: 'x'.repeat(24), env, logFile: join(dir, 'store.log') })
  await expect(start).rejects.toThrow(/^The embedded store ended while starting: [^\n]+backup[^\n]+$/)
  await remove()
})

test('a data file that lacks pages in the middle of its trees ends the start with one clear sentence too', async () => {
  const { dir, remove } = await temporaryFolder('damaged')
  const bytes = await readFile(join(stack.dir, 'store', 'data.lmdb'))
  // Roots and what they name are gone, but the pages at which the roots should be are there.
  await writeFile(join(dir, 'data.lmdb'), bytes.fill(0xee, 8192))
  const start = startStore({
    dir,
    password: 'x'.repeat(24),
    env: process.env,
    logFile: join(dir, 'store.log'),
  })
  await expect(start).rejects.toThrow(/^The embedded store ended while starting: [^\n]+$/)
  await remove()
})
