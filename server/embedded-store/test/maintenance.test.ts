import { existsSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { open } from 'lmdb'
import { mongo } from 'mongoose'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  backupStore,
  compactStore,
  fingerprintStore,
  type LaunchedStore,
  launchStore,
  restoreStore,
  verifyStore,
} from '../src/index.ts'
import { connect, entry, temporaryFolder } from './with-store.ts'

let folder: ReturnType<typeof temporaryFolder>
let dir: string
let store: LaunchedStore

beforeEach(async () => {
  folder = temporaryFolder()
  dir = join(folder.dir, 'store')
  store = await launchStore({ dir, entry })
})
afterEach(async () => {
  await store.stop()
  folder.remove()
})

async function fill(count: number, name = 'things'): Promise<void> {
  const client = await connect(store.uri)
  const things = client.db('kept').collection(name)
  await things.createIndex({ tag: 1, n: -1 })
  await things.createIndex({ list: 1 })
  await things.createIndex({ code: 1 }, { unique: true, partialFilterExpression: { code: { $gt: 10 } } })
  const rows = Array.from({ length: count }, (_, n) => ({ n, tag: `t${n % 7}`, list: [n, n % 3], code: n }))
  await things.insertMany(rows)
  await client.close()
}

test('a backup taken while clients write is of one moment, sound, and can be served', async () => {
  await fill(2000)
  const client = await connect(store.uri)
  const log = client.db('kept').collection<{ _id: number; of: number }>('log')
  await log.insertOne({ _id: 0, of: 0 })
  let last = 0
  let writing = true
  const writer = (async () => {
    // Each document names the one before: a copy of one moment has no gap.
    while (writing) await log.insertOne({ _id: ++last, of: last - 1 })
  })()
  const to = join(folder.dir, 'backup')
  await expect.poll(() => last).toBeGreaterThan(20)
  const before = last
  const result = await backupStore({ dir, to })
  writing = false
  await writer
  await client.close()
  expect(result.verification).toMatchObject({ problemCount: 0 })
  expect(statSync(join(to, 'data.lmdb')).mode & 0o077).toBe(0)

  const restored = join(folder.dir, 'restored')
  await restoreStore({ from: to, dir: restored })
  const second = await launchStore({ dir: restored, entry })
  const reader = await connect(second.uri)
  const copied = await reader
    .db('kept')
    .collection<{ _id: number }>('log')
    .find({})
    .sort({ _id: 1 })
    .toArray()
  expect(copied.length).toBeGreaterThanOrEqual(before)
  expect(copied.map(({ _id }) => _id)).toEqual(copied.map((_, index) => index))
  expect(await reader.db('kept').collection('things').countDocuments({ tag: 't3' })).toBe(286)
  await reader.close()
  await second.stop()
})

test('a store is verified only when nobody serves it, and a backup never goes over anything', async () => {
  await fill(10)
  await expect(verifyStore({ dir })).rejects.toThrow(/is in use by another store process/)
  await expect(compactStore({ dir })).rejects.toThrow(/is in use/)
  await expect(backupStore({ dir, to: dir })).rejects.toThrow(/is not empty/)
  await expect(restoreStore({ from: dir, dir })).rejects.toThrow(/is not empty/)
  await expect(backupStore({ dir: join(folder.dir, 'nothing'), to: join(folder.dir, 'b') })).rejects.toThrow(
    /there is no store in/,
  )
  expect(existsSync(join(folder.dir, 'b'))).toBe(false)
})

test('verify finds an index entry that is missing, one too many, and a wrong number', async () => {
  await fill(50)
  await store.stop()
  expect(await verifyStore({ dir })).toMatchObject({ collections: 1, documents: 50, problemCount: 0 })
  const db = open<Buffer, Buffer>({ path: join(dir, 'data.lmdb'), keyEncoding: 'binary', encoding: 'binary' })
  const entries = Array.from(db.getKeys({ start: Buffer.of(0x20), end: Buffer.of(0x21) }))
  const [first, second = Buffer.alloc(0)] = entries
  if (!first) throw new Error('there are no index entries')
  await db.remove(first)
  for (const extra of [7, 8]) await db.put(Buffer.concat([second, Buffer.of(extra)]), Buffer.alloc(8))
  const [counter] = Array.from(db.getKeys({ start: Buffer.of(0x03), end: Buffer.of(0x04) }))
  if (!counter) throw new Error('there is no counter')
  await db.put(counter, Buffer.from('0000000000000031', 'hex'))
  await db.put(Buffer.from('10000000ff0000000000000001', 'hex'), Buffer.of(5, 0, 0, 0, 0))
  await db.close()
  const { problems } = await verifyStore({ dir })
  expect(problems).toEqual([
    'kept.things: document 1 is missing in the index _id_',
    'kept.things: it has 50 documents, and 49 are noted',
    'kept.things: the index _id_ has 51 entries instead of 50',
    'the file holds documents of no collection (number 255)',
  ])
})

