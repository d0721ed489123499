import { afterAll, beforeAll, expect, test } from 'vitest'
import type { StoredEntry } from '../src/conversations/entry.ts'
import { createLogWriter } from '../src/conversations/log-writer.ts'
import { createPendingLookup } from '../src/turns/pending-lookup.ts'
import { type Instance, startInstance, threadKey } from './support/instance.ts'
import { storeOfFile } from './support/store.ts'

// What the turns of many threads ask of the store together is what each would have asked alone.

const store = storeOfFile()
let instance: Instance
beforeAll(async () => {
  instance = await startInstance({ uri: store.uri })
})
afterAll(async () => {
  await instance?.close()
})

const entry = (thread: string, seq: number, event?: string): StoredEntry => ({
  _id: `${thread}:${String(seq).padStart(8, '0')}`,
  thread,
  seq,
  episode: 1,
  kind: 'message',
  at: new Date(0),
  by: { type: 'system' },
  customer: 'c_x',
  ...(event ? { event } : {}),
  body: Buffer.from('sealed'),
})

test('in a write of many threads, each hears of its own failure only', async () => {
  const { log } = instance.core
  const write = createLogWriter(log)
  // The first is on its way alone; what comes meanwhile goes together.
  const outcomes = await Promise.allSettled([
    write([entry('w0', 1, 'e0')]),
    write([entry('w1', 1), entry('w1', 2)]),
    write([entry('w2', 1, 'e2'), entry('w2', 2)]),
    // Another entry of an event that has one: that is never as good as written.
    write([entry('w3', 1), entry('w3', 2, 'e2')]),
    // The same again is.
    write([entry('w1', 2), entry('w1', 3)]),
    write([entry('w4', 1)]),
  ])
  expect(outcomes.map(({ status }) => status)).toEqual([
    ...['fulfilled', 'fulfilled', 'fulfilled', 'rejected', 'fulfilled', 'fulfilled'],
  ])
  const found = await log.find({}).sort({ _id: 1 }).lean()
  expect(found.map(({ thread, seq }) => `${thread} ${seq}`)).toEqual([
    ...['w0 1', 'w1 1', 'w1 2', 'w1 3', 'w2 1', 'w2 2', 'w3 1', 'w4 1'],
  ])
})

test('pending events of many threads come in the order of each, and no flood hides those of others', async () => {
  const { accept, inbox } = instance.core
  const say = async (thread: string, count: number) => {
    for (let n = 0; n < count; n++)
      await accept({
        key: threadKey(thread),
        sender: 'customer',
        dedupKey: `m${n}`,
        n,
        body: { kind: 'message', text: `${n}`, clientId: `m${n}` },
      })
  }
  await say('flood', 205)
  await Promise.all(['p1', 'p2', 'p3'].map(async (thread) => await say(thread, 3)))
  await inbox.updateMany({ thread: 'p2' }, { $set: { state: 'done' } })
  const read = createPendingLookup(inbox)
  const limit = 21
  const threads = ['p1', 'p1', 'p2', 'p3', 'nobody']
  const expected = [...[0, 1].map(() => ['p1:m0', 'p1:m1', 'p1:m2']), [], ['p3:m0', 'p3:m1', 'p3:m2'], []]
  const idsOf = async (asked: readonly string[]) =>
    await Promise.all(
      asked.map(async (thread) =>
        (await read({ thread, limit })).map(({ _id }) => _id.replace('customer:', '')),
      ),
    )
  expect(await idsOf(['p1', ...threads])).toEqual([expected[0], ...expected])
  const [, flood, ...rest] = await idsOf(['p1', 'flood', ...threads])
  expect(flood).toHaveLength(limit)
  expect(rest).toEqual(expected)
})
