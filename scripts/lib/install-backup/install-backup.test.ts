import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fingerprintStore, type LaunchedStore, launchStore } from '@parley/embedded-store'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { takeDataFolder } from '../../../server/src/single-machine/data-folder.ts'
import { connectStore } from '../../../server/src/storage/mongo.ts'
import { createSealer } from '../../../server/src/storage/sealing.ts'
import { storeEntry } from '../stack.ts'
import { readManifest, writeManifest } from './manifest.ts'
import { type FoundKey, keyInFile, secretsText } from './master-key.ts'
import { putBack } from './put-back.ts'
import { dataFolderOf } from './settings.ts'
import { takeBackup } from './take-backup.ts'

const key: FoundKey = { key: randomBytes(32), from: 'PARLEY_MASTER_KEY' }
const otherKey: FoundKey = { key: randomBytes(32), from: '/somewhere/secrets.json' }
const MESSAGES = 300

let home: string
/** A data folder whose store is served for as long as the tests run. */
let served: string
let store: LaunchedStore
/** A backup of it. */
let backup: string
let folder: string

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'parley-backup-'))
  served = join(home, 'served')
  store = await launchStore({ dir: join(served, 'store'), entry: storeEntry })
  await writeFile(join(served, 'demo-logins.json'), '[]', { mode: 0o600 })
  const connection = await connectStore({ uri: store.uri, appName: 'parley-test' })
  const sealer = createSealer({ connection, masterKey: key.key })
  const texts = await Promise.all(
    Array.from({ length: MESSAGES }, (_, n) => sealer.seal(`person-${n % 5}`, `message ${n}`)),
  )
  await connection
    .collection('texts')
    .insertMany(texts.map((text, n) => ({ n, person: `person-${n % 5}`, text })))
  await connection.close()
  backup = join(home, 'backup')
  await takeBackup({ dataDir: served, to: backup, key })
})
afterAll(async () => {
  await store?.stop()
  await rm(home, { recursive: true, force: true })
})
beforeEach(async () => {
  folder = await mkdtemp(join(home, 'test-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function textsIn(dataDir: string, masterKey: Buffer): Promise<string[]> {
  const restored = await launchStore({ dir: join(dataDir, 'store'), entry: storeEntry })
  const connection = await connectStore({ uri: restored.uri, appName: 'parley-test' })
  try {
    const sealer = createSealer({ connection, masterKey })
    const rows = await connection.collection('texts').find({}).sort({ n: 1 }).toArray()
    return await Promise.all(rows.map(({ person, text }) => sealer.open(person, text)))
  } finally {
    await connection.close()
    await restored.stop()
  }
}

async function expectNoInstall(dataDir: string): Promise<void> {
  expect(existsSync(join(dataDir, 'store'))).toBe(false)
  if (existsSync(dataDir))
    expect((await readdir(dataDir)).filter((name) => name !== 'secrets.json')).toEqual([])
}

test('what was backed up while it was served is restored as it was, and can be read', async () => {
  const dataDir = join(folder, 'data')
  const keyFile = join(folder, 'key')
  await writeFile(keyFile, `${key.key.toString('base64')}\n`)
  const { manifest } = await putBack({ from: backup, dataDir, keyFile: keyInFile(keyFile) })
  expect(manifest.collections.find(({ name }) => name === 'parley.texts')?.documents).toBe(MESSAGES)
  expect(await fingerprintStore({ dir: join(dataDir, 'store') })).toEqual(manifest.collections)
  expect((await readdir(dataDir)).toSorted()).toEqual(['demo-logins.json', 'secrets.json', 'store'])
  for (const name of ['secrets.json', 'demo-logins.json'])
    expect((await stat(join(dataDir, name))).mode & 0o777).toBe(0o600)
  const texts = await textsIn(dataDir, key.key)
  expect(texts).toEqual(Array.from({ length: MESSAGES }, (_, n) => `message ${n}`))
})

test('the master key is in a backup only when it was asked for', async () => {
  const withKey = join(folder, 'with-key')
  await takeBackup({ dataDir: served, to: withKey, key, withKey: true })
  expect(await readdir(backup)).not.toContain('secrets.json')
  expect((await stat(join(withKey, 'secrets.json'))).mode & 0o777).toBe(0o600)
  const manifest = await readFile(join(withKey, 'manifest.json'), 'utf8')
  expect(manifest).not.toContain(key.key.toString('base64').slice(0, 40))
  expect(manifest).not.toContain(key.key.toString('hex').slice(0, 60))
  await putBack({ from: withKey, dataDir: join(folder, 'data') })
  expect(keyInFile(join(folder, 'data', 'secrets.json')).key).toEqual(key.key)
})

test('a backup is refused that nobody could read or find again', async () => {
  const to = join(folder, 'to')
  await expect(takeBackup({ dataDir: folder, to, key })).rejects.toThrow(
    /^there is no store in .+ --data says/,
  )
  await expect(takeBackup({ dataDir: served, to })).rejects.toThrow(/^there is no master key, neither/)
  await expect(takeBackup({ dataDir: served, to: backup, key })).rejects.toThrow(
    /is not empty; choose another/,
  )
  expect(existsSync(to)).toBe(false)
  await expect(takeBackup({ dataDir: served, to, key: otherKey })).rejects.toThrow(
    /^the master key in \/somewhere\/secrets.json is not the one that the store in .+ was sealed with/,
  )
  expect(await readdir(to)).toEqual([])
})

test('nothing is restored over a store, or into a folder that a Parley runs on', async () => {
  await expect(putBack({ from: backup, dataDir: served, key })).rejects.toThrow(
    /^there is a store in .+ already/,
  )
  const running = await takeDataFolder(join(folder, 'data'))
  await expect(putBack({ from: backup, dataDir: join(folder, 'data'), key })).rejects.toThrow(
    /^Parley already runs on .+: stop it first/,
  )
  await running.release()
})

test('a wrong or missing master key is told before anything is written', async () => {
  const dataDir = join(folder, 'data')
  await expect(putBack({ from: backup, dataDir })).rejects.toThrow(
    /is needed: --key-file FILE, PARLEY_MASTER_KEY/,
  )
  await expect(putBack({ from: backup, dataDir, keyFile: otherKey })).rejects.toThrow(
    /^the master key in \/somewhere\/secrets.json is not the one of the backup/,
  )
  // The start would use this one, whatever else was given.
  await expect(putBack({ from: backup, dataDir, key: otherKey, keyFile: key })).rejects.toThrow(
    /is not the one/,
  )
  expect(existsSync(dataDir)).toBe(false)
  await mkdir(dataDir)
  await writeFile(join(dataDir, 'secrets.json'), secretsText(otherKey.key))
  await expect(putBack({ from: backup, dataDir, keyFile: key })).rejects.toThrow(/is not the one/)
  await expectNoInstall(dataDir)
})

test('a backup that is damaged, cut off, unfinished or of another format is told apart, and nothing is left', async () => {
  const from = join(folder, 'from')
  const dataDir = join(folder, 'data')
  const restoring = () => putBack({ from, dataDir, key })
  await cp(backup, from, { recursive: true })
  const data = join(from, 'store', 'data.lmdb')
  const bytes = await readFile(data)
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1
  await writeFile(data, bytes)
  await expect(restoring()).rejects.toThrow(/^store\/data\.lmdb of the backup in .+ is damaged or missing/)
  await truncate(data, 20_000)
  await expect(restoring()).rejects.toThrow(/^store\/data\.lmdb of the backup/)

  const manifest = await readFile(join(backup, 'manifest.json'), 'utf8')
  const change = (text: string) => writeFile(join(from, 'manifest.json'), text)
  await change(manifest.replace(/"documents": \d+/, '"documents": 1'))
  await expect(restoring()).rejects.toThrow(/^manifest\.json of the backup in .+ is damaged/)
  await change(manifest.slice(0, 100))
  await expect(restoring()).rejects.toThrow(/^manifest\.json of the backup in .+ is damaged/)
  await change(manifest.replace('"format": 1', '"format": 9'))
  await expect(restoring()).rejects.toThrow(
    /has format 9 and this Parley reads 1: restore it with the Parley that/,
  )
  await rm(join(from, 'manifest.json'))
  await expect(restoring()).rejects.toThrow(/it is no backup, or one that was not finished/)
  expect(existsSync(dataDir)).toBe(false)
})

test('what does not hold what the manifest says gets no place', async () => {
  const from = join(folder, 'from')
  const dataDir = join(folder, 'data')
  await cp(backup, from, { recursive: true })
  const { format: _, ...about } = await readManifest(backup)
  const collections = about.collections.map((one) => ({ ...one, sha256: one.sha256.replace(/./, 'x') }))
  await writeManifest(from, { ...about, collections })
  await expect(putBack({ from, dataDir, keyFile: key })).rejects.toThrow(/is not what its manifest says/)
  expect(existsSync(dataDir)).toBe(false)
})

test('a restore that was broken off is done again, over what it left', async () => {
  const dataDir = join(folder, 'data')
  await mkdir(join(dataDir, 'store.restoring', 'unchecked'), { recursive: true })
  await writeFile(join(dataDir, 'store.restoring', 'unchecked', 'data.lmdb.part'), 'half')
  await writeFile(join(dataDir, 'secrets.json'), secretsText(key.key))
  await putBack({ from: backup, dataDir })
  expect((await readdir(dataDir)).toSorted()).toEqual(['demo-logins.json', 'secrets.json', 'store'])
})

test('the data folder is that of a start, and a MongoDB is left to its own tools', () => {
  expect(dataFolderOf({ data: '/there' }, { MONGODB_URI: 'mongodb://somewhere' })).toBe('/there')
  expect(dataFolderOf({}, { PARLEY_DATA_DIR: '/data' })).toBe('/data')
  expect(dataFolderOf({}, {})).toMatch(/\/\.data$/)
  for (const [flags, env] of [
    [{}, { MONGODB_URI: 'mongodb://somewhere' }],
    [{ uri: 'mongodb://somewhere' }, {}],
  ] as const)
    expect(() => dataFolderOf(flags, env)).toThrow(/use mongodump and mongorestore/)
})
