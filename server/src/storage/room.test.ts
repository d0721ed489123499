import type { Connection } from 'mongoose'
import { expect, test } from 'vitest'
import { toErrorBody } from '../errors.ts'
import { watchRoom } from './room.ts'

const MB = 1024 ** 2
const events: string[] = []
const log = {
  warn: ({ event }: { event: string }) => void events.push(event),
  info: ({ event }: { event: string }) => void events.push(event),
} as never

/** A store whose disk has so much room. */
function storeWith(disk: { free?: number; away?: boolean }): Connection {
  const command = async () => {
    if (disk.away) throw new Error('connect ECONNREFUSED')
    if (disk.free === undefined) return { db: 'parley' }
    return { fsTotalSize: 1000 * MB, fsUsedSize: 1000 * MB - disk.free }
  }
  return { db: { command } } as unknown as Connection
}

test('sends away while too little is free, also when the store stops answering, and takes in again by itself', async () => {
  const disk: { free?: number; away?: boolean } = { free: 300 * MB }
  const room = await watchRoom({ connection: storeWith(disk), neededBytes: 256 * MB, log })
  expect(room.assert).not.toThrow()
  disk.free = 255 * MB
  await expect
    .poll(() => refusal(room))
    .toMatchObject({ code: 'store_unavailable', details: { retryAfter: 2 } })
  disk.away = true
  expect(refusal(room)).toBeDefined()
  Object.assign(disk, { away: false, free: 257 * MB })
  await expect.poll(() => refusal(room)).toBeUndefined()
  await room.stop()
  expect(events).toEqual(['disk.low', 'disk.room'])
})

test('a store that does not tell how full its disk is takes everything', async () => {
  const room = await watchRoom({ connection: storeWith({}), neededBytes: 256 * MB, log })
  expect(room.assert).not.toThrow()
  expect(room.freeBytes()).toBeUndefined()
  await room.stop()
})

function refusal(room: { assert(): void }) {
  try {
    room.assert()
    return undefined
  } catch (error) {
    return toErrorBody(error).error
  }
}
