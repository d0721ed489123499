import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { createSlotRecogniser, loadModel, type Model, type SlotRecogniser } from '@parley/nlp-models'
import type { Connection } from 'mongoose'
import { pino } from 'pino'
import { type Core, createCore } from '../../src/core.ts'
import type { ThreadKey } from '../../src/ingest/event.ts'
import { registerModels } from '../../src/models.ts'
import { createStoreClock } from '../../src/storage/clock.ts'
import { connectStore, ensureIndexes } from '../../src/storage/mongo.ts'
import { createSealer } from '../../src/storage/sealing.ts'
import { type CarefulReader, createCarefulReader } from '../../src/turns/careful/careful-reader.ts'
import type { Drain } from '../../src/turns/drain.ts'
import { createPerformers } from '../../src/turns/performers.ts'
import { createTurnDrain } from '../../src/turns/turn-drain.ts'

const writes = [
  'insertOne',
  'insertMany',
  'updateOne',
  'updateMany',
  'deleteOne',
  'deleteMany',
  'findOneAndUpdate',
  'bulkWrite',
] as const

/** Where an instance dies: right before or right after its n-th write to the store. */
export interface CrashPoint {
  at: number
  when: 'before' | 'after'
}

/** One worker's inside, driven by hand: no timers, no Redis, and a death that can be placed at any write. */
export interface Instance {
  core: Core
  drain: Drain
  runAction: (thread: string) => Promise<void>
  /** `collection.operation` of every write so far. */
  written: string[]
  /** Resolves when the crash point was reached; nothing of this instance goes on after it. */
  died: Promise<'died'>
  close: () => Promise<void>
}

export const masterKey = randomBytes(32)
const modelFile = fileURLToPath(new URL('../../../nlp-models/trained/default.model', import.meta.url))
let model: Promise<Model> | undefined
let slots: SlotRecogniser | undefined
let careful: CarefulReader | undefined

export async function startInstance(options: {
  uri: string
  crash?: CrashPoint
  /** Of an install that was seeded; else one that all instances of a test file share. */
  masterKey?: Buffer
  thinking?: boolean
  /** What this process takes the store's clock for, from what it really says. */
  clock?: (storeTime: number) => number
  /** Called for every article that a turn reads; throwing breaks the turn. */
  reading?: (intent: string) => void
}): Promise<Instance> {
  model ??= loadModel(modelFile)
  slots ??= createSlotRecogniser()
  careful ??= createCarefulReader()
  const connection = await connectStore({
    uri: `${options.uri}&maxPoolSize=4`,
    appName: 'test-instance',
    patienceMs: 30_000,
  })
  const clock = await createStoreClock(connection)
  const core = createCore({
    connection,
    sealer: createSealer({ connection, masterKey: options.masterKey ?? masterKey }),
    clock: options.clock ? { ...clock, now: () => options.clock?.(clock.now()) ?? clock.now() } : clock,
    company: 'Northwind Outfitters',
    ring: () => undefined,
    publishHead: () => undefined,
  })
  const loaded = await model
  const drain = createTurnDrain({
    core,
    knowledge: {
      article: (intent) => {
        options.reading?.(intent)
        return { id: `${intent}.en`, intent, title: intent, body: `About ${intent}.` }
      },
    },
    models: { current: () => (options.thinking === false ? undefined : loaded) },
    slots,
    careful,
    lobby: async () => ({ agentsOnline: true, inLine: () => ({ position: 1 }) }),
    company: () => 'Northwind Outfitters',
    name: randomBytes(4).toString('hex'),
    publishRefused: () => undefined,
    log: pino({ level: 'silent' }),
  })
  const runAction = createPerformers(core)
  const { written, died } = watchWrites(connection, options.crash)
  return {
    core,
    drain,
    runAction,
    written,
    died,
    close: async () => {
      await Promise.race([core.trim.flush(), died])
      core.clock.stop()
      await connection.close(true)
    },
  }
}

/** Indexes are the install's, not an instance's: built once per store. */
export async function prepareStore(uri: string): Promise<Connection> {
  const instance = await startInstance({ uri })
  registerModels(instance.core.connection)
  await ensureIndexes(instance.core.connection)
  return instance.core.connection
}

/** A death in this process: from the crash point on no write of the instance is sent, and none ever answers. */
function watchWrites(connection: Connection, crash: CrashPoint | undefined) {
  const written: string[] = []
  let dead = false
  let die: (word: 'died') => void = () => undefined
  const died = new Promise<'died'>((resolve) => {
    die = resolve
  })
  const never = () => {
    dead = true
    die('died')
    return new Promise<never>(() => undefined)
  }
  const wrap = (collection: Record<string, unknown>, name: string) => {
    for (const method of writes) {
      const original = collection[method]
      if (typeof original !== 'function') continue
      collection[method] = async (...args: unknown[]) => {
        if (dead) return await never()
        written.push(`${name}.${method}`)
        const mine = crash?.at === written.length
        if (mine && crash?.when === 'before') return await never()
        const result: unknown = await original.apply(collection, args)
        if (mine || dead) return await never()
        return result
      }
    }
  }
  const seen = new Set<string>()
  const wrapAll = () => {
    for (const made of Object.values(connection.models)) {
      if (seen.has(made.modelName)) continue
      seen.add(made.modelName)
      wrap(made.collection as unknown as Record<string, unknown>, made.collection.collectionName)
    }
  }
  wrapAll()
  // Some models are made on first use.
  const make = connection.model.bind(connection)
  connection.model = ((...args: Parameters<typeof make>) => {
    const made = make(...args)
    wrapAll()
    return made
  }) as typeof connection.model
  return { written, died }
}

export function threadKey(thread: string, identity = `test:visitor:${thread}`): ThreadKey {
  return {
    thread,
    account: 'test',
    channel: 'web',
    identity,
    customer: `c_${thread}`,
    customerName: 'Amelia',
    vip: false,
  }
}
