import { authorise } from '../agents/permissions.ts'
import type { Correct, Entry, EntryBody, Row, User } from '../contract/index.ts'
import { AppError } from '../errors.ts'
import { ownFilter } from '../storage/own-filter.ts'
import type { Commit } from './commit.ts'
import { entryId, type Log, type StoredEntry } from './entry.ts'
import type { Projection } from './project.ts'
import type { Reader } from './read.ts'
import { correct } from './remarks.ts'
import { subjectOf } from './subject.ts'
import type { Thread, Threads } from './thread.ts'

export interface CorrectionDeps {
  threads: Threads
  log: Log
  commit: Commit
  projection: Projection
  reader: Reader
  /** Whether an intent may be meant: one of the model's, or none. */
  knowsIntent: (name: string) => Promise<boolean>
}

export type Corrections = ReturnType<typeof createCorrections>

/** Staff say what a customer's message really meant: an entry in the log, which becomes a label to train on. */
export function createCorrections({ threads, log, commit, projection, reader, knowsIntent }: CorrectionDeps) {
  const threadOf = async (id: string): Promise<Thread> => {
    const thread = await threads.findById(id).lean<Thread>()
    if (!thread) throw new AppError('not_found', { message: 'There is no such conversation.' })
    return thread
  }
  const committed = async (thread: Thread, event: string) =>
    thread.outbox.some((entry) => entry.event === event) || (await log.exists({ event })) !== null

  /** Of the message, oldest first. They follow it closely: seldom more than a few hundred entries lie between. */
  const before = async (thread: Thread, of: number): Promise<Correction[]> => {
    const stored = await log
      .find(
        ownFilter({
          _id: { $gt: entryId(thread._id, of), $lte: entryId(thread._id, thread.head) },
          kind: 'correction',
          'facts.of': of,
        }),
        { facts: 1, seq: 1 },
      )
      .sort({ _id: 1 })
      .limit(MOST_CORRECTIONS)
      .lean<Pick<StoredEntry, 'facts' | 'seq'>[]>()
    const logged = new Set(stored.map(({ seq }) => seq))
    const fresh = thread.outbox.filter(
      (entry) => entry.kind === 'correction' && entry.facts?.of === of && !logged.has(entry.seq),
    )
    return [...stored, ...fresh].map(({ facts }) => ({
      intent: facts?.intent,
      mood: facts?.mood,
      withdrawn: facts?.withdrawn,
      of,
    }))
  }

  return {
    /**
     * An entry at once; the same client id again is the same correction.
     * @throws AppError `not_found` when it is not a message of the customer, `invalid_request` for an unknown intent
     */
    async correct(user: User, id: string, { clientId, ...wish }: Correct): Promise<Row> {
      const thread = await threadOf(id)
      authorise(user, 'thread.correct', subjectOf(thread))
      if (wish.intent !== undefined && !(await knowsIntent(wish.intent)))
        throw new AppError('invalid_request', { message: 'There is no such intent.' })
      const understanding = understandingOf(
        await reader.range(thread, wish.of, wish.of + LOOK_AHEAD),
        wish.of,
      )
      const event = `${id}:${user.id}:correct-${clientId}`
      const { thread: after } = await commit(id, async (current) =>
        (await committed(current, event))
          ? undefined
          : correct(current, user, wish, { understanding, before: await before(current, wish.of) }, event),
      )
      await projection.project(after)
      return await reader.row(after)
    },
  }
}

type Correction = Omit<Extract<EntryBody, { kind: 'correction' }>, 'kind' | 'clientId'>
const MOST_CORRECTIONS = 50
/** What was understood of a message stands right after it. */
const LOOK_AHEAD = 1

/** @throws AppError `not_found` when there is no such message of the customer */
function understandingOf(entries: readonly Entry[], of: number): Understood {
  const message = entries.find(({ seq }) => seq === of)
  if (message?.body.kind !== 'message' || message.by.type !== 'customer')
    throw new AppError('not_found', { message: 'There is no such message of the customer.' })
  const read = entries.find(({ body }) => body.kind === 'understanding' && body.of === of)?.body
  if (read?.kind === 'understanding') return read
  return { intents: [], mood: { label: 'neutral', score: 0, confidence: 0 } }
}
type Understood = Pick<Extract<EntryBody, { kind: 'understanding' }>, 'intents' | 'mood'>
