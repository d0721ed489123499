import type { Socket } from 'node:net'
import fc from 'fast-check'
import mongoose from 'mongoose'
import { afterEach, expect, test } from 'vitest'
import { message, openSocket } from './raw-wire.ts'
import { connect, withStore } from './with-store.ts'

const running = withStore()
const { BSON } = mongoose.mongo as unknown as {
  BSON: { deserialize(bytes: Uint8Array): Record<string, unknown> }
}
const open = (): Promise<Socket> => openSocket(running.store.port)
const SEED = 20270102
const { Long } = mongoose.mongo

afterEach(async () => {
  const fresh = await connect(running.store.uri)
  expect(await fresh.db('admin').command({ ping: 1 })).toMatchObject({ ok: 1 })
  await fresh.close()
})

const PING = { ping: 1, $db: 'admin' }
const VALID = [
  message(PING),
  message({ hello: 1, helloOk: true, client: { driver: { name: 'x', version: '1' } }, $db: 'admin' }),
  message({
    saslStart: 1,
    mechanism: 'SCRAM-SHA-256',
    payload: Buffer.from('n,,n=parley,r=abc'),
    $db: 'admin',
  }),
  message({ find: 'x', filter: { a: [1, { b: 'text' }], d: new Date(0) }, limit: 5, $db: 'test' }),
]

/** Replies as they come, whole ones only. */
async function* replies(socket: Socket): AsyncGenerator<Record<string, unknown>, void, undefined> {
  let received = Buffer.alloc(0)
  for await (const chunk of socket) {
    received = Buffer.concat([received, chunk as Buffer])
    while (received.length >= 4 && received.length >= received.readInt32LE(0)) {
      const length = received.readInt32LE(0)
      yield { responseTo: received.readInt32LE(8), ...BSON.deserialize(received.subarray(21, length)) }
      received = received.subarray(length)
    }
  }
}

async function take(socket: Socket, count: number): Promise<Record<string, unknown>[]> {
  const taken: Record<string, unknown>[] = []
  for await (const reply of replies(socket)) if (taken.push(reply) === count) break
  return taken
}

const change = fc.oneof(
  fc.record({ kind: fc.constant('byte' as const), at: fc.nat(300), value: fc.nat(255) }),
  fc.record({
    kind: fc.constant('length' as const),
    at: fc.constantFrom(0, 16, 20, 21, 25, 30),
    value: fc.constantFrom(-1, 0, 3, 4, 15, 16, 48_000_000, 48_000_001, 2 ** 31 - 1, -(2 ** 31)),
  }),
  fc.record({ kind: fc.constant('cut' as const), at: fc.nat(300), value: fc.nat(20) }),
  fc.record({ kind: fc.constant('twice' as const), at: fc.nat(300), value: fc.nat(20) }),
)

function damaged(bytes: Buffer, { kind, at, value }: { kind: string; at: number; value: number }): Buffer {
  const place = at % bytes.length
  const copy = Buffer.from(bytes)
  if (kind === 'byte') copy[place] = value
  else if (kind === 'length') copy.writeInt32LE(value, Math.min(at, copy.length - 4))
  else if (kind === 'cut') return Buffer.concat([copy.subarray(0, place), copy.subarray(place + value)])
  else return Buffer.concat([copy.subarray(0, place + value), copy.subarray(place)])
  return copy
}

/** Writes, gives the server a moment with the end of the stream, and lets go. */
async function hurl(bytes: Buffer): Promise<void> {
  const socket = await open()
  await new Promise((resolve) => {
    socket.setTimeout(500, () => resolve(undefined))
    socket.once('close', resolve)
    socket.once('data', resolve)
    socket.end(bytes)
  })
  socket.destroy()
}

test('damaged messages of all kinds end their own connection at most', async () => {
  const frames = fc.array(
    fc.tuple(fc.constantFrom(...VALID), fc.array(change, { minLength: 1, maxLength: 4 })),
    {
      minLength: 20,
      maxLength: 40,
    },
  )
  let sent = 0
  const property = fc.asyncProperty(frames, async (drawn) => {
    sent += drawn.length
    await Promise.all(drawn.map(([valid, changes]) => hurl(changes.reduce(damaged, valid))))
    expect(await running.db.command({ ping: 1 })).toMatchObject({ ok: 1 })
  })
  await fc.assert(property, { seed: SEED, numRuns: 20 })
  console.log(`seed ${SEED}: ${sent} damaged messages`)
})

