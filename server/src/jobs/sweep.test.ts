import { pino } from 'pino'
import { expect, test } from 'vitest'
import { storeOfFile } from '../../test/support/store.ts'
import { threadsOn } from '../conversations/thread.ts'
import { inboxOn } from '../ingest/event.ts'
import { startSweep } from './sweep.ts'

const file = storeOfFile()
const NOW = Date.UTC(2026, 10, 23, 12)

/** Something pending that came, or is due, so long before this test's present. */
async function pending(thread: string, beforeMs: number, held: boolean): Promise<void> {
  await inboxOn(file.admin).create({
    _id: `${thread}:customer:1`,
    thread,
    ...{ account: 'a', channel: 'web', identity: 'i', customer: 'c' },
    ...{ sender: 'customer', kind: 'message', hash: 'h', body: Buffer.from('sealed'), state: 'pending' },
    at: new Date(NOW - beforeMs),
    ...(held ? { held: true } : {}),
  })
}

test('what was held is found as soon as it is due; what just came is left to its ring', async () => {
  await pending('just-came', 200, false)
  await pending('just-due', 200, true)
  await pending('not-due', -200, true)
  await pending('came-long-ago', 6000, false)
  const found = new Map<string, boolean>()
  let rounds = 0
  const sweep = startSweep({
    threads: threadsOn(file.admin),
    inbox: inboxOn(file.admin),
    clock: {
      now: () => {
        rounds += 1
        return NOW
      },
      stop: () => undefined,
    },
    drain: (thread, counted) => void found.set(thread, counted),
    runAction: () => undefined,
    log: pino({ level: 'silent' }),
  })
  await expect.poll(() => rounds).toBeGreaterThan(1)
  await sweep.stop()
  expect(Object.fromEntries(found)).toEqual({ 'just-due': false, 'came-long-ago': true })
})
