import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { ordersOn } from '../src/commerce/order.ts'
import { returnsOn } from '../src/commerce/return.ts'
import type { EntryBody } from '../src/contract/index.ts'
import type { Change } from '../src/conversations/append.ts'
import type { StoredEntry } from '../src/conversations/entry.ts'
import { claim, handBack } from '../src/conversations/ownership.ts'
import type { Thread } from '../src/conversations/thread.ts'
import { AppError } from '../src/errors.ts'
import type { EventBody } from '../src/ingest/event.ts'
import { type CrashPoint, type Instance, startInstance, threadKey } from './support/instance.ts'
import { storeOfFile } from './support/store.ts'

const dana = { id: 'dana', name: 'Dana' }
type Step = string | ((thread: Thread, now: number, freshBot: string) => Change)

// The script of one customer: small talk, a return with an action in the outside world, a person who takes over and
// hands back what they have read and not answered.
const wholeScript: readonly Step[] = [
  'hello',
  'I want to return order {order}, it does not fit',
  'yes please',
  'let me talk to a human',
  (thread, now) => claim(thread, dana, thread.epoch, now),
  'how long does delivery take?',
  (thread, _now, freshBot) => handBack(thread, dana, { epoch: thread.epoch, seenSeq: thread.head }, freshBot),
]

interface Play {
  title: string
  script: readonly Step[]
  /** Drains under a lease, as of a thread that does not get on: each death there waits for the lease to run out. */
  counted: boolean
  /** Number of its first thread and order. */
  first: number
  ends: object
}

const plays: readonly Play[] = [
  {
    title: 'plain drains',
    script: wholeScript,
    counted: false,
    first: 0,
    ends: { control: 'bot', outbox: 0, returns: 1, unanswered: 0 },
  },
  {
    title: 'drains under a lease',
    script: ['hello', 'let me talk to a human'],
    counted: true,
    first: 500,
    ends: { control: 'requested', outbox: 0 },
  },
]

const store = storeOfFile()

const DAY_MS = 86_400_000
const orderOf = (thread: string) => `NW-${String(10_000 + Number(thread.replace(/\D/g, '')))}`

async function makeOrder(thread: string): Promise<void> {
  const now = Date.now()
  await ordersOn(store.admin).create([
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

async function perform(instance: Instance, thread: string, step: Step, index: number): Promise<void> {
  if (typeof step === 'function') {
    const { commit, bot } = instance.core
    const freshBot = JSON.stringify(bot.initialState())
    const committed = await commit(thread, (current, now) => step(current, now, freshBot)).catch(
      (error: unknown) => {
        // Done already before the death, and the desk tries again: refused, as a second click would be.
        if (!(error instanceof AppError)) throw error
      },
    )
    if (committed) await instance.core.projection.project(committed.thread)
    return
  }
  const text = step.replace('{order}', orderOf(thread))
  await instance.core.accept({
    key: keyOf(thread),
    sender: 'customer',
    dedupKey: `msg-${index}`,
    n: index,
    body: message(text, `msg-${index}`),
  })
}

/** What the sweep would find: works until nothing is left to be done for the thread. */
async function settle(instance: Instance, thread: string, counted: boolean): Promise<void> {
  const { threads, inbox } = instance.core
  for (;;) {
    const [pending, state] = await Promise.all([
      inbox.countDocuments({ thread, state: 'pending' }),
      threads.findById(thread).lean<Thread>(),
    ])
    if (pending === 0 && !state?.outbox.length && !state?.action && !state?.lease && !state?.owed) return
    if (state?.action && pending === 0) await instance.runAction(thread)
    else if ((await instance.drain(thread, { counted })) === 'busy') await delay(150)
    await instance.core.trim.flush()
  }
}

/** Plays the script; when the instance dies, a fresh one takes over and the client resends what was not acknowledged. */
async function play({ script, counted }: Play, thread: string, crash?: CrashPoint): Promise<Instance> {
  await makeOrder(thread)
  let instance = await startInstance({ uri: store.uri, ...(crash ? { crash } : {}) })
  for (const [index, step] of script.entries()) {
    const take = async (on: Instance) => {
      await perform(on, thread, step, index)
      await settle(on, thread, counted)
    }
    if ((await Promise.race([take(instance), instance.died])) === 'died') {
      await instance.close()
      instance = await startInstance({ uri: store.uri })
      await take(instance)
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
    unanswered: state?.unanswered,
    returns: await returnsOn(store.admin).countDocuments({ order: orderOf(thread) }),
  }
}

test.each(plays)(
  'a process that dies before or after any of its writes changes nothing: $title',
  async (scene) => {
    const { counted, first, ends } = scene
    const calm = await play(scene, `t${first}`)
    const expected = await outcome(calm, `t${first}`)
    expect(expected).toMatchObject(ends)
    expect(expected.lines.length).toBe(expected.head)
    const total = calm.written.length
    await calm.close()

    const points = Array.from({ length: total }, (_, index) => index + 1).flatMap((at) => [
      { at, when: 'before' } as const,
      { at, when: 'after' } as const,
    ])
    expect(calm.written.some((write) => write.endsWith('.bulkWrite'))).toBe(true)
    const results: { point: string; differs: boolean; outcome: unknown }[] = []
    // Side by side, because each waits for the lease of the dead one to run out; in groups, to spare the machine.
    for (let from = 0; from < points.length; from += 24) {
      const group = points.slice(from, from + 24).map(async (point, index) => {
        const thread = `t${first + 1 + from + index}`
        const instance = await play(scene, thread, point)
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
      JSON.stringify({
        test: 'crash-points',
        counted,
        writes: total,
        points: points.length,
        different: wrong.length,
      }),
    )
    expect(wrong.map(({ point, outcome: found }) => ({ point, found }))).toEqual([])
  },
  180_000,
)

test('a turn takes at most five writes, accept included, and at most four when others are answered beside it', async () => {
  const instance = await startInstance({ uri: store.uri })
  const turn = async (thread: string, words: string) => {
    await instance.core.accept({
      key: keyOf(thread),
      sender: 'customer',
      dedupKey: `${thread}-${words.length}`,
      body: message(words, `${thread}-${words.length}`),
    })
    expect(await instance.drain(thread)).toBe('done')
  }
  const writesOf = async (work: () => Promise<unknown>) => {
    const before = instance.written.length
    await work()
    await instance.core.trim.flush()
    return instance.written.slice(before)
  }
  const threads = Array.from({ length: 20 }, (_, index) => `w${index}`)
  for (const thread of threads) await turn(thread, 'hello')
  await instance.core.trim.flush()

  const alone = await writesOf(() => turn('w0', 'how long does delivery take?'))
  expect(alone.length).toBeLessThanOrEqual(5)
  const nothing = await writesOf(async () => expect(await instance.drain('w0')).toBe('idle'))
  expect(nothing).toEqual([])
  // In the turn's own time: accept, commit, log. What tidies up is shared.
  const beside = await writesOf(() =>
    Promise.all(threads.map((thread) => turn(thread, 'do you ship abroad?'))),
  )
  console.log(
    JSON.stringify({ test: 'write-round-trips', alone, perTurnOfTwenty: beside.length / threads.length }),
  )
  expect(beside.length / threads.length).toBeLessThanOrEqual(4)
  await instance.close()
})
