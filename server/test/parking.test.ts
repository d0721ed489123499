import { expect, test } from 'vitest'
import type { EntryBody } from '../src/contract/index.ts'
import type { StoredEntry } from '../src/conversations/entry.ts'
import { claim, handBack } from '../src/conversations/ownership.ts'
import type { Thread } from '../src/conversations/thread.ts'
import { type Instance, startInstance, threadKey } from './support/instance.ts'
import { storeOfFile } from './support/store.ts'

// What cannot be handled must not hold up what follows it, and must not be lost either: after five counted tries people
// get it. The tries are counted in the store, so a process that dies of a message counts too.

const store = storeOfFile()
const POISON = 'how long does delivery take?'
const dana = { id: 'dana', name: 'Dana' }
const reading = (intent: string) => {
  if (intent.startsWith('delivery.time')) throw new Error('this article cannot be read')
}

async function say(instance: Instance, thread: string, ...texts: string[]): Promise<void> {
  for (const [n, text] of texts.entries()) {
    const clientId = `client-${n}-${text.length}-x`
    await instance.core.accept({
      key: threadKey(thread),
      sender: 'customer',
      dedupKey: clientId,
      n,
      body: { kind: 'message', text, clientId },
    })
  }
}

/** Drains as the sweep does until nothing is left; returns how often it failed. */
async function failures(instance: Instance, thread: string): Promise<number> {
  for (let failed = 0; failed < 20; failed++) {
    try {
      while ((await instance.drain(thread, { counted: true })) !== 'idle') await instance.core.trim.flush()
      return failed
    } catch (error) {
      expect(String(error)).toMatch(/cannot be read|tampered/i)
    }
  }
  throw new Error('it was never parked')
}

const threadOf = async ({ core }: Instance, id: string) =>
  (await core.threads.findById(id).lean<Thread>()) as Thread

async function bodiesOf({ core }: Instance, thread: string): Promise<EntryBody[]> {
  const entries = await core.log.find({ thread }).sort({ _id: 1 }).lean<StoredEntry[]>()
  return await Promise.all(
    entries.map(
      async ({ body }) => JSON.parse(await core.sealer.open(threadKey(thread).identity, body)) as EntryBody,
    ),
  )
}
const said = (bodies: readonly EntryBody[]) =>
  bodies.flatMap((body) => (body.kind === 'message' && body.clientId ? body.parts : []))
const words = (text: string) => ({ type: 'text', text })

test('a message that fails again and again goes to people, in its place, and what follows is handled', async () => {
  const instance = await startInstance({ uri: store.uri, reading })
  await say(instance, 'poison', 'hello', POISON, 'thank you')
  await expect(instance.drain('poison')).rejects.toThrow('cannot be read')
  expect(await failures(instance, 'poison')).toBe(5)
  const bodies = await bodiesOf(instance, 'poison')
  expect(said(bodies)).toEqual([words('hello'), words(POISON), words('thank you')])
  expect(bodies.filter(({ kind }) => kind === 'parked')).toHaveLength(1)
  expect(bodies.find(({ kind }) => kind === 'handoff')).toMatchObject({ reason: 'parked_message' })
  const thread = await threadOf(instance, 'poison')
  expect(thread).toMatchObject({ control: 'requested', settled: thread.fence })
  expect(thread.lease).toBeUndefined()
  await instance.close()
})

test('a message that the process dies of is counted as well', async () => {
  const calm = await startInstance({ uri: store.uri })
  await say(calm, 'deadly', 'hello')
  await calm.drain('deadly')
  await calm.core.trim.flush()
  await say(calm, 'deadly', 'do you ship abroad?')
  for (let death = 0; death < 5; death++) {
    // Its first write takes the lease, and it does not live to see the second.
    const mortal = await startInstance({ uri: store.uri, crash: { at: 2, when: 'before' } })
    void mortal.drain('deadly', { counted: true })
    await mortal.died
    await mortal.close()
    expect((await threadOf(calm, 'deadly')).fence).toBe(death + 1)
    await calm.core.threads.updateOne({ _id: 'deadly' }, { $set: { 'lease.until': new Date(0) } })
  }
  expect(await calm.drain('deadly')).toBe('done')
  const bodies = await bodiesOf(calm, 'deadly')
  expect(said(bodies)).toEqual([words('hello'), words('do you ship abroad?')])
  expect(bodies.map(({ kind }) => kind)).toContain('parked')
  await calm.close()
})

test('tries of a message that got through in the end are not held against the next', async () => {
  let broken = true
  const instance = await startInstance({
    uri: store.uri,
    reading: (intent) => {
      if (broken) reading(intent)
    },
  })
  const failTimes = async (times: number) => {
    for (let time = 0; time < times; time++)
      await expect(instance.drain('mended', { counted: true })).rejects.toThrow('cannot be read')
  }
  await say(instance, 'mended', POISON)
  await failTimes(4)
  broken = false
  // A thread with failed tries is drained under a lease by whoever comes.
  expect(await instance.drain('mended')).toBe('done')
  const thread = await threadOf(instance, 'mended')
  expect(thread).toMatchObject({ control: 'bot', settled: thread.fence })
  broken = true
  await say(instance, 'mended', 'hello', `${POISON} `.repeat(2).trim())
  await failTimes(4)
  expect((await bodiesOf(instance, 'mended')).map(({ kind }) => kind)).not.toContain('parked')
  await instance.close()
})

test('an event that cannot be opened any more goes to people without its words', async () => {
  const instance = await startInstance({ uri: store.uri })
  await say(instance, 'sealed', 'hello')
  await instance.core.inbox.updateOne({ thread: 'sealed' }, { $set: { body: Buffer.alloc(80, 7) } })
  expect(await failures(instance, 'sealed')).toBe(5)
  const bodies = await bodiesOf(instance, 'sealed')
  expect(bodies.map(({ kind }) => kind)).toEqual(['parked', 'handoff'])
  expect(await threadOf(instance, 'sealed')).toMatchObject({
    control: 'requested',
    status: 'open',
    episode: 1,
  })
  await instance.close()
})

test('what is owed after a hand-back and cannot be answered goes to people again', async () => {
  const instance = await startInstance({ uri: store.uri, reading })
  const { commit, bot } = instance.core
  await say(instance, 'owing', 'let me talk to a human')
  await instance.drain('owing')
  await commit('owing', (thread, now) => claim(thread, dana, thread.epoch, now))
  await say(instance, 'owing', 'one', POISON)
  await instance.drain('owing')
  const fresh = JSON.stringify(bot.initialState())
  await commit('owing', ({ epoch, head, ...thread }) =>
    handBack({ ...thread, epoch, head }, dana, { epoch, seenSeq: head }, fresh),
  )
  expect(await threadOf(instance, 'owing')).toMatchObject({ owed: true, control: 'bot' })
  expect(await failures(instance, 'owing')).toBe(5)
  const thread = await threadOf(instance, 'owing')
  expect(thread).toMatchObject({ control: 'requested', reason: 'parked_message' })
  expect(thread.owed).toBeUndefined()
  await instance.close()
})
