import { afterAll, beforeAll, expect, test } from 'vitest'
import type { EntryBody } from '../src/contract/index.ts'
import type { StoredEntry } from '../src/conversations/entry.ts'
import { claim, handBack } from '../src/conversations/ownership.ts'
import type { Thread } from '../src/conversations/thread.ts'
import { type Instance, startInstance, threadKey } from './support/instance.ts'
import { storeOfFile } from './support/store.ts'

// What an agent read and left unanswered is owed by the bot once it has the conversation back.

const store = storeOfFile()
const dana = { id: 'dana', name: 'Dana' }
let instance: Instance
beforeAll(async () => {
  instance = await startInstance({ uri: store.uri })
})
// Before the store goes, which was registered first: what it still has to tidy would wait for a store in vain.
afterAll(async () => {
  await instance?.close()
})

async function say(thread: string, ...texts: string[]): Promise<void> {
  for (const text of texts) {
    const clientId = `client-${text.replace(/\W/g, '')}`
    await instance.core.accept({
      key: threadKey(thread),
      sender: 'customer',
      dedupKey: clientId,
      body: { kind: 'message', text, clientId },
    })
  }
}

const take = async (thread: string) =>
  await instance.core.commit(thread, (current, now) => claim(current, dana, current.epoch, now))

/** Asks for a person, is taken over, says something, and is handed back without a word. */
async function neglect(thread: string, ...texts: string[]): Promise<void> {
  await say(thread, 'let me talk to a human')
  await instance.drain(thread)
  await take(thread)
  await say(thread, ...texts)
  await instance.drain(thread)
  const fresh = JSON.stringify(instance.core.bot.initialState())
  await instance.core.commit(thread, (current) =>
    handBack(current, dana, { epoch: current.epoch, seenSeq: current.head }, fresh),
  )
}

async function recordOf(thread: string): Promise<{ seq: number; body: EntryBody }[]> {
  await instance.core.projection.project(
    (await instance.core.threads.findById(thread).lean<Thread>()) as Thread,
  )
  const entries = await instance.core.log.find({ thread }).sort({ _id: 1 }).lean<StoredEntry[]>()
  return await Promise.all(
    entries.map(async ({ seq, body }) => ({
      seq,
      body: JSON.parse(await instance.core.sealer.open(threadKey(thread).identity, body)) as EntryBody,
    })),
  )
}
const saidIn = (record: Awaited<ReturnType<typeof recordOf>>, text: string) =>
  record.find(({ body }) => body.kind === 'message' && JSON.stringify(body).includes(text))?.seq
const decisionsIn = (record: Awaited<ReturnType<typeof recordOf>>) =>
  record.flatMap(({ body }) => (body.kind === 'decision' ? [body] : []))

test('all that was left unanswered is answered in one turn, together with what came since', async () => {
  await neglect('both', 'hello again', 'do you ship abroad?')
  await say('both', 'how long does delivery take?')
  expect(await instance.drain('both')).toBe('done')
  const record = await recordOf('both')
  const last = decisionsIn(record).at(-1)
  expect(last?.of).toEqual(
    ['hello again', 'do you ship abroad?', 'how long does delivery take?'].map((text) =>
      saidIn(record, text),
    ),
  )
  expect(last?.decision).toBe('answer')
  // What made the bot hand off is not asked again, or the conversation would go round.
  expect(last?.of).not.toContain(saidIn(record, 'let me talk to a human'))
  const thread = await instance.core.threads.findById('both').lean<Thread>()
  expect(thread).toMatchObject({ control: 'bot', unanswered: 0 })
  expect(thread?.owed).toBeUndefined()
  expect(await instance.drain('both')).toBe('idle')
})

test('whoever takes the conversation first owes the answer; the bot keeps silent', async () => {
  await neglect('taken', 'do you ship abroad?')
  const before = decisionsIn(await recordOf('taken')).length
  await take('taken')
  expect(await instance.drain('taken')).not.toBe('busy')
  const record = await recordOf('taken')
  expect(decisionsIn(record)).toHaveLength(before)
  expect(await instance.core.threads.findById('taken').lean()).toMatchObject({
    control: 'agent',
    unanswered: 2,
  })
})

test('handed back with everything answered, the bot waits for the customer', async () => {
  await say('calm', 'let me talk to a human')
  await instance.drain('calm')
  await take('calm')
  const fresh = JSON.stringify(instance.core.bot.initialState())
  const { thread } = await instance.core.commit('calm', (current) =>
    handBack(current, dana, { epoch: current.epoch, seenSeq: current.head }, fresh),
  )
  expect(thread).toMatchObject({ control: 'bot', unanswered: 0 })
  expect(thread.owed).toBeUndefined()
})
