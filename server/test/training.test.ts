import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import mongoose, { type Connection } from 'mongoose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Part, type Stack, startStack } from '../../scripts/lib/stack.ts'
import { auditModel } from '../src/agents/audit.ts'
import type {
  Comparison,
  Label,
  LabelPage,
  LabelQueue,
  Task,
  TrainingOverview,
  TryAnswer,
  VersionDetail,
  VersionUses,
} from '../src/contract/index.ts'
import { seedInstall } from '../src/demo/seed-install.ts'
import { tasksOn } from '../src/tasks/task.ts'
import { versionPartsOn } from '../src/training/version.ts'
import { fewPhrases } from './support/few-phrases.ts'
import { temporaryFolder } from './support/folder.ts'
import { Agent, Customer, guestList, newId } from './support/people.ts'
import { isAlive, trainingChild } from './support/training-child.ts'

let stack: Stack
let store: Connection
let data: { dir: string; remove: () => Promise<void> }
let logins: { name: string; email: string; password: string; role: string }[]
const keep = guestList()

const THINGS =
  `lamp sofa bicycle kettle jacket tent ladder mirror pillow carpet guitar printer blanket helmet bucket
  teapot basket hammer scarf piano`.split(/\s+/)

beforeAll(async () => {
  data = await temporaryFolder('phrases')
  await fewPhrases(data.dir)
  stack = await startStack({
    name: 'training',
    server: 2,
    seed: seedInstall,
    keepSeedAs: 'demo',
    settings: { NODE_ENV: 'test', PARLEY_TRAINING_DATA: data.dir },
  })
  store = await mongoose.createConnection(stack.mongodbUri).asPromise()
  logins = JSON.parse(await readFile(join(stack.dir, 'demo-logins.json'), 'utf8'))
}, 120_000)
afterAll(async () => {
  await store?.close()
  await stack?.stop()
  await data?.remove()
})

const url = (which = 0) => stack.urls[which] ?? ''
async function person(role: string, which = 0): Promise<Agent> {
  const login = logins.find((one) => one.role === role)
  if (!login) throw new Error(role)
  return keep(await Agent.signIn(url(which), login))
}
async function visitor(which = 0): Promise<Customer> {
  return keep(await Customer.open(url(which), { name: 'Guest' }))
}
const nameOf = (role: string) => logins.find((one) => one.role === role)?.name
const overview = async (who: Agent) => (await who.call<TrainingOverview>('GET', '/api/training')).body
const finished = async (who: Agent, id: string): Promise<Task> => {
  let task: Task | undefined
  await expect
    .poll(
      async () => {
        task = (await who.call<Task>('GET', `/api/tasks/${id}`)).body
        return ['done', 'failed', 'cancelled'].includes(task.state)
      },
      { timeout: 50_000 },
    )
    .toBe(true)
  if (!task) throw new Error('no task')
  return task
}

test('a correction is an entry, follows into the row, is a label once, and is taken back', async () => {
  const trainer = await person('trainer')
  const guest = await visitor()
  await guest.say('my purple zorble has not been shipped to the moon')
  await guest.until((me) => me.texts('bot').length > 0)
  const before = await trainer.open(guest.thread)
  const of = before.entries.find(({ body }) => body.kind === 'message')?.seq ?? 0
  const clientId = newId()
  const correct = async (body: object) =>
    await trainer.call('POST', `/api/threads/${guest.thread}/corrections`, { clientId: newId(), of, ...body })

  expect((await correct({ clientId, intent: 'delivery.international' })).body.row.intent).toEqual({
    name: 'delivery.international',
    confidence: 1,
  })
  await correct({ clientId, intent: 'delivery.international' })
  expect((await correct({ mood: 'negative' })).body.row.mood).toMatchObject({ label: 'negative' })
  const item = `${guest.thread}:${String(of).padStart(8, '0')}`
  const mine = async () =>
    (await trainer.call<LabelPage>('GET', '/api/training/labels')).body.labels.filter(({ id }) => id === item)
  expect(await mine()).toMatchObject([
    {
      text: 'my purple zorble has not been shipped to the moon',
      intent: 'delivery.international',
      mood: 'negative',
      source: 'correction',
      history: [{ intent: 'delivery.international' }],
    },
  ])
  const corrections = () =>
    (trainer.logs.get(guest.thread) ?? []).filter(({ body }) => body.kind === 'correction')
  await trainer.until(() => corrections().length >= 2)
  expect(corrections()).toHaveLength(2)
  expect(guest.shown.map(({ body }) => body.kind)).not.toContain('correction')

  await correct({ withdrawn: 'intent' })
  await correct({ withdrawn: 'mood' })
  expect(await mine()).toEqual([])
  expect((await trainer.row(guest.thread)).intent).toEqual(before.row.intent)

  expect((await correct({ intent: 'no.such.intent' })).status).toBe(400)
  expect((await correct({ of: of + 1, intent: 'none' })).status).toBe(404)
  expect((await correct({})).status).toBe(400)
})

