import { connect, type Socket } from 'node:net'
import mongoose from 'mongoose'

const { BSON } = mongoose.mongo as unknown as { BSON: { serialize(value: unknown): Uint8Array } }

let lastId = 0
/** A command as one whole message. */
export function message(doc: object): Buffer {
  const body = BSON.serialize(doc)
  const head = Buffer.alloc(21)
  lastId += 1
  head.writeInt32LE(21 + body.length, 0)
  head.writeInt32LE(lastId, 4)
  head.writeInt32LE(2013, 12)
  return Buffer.concat([head, body])
}

export function openSocket(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket))
    socket.setNoDelay(true)
    socket.once('error', reject)
    socket.on('error', () => undefined)
  })
}
