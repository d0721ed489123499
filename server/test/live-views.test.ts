import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Stack, startStack } from '../../scripts/lib/stack.ts'
import { createRandom } from '../src/demo/random.ts'
import { seedInstall } from '../src/demo/seed-install.ts'
import { LiveScreen } from './support/live-screen.ts'
import { Agent, Customer, guestList, newId } from './support/people.ts'

// A console that was told of every event shows what one that is opened now would show, after each kind of action.

let stack: Stack
let logins: { name: string; email: string; password: string }[]
const keep = guestList()

beforeAll(async () => {
  stack = await startStack({
    name: 'live',
    web: 2,
    worker: 1,
    seed: seedInstall,
    keepSeedAs: 'demo',
    settings: { NODE_ENV: 'test', PARLEY_UNDO_SECONDS: '1' },
  })
  logins = JSON.parse(await readFile(join(stack.dir, 'demo-logins.json'), 'utf8'))
}, 120_000)
afterAll(async () => await stack?.stop())

/** Each at another process than the one before: what one does, the others hear of over Redis. */
let next = 0
const anyUrl = () => stack.urls[next++ % stack.urls.length] ?? ''
async function staff(name: string): Promise<Agent> {
  const login = logins.find((one) => one.name.startsWith(name))
  if (!login) throw new Error(name)
  return keep(await Agent.signIn(anyUrl(), login))
}

async function ok(answer: Promise<{ status: number; body: unknown }>): Promise<void> {
  const { status, body } = await answer
  expect(status, JSON.stringify(body)).toBeLessThan(300)
}

async function expectSame(screens: readonly LiveScreen[], thread: string, after: string): Promise<void> {
  const differences = async () => {
    const found = screens.flatMap((screen) => [screen.differences(), screen.threadDifferences(thread)])
    return (await Promise.all(found)).flat()
  }
  await expectNone(differences, after)
}

async function expectSameCounts(screens: readonly LiveScreen[], after: string): Promise<void> {
  const differences = async () =>
    (await Promise.all(screens.map((screen) => screen.countDifferences()))).flat()
  await expectNone(differences, `counts after ${after}`)
}

async function expectNone(differences: () => Promise<string[]>, after: string): Promise<void> {
  await expect.poll(differences, { message: after, timeout: 8000, interval: 100 }).toEqual([])
}

/** Two agents of several queues, one who sees everything, and a customer whose conversation goes everywhere. */
async function gather() {
  const [dana, mei, ruth] = [await staff('Dana'), await staff('Mei'), await staff('Ruth')]
  const screens = await Promise.all([dana, mei, ruth].map((agent) => LiveScreen.open(agent)))
  const guest = keep(await Customer.open(anyUrl(), { name: 'Guest' }))
  await guest.say('hello')
  await guest.until((me) => me.texts('bot').length > 0)
  return { dana, mei, ruth, screens, guest, thread: guest.thread }
}
const openIfAllowed = async (agent: Agent, thread: string) =>
  await agent.open(thread).catch((error: Error) => expect(error.message).toContain('forbidden'))
type Scene = Awaited<ReturnType<typeof gather>>

const note = (agent: Agent, thread: string, text: string) =>
  ok(agent.call('POST', `/api/threads/${thread}/notes`, { clientId: newId(), text }))
const onCustomer = async ({ ruth, thread }: Scene, method: string, path: string, body: object) =>
  await ok(ruth.call(method, `/api/customers/${(await ruth.row(thread)).customer.id}${path}`, body))
const wrapUp = { outcome: 'solved', askRating: false }

