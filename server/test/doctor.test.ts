import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { diagnose } from '../../scripts/doctor/diagnose.ts'
import { visit } from '../../scripts/doctor/visit.ts'
import { openProductStore, type ProductStore } from '../../scripts/lib/product-store.ts'
import { seedShop } from '../../scripts/lib/seed-shop.ts'
import { type Kind, type Part, root, type Stack, startStack } from '../../scripts/lib/stack.ts'
import { VISIT, VisitResult } from '../src/contract/index.ts'
import { DOCTOR } from '../src/health/doctor.ts'
import { doctorClaims, removeDoctor } from '../src/health/doctor-visit.ts'
import { readLedger } from '../src/health/read-ledger.ts'
import { createTasks } from '../src/tasks/tasks.ts'
import { createSessionTokens } from '../src/widget/tokens.ts'
import { Customer } from './support/people.ts'

/** Each of these waits for many seconds until the system itself has noticed. */
const full = process.env['TEST_FULL'] === '1'

let stack: Stack
let store: ProductStore
let url: string

beforeAll(async () => {
  stack = await startStack({ name: 'doctor', web: 1, worker: 1, seed: seedShop })
  store = await openProductStore(stack)
  url = stack.urls[0] ?? ''
})
afterAll(async () => {
  await store?.close()
  await stack?.stop()
})

const part = (kind: Kind): Part => stack.parts.find((one) => one.kind === kind) as Part

/** A run of the doctor, as the command makes it. */
async function examine(more: { url?: string; blind?: boolean; key?: Buffer } = {}) {
  const cleanUps: (() => Promise<void>)[] = []
  const { mongodbUri, masterKey } = stack
  const settings = more.blind
    ? { mongodbUri: undefined, masterKey: undefined }
    : { mongodbUri, masterKey: more.key ?? masterKey }
  const examined = await visit(
    { url: more.url ?? url, ...settings },
    {
      account: undefined,
      tool: { defer: (cleanUp) => void cleanUps.push(cleanUp), signal: new AbortController().signal },
    },
  )
  for (const cleanUp of cleanUps.reverse()) await cleanUp()
  const hops = Object.fromEntries(examined.results.map(({ name, state }) => [name, state]))
  return { hops, codes: diagnose(examined).map(({ code }) => code), left: examined.left }
}

const codes = async (more?: Parameters<typeof examine>[0]) => (await examine(more)).codes
const allOf = (state: string) =>
  Object.fromEntries(
    ['address', 'checks', 'door', 'accept', 'turn', 'log', 'live'].map((name) => [name, state]),
  )
/** Waits until the system itself knows: only then is there something to diagnose. */
async function knows(...expected: string[]): Promise<void> {
  const told = async () => {
    const answer = (await (await fetch(`${url}/health/ready`)).json()) as { problems: { code: string }[] }
    return answer.problems.map(({ code }) => code)
  }
  await expect.poll(told, { timeout: 30_000, interval: 250 }).toEqual(expected)
}

