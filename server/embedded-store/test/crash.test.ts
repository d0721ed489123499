import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import mongoose from 'mongoose'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type LaunchedStore, launchStore } from '../src/index.ts'
import { connect, entry, seeded, temporaryFolder } from './with-store.ts'

const PASSWORD = 'crash-test-password'
let folder: ReturnType<typeof temporaryFolder>
let store: LaunchedStore | undefined

beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(async () => {
  await store?.stop()
  store = undefined
  folder.remove()
})

async function start(): Promise<LaunchedStore> {
  store = await launchStore({ dir: folder.dir, entry, password: PASSWORD })
  return store
}

async function kill({ process: child }: LaunchedStore): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await gone
}

interface Acknowledged {
  readonly inserted: Set<string>
  readonly counters: Map<string, number>
}

/** Writes until the connection breaks and notes only what was acknowledged. */
async function writer(uri: string, worker: number, acknowledged: Acknowledged): Promise<void> {
  const client = await connect(`${uri}&retryWrites=false`)
  const things = client.db('crash').collection<{ _id: string; n?: number; tag?: string }>('things')
  const random = seeded(worker)
  try {
    await things.updateOne({ _id: `counter-${worker}` }, { $set: { n: 0, tag: 'counter' } }, { upsert: true })
    for (let step = 1; ; step += 1) {
      const id = `${worker}-${step}-${Math.floor(random() * 1e9)}`
      await things.insertOne({ _id: id, tag: `t${Math.floor(random() * 5)}`, n: step })
      acknowledged.inserted.add(id)
      await things.updateOne({ _id: `counter-${worker}` }, { $inc: { n: 1 }, $set: { tag: `c${step % 3}` } })
      acknowledged.counters.set(`counter-${worker}`, step)
    }
  } catch {
    await client.close(true)
  }
}

test('kill -9 among concurrent writers loses nothing that was acknowledged', async () => {
  const acknowledged: Acknowledged = { inserted: new Set(), counters: new Map() }
  for (const round of [1, 2]) {
    const running = await start()
    const setUp = await connect(running.uri)
    await setUp.db('crash').collection('things').createIndex({ tag: 1, n: 1 })
    await setUp.close()
    const writers = Array.from({ length: 8 }, (_, worker) =>
      writer(running.uri, round * 100 + worker, acknowledged),
    )
    await new Promise((resolve) => setTimeout(resolve, 900 + round * 150))
    await kill(running)
    await Promise.all(writers)
  }
  const client = await connect((await start()).uri)
  const things = client.db('crash').collection<{ _id: string; n: number; tag: string }>('things')
  const scanned = await things.find({}, { hint: { $natural: 1 } }).toArray()
  const byId = new Map(scanned.map((doc) => [doc._id, doc]))
  expect(acknowledged.inserted.size).toBeGreaterThan(50)
  expect([...acknowledged.inserted].filter((id) => !byId.has(id))).toEqual([])
  for (const [id, count] of acknowledged.counters) expect(byId.get(id)?.n).toBeGreaterThanOrEqual(count)
  const indexed = await things.find({ tag: { $gte: '' } }, { hint: 'tag_1_n_1' }).toArray()
  expect(indexed.map(({ _id }) => _id).sort()).toEqual([...byId.keys()].sort())
  for (const { _id } of scanned.slice(0, 200)) expect(await things.countDocuments({ _id })).toBe(1)
  expect(await things.estimatedDocumentCount()).toBe(scanned.length)
  await client.close()
})

test('a numbered write that is sent again after kill -9 is done once and gets the same answer', async () => {
  const { Long, Binary } = mongoose.mongo
  const lsid = { id: new Binary(Buffer.from(randomUUID().replaceAll('-', ''), 'hex'), 4) }
  /** The same session and number, as a driver that resends has them. */
  async function increment(
    client: mongoose.mongo.MongoClient,
    number: number,
  ): Promise<Record<string, unknown>> {
    const session = client.startSession()
    Object.assign((session as unknown as { serverSession: object }).serverSession, { id: lsid })
    const command = {
      findAndModify: 'things',
      query: { _id: 1 },
      update: { $inc: { n: 1 } },
      upsert: true,
      new: true,
    }
    return client.db('retry').command({ ...command, txnNumber: Long.fromNumber(number) }, { session })
  }
  const first = await start()
  const before = await connect(first.uri)
  const answer = await increment(before, 7)
  expect(answer['value']).toEqual({ _id: 1, n: 1 })
  await kill(first)
  await before.close(true)
  const after = await connect((await start()).uri)
  const again = await increment(after, 7)
  expect(again['value']).toEqual(answer['value'])
  expect(again['lastErrorObject']).toEqual(answer['lastErrorObject'])
  expect((await increment(after, 8))['value']).toEqual({ _id: 1, n: 2 })
  await expect(increment(after, 7)).rejects.toMatchObject({ code: 225 })
  await after.close()
})

test('refuses a folder that is in use with one sentence, and tells its port', async () => {
  const running = await start()
  await expect(launchStore({ dir: folder.dir, entry })).rejects.toThrow(
    /^embedded store: .* is in use by another store process \(\d+\); stop it first or choose another folder$/,
  )
  expect(readFileSync(join(folder.dir, 'store.port'), 'utf8').trim()).toBe(String(running.port))
  await running.stop()
  expect(existsSync(join(folder.dir, 'store.lock'))).toBe(false)
})
