import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { EntryBody } from '../src/contract/index.ts'
import type { StoredEntry } from '../src/conversations/entry.ts'
import { note } from '../src/conversations/remarks.ts'
import type { Thread } from '../src/conversations/thread.ts'
import { createRandom } from '../src/demo/random.ts'
import { type Instance, startInstance, threadKey } from './support/instance.ts'
import { storeOfFile } from './support/store.ts'

// A plain drain takes no lease: only the compare-and-set of the commit keeps workers apart. Here three of them are all
// told of every message at once, some under a lease, while notes come in between and one never tidies up.

const SEED = 7
const THREADS = 12
const MESSAGES = 12
const says = ['hello', 'how long does delivery take?', 'do you ship abroad?', 'thanks', '怎么退货']

const store = storeOfFile()

const idOf = (index: number) => `client-${String(index).padStart(4, '0')}`

async function say(instance: Instance, thread: string, index: number): Promise<void> {
  const clientId = idOf(index)
  await instance.core.accept({
    key: threadKey(thread),
    sender: 'customer',
    dedupKey: clientId,
    n: index,
    body: { kind: 'message', text: says[index % says.length] ?? '', clientId },
  })
}

async function recordOf({ core }: Instance, thread: string) {
  const entries = await core.log.find({ thread }).sort({ _id: 1 }).lean<StoredEntry[]>()
  const bodies = await Promise.all(
    entries.map(
      async (entry) =>
        JSON.parse(await core.sealer.open(threadKey(thread).identity, entry.body)) as EntryBody,
    ),
  )
  return {
    seqs: entries.map(({ seq }) => seq),
    bodies,
    head: (await core.threads.findById(thread).lean())?.head,
  }
}

test('workers that meet on the same threads lose, double and reorder nothing', async () => {
  const random = createRandom(SEED)
  const workers = await Promise.all(Array.from({ length: 3 }, () => startInstance({ uri: store.uri })))
  const [first, second, third] = workers as [Instance, Instance, Instance]
  // The third dies with everything untidied, again and again: its outboxes and events stay as they are.
  third.core.trim.flush = async () => undefined
  const results: string[] = []
  const play = async (thread: string) => {
    for (let index = 0; index < MESSAGES; index++) {
      await say(first, thread, index)
      if (random.chance(0.3)) continue
      const counted = random.chance(0.1)
      const drains = workers.map(async (worker) => {
        await delay(random.whole(0, 3))
        results.push(await worker.drain(thread, { counted }))
      })
      const remark = `remark-${thread}-${index}`
      if (random.chance(0.2))
        drains.push(
          second.core
            .commit(thread, () => note({ id: 'tom', name: 'Tom' }, 'note', remark, `${thread}:tom:${remark}`))
            .then(({ thread: after }) => second.core.projection.project(after))
            // Before the first turn there is no thread to write a note on.
            .catch(() => undefined),
        )
      await Promise.all(drains)
    }
    while ((await first.drain(thread)) !== 'idle') await first.core.trim.flush()
  }
  const threads = Array.from({ length: THREADS }, (_, index) => `rival-${index}`)
  await Promise.all(threads.map(play))
  await Promise.all([first.core.trim.flush(), second.core.trim.flush()])

  const counts = { lost: 0, duplicated: 0, misordered: 0 }
  for (const thread of threads) {
    const { seqs, bodies, head } = await recordOf(first, thread)
    const said = bodies.flatMap((body) => (body.kind === 'message' && body.clientId ? [body.clientId] : []))
    const decided = bodies.flatMap((body) => (body.kind === 'decision' ? body.of : []))
    counts.lost += MESSAGES - new Set(said).size + (head ?? 0) - new Set(seqs).size
    counts.duplicated += said.length - new Set(said).size + decided.length - new Set(decided).size
    counts.misordered += said.filter((id, index) => index > 0 && id <= (said[index - 1] ?? '')).length
  }
  const met = results.filter((result) => result === 'busy').length
  console.log(JSON.stringify({ test: 'rivals', seed: SEED, drains: results.length, met, ...counts }))
  expect(counts).toEqual({ lost: 0, duplicated: 0, misordered: 0 })
  // They did meet: a test in which nobody ever lost a race would show nothing.
  expect(met).toBeGreaterThan(10)
  const left = await first.core.threads.find({}).lean<Thread[]>()
  expect(left.filter(({ outbox, lease }) => outbox.length > 0 || lease).map(({ _id }) => _id)).toEqual([])
  await Promise.all(workers.map((worker) => worker.close()))
}, 60_000)
