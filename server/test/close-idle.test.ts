import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { StoredEntry } from '../src/conversations/entry.ts'
import { claim, handBack } from '../src/conversations/ownership.ts'
import type { Thread } from '../src/conversations/thread.ts'
import { closeIdle } from '../src/jobs/close-idle.ts'
import { createStateOpener } from '../src/turns/bot-state.ts'
import { type Instance, startInstance, threadKey } from './support/instance.ts'
import { storeOfFile } from './support/store.ts'

const DAY_MS = 86_400_000
const dana = { id: 'dana', name: 'Dana' }
const store = storeOfFile()
let one: Instance
let two: Instance

beforeAll(async () => {
  one = await startInstance({ uri: store.uri })
  two = await startInstance({ uri: store.uri })
})
afterAll(async () => {
  await Promise.all([one.close(), two.close()])
})

async function say(thread: string, ...texts: string[]): Promise<void> {
  for (const [index, text] of texts.entries()) {
    const clientId = `client-${thread}-${index}-${text.length}`
    await one.core.accept({
      key: threadKey(thread),
      sender: 'customer',
      dedupKey: clientId,
      body: { kind: 'message', text, clientId },
    })
    await one.drain(thread)
  }
}

/** As if so long ago nothing more had been said. */
async function age(thread: string, ms: number): Promise<void> {
  await one.core.threads.updateOne({ _id: thread }, { $set: { movedAt: new Date(Date.now() - ms) } })
}

const threadOf = async (id: string) => (await one.core.threads.findById(id).lean<Thread>()) as Thread
const round = ({ core }: Instance) =>
  closeIdle({ ...core, openState: createStateOpener(core), idleMs: DAY_MS, log: pino({ level: 'silent' }) })

test('what nobody goes on with is closed once, by however many workers; the rest stays', async () => {
  await say('told', 'how long does delivery take?')
  await say('asked', 'where is my order?')
  await say('lively', 'hello')
  await say('people', 'let me talk to a human')
  await say('owed', 'let me talk to a human')
  await one.core.commit('owed', (thread, now) => claim(thread, dana, thread.epoch, now))
  await say('owed', 'do you ship abroad?')
  await one.core.commit('owed', (thread) =>
    handBack(
      thread,
      dana,
      { epoch: thread.epoch, seenSeq: thread.head },
      JSON.stringify(one.core.bot.initialState()),
    ),
  )
  for (const thread of ['told', 'asked', 'people', 'owed']) await age(thread, 2 * DAY_MS)
  await age('lively', DAY_MS - 60_000)

  const closed = await Promise.all([round(one), round(two)])
  expect(closed[0] + closed[1]).toBe(2)
  const states = await Promise.all(['told', 'asked', 'lively', 'people', 'owed'].map(threadOf))
  expect(states.map(({ status }) => status)).toEqual(['closed', 'closed', 'open', 'open', 'open'])
  const ends = await one.core.log.find({ kind: 'status' }).lean<StoredEntry[]>()
  const bodies = await Promise.all(
    ends.map(async ({ thread, body }) => [
      thread,
      JSON.parse(await one.core.sealer.open(threadKey(thread).identity, body)).outcome,
    ]),
  )
  expect(Object.fromEntries(bodies)).toEqual({ told: 'answered', asked: 'no_reply' })
  expect(ends).toHaveLength(2)
  const line = await one.core.episodes.findById('told:1').lean()
  expect(line).toMatchObject({ status: 'closed' })

  // The next message is a new conversation, and the bot does not introduce itself once more.
  await say('told', 'do you ship abroad?')
  expect(await threadOf('told')).toMatchObject({ status: 'open', episode: 2, control: 'bot' })
  expect(await round(one)).toBe(0)
})
