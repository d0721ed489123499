import { afterAll, beforeAll, expect, test } from 'vitest'
import { ordersOn } from '../src/commerce/order.ts'
import { returnsOn } from '../src/commerce/return.ts'
import type { EntryBody } from '../src/contract/index.ts'
import type { StoredEntry } from '../src/conversations/entry.ts'
import type { Thread } from '../src/conversations/thread.ts'
import type { EventBody } from '../src/ingest/event.ts'
import { type CrashPoint, type Instance, prepareStore, startInstance, threadKey } from './support/instance.ts'
import { startStore, type TestStore } from './support/store.ts'

// The script of one customer: small talk, a return with an action in the outside world, a person.
const script = [
  'hello',
  'I want to return order {order}, it does not fit',
  'yes please',
  'let me talk to a human',
]

let store: TestStore
let admin: Awaited<ReturnType<typeof prepareStore>>

beforeAll(async () => {
  store = await startStore()
  admin = await prepareStore(store.uri)
})
afterAll(async () => {
  await admin.close(true)
  await store.stop()
})

const DAY_MS = 86_400_000
const orderOf = (thread: string) => `NW-${String(10_000 + Number(thread.replace(/\D/g, '')))}`

async function makeOrder(thread: string): Promise<void> {
  const now = Date.now()
  await ordersOn(admin).create([
    {
      _id: orderOf(thread),
      customer: `c_${thread}`,
      email: 'amelia@example.com',
      status: 'delivered',
      placedAt: new Date(now - 9 * DAY_MS),
      deliveredAt: new Date(now - 3 * DAY_MS),
      total: { amount: 80, currency: 'EUR' },
      items: [{ sku: 'SKU-1', name: { en: 'Firn Jacket', zh: '羽绒服' }, quantity: 1, price: 80 }],
    },
  ])
}

const message = (text: string, clientId: string): EventBody => ({ kind: 'message', text, clientId })
const keyOf = (thread: string) => threadKey(thread, `test:user:${thread}`)

async function send(instance: Instance, thread: string, index: number): Promise<void> {
  const text = (script[index] ?? '').replace('{order}', orderOf(thread))
  await instance.core.accept({
    key: keyOf(thread),
    sender: 'customer',
    dedupKey: `msg-${index}`,
    n: index,
    body: message(text, `msg-${index}`),
  })
}

/** What the sweep would find: works until nothing is left to be done for the thread. */
async function settle(instance: Instance, thread: string): Promise<void> {
  const { threads, inbox } = instance.core
  for (;;) {
    const [pending, state] = await Promise.all([
      inbox.countDocuments({ thread, state: 'pending' }),
      threads.findById(thread).lean<Thread>(),
    ])
    if (pending === 0 && !state?.outbox.length && !state?.action && !state?.lease) return
    if (state?.action && pending === 0) await instance.runAction(thread)
    else if ((await instance.drain(thread)) === 'busy')
      await new Promise((resolve) => setTimeout(resolve, 150))
  }
}

/** Plays the script; when the instance dies, a fresh one takes over and the client resends what was not acknowledged. */
async function play(thread: string, crash?: CrashPoint): Promise<Instance> {
  await makeOrder(thread)
  let instance = await startInstance({ uri: store.uri, ...(crash ? { crash } : {}) })
  for (let index = 0; index < script.length; index++) {
    const step = async (on: Instance) => {
      await send(on, thread, index)
      await settle(on, thread)
    }
    if ((await Promise.race([step(instance), instance.died])) === 'died') {
      await instance.close()
      instance = await startInstance({ uri: store.uri })
      await step(instance)
    }
  }
  return instance
}

/** What must be the same however often the process died. Wordings vary by thread, so decisions stand for them. */
async function outcome(instance: Instance, thread: string) {
  const { log, sealer, threads } = instance.core
  const entries = await log.find({ thread }).sort({ _id: 1 }).lean<StoredEntry[]>()
  const lines = await Promise.all(
    entries.map(async (entry) => {
      const body = JSON.parse(await sealer.open(keyOf(thread).identity, entry.body)) as EntryBody
      const what =
        body.kind === 'decision'
          ? body.rule
          : body.kind === 'action'
            ? body.state
            : body.kind === 'message'
              ? entry.by.type
              : ''
      return `${entry.seq}/${entry.publicSeq ?? '-'} ${body.kind} ${what} ${entry.event?.replace(/^[^:]+:/, '').replace(/:[^:]*:\d{8}$/, ':key') ?? ''}`
    }),
  )
  const state = await threads.findById(thread).lean<Thread>()
  return {
    lines,
    control: state?.control,
    queue: state?.queue,
    head: state?.head,
    publicHead: state?.publicHead,
    outbox: state?.outbox.length,
    returns: await returnsOn(admin).countDocuments({ order: orderOf(thread) }),
  }
}

test('a process that dies before or after any of its writes changes nothing of the outcome', async () => {
  const calm = await play('t0')
  const expected = await outcome(calm, 't0')
  expect(expected).toMatchObject({ control: 'requested', outbox: 0, returns: 1 })
  expect(expected.lines.length).toBe(expected.head)
  const total = calm.written.length
  await calm.close()

  const points = Array.from({ length: total }, (_, index) => index + 1).flatMap((at) => [
    { at, when: 'before' } as const,
    { at, when: 'after' } as const,
  ])
  const results: { point: string; differs: boolean; outcome: unknown }[] = []
  // Side by side, because each waits for the lease of the dead one to run out; in groups, to spare the machine.
  for (let from = 0; from < points.length; from += 24) {
    const group = points.slice(from, from + 24).map(async (point, index) => {
      const thread = `t${1 + from + index}`
      const instance = await play(thread, point)
      const found = await outcome(instance, thread)
      await instance.close()
      results.push({
        point: `${point.when} write ${point.at} (${calm.written[point.at - 1]})`,
        differs: JSON.stringify(found) !== JSON.stringify(expected),
        outcome: found,
      })
    })
    await Promise.all(group)
  }
  const wrong = results.filter((result) => result.differs)
  console.log(
    JSON.stringify({ test: 'crash-points', writes: total, points: points.length, different: wrong.length }),
  )
  expect(wrong.map(({ point, outcome: found }) => ({ point, found }))).toEqual([])
}, 180_000)

test('a turn takes at most six writes, accept included', async () => {
  await makeOrder('t9000')
  const instance = await startInstance({ uri: store.uri })
  await send(instance, 't9000', 0)
  await settle(instance, 't9000')
  const before = instance.written.length
  await instance.core.accept({
    key: keyOf('t9000'),
    sender: 'customer',
    dedupKey: 'again',
    body: message('how long does delivery take?', 'again-again'),
  })
  await instance.drain('t9000')
  const turn = instance.written.slice(before)
  console.log(JSON.stringify({ test: 'write-round-trips', writes: turn.length, turn }))
  expect(turn.length).toBeLessThanOrEqual(6)
  await instance.close()
})