test('a message may come in any two pieces, and many messages in one', async () => {
  const socket = await open()
  const ping = message(PING)
  for (let at = 1; at < ping.length; at += 1) {
    socket.write(ping.subarray(0, at))
    await new Promise((resolve) => setImmediate(resolve))
    socket.write(ping.subarray(at))
  }
  expect(await take(socket, ping.length - 1)).toHaveLength(ping.length - 1)
  const packed = await open()
  const many = Array.from({ length: 200 }, () => message(PING))
  packed.write(Buffer.concat(many))
  const answered = await take(packed, many.length)
  expect(answered.map(({ responseTo }) => responseTo)).toEqual(many.map((bytes) => bytes.readInt32LE(4)))
})

test('nesting without end is refused before it is followed', async () => {
  for (const levels of [200, 5000, 8000]) {
    // Each level is a document of one field; built from the inside, as bytes.
    const size = 5 + levels * 8
    const body = Buffer.alloc(size)
    for (let level = 0; level < levels; level += 1) {
      body.writeInt32LE(size - level * 8, level * 7)
      body.write('\x03a\0', level * 7 + 4, 'latin1')
    }
    body.writeInt32LE(5, levels * 7)
    const head = Buffer.from(message({}).subarray(0, 21))
    head.writeInt32LE(21 + size, 0)
    const socket = await open()
    socket.write(Buffer.concat([head, body]))
    const [reply] = await take(socket, 1)
    expect(reply).toMatchObject({ ok: 0 })
    expect([15, 22]).toContain(reply?.['code'])
  }
})

test('documents up to 16 MB are kept, larger ones are refused, and numbers without measure are only numbers', async () => {
  const things = running.db.collection<{ _id: number }>('sizes')
  const fits = 16 * 1024 * 1024 - 100
  await things.insertOne({ _id: 1, text: 'x'.repeat(fits) } as never)
  expect(await things.countDocuments({})).toBe(1)
  const growing = { $set: { more: 'x'.repeat(200) } }
  await expect(things.updateOne({ _id: 1 }, growing)).rejects.toMatchObject({ code: 17419 })
  const huge = [2 ** 31 - 1, Long.MAX_VALUE, 1e300, -1, Long.MIN_VALUE]
  for (const number of huge) {
    for (const field of ['limit', 'skip', 'batchSize']) {
      const asked = { find: 'small', filter: {}, [field]: number }
      await running.db
        .command(asked)
        .catch((error: { code?: number }) => expect(error.code).toBeGreaterThan(0))
    }
  }
})

test('many connections that say nothing whole keep nobody else from answers', async () => {
  const idle = await Promise.all(Array.from({ length: 300 }, open))
  for (const socket of idle) socket.write(Buffer.of(60, 0, 0))
  const started = Date.now()
  for (let round = 0; round < 20; round += 1) await running.db.command({ ping: 1 })
  expect(Date.now() - started).toBeLessThan(5000)
  for (const socket of idle) socket.destroy()
})

test('wrong proofs are refused quickly and without work', async () => {
  const socket = await open()
  const answers = replies(socket)
  const ask = async (command: object): Promise<Record<string, unknown>> => {
    socket.write(message({ ...command, $db: 'admin' }))
    return ((await answers.next()).value ?? {}) as Record<string, unknown>
  }
  const started = Date.now()
  for (let round = 0; round < 200; round += 1) {
    const first = await ask({
      saslStart: 1,
      mechanism: 'SCRAM-SHA-256',
      payload: Buffer.from('n,,n=parley,r=abc'),
    })
    const { conversationId, payload } = first as { conversationId: number; payload: { value(): Uint8Array } }
    const nonce = /r=([^,]+)/.exec(Buffer.from(payload.value()).toString())?.[1]
    const proof = Buffer.alloc(32, round).toString('base64')
    const last = await ask({
      saslContinue: 1,
      conversationId,
      payload: Buffer.from(`c=biws,r=${nonce},p=${proof}`),
    })
    expect(last).toMatchObject({ ok: 0, code: 18 })
  }
  expect(Date.now() - started).toBeLessThan(10_000)
  expect(await ask({ find: 'x' })).toMatchObject({ ok: 0, code: 13 })
  socket.destroy()
})
