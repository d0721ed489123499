import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { launchStore } from '../src/index.ts'
import { lockFolder } from '../src/lock.ts'
import { readOptions } from '../src/options.ts'
import { Environment } from '../src/storage/environment.ts'
import { connect, entry, temporaryFolder } from './with-store.ts'

let folder: ReturnType<typeof temporaryFolder>

beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => folder.remove())

test('one live process holds a folder; a dead one does not', () => {
  const unlock = lockFolder(folder.dir)
  expect(() => lockFolder(folder.dir)).toThrow(/is in use by another store process/)
  unlock()
  writeFileSync(join(folder.dir, 'store.lock'), '999999999 12345')
  lockFolder(folder.dir)()
  // The number of a dead store may belong to another program by now.
  writeFileSync(join(folder.dir, 'store.lock'), `${process.pid} 1`)
  lockFolder(folder.dir)()
})

test('a damaged data file is one clear sentence', () => {
  const path = join(folder.dir, 'data.lmdb')
  mkdirSync(folder.dir, { recursive: true })
  writeFileSync(path, Buffer.alloc(20_000, 7))
  expect(() => new Environment(folder.dir)).toThrow(
    /^the data file .* is damaged or is not a store; restore it from a backup$/,
  )
  truncateSync(path, 10)
  expect(() => new Environment(folder.dir)).toThrow(/restore it from a backup$/)
})

test('other hosts, unknown arguments, open password files and weak passwords are refused', () => {
  const dir = ['--dir', folder.dir]
  expect(() => readOptions([], {})).toThrow(/needs a data folder/)
  expect(() => readOptions([...dir, '--host', '0.0.0.0'], {})).toThrow(/not a loopback address/)
  expect(() => readOptions([...dir, '--port', '99999'], {})).toThrow(/between 0 and 65535/)
  expect(() => readOptions([...dir, '--frob', '1'], {})).toThrow(/frob/)
  expect(() => readOptions(dir, { PARLEY_STORE_PASSWORD: 'short' })).toThrow(/at least 8 printable/)
  const file = join(folder.dir, 'password')
  writeFileSync(file, 'a-long-password\n', { mode: 0o644 })
  expect(() => readOptions([...dir, '--password-file', file], {})).toThrow(/mode 0600/)
  expect(
    readOptions([], { PARLEY_STORE_DIR: folder.dir, PARLEY_STORE_PASSWORD: 'long-enough' }),
  ).toMatchObject({ port: 0, host: '127.0.0.1', user: 'parley' })
})

test('a Unix socket in a folder of the owner alone, again after a crash; not in one that others may enter', async () => {
  chmodSync(folder.dir, 0o700)
  const socket = join(folder.dir, 'store.sock')
  const dir = join(folder.dir, 'data')
  const first = await launchStore({ dir, socket, entry })
  const client = await connect(first.uri)
  await client.db('a').collection('b').insertOne({ c: 1 })
  await client.close()
  const gone = new Promise((resolve) => first.process.once('exit', resolve))
  first.process.kill('SIGKILL')
  await gone
  expect(statSync(socket).isSocket()).toBe(true)
  const second = await launchStore({ dir, socket, entry })
  const again = await connect(second.uri)
  expect(await again.db('a').collection('b').countDocuments({})).toBe(1)
  await again.close()
  await second.stop()
  chmodSync(folder.dir, 0o755)
  await expect(launchStore({ dir, socket, entry })).rejects.toThrow(/must be the owner's alone \(mode 0700\)/)
  await expect(launchStore({ dir, socket: `/tmp/${'x'.repeat(120)}`, entry })).rejects.toThrow(
    /longer than 107/,
  )
})

test('started by hand it makes a password of its own, for the owner to read, and keeps it', async () => {
  const dir = join(folder.dir, 'own')
  const ready = async () => {
    const child = spawn(process.execPath, [entry, '--dir', dir, '--exit-with-parent'])
    const [line] = (await once(child.stdout, 'data')) as [Buffer]
    return { child, port: (JSON.parse(line.toString()) as { port: number }).port }
  }
  const first = await ready()
  const file = join(dir, 'store.password')
  const password = readFileSync(file, 'utf8').trim()
  expect(statSync(file).mode & 0o077).toBe(0)
  const stranger = await connect(`mongodb://127.0.0.1:${first.port}/?directConnection=true`)
  await expect(stranger.db('a').collection('b').findOne({})).rejects.toMatchObject({ code: 13 })
  await stranger.close()
  const gone = once(first.child, 'exit')
  first.child.kill('SIGTERM')
  await gone
  const second = await ready()
  const owner = await connect(
    `mongodb://parley:${password}@127.0.0.1:${second.port}/?authSource=admin&directConnection=true`,
  )
  expect(await owner.db('a').collection('b').findOne({})).toBe(null)
  await owner.close()
  second.child.kill('SIGTERM')
  await once(second.child, 'exit')
})

test('a commit that cannot even begin fails those who wait for it, and the next ones too; none hangs', async () => {
  const env = new Environment(folder.dir)
  await env.write((tx) => tx.put(Buffer.from('a'), Buffer.from('b')))
  await env.close()
  const writes = [1, 2, 3].map(() => env.write((tx) => tx.put(Buffer.from('a'), Buffer.from('c'))))
  for (const { status } of await Promise.allSettled(writes)) expect(status).toBe('rejected')
  await expect(env.write(() => undefined)).rejects.toMatchObject({ code: 11600 })
})