test('roles: who may look, label, train and use', async () => {
  const [supervisor, agent] = [await person('supervisor'), await person('agent')]
  // The first look has the shipped model measured, which takes a while on a busy machine.
  await expect
    .poll(async () => (await supervisor.call('GET', '/api/training')).status, { timeout: 40_000 })
    .toBe(200)
  expect((await supervisor.call('POST', '/api/training/train', {})).status).toBe(403)
  expect(
    (await supervisor.call('POST', '/api/training/labels', { item: 'x:00000001', intent: 'none' })).status,
  ).toBe(403)
  expect((await agent.call('GET', '/api/training/queue')).status).toBe(403)
  expect((await agent.call('POST', '/api/training/use', { id: 'x' })).status).toBe(403)
})

test('hostile labels and texts are refused in words; of two who label at once nobody is lost', async () => {
  const [trainer, admin] = [await person('trainer'), await person('admin', 1)]
  const guest = await visitor()
  await guest.say('will the zorble fit my garden shed')
  await guest.until((me) => me.texts('bot').length > 0)
  const { entries } = await trainer.open(guest.thread)
  const of = entries.find(({ body }) => body.kind === 'message')?.seq ?? 0
  const item = `${guest.thread}:${String(of).padStart(8, '0')}`
  const label = async (who: Agent, body: object) =>
    await who.call<Label>('POST', '/api/training/labels', { item, ...body })

  const names = [
    '',
    '$where',
    'order.',
    '__proto__',
    'constructor',
    '<img src=x onerror=alert(1)>',
    '\u202Esutats',
  ]
  for (const intent of [...names, 'x'.repeat(10_000), 7, { $ne: '' }, ['none'], null]) {
    const thread = `/api/threads/${guest.thread}/corrections`
    const refused = [
      await label(trainer, { intent }),
      await trainer.call('POST', thread, { clientId: newId(), of, intent }),
    ]
    expect(refused.map(({ body }) => body.error?.code)).toEqual(['invalid_request', 'invalid_request'])
  }
  for (const stranger of ['__proto__', 'constructor:1', '$where:00000001', `${guest.thread}:-1`, ':', 'é:1'])
    expect((await label(trainer, { item: stranger, intent: 'none' })).body.error?.code).toBe('not_found')
  const long = 'zorble '.repeat(1000)
  for (const [path, body] of [
    ['try', { text: long }],
    ['try', { text: 'hi', version: '../../etc/passwd' }],
    ['train', { note: long }],
    ['use', { id: '__proto__', note: long }],
    ['labels', { item: long, intent: 'none' }],
  ] as const)
    expect((await trainer.call('POST', `/api/training/${path}`, body)).body.error?.code).toBe(
      'invalid_request',
    )
  const text = long.repeat(15)
  expect((await trainer.call('POST', '/api/training/try', { text })).body.error?.code).toBe('too_large')
  for (const path of ['versions/__proto__', 'versions/constructor', 'compare?a=__proto__&b=constructor'])
    expect((await trainer.call('GET', `/api/training/${path}`)).status).toBe(404)
  const hostile = `\u202E<script>\u0000\uD800${'👩‍👩‍👧‍👦'.repeat(20)} zalgo h̵̛̠e`
  expect((await trainer.call('POST', '/api/training/try', { text: hostile })).status).toBe(200)

  const both = await Promise.all([
    label(trainer, { intent: 'store.hours' }),
    label(admin, { intent: 'refund.status' }),
  ])
  expect(both.map(({ status }) => status)).toEqual([200, 200])
  const [earlier, later] = both.map(({ body }) => body).sort((a, b) => a.history.length - b.history.length)
  expect(later?.history.at(-1)).toMatchObject({ intent: earlier?.intent, by: earlier?.by.name })
  const remove = async (at = later?.at ?? 0) =>
    (await trainer.call('DELETE', `/api/training/labels/${item}?at=${at}`)).body.error?.code
  expect(await remove(1)).toBe('changed_meanwhile')
  expect(await remove()).toBeUndefined()
  expect(await remove()).toBe('not_found')
  // What was taken back is still told by whoever labels it again.
  const again = (await label(admin, { intent: 'none' })).body
  expect(again.history.map(({ intent }) => intent)).toEqual([earlier?.intent, later?.intent, undefined])
  await admin.call('DELETE', `/api/training/labels/${item}`)

  // Who took it back can give it again, as it was; nobody else can.
  const restore = `/api/training/labels/${item}/restore`
  expect((await trainer.call('POST', restore, {})).body.error?.code).toBe('changed_meanwhile')
  const restored = (await admin.call<Label>('POST', restore, {})).body
  expect(restored).toMatchObject({ intent: 'none', source: 'queue' })
  await admin.call('DELETE', `/api/training/labels/${item}`)
})

