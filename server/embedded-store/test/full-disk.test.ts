import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { launchStore, verifyStore } from '../src/index.ts'
import { lockFolder } from '../src/lock.ts'
import { DiskFaultError } from '../src/storage/commit-failure.ts'
import { Environment } from '../src/storage/environment.ts'
import { connect, entry, temporaryFolder } from './with-store.ts'

let folder: ReturnType<typeof temporaryFolder>

beforeEach(() => {
  folder = temporaryFolder()
  mkdirSync(folder.dir, { recursive: true })
})
afterEach(() => folder.remove())

/** A small disk in memory; only root may make one, and not in every container. */
function mountSmallDisk(dir: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', dir], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

test('a full disk refuses writes and loses none that was acknowledged; reads go on, and writes work again once there is room', async ({
  skip,
}) => {
  if (!mountSmallDisk(folder.dir)) skip('a small disk cannot be mounted here')
  const dir = join(folder.dir, 'store')
  const ballast = join(folder.dir, 'ballast')
  writeFileSync(ballast, Buffer.alloc(8 * 2 ** 20))
  try {
    const store = await launchStore({ dir, entry })
    const client = await connect(store.uri)
    const db = client.db('full')
    const rows = db.collection<{ _id: string; n: number; text: string }>('rows')
    await rows.createIndex({ n: 1 })
    const acknowledged = new Set<string>()
    const refusals: unknown[] = []
    async function write(writer: number, n: number): Promise<void> {
      const _id = `${writer}-${n}`
      await rows.insertOne({ _id, n, text: 'z'.repeat(10_000) }).then(
        () => acknowledged.add(_id),
        (error: { code?: unknown }) => refusals.push(error.code),
      )
    }
    const writers = Array.from({ length: 16 }, async (_, writer) => {
      for (let n = 0; n < 5000 && refusals.length < 64; n += 1) await write(writer, n)
    })
    await Promise.all(writers)
    expect(new Set(refusals)).toEqual(new Set([14031]))
    const { fsTotalSize, fsUsedSize } = await db.command({ dbStats: 1 })
    expect([fsTotalSize, fsTotalSize - fsUsedSize < 2 ** 20]).toEqual([24 * 2 ** 20, true])
    expect(await rows.countDocuments({})).toBe(acknowledged.size)
    await expect(rows.aggregate([{ $out: 'copy' }]).toArray()).rejects.toMatchObject({ code: 14031 })
    await expect(rows.createIndex({ text: 1 })).rejects.toMatchObject({ code: 14031 })
    expect(() => lockFolder(join(folder.dir, 'other'))()).not.toThrow()
    rmSync(ballast)
    await expect
      .poll(() => write(99, refusals.length).then(() => acknowledged.has(`99-${refusals.length}`)))
      .toBe(true)
    expect((await rows.indexes()).map(({ name }) => name)).toEqual(['_id_', 'n_1'])
    expect((await db.listCollections().toArray()).map(({ name }) => name)).toEqual(['rows'])
    const found = await rows.find({}).toArray()
    expect(new Set(found.map(({ _id }) => _id))).toEqual(acknowledged)
    await client.close()
    await store.stop()
    expect((await verifyStore({ dir })).problems).toEqual([])
  } finally {
    execFileSync('umount', ['-l', folder.dir])
  }
})

test('a store whose file nobody lets it write says so after a minute', async () => {
  const env = new Environment(folder.dir)
  const holder = spawn(process.execPath, ['--input-type=module', '-e', HOLD, join(folder.dir, 'data.lmdb')], {
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(holder.stdout, 'data')
  const write = env.write((tx) => tx.put(Buffer.from('a'), Buffer.from('b')))
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(() => env.assertWriting(performance.now() + 30_000)).not.toThrow()
  expect(() => env.assertWriting(performance.now() + 61_000)).toThrow(DiskFaultError)
  holder.kill('SIGKILL')
  await write
  expect(() => env.assertWriting(performance.now() + 61_000)).not.toThrow()
  await env.close()
})

/** Takes LMDB's one place for writers and keeps it. */
const HOLD = `
import { open } from 'lmdb'
const db = open({ path: process.argv[1], keyEncoding: 'binary', encoding: 'binary' })
db.transactionSync(() => {
  process.stdout.write('held')
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 30_000)
})
`
