import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OutboxEntry } from '../src/conversations/entry.ts'
import { note } from '../src/conversations/remarks.ts'
import { asideOn } from '../src/conversations/set-aside.ts'
import type { Thread } from '../src/conversations/thread.ts'
import { type Instance, startInstance, threadKey } from './support/instance.ts'
import { storeOfFile } from './support/store.ts'

// A thread that was removed may be begun anew under the same name. What a process remembers of its first life – how far it
// is in the log, what may be let go of – must not be taken for true of the second.

const store = storeOfFile()
const thread = 'anew'
let [here, there] = [] as unknown as [Instance, Instance]

beforeAll(async () => {
  here = await startInstance({ uri: store.uri })
  there = await startInstance({ uri: store.uri })
})
afterAll(async () => {
  await Promise.all([here.close(), there.close()])
})

const read = async () => (await here.core.threads.findById(thread).lean<Thread>()) as Thread
const logged = async () =>
  (await here.core.log.find({ thread }).sort({ seq: 1 }).lean()).map(({ seq }) => seq)

/** A first message that the bot answers, and a note that is committed and not in the log yet. */
async function live({ core, drain }: Instance, life: number): Promise<Thread> {
  await core.accept({
    key: threadKey(thread),
    sender: 'customer',
    dedupKey: `life-${life}`,
    n: 0,
    body: { kind: 'message', text: 'hello', clientId: `client-${life}` },
  })
  await drain(thread)
  await core.trim.flush()
  const noted = await core.commit(thread, () =>
    note({ id: 'u1', name: 'Dana' }, `of life ${life}`, `note-${life}`, `${thread}:${life}`),
  )
  return noted.thread
}

async function remove(): Promise<void> {
  await here.core.threads.deleteOne({ _id: thread })
  await here.core.log.deleteMany({ thread })
  await here.core.inbox.deleteMany({ thread })
}

test('an entry of the second life is logged although one with its number was logged in the first', async () => {
  const first = await live(here, 1)
  await here.drain(thread)
  await here.core.trim.flush()
  expect((await logged()).at(-1)).toBe(first.head)
  await remove()
  const second = await live(there, 2)
  expect([second.head, second.outbox.length]).toEqual([first.head, 1])
  expect(here.core.projection.isLogged(second)).toBe(false)
  expect(here.core.trim.isTidy(second)).toBe(false)
  await here.drain(thread)
  await here.core.trim.flush()
  expect(await logged()).toEqual(Array.from({ length: second.head }, (_, index) => index + 1))
  expect((await read()).outbox).toEqual([])
})

test('a process that is slow with the first life lets go of nothing of the second', async () => {
  await remove()
  const first = await live(here, 3)
  await remove()
  const second = await live(there, 4)
  await here.core.projection.project(first)
  await here.core.trim.flush()
  expect((await read()).outbox.map(({ seq }) => seq)).toEqual([second.head])
})

test('what is set aside of the second life stays until its own entry is in the log', async () => {
  await remove()
  const [old] = (await live(here, 5)).outbox
  await remove()
  const [entry] = (await live(there, 6)).outbox
  if (!old || !entry || 'aside' in entry) throw new Error('a note waits in each outbox')
  const aside = `${entry._id}:attempt`
  const kept = asideOn(here.core.connection)
  await kept.create([{ _id: aside, entry }])
  const rest = async (of: OutboxEntry) => {
    here.core.trim.logged(thread, [{ ...of, aside }])
    await here.core.trim.flush()
    return await kept.countDocuments({ _id: aside })
  }
  expect([old.seq, await rest(old)]).toEqual([entry.seq, 1])
  expect(await rest(entry)).toBe(0)
})