test('what a trainer says of a phrase is in force at once, everywhere, until it is taken back', async () => {
  const trainer = await person('trainer')
  const phrase = 'the grumbling flopped over my widget'
  const ask = async (which: number) => {
    const guest = await visitor(which)
    await guest.say(phrase)
    await guest.until((me) => me.texts('bot').length > 0)
    return guest
  }
  const intents = async () =>
    await Promise.all(
      [0, 1].map(async (which) => (await trainer.open((await ask(which)).thread)).row.intent?.name),
    )
  const first = await ask(0)
  const { entries } = await trainer.open(first.thread)
  const of = entries.find(({ body }) => body.kind === 'message')?.seq ?? 0
  const item = `${first.thread}:${String(of).padStart(8, '0')}`
  expect((await trainer.call('POST', '/api/training/labels', { item, intent: 'promo.code' })).status).toBe(
    200,
  )
  await expect.poll(intents, { timeout: 15_000, interval: 500 }).toEqual(['promo.code', 'promo.code'])
  expect((await trainer.call('DELETE', `/api/training/labels/${item}`)).status).toBeLessThan(300)
  await expect.poll(intents, { timeout: 15_000, interval: 500 }).not.toContain('promo.code')
})

test('label → train → compare → use under traffic → go back', async () => {
  const trainer = await person('trainer')
  const shipped = (await overview(trainer)).inUse
  expect((await overview(trainer)).versions).toMatchObject([
    { id: shipped, state: 'in_use', origin: 'shipped' },
  ])

  const queue = (await trainer.call<LabelQueue>('GET', '/api/training/queue')).body
  expect(queue.items.length).toBeGreaterThan(5)
  // As many to choose from as there are keys, as the utterance was read when it came in.
  expect(queue.items.map(({ candidates }) => candidates.length)).toEqual(queue.items.map(() => 9))
  const inQueue = async () =>
    (await trainer.call<LabelQueue>('GET', '/api/training/queue')).body.items.map(({ id }) => id)
  const [put] = queue.items.map(({ id }) => id)
  const skip = `/api/training/queue/${encodeURIComponent(put ?? '')}/skip`
  expect((await trainer.call('POST', skip, {})).status).toBeLessThan(300)
  expect(await inQueue()).not.toContain(put)
  expect((await trainer.call('DELETE', skip)).status).toBeLessThan(300)
  expect(await inQueue()).toContain(put)
  expect((await trainer.call('DELETE', skip)).body.error?.code).toBe('not_found')

  const writer = await visitor()
  const said = await Promise.all(THINGS.map((thing) => writer.say(`please zorble the ${thing} for me`)))
  expect(said.every(({ ok }) => ok)).toBe(true)
  const words = async () => {
    await trainer.open(writer.thread)
    const log = trainer.logs.get(writer.thread) ?? []
    return log.filter(({ by, body }) => by.type === 'customer' && body.kind === 'message')
  }
  await expect.poll(async () => (await words()).length, { timeout: 15_000 }).toBe(THINGS.length)
  for (const { seq } of await words()) {
    const item = `${writer.thread}:${seq}`
    const given = await trainer.call('POST', '/api/training/labels', { item, intent: 'promo.code' })
    expect(given.status).toBe(200)
  }

  const begun = await trainer.call<Task>('POST', '/api/training/train', { note: 'first' })
  expect(begun.status).toBe(200)
  expect((await trainer.call('POST', '/api/training/train', {})).body.error?.code).toBe('already_running')
  const task = await finished(trainer, begun.body.id)
  expect(task.state).toBe('done')
  const { version } = task.result as { version: string }
  const detail = (await trainer.call<VersionDetail>('GET', `/api/training/versions/${version}`)).body
  expect(detail.confusion.cells.reduce((sum, { count }) => sum + count, 0)).toBe(
    detail.version.metrics.heldOut,
  )
  const tried = (
    await trainer.call<TryAnswer>('POST', '/api/training/try', {
      text: 'where is my order NW-12345?',
      version,
    })
  ).body
  for (const { score, bias, tokens } of tried.why)
    expect(tokens.reduce((sum, { weight }) => sum + weight, bias)).toBeCloseTo(score, 5)
  const bestOf = async (model: string) => {
    const text = 'can you zorble the lantern for me'
    return (await trainer.call<TryAnswer>('POST', '/api/training/try', { text, version: model })).body
      .intents[0]
  }
  expect((await bestOf(shipped))?.intent).not.toBe('promo.code')
  expect((await bestOf(version))?.intent).toBe('promo.code')
  const compared = (await trainer.call<Comparison>('GET', `/api/training/compare?a=${shipped}&b=${version}`))
    .body
  expect(compared.changed.length).toBe(compared.counts.better + compared.counts.worse + compared.counts.other)

  // Both processes take turns while the version changes: nothing is lost, and each reading says who read it.
  const modelsOf = async (guest: Customer) => {
    await trainer.open(guest.thread)
    const read = (trainer.logs.get(guest.thread) ?? []).flatMap(({ body }) =>
      body.kind === 'understanding' ? [body.model] : [],
    )
    return read
  }
  const guests = [await visitor(0), await visitor(1)]
  const talk = guests.map(async (guest) => {
    for (let n = 0; n < 12; n++)
      expect((await guest.say(`where is my order, asked ${n} times`)).ok).toBe(true)
  })
  const used = await trainer.call<TrainingOverview>('POST', '/api/training/use', {
    id: version,
    note: 'try it',
  })
  expect(used.body).toMatchObject({ inUse: version })
  expect(used.body.versions.find(({ id }) => id === shipped)?.state).toBe('former')
  await Promise.all(talk)
  for (const guest of guests) {
    await expect.poll(async () => (await modelsOf(guest)).length, { timeout: 15_000 }).toBe(12)
    expect((await modelsOf(guest)).every((model) => [shipped, version].includes(model))).toBe(true)
  }
  // What the bot makes of the new phrasing in a conversation, whichever process takes the turn.
  const answered = async () =>
    await Promise.all(
      [0, 1].map(async (which) => {
        const later = await visitor(which)
        await later.say('can you zorble the lantern for me')
        await expect.poll(async () => (await modelsOf(later)).length, { timeout: 10_000 }).toBe(1)
        const { row } = await trainer.open(later.thread)
        return [(await modelsOf(later))[0], row.intent?.name === 'promo.code']
      }),
    )
  const knows = [version, true]
  const knew = [shipped, false]
  await expect.poll(answered, { timeout: 15_000 }).toEqual([knows, knows])

  const admin = await person('admin', 1)
  const back = async (who: Agent) =>
    await who.call<TrainingOverview>('POST', '/api/training/back', { note: 'too eager', seen: version })
  const both = await Promise.all([back(trainer), back(admin)])
  const codes = both.map(({ body }) => body.error?.code ?? body.inUse)
  // Whoever was later is told, or finds it done; neither goes back to where the other came from.
  expect(codes).toContain(shipped)
  expect([shipped, 'changed_meanwhile']).toEqual(expect.arrayContaining(codes))
  await expect.poll(answered, { timeout: 15_000 }).toEqual([knew, knew])

  // Who, when and why can be read, and what the training was set to.
  const { uses } = (await trainer.call<VersionUses>('GET', '/api/training/uses')).body
  expect(uses.slice(0, 2)).toMatchObject([
    { version: shipped, back: true, note: 'too eager' },
    { version, back: false, note: 'try it', by: nameOf('trainer') },
  ])
  expect(detail.version.parameters).toMatchObject({ labelWeight: 3, heldOutOneIn: 5 })
  const audits = auditModel(store)
  expect(await audits.exists({ action: 'training.use', 'details.note': 'try it' })).not.toBeNull()
})