const steps: Readonly<Record<string, (scene: Scene) => Promise<unknown>>> = {
  'the bot answers': ({ guest }) => guest.say('how long does delivery take?'),
  'the customer asks for a person': ({ guest }) => guest.say('let me talk to a human'),
  'an agent declines': async ({ dana, thread }) => await dana.act(thread, 'decline'),
  'what waits goes to another queue': ({ ruth, thread }) =>
    ok(ruth.act(thread, 'transfer', { queue: 'returns' })),
  'and back': ({ ruth, thread }) => ok(ruth.act(thread, 'transfer', { queue: 'orders' })),
  'an agent takes it': ({ dana, thread }) => ok(dana.act(thread, 'claim')),
  'the customer writes': ({ guest }) => guest.say('are you there?'),
  'the agent replies': ({ dana, thread }) => ok(dana.reply(thread, 'I am.')),
  'a colleague leaves a note': ({ mei, thread }) => note(mei, thread, 'a note'),
  'the agent gives it to a colleague': ({ dana, mei, thread }) =>
    ok(dana.act(thread, 'assign', { agent: mei.id })),
  'and takes that back': ({ dana, thread }) => ok(dana.act(thread, 'undo')),
  'the agent gives it to another queue': ({ dana, thread }) =>
    ok(dana.act(thread, 'transfer', { queue: 'returns' })),
  'a colleague takes it': ({ mei, thread }) => ok(mei.act(thread, 'claim')),
  'and hands it back to the bot': ({ mei, thread }) => ok(mei.act(thread, 'hand-back')),
  'it is taken from the bot': ({ dana, thread }) => ok(dana.act(thread, 'claim')),
  'it is wrapped up': ({ dana, thread }) => ok(dana.act(thread, 'wrap-up', wrapUp)),
  'it is opened again': ({ dana, thread }) => ok(dana.act(thread, 'reopen')),
  'it is wrapped up with a question': ({ dana, thread }) =>
    ok(dana.act(thread, 'wrap-up', { ...wrapUp, askRating: true })),
  'the customer rates': async ({ guest }) => {
    await guest.until((me) => me.state?.rating !== undefined)
    expect(await guest.rate(4)).toMatchObject({ ok: true })
  },
  'the customer comes back': ({ guest }) => guest.say('one more thing'),
  'it is spam': ({ ruth, thread }) => ok(ruth.act(thread, 'spam')),
  'it is no spam': ({ ruth, thread }) => ok(ruth.act(thread, 'not-spam')),
  'the customer gets another name': (scene) =>
    onCustomer(scene, 'PATCH', '', { changes: { name: { from: 'Guest', to: 'Gwen' } } }),
  'the customer is blocked': (scene) => onCustomer(scene, 'POST', '/block', { reason: 'abuse' }),
  'and let in again': (scene) => onCustomer(scene, 'POST', '/unblock', { restore: true }),
}

test('lists and threads on the screen are those that would be fetched anew, after every kind of action', async () => {
  const scene = await gather()
  for (const { agent } of scene.screens) await agent.open(scene.thread)
  await expectSame(scene.screens, scene.thread, 'a first message')
  for (const [index, [name, act]] of Object.entries(steps).entries()) {
    await act(scene)
    await expectSame(scene.screens, scene.thread, name)
    // They are told at most once in two seconds, and what was told wrongly stays wrong until its view changes again.
    if (index % 3 === 0) await expectSameCounts(scene.screens, name)
  }
  await expectSameCounts(scene.screens, 'all')
}, 120_000)

test('so they are for who was away meanwhile and says what they have', async () => {
  const scene = await gather()
  const { guest, dana, thread, screens } = scene
  await guest.say('let me talk to a human')
  // Who opens it before the bot handed it over may see it, and afterwards perhaps not.
  for (const { agent } of screens) await openIfAllowed(agent, thread)
  await expectSame(screens, thread, 'somebody waits')
  for (const { agent } of screens) agent.socket.disconnect()
  await ok(dana.act(thread, 'claim'))
  await note(dana, thread, 'while nobody looked')
  await ok(dana.act(thread, 'transfer', { queue: 'returns' }))
  await guest.say('hello?')
  await Promise.all(
    screens.map(async (screen) => {
      const back = new Promise<void>((resolve) => screen.agent.socket.once('connect', resolve))
      screen.agent.socket.connect()
      await back
      await screen.catchUp()
    }),
  )
  await expectSame(screens, thread, 'back again')
  await expectSameCounts(screens, 'coming back')
  await ok(dana.act(thread, 'claim'))
  await expectSame(screens, thread, 'told again')
}, 60_000)

test('who opens what leaves their sight at that moment does not keep it on the screen', async () => {
  const { screens } = await gather()
  const random = createRandom(1)
  for (let round = 0; round < 8; round++) {
    const guest = keep(await Customer.open(anyUrl(), { name: `Guest ${round}` }))
    await guest.say('hello')
    await guest.until((me) => me.texts('bot').length > 0)
    await guest.say('let me talk to a human')
    await Promise.all(
      screens.map(async ({ agent }) => {
        await delay(random.whole(0, 80))
        await openIfAllowed(agent, guest.thread)
      }),
    )
    await guest.until((me) => me.state?.control === 'requested')
    await expectSame(screens, guest.thread, `round ${round}`)
  }
}, 60_000)
