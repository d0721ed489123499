import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { driftOf, exampleOf } from '../../scripts/check-env-example.ts'
import { ConfigError, readConfig, settings } from './config.ts'

const dir = mkdtempSync(join(tmpdir(), 'parley-config-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))
const key = Buffer.alloc(32, 7).toString('base64')
const base = { PARLEY_DATA_DIR: dir, PARLEY_MASTER_KEY: key }

function sentence(env: Record<string, string>): string {
  try {
    readConfig({ ...base, ...env })
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  return ''
}

describe('readConfig', () => {
  test('needs nothing for a first start', () => {
    const config = readConfig({ PARLEY_DATA_DIR: join(dir, 'first') })
    expect(config).toMatchObject({
      mode: 'development',
      port: 3000,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:3000',
      secure: false,
      roles: ['web', 'worker'],
      mongodbUri: undefined,
      redisUrl: undefined,
      workerConcurrency: 16,
      offerMs: 20_000,
      undoMs: 8000,
      botIdleMs: 86_400_000,
      leaveMs: 0,
      warmUp: true,
      trustProxy: false,
      allowedOrigins: [],
      sessionIdleMs: 1_800_000,
      sessionMaxMs: 43_200_000,
    })
    expect(config.modelFile).toMatch(/nlp-models[\\/]trained[\\/]default\.model$/)
  })

  test.each([
    [{ PORT: 'web' }, 'PORT must be a whole number from 0 to 65535.'],
    [{ PORT: '65536' }, 'PORT must be a whole number from 0 to 65535.'],
    [{ PARLEY_ROLES: 'web,cook' }, 'PARLEY_ROLES must be web, worker or both.'],
    [{ PARLEY_ROLES: ',' }, 'PARLEY_ROLES must be web, worker or both.'],
    [{ MONGODB_URI: 'postgres://x' }, 'MONGODB_URI must begin with mongodb:// or mongodb+srv://.'],
    [{ REDIS_URL: 'localhost' }, 'REDIS_URL must begin with redis://, rediss:// or redis+unix://.'],
    [{ PARLEY_MASTER_KEY: 'short' }, 'PARLEY_MASTER_KEY must be the base64 of exactly 32 bytes.'],
    [{ PARLEY_PUBLIC_URL: 'ftp://x' }, 'PARLEY_PUBLIC_URL must be an http or https address.'],
    [{ PARLEY_METRICS_TOKEN: 'x' }, 'PARLEY_METRICS_TOKEN must have at least 16 characters.'],
    [
      { PARLEY_TRUST_PROXY: 'maybe' },
      'PARLEY_TRUST_PROXY must be false, a number of proxies, or their addresses.',
    ],
    [
      { PARLEY_ALLOWED_ORIGINS: 'https://a.example,x' },
      'PARLEY_ALLOWED_ORIGINS must be a list of http or https origins.',
    ],
    [{ PARLEY_HOTS: '0.0.0.0' }, 'PARLEY_HOTS is not a setting of Parley.'],
  ])('%o is refused by one sentence that names it', (env, expected) => {
    expect(sentence(env)).toBe(expected)
  })

  test('names every wrong variable in the one sentence', () => {
    expect(sentence({ PORT: '-1', PARLEY_OFFER_SECONDS: '0' })).toBe(
      'PORT must be a whole number from 0 to 65535; PARLEY_OFFER_SECONDS must be a whole number from 1 to 600.',
    )
  })

  test('never repeats a secret', () => {
    expect(sentence({ MONGODB_URI: 'mongo://u:hunter2@h', PARLEY_MASTER_KEY: 'hunter2' })).not.toContain(
      'hunter2',
    )
  })

  test('an empty setting counts as unset', () => {
    expect(readConfig({ ...base, PORT: '', MONGODB_URI: '' })).toMatchObject({
      port: 3000,
      mongodbUri: undefined,
    })
  })

  test('production wants its key and its store from outside, unless it is told otherwise', () => {
    const env = { PARLEY_DATA_DIR: dir, NODE_ENV: 'production' }
    expect(() => readConfig(env)).toThrow(/PARLEY_MASTER_KEY .*MONGODB_URI /)
    const allowed = { PARLEY_ALLOW_LOCAL_SECRETS: 'true', PARLEY_ALLOW_EMBEDDED_STORE: 'true' }
    expect(readConfig({ ...env, ...allowed }).production).toBe(true)
  })

  test('https makes the install secure, and a trailing slash does not count', () => {
    expect(readConfig({ ...base, PARLEY_PUBLIC_URL: 'https://help.example/' })).toMatchObject({
      secure: true,
      publicUrl: 'https://help.example',
    })
  })

  test('"true" trusts one proxy, never every address that someone writes into a header', () => {
    expect(readConfig({ ...base, PARLEY_TRUST_PROXY: 'true' }).trustProxy).toBe(1)
    expect(readConfig({ ...base, PARLEY_TRUST_PROXY: '10.0.0.0/8' }).trustProxy).toBe('10.0.0.0/8')
  })
})

describe('the master key in the data folder', () => {
  test('is made once, readable by its owner only', () => {
    const env = { PARLEY_DATA_DIR: join(dir, 'keys') }
    const first = readConfig(env).masterKey
    expect(first).toHaveLength(32)
    expect(readConfig(env).masterKey).toEqual(first)
    expect(statSync(join(dir, 'keys', 'secrets.json')).mode & 0o777).toBe(0o600)
  })

  test('is never replaced when its file is damaged', () => {
    const env = { PARLEY_DATA_DIR: join(dir, 'damaged') }
    readConfig(env)
    const file = join(dir, 'damaged', 'secrets.json')
    writeFileSync(file, '{"masterKey":"')
    expect(() => readConfig(env)).toThrow(/^PARLEY_DATA_DIR holds no usable secrets\.json/)
    expect(readFileSync(file, 'utf8')).toBe('{"masterKey":"')
  })
})

describe('.env.example', () => {
  test('tells every setting as the schema does', () => {
    const text = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8')
    expect(driftOf(text, settings)).toEqual([])
  })

  test('a missing, foreign or changed line is found', () => {
    const list = [
      { name: 'A', default: '1', doc: 'First.' },
      { name: 'B', default: undefined, doc: 'Second.' },
    ]
    expect(driftOf(exampleOf(list), list)).toEqual([])
    expect(driftOf('# First.\n#A=2\n#C=\n', list)).toEqual([
      'C is not a setting any more.',
      'A must show its default "1".',
      'B is missing.',
    ])
  })
})
