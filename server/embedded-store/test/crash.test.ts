import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import mongoose from 'mongoose'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type LaunchedStore, launchStore } from '../src/index.ts'
import { connect, entry, temporaryFolder } from './with-store.ts'

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

test('a long batch that is sent again while it is done, or after a crash in its middle, is done once', async () => {
  const { Long, Binary } = mongoose.mongo
  const lsid = { id: new Binary(Buffer.from(randomUUID().replaceAll('-', ''), 'hex'), 4) }
  const documents = Array.from({ length: 20_000 }, (_, n) => ({ _id: n, text: 'z'.repeat(100) }))
  const send = async (client: mongoose.mongo.MongoClient) => {
    const session = client.startSession()
    Object.assign((session as unknown as { serverSession: object }).serverSession, { id: lsid })
    const command = { insert: 'batch', documents, txnNumber: Long.fromNumber(1) }
    return client.db('retry').command(command, { session })
  }
  const first = await start()
  const before = await connect(first.uri)
  const counted = before.db('retry').collection('batch')
  const twice = Promise.allSettled([send(before), send(before)])
  // Some of it is in the file, and not all.
  await expect.poll(() => counted.estimatedDocumentCount(), { interval: 1 }).toBeGreaterThan(100)
  await kill(first)
  await twice
  await before.close(true)
  const after = await connect((await start()).uri)
  const kept = await after.db('retry').collection('batch').estimatedDocumentCount()
  const answers = await Promise.all([send(after), send(after)])
  for (const answer of answers) expect(answer).toMatchObject({ n: 20_000, ok: 1 })
  expect(answers[0]?.['writeErrors']).toBe(undefined)
  expect(await after.db('retry').collection('batch').countDocuments({})).toBe(20_000)
  expect(kept).toBeGreaterThan(100)
  await after.close()
})

test('what an interrupted $out had begun is cleared away; a collection of a client with such a name stays', async () => {
  const first = await start()
  const before = await connect(first.uri)
  const db = before.db('drafts')
  await db.collection('tmp.agg_out.mine').insertOne({ kept: 1 })
  await db
    .collection('rows')
    .insertMany(Array.from({ length: 30_000 }, (_, n) => ({ n, text: 'y'.repeat(100) })))
  await db.collection('result').insertOne({ old: 1 })
  // Listened to from the start: it fails while the death of the store is still waited for.
  const failed = expect(
    db
      .collection('rows')
      .aggregate([{ $match: { n: { $gte: 0 } } }, { $out: 'result' }])
      .toArray(),
  ).rejects.toThrow()
  const drafts = async () => (await db.listCollections({ 'options.temp': true }).toArray()).length
  await expect.poll(drafts, { interval: 1 }).toBe(1)
  await kill(first)
  await failed
  await before.close(true)
  const after = await connect((await start()).uri)
  const names = (await after.db('drafts').listCollections().toArray()).map(({ name }) => name).sort()
  expect(names).toEqual(['result', 'rows', 'tmp.agg_out.mine'])
  expect(await after.db('drafts').collection('result').findOne({})).toMatchObject({ old: 1 })
  expect(await after.db('drafts').collection('tmp.agg_out.mine').countDocuments({})).toBe(1)
  await after.close()
})