test('what was dropped is removed in the background, and compacting gives its room back', async () => {
  await fill(5000)
  const client = await connect(store.uri)
  await client.db('kept').collection('things').drop()
  await client.db('kept').collection('other').insertOne({ a: 1 })
  await client.close()
  const file = join(dir, 'data.lmdb')
  await store.stop()
  // Stopped while it was still removing: it goes on at the next start.
  store = await launchStore({ dir, entry })
  await expect
    .poll(async () => {
      await store.stop()
      const sound = await verifyStore({ dir })
      const { after } = await compactStore({ dir })
      store = await launchStore({ dir, entry })
      await new Promise((resolve) => setTimeout(resolve, 200))
      return sound.problemCount === 0 && after < 200_000
    })
    .toBe(true)
  expect(readdirSync(dir).some((name) => name.includes('.part'))).toBe(false)
  expect(statSync(file).size).toBeLessThan(400_000)
  const again = await connect(store.uri)
  expect(await again.db('kept').collection('other').countDocuments({})).toBe(1)
  await again.close()
})

test('what is not sound is not copied, and nothing is left that could be taken for a store', async () => {
  await fill(50)
  await store.stop()
  const db = open<Buffer, Buffer>({ path: join(dir, 'data.lmdb'), keyEncoding: 'binary', encoding: 'binary' })
  const [entry = Buffer.alloc(0)] = Array.from(db.getKeys({ start: Buffer.of(0x20), end: Buffer.of(0x21) }))
  await db.remove(entry)
  await db.close()
  const to = join(folder.dir, 'backup')
  await expect(backupStore({ dir, to })).rejects.toThrow(/is not sound, so nothing was copied/)
  expect(readdirSync(to)).toEqual([])
  await expect(compactStore({ dir })).rejects.toThrow(/is not sound/)
  expect(existsSync(join(dir, 'data.lmdb'))).toBe(true)
})

test('a copy that is not sound is not called a backup', async () => {
  await fill(3000)
  await store.stop()
  const from = join(folder.dir, 'cut')
  await backupStore({ dir, to: from })
  truncateSync(join(from, 'data.lmdb'), 20_000)
  await expect(restoreStore({ from, dir: join(folder.dir, 'no') })).rejects.toThrow(
    /damaged|cannot be opened/,
  )
  writeFileSync(join(from, 'data.lmdb'), 'not a store')
  await expect(verifyStore({ dir: from })).rejects.toThrow(/damaged or is not a store/)
})

/** As a copy of the bytes has it that was taken while others wrote: leaves of the tree in each other's places. */
function exchangeLeaves(file: string, distance: number): void {
  const PAGE = 4096
  const bytes = readFileSync(file)
  const isLeaf = (at: number) => [10, 18].some((flags) => bytes.readUInt16LE(at + flags) === 2)
  // With the catalog elsewhere there would be no collection to look through.
  const hasCatalog = (at: number) => bytes.subarray(at, at + PAGE).includes('kept.things')
  const leaves = Array.from({ length: bytes.length / PAGE }, (_, page) => page * PAGE).filter(
    (at) => isLeaf(at) && !hasCatalog(at),
  )
  expect(leaves.length).toBeGreaterThan(20)
  const torn = Buffer.from(bytes)
  for (const [index, at] of leaves.entries()) {
    const other = leaves[(index + distance) % leaves.length] ?? 0
    // The page keeps its number.
    bytes.copy(torn, other + 8, at + 8, at + PAGE)
  }
  writeFileSync(file, torn)
}

test('a file of which pages are in each other’s places is damaged, and nobody goes around in it for ever', async () => {
  await fill(2000)
  await store.stop()
  for (const distance of [1, 2, 7, 20]) {
    const from = join(folder.dir, `torn-${distance}`)
    await backupStore({ dir, to: from })
    exchangeLeaves(join(from, 'data.lmdb'), distance)
    const found = await verifyStore({ dir: from }).then(
      ({ problemCount }) => (problemCount > 0 ? 'damaged' : 'sound'),
      ({ message }: Error) => /damaged/.exec(message)?.[0] ?? message,
    )
    expect(found).toBe('damaged')
  }
})

test('a fingerprint says what is in a store, not how its file lies', async () => {
  await fill(1200)
  const client = await connect(store.uri)
  const things = client.db('kept').collection('things')
  await client
    .db('kept')
    .collection('odd')
    .insertMany([
      { _id: 'b' as never, when: new Date(0), pattern: /a+/i },
      { _id: 'a' as never, bytes: Buffer.from([1, 2]), none: null },
    ])
  const to = join(folder.dir, 'backup')
  await backupStore({ dir, to })
  // The same documents, written in another order and with others between that are gone.
  const rows = await things.find({}).toArray()
  await things.deleteMany({ n: { $gte: 300 } })
  await things.insertMany(rows.filter(({ n }) => n >= 300).toReversed())
  await expect(fingerprintStore({ dir })).rejects.toThrow(/is in use/)
  await store.stop()
  const prints = await fingerprintStore({ dir })
  expect(prints.map(({ name, documents }) => [name, documents])).toEqual([
    ['kept.odd', 2],
    ['kept.things', 1200],
  ])
  expect(await fingerprintStore({ dir: to })).toEqual(prints)

  store = await launchStore({ dir, entry })
  const again = await connect(store.uri)
  // A double where an integer was: equal in a comparison, and not the same.
  await again
    .db('kept')
    .collection('things')
    .updateOne({ n: 7 }, { $set: { n: new mongo.Double(7) } })
  await again.close()
  await client.close()
  await store.stop()
  const [odd, changed] = await fingerprintStore({ dir })
  expect(odd).toEqual(prints[0])
  expect(changed).not.toEqual(prints[1])
})
