import { draftsOn } from '../../conversations/draft.ts'
import { entryId, type StoredEntry } from '../../conversations/entry.ts'
import { ofThread, takeAway } from '../../conversations/take-away.ts'
import type { Thread } from '../../conversations/thread.ts'
import type { Core } from '../../core.ts'
import { durable } from '../../storage/mongo.ts'
import { ownFilter } from '../../storage/own-filter.ts'
import { type Since, stays } from './stays.ts'

const MOST_MISSES = 10

/** The threads that the seed made, those that are half removed among them. */
export async function seededThreads({ threads }: Pick<Core, 'threads'>): Promise<string[]> {
  const found = await threads.find(ownFilter({ seeded: { $exists: true } }), { _id: 1 }).lean()
  return found.map(({ _id }) => _id)
}

/**
 * Removes a thread of the seed with all that hangs on it, unless somebody went on with it. First it is marked, and from
 * then on nothing is committed to it; its own document goes last, so that a death in between is found and gone on with.
 * What customers write meanwhile is kept as pending and opens a new thread afterwards.
 */
export async function removeThread(core: Core, id: string): Promise<void> {
  for (let miss = 0; miss < MOST_MISSES; miss++) {
    const thread = await core.threads.findById(id).lean<Thread>()
    if (!thread) return
    if (!thread.goes && stays(await since(core, thread))) return
    if (thread.goes || (await mark(core, thread))) return await takeAway(core, thread)
  }
  throw new Error(`the thread ${id} changes too fast`)
}

async function since(core: Core, thread: Thread): Promise<Since> {
  const { _id, identity, seeded = 0, outbox } = thread
  const [logged, beside, pending, drafts] = await Promise.all([
    core.log
      .find(ownFilter({ _id: { $gt: entryId(_id, seeded), $lt: `${_id};` } }), { by: 1 })
      .lean<Pick<StoredEntry, 'by'>[]>(),
    core.aside.full(outbox),
    core.inbox.exists({ thread: _id, state: 'pending' }),
    draftsOn(core.connection).find(ofThread(_id)).lean(),
  ])
  const words = await Promise.all(drafts.map(async ({ text }) => await core.sealer.open(identity, text)))
  return {
    authors: [...logged, ...beside.filter(({ seq }) => seq > seeded)].map(({ by }) => by.type),
    pending: pending !== null,
    drafted: words.some((text) => text.trim() !== ''),
  }
}

/** False when the thread moved on, or something came in: then it has to be judged again. */
async function mark({ threads, inbox }: Core, { _id, head }: Thread): Promise<boolean> {
  const { matchedCount } = await threads.updateOne(
    { _id, head, goes: null },
    { $set: { goes: true } },
    { writeConcern: durable },
  )
  if (matchedCount === 0) return false
  if (!(await inbox.exists({ thread: _id, state: 'pending' }))) return true
  await threads.updateOne({ _id }, { $unset: { goes: 1 } }, { writeConcern: durable })
  return false
}
