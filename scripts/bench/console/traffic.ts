import { setTimeout as delay } from 'node:timers/promises'
import type { Ack } from '../../../server/src/contract/index.ts'
import { ask, openSocket } from '../../lib/live-socket.ts'
import type { Writer } from './seed-desk.ts'

const ACK_MS = 10_000

export interface Sent {
  id: string
  at: number
  /** Whether it went into the thread that is open on the screen. */
  open: boolean
}

export interface Traffic {
  /** Sends at a steady pace, in turns over all writers or the first few, and waits until all is acknowledged. */
  run(perSecond: number, seconds: number, writers?: number): Promise<Sent[]>
  close(): void
}

let serial = 0

/** Customers who write; the first writer's thread is the one on the screen. */
export async function openTraffic(url: string, writers: readonly Writer[]): Promise<Traffic> {
  const sockets = writers.map(({ token }) => openSocket(`${url}/widget`, { auth: { token } }))
  await Promise.all(
    sockets.map(
      (socket) => socket.connected || new Promise((resolve) => socket.once('connect', () => resolve(true))),
    ),
  )
  const send = async (index: number, n: number): Promise<Sent> => {
    const id = `bench-${index}-${++serial}`
    const at = Date.now()
    const socket = sockets[index]
    if (!socket) throw new Error('no such writer')
    const message = { id, n, text: `${id}: is there any news about my order?` }
    for (;;) {
      const answer = await ask<Ack<object>>(socket, 'message:send', message, ACK_MS)
      if (answer?.ok) return { id, at, open: index === 0 }
      await delay(200)
    }
  }
  return {
    async run(perSecond, seconds, writers = sockets.length) {
      const started = performance.now()
      const sent: Promise<Sent>[] = []
      for (let index = 0; index < perSecond * seconds; index++) {
        const due = started + (index * 1000) / perSecond
        const wait = due - performance.now()
        if (wait > 0) await delay(wait)
        sent.push(send(index % writers, serial + 1))
      }
      return await Promise.all(sent)
    },
    close: () => {
      for (const socket of sockets) socket.disconnect()
    },
  }
}
