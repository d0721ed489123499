import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildServer, root, type Stack, startStack } from '../../scripts/lib/stack.ts'
import type {
  Comparison,
  LabelPage,
  LabelQueue,
  Task,
  TrainingOverview,
  TryAnswer,
  VersionDetail,
} from '../src/contract/index.ts'
import { seedInstall } from '../src/demo/seed-install.ts'
import { temporaryFolder } from './support/folder.ts'
import { Agent, Customer, guestList, newId } from './support/people.ts'

let stack: Stack
let data: { dir: string; remove: () => Promise<void> }
let logins: { name: string; email: string; password: string; role: string }[]
const keep = guestList()

const INTENTS = [
  'order.status',
  'order.cancel',
  'refund.status',
  'store.hours',
  'promo.code',
  'agent.request',
]

/** A part of the phrases: what is tested here is not quality. */
async function smallData(dir: string): Promise<void> {
  const from = join(root, 'nlp-models', 'data')
  await mkdir(dir, { recursive: true })
  const lines = async (name: string) => (await readFile(join(from, name), 'utf8')).trim().split('\n')
  const write = async (name: string, chosen: string[]) =>
    await writeFile(join(dir, name), `${chosen.join('\n')}\n`)
  const intentOf = (line: string) => (JSON.parse(line) as { intent: string }).intent
  const intents = JSON.parse(await readFile(join(from, 'intents.json'), 'utf8')) as { name: string }[]
  await writeFile(
    join(dir, 'intents.json'),
    JSON.stringify(intents.filter(({ name }) => INTENTS.includes(name))),
  )
  for (const language of ['en', 'zh']) {
    const all = await lines(`intents.${language}.jsonl`)
    await write(
      `intents.${language}.jsonl`,
      INTENTS.flatMap((intent) => all.filter((line) => intentOf(line) === intent).slice(0, 15)),
    )
    await write(
      `out-of-scope.${language}.jsonl`,
      (await lines(`out-of-scope.${language}.jsonl`)).slice(0, 40),
    )
  }
  const known = [...INTENTS, 'oos']
  await write(
    'heldout.jsonl',
    (await lines('heldout.jsonl')).filter((line) => known.includes(intentOf(line))),
  )
}

beforeAll(async () => {
  await buildServer()
  data = await temporaryFolder('phrases')
  await smallData(data.dir)
  stack = await startStack({
    name: 'training',
    server: 2,
    seed: seedInstall,
    keepSeedAs: 'demo',
    settings: { NODE_ENV: 'test', PARLEY_TRAINING_DATA: data.dir },
  })
  logins = JSON.parse(await readFile(join(stack.dir, 'demo-logins.json'), 'utf8'))
}, 120_000)
afterAll(async () => {
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

test('label → train → compare → use under traffic → go back', async () => {
  const trainer = await person('trainer')
  const shipped = (await overview(trainer)).inUse
  expect((await overview(trainer)).versions).toMatchObject([
    { id: shipped, state: 'in_use', origin: 'shipped' },
  ])

  const queue = (await trainer.call<LabelQueue>('GET', '/api/training/queue')).body
  expect(queue.items.length).toBeGreaterThan(5)

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
  const latest = async () => {
    const later = await visitor(1)
    await later.say('where is my order')
    await expect.poll(async () => (await modelsOf(later)).length, { timeout: 10_000 }).toBe(1)
    return (await modelsOf(later))[0]
  }
  await expect.poll(latest, { timeout: 15_000 }).toBe(version)
  expect((await trainer.call<TrainingOverview>('POST', '/api/training/back', {})).body.inUse).toBe(shipped)
  await expect.poll(latest, { timeout: 15_000 }).toBe(shipped)
})