/** Begins a training and lets it go no further than its process. */
async function held(who: Agent): Promise<{ task: string; child: number; owner: Part }> {
  const begun = await who.call<Task>('POST', '/api/training/train', {})
  expect(begun.status).toBe(200)
  const servers = stack.parts.filter(({ kind }) => kind === 'server')
  const { child, parent } = await trainingChild(servers.map((part) => part.pid()))
  process.kill(child, 'SIGSTOP')
  const owner = servers.find((part) => part.pid() === parent)
  if (!owner) throw new Error('nobody trains')
  return { task: begun.body.id, child, owner }
}

test('a training that is killed or cancelled leaves everything as it was', async () => {
  const trainer = await person('trainer')
  const before = await overview(trainer)
  const unchanged = async () => {
    const { inUse, versions } = await overview(trainer)
    expect([inUse, versions]).toEqual([before.inUse, before.versions])
  }
  const killed = await held(trainer)
  process.kill(killed.child, 'SIGKILL')
  expect(await finished(trainer, killed.task)).toMatchObject({
    state: 'failed',
    error: { code: 'training_broke' },
  })
  await unchanged()

  const cancelled = await held(trainer)
  const asked = await trainer.call<Task>('POST', `/api/tasks/${cancelled.task}/cancel`)
  expect(asked.body).toMatchObject({ stopping: true })
  expect((await finished(trainer, cancelled.task)).state).toBe('cancelled')
  await expect.poll(() => isAlive(cancelled.child)).toBe(false)
  await unchanged()
})

