import { afterAll, beforeAll, expect, test } from 'vitest'
import type { EntryBody } from '../src/contract/index.ts'
import type { StoredEntry } from '../src/conversations/entry.ts'
import { type Instance, startInstance, threadKey } from './support/instance.ts'
import { storeOfFile } from './support/store.ts'

// Events come in any order; handled are they by the store's time of acceptance, and within one moment by the client's
// own counter.

const store = storeOfFile()
let instance: Instance
beforeAll(async () => {
  instance = await startInstance({ uri: store.uri })
})
// Before the store goes, which was registered first: what it still has to tidy would wait for a store in vain.
afterAll(async () => {
  await instance?.close()
})

async function accept(thread: string, words: readonly { text: string; n: number }[]): Promise<void> {
  for (const { text, n } of words)
    await instance.core.accept({
      key: threadKey(thread),
      sender: 'customer',
      dedupKey: `client-${text}`,
      n,
      body: { kind: 'message', text, clientId: `client-${text}` },
    })
}

async function handled(thread: string): Promise<string[]> {
  while ((await instance.drain(thread)) !== 'idle') await instance.core.trim.flush()
  const entries = await instance.core.log.find({ thread }).sort({ _id: 1 }).lean<StoredEntry[]>()
  const bodies = await Promise.all(
    entries.map(
      async ({ body }) =>
        JSON.parse(await instance.core.sealer.open(threadKey(thread).identity, body)) as EntryBody,
    ),
  )
  return bodies.flatMap((body) =>
    body.kind === 'message' && body.clientId
      ? body.parts.map((part) => (part.type === 'text' ? part.text : ''))
      : [],
  )
}

const shuffled = [
  { text: 'third', n: 3 },
  { text: 'first', n: 1 },
  { text: 'fourth', n: 4 },
  { text: 'second', n: 2 },
]

test('what was accepted in the same moment is put in the order of the client', async () => {
  await accept('moment', shuffled)
  await instance.core.inbox.updateMany({ thread: 'moment' }, { $set: { at: new Date() } })
  expect(await handled('moment')).toEqual(['first', 'second', 'third', 'fourth'])
})

test('across moments the store’s time decides: a counter that starts again moves nothing before what was acknowledged', async () => {
  const start = Date.now()
  await accept('moments', shuffled)
  for (const [index, { text }] of shuffled.entries())
    await instance.core.inbox.updateOne(
      { _id: `moments:customer:client-${text}` },
      { $set: { at: new Date(start + index) } },
    )
  expect(await handled('moments')).toEqual(shuffled.map(({ text }) => text))
})

test('what comes late is put behind what was answered, and nothing is lost or doubled', async () => {
  await accept('late', [{ text: 'second', n: 2 }])
  expect(await handled('late')).toEqual(['second'])
  await accept('late', [
    { text: 'first', n: 1 },
    { text: 'second', n: 2 },
  ])
  expect(await handled('late')).toEqual(['second', 'first'])
})

test('what a backup of no one moment brings back as pending is not answered twice', async () => {
  await accept('restored', [{ text: 'once', n: 1 }])
  expect(await handled('restored')).toEqual(['once'])
  const { log, inbox, trim } = instance.core
  const before = await log.countDocuments({ thread: 'restored' })
  await inbox.updateMany(
    { thread: 'restored' },
    { $set: { state: 'pending', at: new Date(Date.now() - 60_000) }, $unset: { doneAt: 1 } },
  )
  expect(await handled('restored')).toEqual(['once'])
  expect(await log.countDocuments({ thread: 'restored' })).toBe(before)
  await trim.flush()
  expect(await inbox.countDocuments({ thread: 'restored', state: 'pending' })).toBe(0)
})

test('an outbox lets go of nothing whose event is not done', async () => {
  await accept('untidy', [{ text: 'first', n: 1 }])
  const { inbox, threads, trim } = instance.core
  const { updateMany } = inbox
  // A store that refuses the mark: what was read as pending must still find its entry in the outbox.
  inbox.updateMany = (() => Promise.reject(new Error('not now'))) as never
  try {
    await instance.drain('untidy')
    await trim.flush()
    await accept('untidy', [{ text: 'second', n: 2 }])
    await instance.drain('untidy')
    await trim.flush()
  } finally {
    inbox.updateMany = updateMany
  }
  const { outbox } = (await threads.findById('untidy').lean()) ?? { outbox: [] }
  expect(outbox.flatMap(({ event }) => event ?? [])).toEqual([
    'untidy:customer:client-first',
    'untidy:customer:client-second',
  ])
  expect(await handled('untidy')).toEqual(['first', 'second'])
})
