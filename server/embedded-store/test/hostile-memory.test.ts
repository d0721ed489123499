import { readFileSync } from 'node:fs'
import type { Socket } from 'node:net'
import { beforeEach, expect, test } from 'vitest'
import { message, openSocket } from './raw-wire.ts'
import { withStore } from './with-store.ts'

const running = withStore()

/** Bytes that the process holds for itself, where the system tells it; pages of the data file are the system's. */
function memory(): number | undefined {
  try {
    const status = readFileSync(`/proc/${running.store.pid}/status`, 'utf8')
    return Number(/RssAnon:\s+(\d+) kB/.exec(status)?.[1]) * 1024
  } catch {
    return undefined
  }
}

const MB = 1024 * 1024
/** Well above what a heap grows by at its first work (40 to 70), well below what it would hold unprotected (300 to 400). */
const LIMIT = 128 * MB
let atRest = 0
beforeEach(() => {
  atRest = memory() ?? 0
})

/** Until the socket takes no more: the other side has stopped reading, or all is written. */
async function pour(socket: Socket, packet: Buffer, times: number): Promise<void> {
  for (let round = 0; round < times; round += 1) {
    if (socket.write(packet)) continue
    const drained = new Promise((resolve) => socket.once('drain', () => resolve(true)))
    const patience = new Promise((resolve) => setTimeout(() => resolve(false), 1500))
    if (!(await Promise.race([drained, patience]))) return
  }
}

test('who does not read replies is not read from either', async () => {
  const socket = await openSocket(running.store.port)
  socket.pause()
  const hello = message({ hello: 1, $db: 'admin' })
  await pour(socket, Buffer.concat(Array.from({ length: 500 }, () => hello)), 5000)
  // Whatever was taken is answered before this is.
  await running.db.command({ ping: 1 })
  const grown = (memory() ?? 0) - atRest
  socket.destroy()
  expect(grown).toBeLessThan(LIMIT)
})

test('who has not said a password cannot make the store keep large messages', async () => {
  const head = Buffer.alloc(21)
  head.writeInt32LE(45 * MB, 0)
  head.writeInt32LE(2013, 12)
  const sockets = await Promise.all(Array.from({ length: 8 }, () => openSocket(running.store.port)))
  for (const socket of sockets) socket.write(head)
  const packet = Buffer.alloc(MB)
  await Promise.all(sockets.map((socket) => pour(socket, packet, 40)))
  await new Promise((resolve) => setTimeout(resolve, 500))
  const grown = (memory() ?? 0) - atRest
  for (const socket of sockets) socket.destroy()
  expect(grown).toBeLessThan(LIMIT)
})
