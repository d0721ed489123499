import { randomBytes } from 'node:crypto'
import mongoose, { type Connection } from 'mongoose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startStore, type TestStore } from '../../test/support/store.ts'
import { toAppError } from '../errors.ts'
import { isAlive, proveWrite, startHeartbeat } from './heartbeat.ts'
import { connectStore, ensureIndexes, schemaOptions } from './mongo.ts'
import { createSealer, SealingError } from './sealing.ts'

let store: TestStore
let connection: Connection
let other: Connection
const masterKey = randomBytes(32)

beforeAll(async () => {
  store = await startStore()
  connection = await connectStore({ uri: store.uri, appName: 'test' })
  other = await connectStore({ uri: store.uri, appName: 'test-other' })
})
afterAll(async () => {
  await connection.close()
  await other.close()
  await store.stop()
})

/** Each call is a process of its own as far as keys in memory go. */
function sealers() {
  const again = (of: Connection, key = masterKey) => {
    of.deleteModel(/PersonKey/)
    return createSealer({ connection: of, masterKey: key })
  }
  return { here: again(connection), there: again(other), wrong: () => again(other, randomBytes(32)) }
}

async function fault(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'none'
  } catch (error) {
    if (error instanceof SealingError) return error.code
    throw error
  }
}

describe('createSealer', () => {
  test('what one process seals another opens, whatever the language', async () => {
    const { here, there } = sealers()
    for (const text of ['', 'Where is my order?', '我的订单在哪里？ 🙂', 'x'.repeat(100_000)]) {
      expect(await there.open('p1', await here.seal('p1', text))).toBe(text)
    }
  })

  test('a sealed text can be kept in a document and read back lean', async () => {
    const { here } = sealers()
    const schema = new mongoose.Schema({ _id: String, body: Buffer }, schemaOptions)
    const letters = connection.model('Letter', schema)
    await letters.create({ _id: 'l1', body: await here.seal('p1', 'kept') })
    const lean = await letters.findById('l1').lean()
    const whole = await letters.findById('l1')
    if (!lean?.body || !whole?.body) throw new Error('the letter is gone')
    expect(await here.open('p1', lean.body)).toBe('kept')
    expect(await here.open('p1', whole.body)).toBe('kept')
    expect(Buffer.from(lean.body.buffer).includes('kept')).toBe(false)
  })

  test('the same text never looks the same twice', async () => {
    const { here } = sealers()
    expect(await here.seal('p1', 'same')).not.toEqual(await here.seal('p1', 'same'))
  })

  test('two processes that seal for a new person at once end with one key', async () => {
    const { here, there } = sealers()
    const sealed = await Promise.all(
      Array.from({ length: 40 }, (_, n) => (n % 2 ? here : there).seal('race', `text ${n}`)),
    )
    const fresh = sealers().here
    for (const [n, bytes] of sealed.entries()) expect(await fresh.open('race', bytes)).toBe(`text ${n}`)
    expect(await connection.collection('person_keys').countDocuments({ _id: 'race' as never })).toBe(1)
  })

  test('another person cannot open it', async () => {
    const { here } = sealers()
    await here.seal('p3', 'a key of their own')
    expect(await fault(here.open('p3', await here.seal('p2', 'for p2')))).toBe('tampered')
  })

  test('every changed byte is noticed', async () => {
    const { here } = sealers()
    const sealed = await here.seal('p4', 'hi')
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(await fault(here.open('p4', changed))).toBe('tampered')
    }
    expect(await fault(here.open('p4', sealed.subarray(0, 20)))).toBe('tampered')
    expect(await fault(here.open('p4', Buffer.alloc(0)))).toBe('tampered')
  })

  test('another master key opens nothing', async () => {
    const { here, wrong } = sealers()
    const sealed = await here.seal('p5', 'hi')
    expect(await fault(wrong().open('p5', sealed))).toBe('wrong_master_key')
  })

  test('a forgotten person stays forgotten, and the others do not', async () => {
    const { here } = sealers()
    const [gone, kept] = [await here.seal('p6', 'gone'), await here.seal('p7', 'kept')]
    await here.forget('p6')
    const fresh = sealers().there
    expect(await fault(here.open('p6', gone))).toBe('key_gone')
    expect(await fault(fresh.open('p6', gone))).toBe('key_gone')
    expect(await fault(fresh.seal('p6', 'again'))).toBe('key_gone')
    expect(await fresh.open('p7', kept)).toBe('kept')
    await here.forget('nobody')
    expect(await fault(here.open('nobody', kept))).toBe('key_gone')
  })
})

describe('connectStore', () => {
  test('an unknown path in a filter is an error and never matches everything', async () => {
    const schema = new mongoose.Schema(
      { _id: String, name: String },
      { ...schemaOptions, collection: 'things' },
    )
    const things = connection.model('Thing', schema)
    await things.create({ _id: 't1', name: 'x' })
    await expect(things.find({ nmae: 'x' } as never)).rejects.toThrow()
    await expect(things.updateOne({ _id: 't1' }, { $set: { nmae: 'x' } } as never)).rejects.toThrow()
    await expect(things.find({ name: { $ne: null } } as never)).rejects.toThrow()
    await ensureIndexes(connection)
  })

  test('a store that is not there is an error within three seconds', async () => {
    const start = performance.now()
    const failed = connectStore({
      uri: 'mongodb://127.0.0.1:1/parley?directConnection=true',
      appName: 'test',
    })
    expect(toAppError(await failed.catch((error: unknown) => error)).code).toBe('store_unavailable')
    expect(performance.now() - start).toBeLessThan(3000)
  })
})

describe('heartbeat', () => {
  test('tells whether anyone does the work of a role', async () => {
    expect(await proveWrite(connection)).toBeInstanceOf(Date)
    expect(await isAlive(connection, 'worker')).toBe(false)
    const heart = startHeartbeat(connection, 'worker')
    await expect.poll(() => isAlive(connection, 'worker')).toBe(true)
    heart.stop()
  })
})
