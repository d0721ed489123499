import type { EntryBody } from '../contract/index.ts'
import type { Log } from '../conversations/entry.ts'
import { entryId } from '../conversations/entry.ts'
import type { Aside } from '../conversations/set-aside.ts'
import type { Thread, Threads } from '../conversations/thread.ts'
import type { Accept } from '../ingest/accept.ts'
import type { EventBody } from '../ingest/event.ts'
import type { Sealer } from '../storage/sealing.ts'

/** Does what a committed action asks, idempotently by its key: the same key twice has one effect and one answer. */
export type Performer = (
  key: string,
  input: Record<string, string>,
) => Promise<{ ok: true; output: Record<string, string> } | { ok: false; code: string }>

/**
 * The lane of actions: never inside a drain. The effect carries the action's key, and its result comes back through
 * the door as an event, so a crash at any point repeats it without harm.
 */
export function createActionLane(deps: {
  threads: Threads
  log: Log
  aside: Aside
  sealer: Sealer
  accept: Accept
  performers: Readonly<Record<string, Performer>>
}): (thread: string) => Promise<void> {
  const { threads, log, aside, sealer, accept, performers } = deps

  const inputOf = async (thread: Thread, seq: number): Promise<Record<string, string>> => {
    const id = entryId(thread._id, seq)
    const [fresh] = await aside.full(thread.outbox.filter((one) => one._id === id))
    const entry = fresh ?? (await log.findById(id).lean())
    if (!entry) return {}
    const body = JSON.parse(await sealer.open(thread.identity, entry.body)) as EntryBody
    return body.kind === 'action' ? (body.input ?? {}) : {}
  }

  return async (id) => {
    const thread = await threads.findById(id).lean<Thread>()
    const action = thread?.action
    if (!thread || !action) return
    const perform = performers[action.name]
    const outcome = perform
      ? await perform(action.key, await inputOf(thread, action.seq))
      : { ok: false as const, code: 'unknown_action' }
    const result: EventBody = outcome.ok
      ? { kind: 'action.result', name: action.name, key: action.key, ok: true, output: outcome.output }
      : { kind: 'action.result', name: action.name, key: action.key, ok: false, code: outcome.code }
    const { _id, account, channel, identity, customer, customerName, vip } = thread
    await accept({
      key: { thread: _id, account, channel, identity, customer, customerName, vip },
      sender: 'action',
      dedupKey: action.key,
      body: result,
    })
  }
}
