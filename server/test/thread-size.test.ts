import { mongo } from 'mongoose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { MAX_TEXT, SendMessage } from '../src/contract/index.ts'
import type { StoredEntry } from '../src/conversations/entry.ts'
import { note } from '../src/conversations/remarks.ts'
import type { Thread } from '../src/conversations/thread.ts'
import { type Instance, startInstance, threadKey } from './support/instance.ts'
import { storeOfFile } from './support/store.ts'

// A text may be larger than the document that orders the thread. Then its entry waits beside the document, written
// before the compare-and-set under an id that only this attempt knows, and the outbox names it: a lost attempt is
// never seen, a won one is read like any other, and the projection takes it into the log.

const LIMIT = 16 * 1024
const store = storeOfFile()
let calm: Instance

beforeAll(async () => {
  calm = await startInstance({ uri: store.uri })
})
afterAll(async () => {
  await calm.close()
})

/** Names and ids as long as the contract lets them be. */
const keyOf = (thread: string) => ({
  ...threadKey(thread, `test:user:${'u'.repeat(200)}${thread}`),
  customerName: '长'.repeat(120),
})
const aside = () => store.admin.collection('aside').countDocuments()
const threadOf = async (instance: Instance, id: string) =>
  (await instance.core.threads.findById(id).lean<Thread>()) as Thread

async function accept(instance: Instance, thread: string, texts: readonly string[]): Promise<void> {
  for (const [index, text] of texts.entries()) {
    const id = `msg-${index}`
    const body = SendMessage.parse({ id: `client-${index}`, n: index, text })
    await instance.core.accept({
      key: keyOf(thread),
      sender: 'customer',
      dedupKey: id,
      n: index,
      body: { kind: 'message', text: body.text, clientId: body.id },
    })
  }
}

/** Weighs the document after each of its commits, which is when it is heaviest. */
function weigh(instance: Instance): number[] {
  const sizes: number[] = []
  const { collection } = instance.core.threads
  const insert = collection.insertOne.bind(collection)
  collection.insertOne = async (document, ...options) => {
    sizes.push(mongo.BSON.calculateObjectSize(document))
    return await insert(document, ...options)
  }
  const change = collection.findOneAndUpdate.bind(collection) as (
    ...args: unknown[]
  ) => Promise<object | null>
  collection.findOneAndUpdate = (async (...args: unknown[]) => {
    const changed = await change(...args)
    if (changed) sizes.push(mongo.BSON.calculateObjectSize(changed))
    return changed
  }) as never
  return sizes
}

const texts: [string, string][] = [
  ['Latin letters', 'How long does delivery to Norway take? '],
  ['Chinese', '你好，我想问一下我的订单什么时候能送到？'],
  ['what JSON writes with six bytes a letter', 'x\u0001'],
  ['one long address', 'https://example.com/'],
]
const fill = (piece: string) =>
  piece
    .repeat(Math.ceil(MAX_TEXT / piece.length))
    .slice(0, MAX_TEXT - 1)
    .concat('z')

test.each(texts)(
  'ten messages of the greatest length in one burst stay within the bound: %s',
  async (name, piece) => {
    const instance = await startInstance({ uri: store.uri })
    const id = `big-${texts.findIndex(([one]) => one === name)}`
    const written = Array.from({ length: 10 }, (_, index) => `${index}${fill(piece).slice(1)}`)
    await accept(instance, id, written)
    const sizes = weigh(instance)
    expect(await instance.drain(id)).toBe('done')
    await instance.core.trim.flush()
    expect(sizes).toHaveLength(1)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(LIMIT)

    const thread = await threadOf(instance, id)
    const shown = await instance.core.reader.publicAfter(thread, 0, 200)
    const said = shown.flatMap(({ by, body }) =>
      by.type === 'customer' && body.kind === 'message'
        ? body.parts.map((part) => part.type === 'text' && part.text)
        : [],
    )
    expect(said).toEqual(written)
    expect(shown.map(({ seq }) => seq)).toEqual(shown.map((_, index) => index + 1))
    expect(shown.at(-1)?.by.type).toBe('bot')
    const log = await instance.core.log.find({ thread: id }).sort({ _id: 1 }).lean<StoredEntry[]>()
    expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1))
    // One decision for the whole burst: it was one turn.
    expect(log.filter(({ kind }) => kind === 'decision')).toHaveLength(1)
    expect(thread.outbox).toEqual([])
    expect(await aside()).toBe(0)
    await instance.close()
  },
)