/** The collections that know of the doctor's customer. */
async function traces(): Promise<string[]> {
  const { connection } = store
  const knowing: string[] = []
  for (const { name } of (await connection.db?.listCollections().toArray()) ?? []) {
    const all = await connection.collection(name).find().toArray()
    if (all.some((one) => one['customer'] === DOCTOR || /[:"]doctor:/.test(JSON.stringify(one))))
      knowing.push(name)
  }
  return knowing.toSorted()
}

/** How much this install has of everything; signs of life and long work apart. */
async function sizes(): Promise<Record<string, number>> {
  const all = (await store.connection.db?.listCollections().toArray()) ?? []
  const names = all.map(({ name }) => name).filter((name) => !['heartbeats', 'tasks'].includes(name))
  return Object.fromEntries(
    await Promise.all(
      names.map(async (name) => [name, await store.connection.collection(name).countDocuments()] as const),
    ),
  )
}

test('a healthy system: the customer is answered, and leaves no trace', async () => {
  await knows()
  const before = await sizes()
  const { hops, left } = await examine()
  expect(hops).toEqual(allOf('ok'))
  expect(left).toBeUndefined()
  expect(await traces()).toEqual([])
  expect(await sizes()).toEqual(before)
  expect(await (await fetch(`${url}/metrics`)).text()).not.toContain('parley_events_accepted_total{')
})

test('from the console: a worker sends one and says how it fared', async () => {
  const { begin, find } = createTasks(store.connection)
  const { id } = await begin({ kind: VISIT, by: { id: 'u', name: 'Ada' }, input: undefined })
  await expect.poll(async () => (await find(id)).state, { timeout: 20_000 }).toBe('done')
  const { hops, fault } = VisitResult.parse((await find(id)).result)
  expect(hops.map(({ name, state }) => `${name} ${state}`)).toEqual(['accept ok', 'turn ok', 'log ok'])
  expect(fault).toBeUndefined()
  expect(await traces()).toEqual([])
})

test('the command: an exit code, sentences, and one JSON line at the end', async () => {
  const run = async (...args: string[]) => {
    const settings = { MONGODB_URI: stack.mongodbUri, PARLEY_MASTER_KEY: stack.masterKey.toString('base64') }
    const main = join(root, 'scripts/doctor/main.ts')
    const child = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', main, ...args], {
      env: { ...process.env, PARLEY_DATA_DIR: stack.dir, PARLEY_PUBLIC_URL: url, ...settings },
    })
    let [out, err] = ['', '']
    child.stdout.on('data', (piece) => (out += piece))
    child.stderr.on('data', (piece) => (err += piece))
    const [code] = await once(child, 'close')
    return { code, out, err, last: out.trim().split('\n').at(-1) ?? '' }
  }
  const [well, misspelt] = await Promise.all([run(), run('--adress', url)])
  expect(well).toMatchObject({ code: 0, err: '' })
  expect(JSON.parse(well.last)).toMatchObject({ healthy: true, problems: [] })
  expect(misspelt).toMatchObject({ code: 2, out: '' })
  expect(misspelt.err).toMatch(/^Unknown option '--adress'; known are --url, --account\.\n$/)
})

test('without settings it comes as a visitor, and says what it leaves', async () => {
  const { hops, codes: found, left } = await examine({ blind: true })
  expect([hops, found]).toEqual([allOf('ok'), []])
  expect(await store.threads.countDocuments({ _id: left ?? '' })).toBe(1)
})

test('nothing runs, another program runs, another install runs', async () => {
  expect(await codes({ url: 'http://127.0.0.1:1' })).toEqual(['nothing_runs'])
  expect(await codes({ url: 'http://no-such-host.invalid' })).toEqual(['no_such_host'])
  const other = createServer((_req, res) => res.end('<h1>Hello</h1>'))
  await new Promise<void>((done) => other.listen(0, '127.0.0.1', done))
  const { port } = other.address() as { port: number }
  expect(await codes({ url: `http://127.0.0.1:${port}` })).toEqual(['not_parley'])
  other.close()
  expect(await codes({ key: Buffer.alloc(32, 7) })).toEqual(['other_install'])
})

test('what a killed run left is removed by the next', async () => {
  const claims = doctorClaims('northwind-web')
  const { token } = await createSessionTokens(stack.masterKey).sign(claims)
  const left = await Customer.open(url, { token })
  await left.say('hello')
  await left.until((me) => me.texts('bot').length > 0)
  left.socket.disconnect()
  const long = new Date(Date.now() - 600_000)
  await store.threads.updateOne({ _id: claims.thread }, { $set: { lastAt: long } })
  await examine()
  expect(await store.threads.countDocuments({ _id: claims.thread })).toBe(0)
  await removeDoctor(store, claims)
})

test('the ledger accounts for all of it, and sees what is missing', async () => {
  const guest = await Customer.open(url, {})
  for (const text of ['hello', 'what do you ship?', 'thanks']) await guest.say(text)
  await guest.until((me) => me.texts('bot').length > 0 && me.texts('customer').length === 3)
  guest.socket.disconnect()
  const read = async (since?: number) => {
    const findings: string[] = []
    const counts = await readLedger({
      connection: store.connection,
      now: Date.now,
      since,
      found: ({ kind, thread, what }) => void (thread === guest.thread && findings.push(`${kind} ${what}`)),
    })
    return { counts, findings }
  }
  await expect.poll(async () => (await store.threads.findById(guest.thread).lean())?.outbox).toEqual([])
  const sound = await read()
  expect(sound.counts).toMatchObject({ pending: 0, unaccounted: 0, gaps: 0, doubled: 0 })
  expect(sound.counts.inbound).toBe(sound.counts.handled)
  expect(sound.counts.handled).toBeGreaterThanOrEqual(4)
  expect((await read(Date.now() + 1000)).counts.inbound).toBe(0)

  const entry = await store.log.findOne({ thread: guest.thread, kind: 'message' }).sort({ _id: 1 }).lean()
  await store.log.collection.deleteOne({ _id: entry?._id as never })
  expect((await read()).findings).toEqual(['unaccounted no_entry', 'gap seq_missing'])
  await store.log.collection.insertOne(entry as never)
  expect((await read()).findings).toEqual([])

  await store.inbox.collection.deleteOne({ _id: entry?.event as never })
  const blind = await read()
  expect(blind.findings).toEqual(['unaccounted no_event'])
  expect(blind.counts).toMatchObject({ unaccounted: 1, gaps: 0 })

  await store.threads.collection.deleteOne({ _id: guest.thread as never })
  expect((await read()).findings).toContain('gap no_thread')
})

test.runIf(full)('Redis is away: the sweep answers, and the doctor says why that is worse', async () => {
  await part('redis').kill()
  await knows('redis_away')
  const { hops, codes: found } = await examine()
  expect(found).toEqual(['redis_away'])
  expect(hops).toMatchObject({ checks: 'failed', accept: 'ok', turn: 'ok', log: 'ok' })
  await part('redis').start()
  await knows()
})

test.runIf(full)('the store is away: nothing is taken', async () => {
  await part('store').kill()
  await knows('store_away', 'worker_away')
  const { hops, codes: found } = await examine()
  expect(found).toEqual(['store_away'])
  expect(hops).toMatchObject({ address: 'ok', checks: 'failed', door: 'failed', accept: 'skipped' })
  await part('store').start()
  await knows()
})

test('the worker is away: the message is kept, and the doctor takes it back', async () => {
  await part('worker').kill()
  // It counts as gone ten seconds after its last sign of life: the test does not wait for them.
  await store.connection.collection('heartbeats').deleteMany({ role: 'worker' })
  await knows('worker_away')
  const { hops, codes: found } = await examine()
  expect(found).toEqual(['worker_away'])
  expect(hops).toMatchObject({ checks: 'failed', accept: 'ok', turn: 'failed', log: 'skipped' })
  expect(await traces()).toEqual([])
})
