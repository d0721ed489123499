import { pino } from 'pino'
import { afterAll, beforeAll, expect } from 'vitest'
import type { BadRowPage, CustomerPage, ImportDetail, ImportPlan } from '../../src/contract/index.ts'
import { createBlocks } from '../../src/customers/block.ts'
import { createImports } from '../../src/customers/csv/imports.ts'
import { csvRoutes } from '../../src/customers/csv/routes.ts'
import { importRunners } from '../../src/customers/csv/run-import.ts'
import { customersOn } from '../../src/customers/customer.ts'
import { createCustomerNotes } from '../../src/customers/note.ts'
import { customerRoutes } from '../../src/customers/routes.ts'
import { createLimits } from '../../src/http/limits.ts'
import { registerModels } from '../../src/models.ts'
import { createStoreClock, type StoreClock } from '../../src/storage/clock.ts'
import { startTaskRunner } from '../../src/tasks/runner.ts'
import { createTasks } from '../../src/tasks/tasks.ts'
import { type Answer, type AskFor, startDoor } from './door.ts'
import { temporaryFolder } from './folder.ts'
import { type Instance, startInstance } from './instance.ts'

const fields = [
  { id: 'shoe-size', label: { en: 'Shoe size', zh: '鞋码' }, type: 'number' as const },
  { id: 'met', label: { en: 'Met on', zh: '初次见面' }, type: 'date' as const },
]
const tags = [{ id: 'hiker', name: 'Hiker', colour: 'grey' as const }]
export const importSettings = {
  get: (section: string) => (section === 'fields' ? { fields } : { tags }),
} as never
/** In `npm run test:full` files have 50,000 lines. */
const REACH_MS = process.env['TEST_FULL'] === '1' ? 200_000 : 20_000
const silent = pino({ level: 'silent' })
const nothing = async () => undefined as never

export const detailOf = ({ json }: Answer) => json as unknown as ImportDetail
export const planOf = ({ preview }: ImportDetail, change: Partial<ImportPlan> = {}): ImportPlan => {
  if (!preview) throw new Error('no preview')
  const { encoding, delimiter, columns, key = 'email' } = preview
  return { encoding, delimiter, columns, key, existing: 'update', ...change }
}

/** The doors of customers and their files over the store of a test file, and a worker that does what they begin. */
export function importDesk(file: { readonly uri: string }) {
  let instance: Instance
  let clock: StoreClock
  let ask: AskFor
  let worker: { stop: () => Promise<void> }
  const renamed: (string | undefined)[] = []
  const ends: (() => unknown)[] = []

  /** A worker of its own, over the same store. */
  const work = ({ core }: Instance, name: string) =>
    startTaskRunner({
      connection: core.connection,
      clock,
      name,
      runners: {
        ...importRunners({
          ...core,
          settings: importSettings,
          renamed: async (customers) => void renamed.push(...customers.map((customer) => customer.name)),
        }),
      },
      log: silent,
      lookMs: 20,
    })
  beforeAll(async () => {
    instance = await startInstance({ uri: file.uri })
    const { core } = instance
    clock = await createStoreClock(core.connection)
    const folder = await temporaryFolder('import')
    const door = await startDoor({ dir: folder.dir, routes: routesOf(core) })
    ask = door.ask
    worker = work(instance, 'worker')
    ends.push(
      () => worker.stop(),
      door.stop,
      () => clock.stop(),
      instance.close,
      folder.remove,
    )
  })
  afterAll(async () => {
    for (const end of ends) await end()
  })

  const upload = async (
    text: string | Buffer,
    name = 'people.csv',
    as: 'supervisor' | 'agent' = 'supervisor',
  ) =>
    await ask(`/api/customer-imports?name=${encodeURIComponent(name)}`, {
      method: 'POST',
      as,
      raw: text as string,
      headers: {
        'content-type': 'application/octet-stream',
        'content-length': String(Buffer.byteLength(text)),
      },
    })
  const find = async (id: string) => detailOf(await ask(`/api/customer-imports/${id}`))
  const reach = async (id: string, state: ImportDetail['state']) => {
    await expect.poll(async () => (await find(id)).state, { timeout: REACH_MS, interval: 50 }).toBe(state)
    return await find(id)
  }
  const check = async (made: ImportDetail, change: Partial<ImportPlan> = {}) => {
    const begun = await ask(`/api/customer-imports/${made.id}/check`, {
      method: 'POST',
      body: planOf(made, change),
    })
    expect(begun.status, begun.text).toBe(200)
    return await reach(made.id, 'checked')
  }
  const start = async (id: string) => await ask(`/api/customer-imports/${id}/start`, { method: 'POST' })
  const search = async (words: string) =>
    ((await ask(`/api/customers?${words}`)).json as unknown as CustomerPage).rows
  return {
    ask: ((path, wish) => ask(path, wish)) satisfies AskFor as AskFor,
    core: () => instance.core,
    renamed,
    upload,
    find,
    reach,
    check,
    start,
    /** A whole import, to its end. */
    async bring(text: string | Buffer, change: Partial<ImportPlan> = {}) {
      const made = detailOf(await upload(text))
      await check(made, change)
      await start(made.id)
      return await reach(made.id, 'done')
    },
    badRows: async (id: string) =>
      (await ask(`/api/customer-imports/${id}/bad-rows`)).json as unknown as BadRowPage,
    search,
    namesOf: async (words: string) => (await search(words)).map(({ name }) => name).toSorted(),
    stopWorker: () => worker.stop(),
    workElsewhere: work,
    /** Another worker in the place of the one that was stopped. */
    replaceWorker(name: string) {
      worker = work(instance, name)
    },
  }
}

function routesOf(core: Instance['core']) {
  const { connection } = core
  const settings = importSettings
  const tasks = createTasks(connection)
  return [
    ...csvRoutes({
      connection,
      settings,
      limits: createLimits(undefined),
      imports: createImports({ ...core, settings, tasks }),
    }),
    ...customerRoutes({
      ...core,
      settings,
      notes: createCustomerNotes(core),
      blocks: createBlocks({ ...core, close: nothing, reopen: nothing }),
      profile: async (id) =>
        ((await customersOn(connection).findById(id).lean()) ? { id } : undefined) as never,
      blockShown: nothing,
      renamed: nothing,
      changed: () => undefined,
    }),
  ]
}

/** From the given write of new customers on, nothing of this instance reaches the store. */
export function dieAtInsert({ core }: Instance, at: number): Promise<void> {
  const { connection } = core
  registerModels(connection)
  return new Promise((died) => {
    let inserts = 0
    let dead = false
    const never = () => new Promise<never>(() => undefined)
    for (const { collection: own } of Object.values(connection.models)) {
      const collection = own as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>
      for (const method of writes) {
        const original = collection[method]
        if (!original) continue
        collection[method] = async (...args: unknown[]) => {
          if (dead) return await never()
          const result = await original.apply(collection, args)
          if (method !== 'insertMany' || own.collectionName !== 'customers' || ++inserts < at) return result
          dead = true
          died()
          return await never()
        }
      }
    }
  })
}

const writes = [
  'insertMany',
  'insertOne',
  'updateOne',
  'findOneAndUpdate',
  'deleteMany',
  'bulkWrite',
] as const