test('ten short messages of a customer with a long name stay within the bound', async () => {
  const instance = await startInstance({ uri: store.uri })
  await accept(
    instance,
    'small',
    Array.from({ length: 10 }, (_, index) => `where is order NW-1000${index}? a human please`),
  )
  const sizes = weigh(instance)
  await instance.drain('small')
  expect(sizes).toHaveLength(1)
  expect(Math.max(...sizes)).toBeLessThanOrEqual(LIMIT)
  expect(await instance.core.log.countDocuments({ thread: 'small' })).toBe(
    (await threadOf(instance, 'small')).head,
  )
  await instance.close()
})

test('before the projection, and by whoever read the thread before it, large entries are read in full', async () => {
  const instance = await startInstance({ uri: store.uri })
  const other = await startInstance({ uri: store.uri })
  await accept(instance, 'read', ['hello'])
  await instance.drain('read')
  const text = fill('便\u0001')
  const actor = { id: 'u1', name: 'Dana' }
  const { thread } = await instance.core.commit('read', () => note(actor, text, 'note-1', 'read:u1:note-1'))
  expect(thread.outbox[0]).toHaveProperty('aside')
  const noteOf = async (of: Thread) => (await instance.core.reader.range(of, of.head, of.head))[0]?.body
  expect(await noteOf(thread)).toMatchObject({ kind: 'note', text })
  await instance.core.projection.project(thread)
  await instance.core.trim.flush()
  expect(await aside()).toBe(0)
  expect(await noteOf(thread)).toMatchObject({ kind: 'note', text })
  // Projected a second time by a process that was slow: nothing is lost and nothing doubled.
  await instance.core.projection.project(thread)
  await other.core.projection.project(thread)
  expect(await instance.core.log.countDocuments({ thread: 'read' })).toBe(thread.head)
  await Promise.all([instance.close(), other.close()])
})

test('of two large changes at once both are kept, and what the loser set aside is seen by nobody', async () => {
  const [one, two] = [await startInstance({ uri: store.uri }), await startInstance({ uri: store.uri })]
  await accept(one, 'race', ['hello'])
  await one.drain('race')
  const { head } = await threadOf(one, 'race')
  const write = (instance: Instance, name: string) =>
    instance.core.commit('race', () =>
      note({ id: name, name }, `${name}${fill('长\u0001')}`, name, `race:${name}:1`),
    )
  await Promise.all([write(one, 'a'), write(two, 'b')])
  const thread = await threadOf(one, 'race')
  await one.core.projection.project(thread)
  await one.core.trim.flush()
  const entries = await one.core.reader.range(await threadOf(one, 'race'), head + 1, head + 2)
  expect(entries.map(({ by }) => by.id).toSorted()).toEqual(['a', 'b'])
  for (const { by, body } of entries)
    expect(body.kind === 'note' && body.text.startsWith(by.id ?? '-')).toBe(true)
  expect(await aside()).toBe(0)
  await Promise.all([one.close(), two.close()])
})

test('a death before or after any write of a turn with a large text changes nothing of the outcome', async () => {
  // One message: after a death a burst is taken one by one.
  const said = [fill('我要退货\u0001')]
  const play = async (thread: string, instance: Instance) => {
    await accept(instance, thread, said)
    for (;;) {
      const result = await instance.drain(thread)
      await instance.core.trim.flush()
      if (result === 'done' || result === 'idle') return
      await new Promise((resolve) => setTimeout(resolve, 150))
    }
  }
  const lines = async (thread: string) => {
    const log = await calm.core.log.find({ thread }).sort({ _id: 1 }).lean<StoredEntry[]>()
    return log.map(({ seq, publicSeq, kind }) => `${seq}/${publicSeq ?? '-'} ${kind}`)
  }
  const first = await startInstance({ uri: store.uri })
  await play('calm', first)
  const expected = await lines('calm')
  const total = first.written.length
  await first.close()
  expect(first.written.filter((write) => write.startsWith('aside'))).toEqual([
    'aside.insertMany',
    'aside.deleteMany',
  ])
  const points = Array.from({ length: total }, (_, index) => index + 1).flatMap((at) =>
    (['before', 'after'] as const).map((when) => ({ at, when })),
  )
  const die = async (crash: (typeof points)[number]) => {
    const thread = `dies-${crash.when}-${crash.at}`
    const mortal = await startInstance({ uri: store.uri, crash })
    if ((await Promise.race([play(thread, mortal), mortal.died])) === 'died') await play(thread, calm)
    await mortal.close()
    expect({ thread, lines: await lines(thread) }).toEqual({ thread, lines: expected })
    expect((await threadOf(calm, thread)).outbox).toEqual([])
  }
  // In groups, to spare the machine.
  for (let from = 0; from < points.length; from += 20)
    await Promise.all(points.slice(from, from + 20).map(die))
})
