import { connect as connectSocket, type Socket } from 'node:net'
import mongoose from 'mongoose'
import { expect, test } from 'vitest'
import { connect, seeded, withStore } from './with-store.ts'

const running = withStore()
const { BSON } = mongoose.mongo as unknown as {
  BSON: { serialize(value: unknown): Uint8Array; deserialize(bytes: Uint8Array): Record<string, unknown> }
}

function message(
  body: Buffer,
  { opCode = 2013, flags = 0, length }: { opCode?: number; flags?: number; length?: number } = {},
): Buffer {
  const head = Buffer.alloc(20)
  head.writeInt32LE(length ?? 20 + body.length, 0)
  head.writeInt32LE(1, 4)
  head.writeInt32LE(opCode, 12)
  head.writeUInt32LE(flags, 16)
  return Buffer.concat([head, body])
}

function command(doc: object): Buffer {
  return Buffer.concat([Buffer.of(0), BSON.serialize(doc)])
}

/** Sends bytes and gives the first reply's document, or `closed`. */
function send(bytes: Buffer): Promise<Record<string, unknown> | 'closed'> {
  return new Promise((resolve) => {
    const socket: Socket = connectSocket(running.store.port, '127.0.0.1', () => socket.write(bytes))
    let received = Buffer.alloc(0)
    socket.setTimeout(2000, () => socket.destroy())
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk])
      if (received.length < 4 || received.length < received.readInt32LE(0)) return
      const offset = received.readInt32LE(12) === 1 ? 36 : 21
      resolve(BSON.deserialize(received.subarray(offset)))
      socket.destroy()
    })
    socket.on('error', () => undefined)
    socket.on('close', () => resolve('closed'))
  })
}

test('answers ping, a checksum and the legacy hello, and asks for authentication for the rest', async () => {
  const ping = command({ ping: 1, $db: 'admin' })
  expect(await send(message(ping))).toMatchObject({ ok: 1 })
  expect(await send(message(Buffer.concat([ping, Buffer.alloc(4)]), { flags: 1 }))).toMatchObject({ ok: 1 })
  expect(await send(message(command({ find: 'x', $db: 'test' })))).toMatchObject({ ok: 0, code: 13 })
  const legacy = Buffer.concat([
    Buffer.from('admin.$cmd\0'),
    Buffer.alloc(4),
    Buffer.of(255, 255, 255, 255),
    BSON.serialize({ isMaster: 1 }),
  ])
  expect(await send(message(legacy, { opCode: 2004 }))).toMatchObject({
    ismaster: true,
    setName: 'parley',
    maxWireVersion: 21,
  })
})

test('a wrong password is refused and the right one works', async () => {
  const wrong = running.store.uri.replace(/:[^:@]+@/, ':wrong-password@')
  await expect(connect(wrong)).rejects.toMatchObject({ code: 18 })
  expect(await running.db.command({ connectionStatus: 1 })).toMatchObject({
    authInfo: { authenticatedUsers: [{ user: 'parley', db: 'admin' }] },
  })
})

test('malformed frames end their own connection and never the server', async () => {
  const random = seeded(7)
  const good = message(command({ ping: 1, deep: { a: [1, 'text', { b: 2 }] }, $db: 'admin' }))
  const broken: Buffer[] = [
    message(Buffer.alloc(0), { length: 3 }),
    message(Buffer.alloc(0), { length: -1 }),
    message(Buffer.alloc(0), { length: 50_000_000 }),
    message(command({ ping: 1 }), { opCode: 2012 }),
    message(command({ ping: 1 }), { flags: 4 }),
    message(Buffer.of(9, 1, 2, 3)),
    message(Buffer.concat([command({ ping: 1, $db: 'a' }), command({ ping: 1, $db: 'a' })])),
    message(Buffer.concat([Buffer.of(1), Buffer.from([255, 255, 0, 0]), Buffer.from('documents\0')])),
  ]
  for (let round = 0; round < 150; round += 1) {
    const bytes = Buffer.from(good)
    for (let change = 0; change <= random() * 4; change += 1)
      bytes[4 + Math.floor(random() * (bytes.length - 4))] = Math.floor(random() * 256)
    broken.push(bytes)
  }
  for (const bytes of broken.slice(0, 8)) expect(await send(bytes)).toBe('closed')
  await Promise.all(broken.slice(8).map(send))
  expect(await running.db.command({ ping: 1 })).toMatchObject({ ok: 1 })
})

test('too deep and too large documents are refused, and a message in many pieces is read', async () => {
  let deep: object = {}
  for (let level = 0; level < 250; level += 1) deep = { a: deep }
  expect(await send(message(command({ ping: 1, deep, $db: 'admin' })))).toMatchObject({ ok: 0, code: 15 })
  const things = running.db.collection('large')
  await things.insertOne({ text: 'x'.repeat(15_000_000) })
  expect((await things.findOne({}))?.['text']).toHaveLength(15_000_000)
  await expect(things.updateOne({}, { $set: { more: 'y'.repeat(2_000_000) } })).rejects.toMatchObject({
    code: 10334,
  })
  await expect(things.updateOne({}, { $set: { more: 'y'.repeat(9_000_000) } })).rejects.toMatchObject({
    code: 10334,
  })
  await expect(running.db.command({ ping: 1, forged: { _bsontype: 'ObjectId' } })).rejects.toThrow()
})

test('a field named like a prototype is a field', async () => {
  const things = running.db.collection<{ _id: number }>('prototype')
  const doc = JSON.parse('{"_id": 1, "__proto__": {"polluted": true}, "constructor": 5}') as { _id: number }
  await things.insertOne(doc)
  await things.updateOne({ _id: 1 }, { $set: { n: 1 } } as never)
  const stored = await things.findOne({ _id: 1 })
  expect(Object.keys(stored ?? {})).toEqual(['_id', '__proto__', 'constructor', 'n'])
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
})

test('writes without acknowledgement are done and get no reply', async () => {
  const things = running.db.collection<{ _id: number }>('silent')
  await things.insertOne({ _id: 1 }, { writeConcern: { w: 0 } })
  await expect.poll(() => things.countDocuments({})).toBe(1)
  await expect(things.insertOne({ _id: 2 }, { writeConcern: { w: 3 } })).rejects.toMatchObject({ code: 100 })
})

test('counts commands, so that round trips can be asserted', async () => {
  const total = async (): Promise<number> => {
    const status = (await running.db.command({ serverStatus: 1 })) as {
      metrics: { commands: Record<string, { total: number }> }
    }
    return status.metrics.commands['findAndModify']?.total ?? 0
  }
  const before = await total()
  await running.db.collection('counted').findOneAndUpdate({ a: 1 }, { $set: { b: 1 } })
  expect(await total()).toBe(before + 1)
})
