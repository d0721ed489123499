import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { UsageError } from '../lib/tool.ts'
import { findPlace } from './place.ts'

const dir = mkdtempSync(join(tmpdir(), 'parley-place-'))
afterAll(() => rmSync(dir, { recursive: true }))
const key = Buffer.alloc(32, 1).toString('base64')
writeFileSync(join(dir, 'secrets.json'), JSON.stringify({ masterKey: key }))
const env = { PARLEY_DATA_DIR: dir }

test('settings name the system; without them it is the one of this machine', async () => {
  const settings = {
    ...env,
    PARLEY_PUBLIC_URL: 'https://help.example/',
    MONGODB_URI: 'mongodb://store/parley',
  }
  const place = await findPlace(undefined, settings)
  expect(place).toMatchObject({ url: 'https://help.example', mongodbUri: 'mongodb://store/parley' })
  expect(place.masterKey?.toString('base64')).toBe(key)
  expect((await findPlace(undefined, { ...env, PORT: '4000' })).url).toBe('http://localhost:4000')
})

test('of another address the data folder says nothing', async () => {
  const place = await findPlace('http://elsewhere:3000', env)
  expect(place).toEqual({ url: 'http://elsewhere:3000', mongodbUri: undefined, masterKey: undefined })
})

test.each([
  ['localhost:3000', /^localhost:3000 is no address/],
  ['ftp://host', /begins with http/],
  ['', /is no address/],
])('%j is refused in a sentence', async (given, sentence) => {
  const refused = await findPlace(given, env).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(UsageError)
  expect((refused as Error).message).toMatch(sentence)
})

test('a key of the wrong length is refused', async () => {
  await expect(findPlace(undefined, { ...env, PARLEY_MASTER_KEY: 'short' })).rejects.toThrow(/32 bytes/)
})