test('a server dies while it trains, and the version in use is damaged: others go on, and a training mends it', async () => {
  const people = [await person('trainer', 0), await person('trainer', 1)]
  const [trained] = (await overview(people[0] as Agent)).versions.filter(({ origin }) => origin === 'trained')
  const version = trained?.id ?? ''
  const { child, owner, task } = await held(people[0] as Agent)
  const dead = owner.name === 'server-1' ? 0 : 1
  const [alive, restarted] = [people[1 - dead] as Agent, people[dead] as Agent]
  const used = await alive.call<TrainingOverview>('POST', '/api/training/use', { id: version })
  expect(used.body.inUse).toBe(version)

  await owner.kill()
  process.kill(child, 'SIGCONT')
  await expect.poll(() => isAlive(child), { timeout: 15_000 }).toBe(false)
  expect((await overview(alive)).task).toMatchObject({ id: task, state: 'running' })
  const second = await alive.call<{ task: Task }>('POST', '/api/training/train', {})
  expect(second.body.error).toMatchObject({ code: 'already_running', details: { task: { id: task } } })

  await versionPartsOn(store).updateOne({ version, kind: 'model' }, { $set: { bytes: Buffer.from('cut') } })
  await owner.start()
  expect(await overview(restarted)).toMatchObject({ inUse: version, instead: expect.any(String) })
  expect((await overview(alive)).instead).toBeUndefined()
  const guest = await visitor(dead)
  await guest.say('where is my order?')
  await guest.until((me) => me.texts('bot').length > 0)
  const use = async (id: string) =>
    await restarted.call<TrainingOverview>('POST', '/api/training/use', { id })
  expect((await restarted.call('POST', '/api/training/try', { text: 'hi', version })).body.error?.code).toBe(
    'model_damaged',
  )
  expect((await use(version)).body.error?.code).toBe('model_damaged')

  // The time of the dead process is over: whoever lives takes the training up, and makes the same version whole.
  await tasksOn(store).updateOne({ _id: task }, { $set: { 'lease.until': new Date(0) } })
  expect(await finished(alive, task)).toMatchObject({ state: 'done', result: { version } })
  expect((await use(version)).body).toMatchObject({ inUse: version })
  expect((await overview(restarted)).instead).toBeUndefined()
})
