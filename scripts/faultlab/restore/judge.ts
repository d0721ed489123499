import { createReader } from '../../../server/src/conversations/read.ts'
import { createAside } from '../../../server/src/conversations/set-aside.ts'
import type { EventBody } from '../../../server/src/ingest/event.ts'
import { ownFilter } from '../../../server/src/storage/own-filter.ts'
import { groupBy } from '../../lib/group-by.ts'
import { openProductStore, type ProductStore } from '../../lib/product-store.ts'
import { type Acked, compare, type Finding, type StoredThread } from '../../replay/compare.ts'
import { readFromStore, toLine } from '../../replay/record.ts'

export interface Judgement {
  readonly lost: readonly string[]
  readonly duplicated: readonly string[]
  readonly misordered: readonly string[]
  /** Messages that were accepted and wait for a worker. */
  readonly waiting: number
}

/** Compares what was acknowledged with what a store holds: in the log, on the way to it, or waiting at the door. */
export async function judge(
  of: { mongodbUri: string; masterKey: Buffer },
  acked: readonly Acked[],
): Promise<Judgement> {
  const store = await openProductStore(of)
  try {
    const stored: StoredThread[] = []
    const logged: Acked[] = []
    const found: Finding[] = []
    let waiting = 0
    for (const [thread, said] of groupBy(acked, (one) => one.thread)) {
      const view = await viewOf(store, thread)
      stored.push(view)
      const inLog = new Set(view.entries.map(({ clientId }) => clientId))
      const atDoor = await waitingOf(store, thread)
      const rest = said.filter(({ clientId }) => !inLog.has(clientId) && atDoor.has(clientId))
      waiting += rest.length
      for (const { clientId, text } of rest)
        if (atDoor.get(clientId) !== text)
          found.push({ thread, view: 'store', what: `the words of ${clientId}` })
      logged.push(...said.filter((one) => !rest.includes(one)))
    }
    const { lost, duplicated, misordered } = compare({ acked: logged, stored, widgets: [], consoles: [] })
    const early = passedBy(acked, logged)
    return {
      lost: [...found, ...lost].map(inWords),
      duplicated: duplicated.map(inWords),
      misordered: [...misordered.map(inWords), ...early],
      waiting,
    }
  } finally {
    await store.close()
  }
}

/** Conversations that cannot be read with a key. */
export async function unreadable(
  of: { mongodbUri: string; masterKey: Buffer },
  threads: readonly string[],
): Promise<number> {
  const store = await openProductStore(of)
  try {
    const reads = await Promise.allSettled(threads.map((thread) => readFromStore(store, thread)))
    return reads.filter(({ status }) => status === 'rejected').length
  } finally {
    await store.close()
  }
}

async function viewOf(store: ProductStore, id: string): Promise<StoredThread> {
  const { connection, sealer, log } = store
  const thread = await store.threads.findById(id).lean()
  if (!thread) return { thread: id, head: 0, publicHead: 0, entries: [] }
  const reader = createReader({ log, sealer, aside: createAside({ connection, log }) })
  const entries = await reader.range(thread, 1, thread.head)
  return {
    thread: id,
    head: thread.head,
    publicHead: thread.publicHead,
    entries: entries.map((entry) => ({
      ...toLine(entry),
      ...(entry.publicSeq === undefined ? {} : { publicSeq: entry.publicSeq }),
    })),
  }
}

/** Words of a customer's accepted messages that nobody has handled, by client id. */
async function waitingOf(store: ProductStore, thread: string): Promise<Map<string, string>> {
  const events = await store.inbox.find(ownFilter({ thread, sender: 'customer', state: 'pending' })).lean()
  const bodies = await Promise.all(
    events.map(
      async ({ identity, body }) => JSON.parse(await store.sealer.open(identity, body)) as EventBody,
    ),
  )
  return new Map(bodies.flatMap((body) => (body.kind === 'message' ? [[body.clientId, body.text]] : [])))
}

/** Who waits must have been said after all that is in the log. */
function passedBy(acked: readonly Acked[], logged: readonly Acked[]): string[] {
  const inLog = new Set(logged)
  return [...groupBy(acked, (one) => one.thread).values()].flatMap((said) => {
    const first = said.findIndex((one) => !inLog.has(one))
    if (first < 0) return []
    return said
      .slice(first)
      .filter((one) => inLog.has(one))
      .map(({ thread, clientId }) => `${thread}: ${clientId} before ${said[first]?.clientId}`)
  })
}

function inWords({ thread, what }: Finding): string {
  return `${thread}: ${what}`
}
