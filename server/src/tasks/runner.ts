import type { Connection } from 'mongoose'
import { AppError, toAppError } from '../errors.ts'
import { every } from '../every.ts'
import type { Logger } from '../log.ts'
import type { StoreClock } from '../storage/clock.ts'
import { relaxed } from '../storage/mongo.ts'
import { ownFilter } from '../storage/own-filter.ts'
import { type TaskModel, type TaskRecord, tasksOn } from './task.ts'

const LOOK_MS = 500
const LEASE_MS = 10_000
const TELL_MS = 500
/** A task whose process died so often is at fault itself. */
const MAX_TRIES = 3

export interface Work {
  id: string
  input: unknown
  by: TaskRecord['by']
  /** What the last try left behind. */
  checkpoint: unknown
  /** Aborts when somebody cancels, when the process ends, and when another process took the task over. */
  signal: AbortSignal
  /** Tells how far it is; cheap to call often. */
  progress: (done: number, of: number, note?: string) => void
  /** Stores, durably, where a next try goes on. What was done before must bear being done again. */
  save: (checkpoint: unknown, done: number, of: number) => Promise<void>
}

/** Does the work of one kind and answers its result, which people see. It throws `signal.reason` when it is told to stop. */
export type TaskRunner = (work: Work) => Promise<unknown>

const cancelled = new Error('cancelled')
const stopped = new Error('stopped')
const lost = new Error('lost')

/**
 * Takes up what is queued, and what a dead process left, one of a kind at a time. Its state is in the store: a task
 * outlives the process that began it, and two processes are kept apart by the lease.
 */
export function startTaskRunner(deps: {
  connection: Connection
  clock: StoreClock
  /** Names this process. */
  name: string
  runners: Readonly<Record<string, TaskRunner>>
  log: Logger
  lookMs?: number
}): { stop: () => Promise<void> } {
  const model = tasksOn(deps.connection)
  const running = new Map<string, { done: Promise<void>; abort: AbortController }>()

  const look = async () => {
    const free = Object.keys(deps.runners).filter((kind) => !running.has(kind))
    // Mostly nothing waits: one cheap question for all kinds, and a write only where there is something to take.
    for (const kind of await waitingKinds(model, deps, free)) {
      const record = await take(model, deps, kind)
      if (!record) continue
      const abort = new AbortController()
      const done = run(model, deps, record, abort).finally(() => running.delete(kind))
      running.set(kind, { done, abort })
    }
  }
  const loop = every(deps.lookMs ?? LOOK_MS, look, (err) => deps.log.warn({ event: 'tasks.failed', err }))
  return {
    /** What runs is put back, and goes on elsewhere or after the restart. */
    async stop() {
      await loop.stop()
      const all = [...running.values()]
      for (const { abort } of all) abort.abort(stopped)
      await Promise.all(all.map(({ done }) => done))
    },
  }
}

type Deps = Parameters<typeof startTaskRunner>[0]

/** What is queued, and what its process left. */
const toBeTaken = (now: Date) => ({
  $or: [{ state: 'queued' }, { state: 'running', 'lease.until': { $lt: now } }],
})

async function waitingKinds(model: TaskModel, { clock }: Deps, free: readonly string[]): Promise<string[]> {
  return await model.distinct('kind', ownFilter({ kind: { $in: free }, ...toBeTaken(new Date(clock.now())) }))
}

async function take(model: TaskModel, { clock, name }: Deps, kind: string): Promise<TaskRecord | undefined> {
  const now = new Date(clock.now())
  const found = await model
    .findOneAndUpdate(
      ownFilter({ kind, ...toBeTaken(now) }),
      {
        $set: {
          state: 'running',
          startedAt: now,
          lease: { by: name, until: new Date(now.getTime() + LEASE_MS) },
        },
        $inc: { tries: 1 },
      },
      { sort: { createdAt: 1 }, returnDocument: 'after' },
    )
    .lean<TaskRecord>()
  return found ?? undefined
}

async function run(model: TaskModel, deps: Deps, record: TaskRecord, abort: AbortController): Promise<void> {
  const { log, name } = deps
  const mine = ownFilter({ _id: record._id, state: 'running', 'lease.by': name })
  const end = async (set: Partial<TaskRecord>) => {
    await model.updateOne(mine, {
      $set: { endedAt: new Date(deps.clock.now()), ...set },
      $unset: { only: 1, lease: 1 },
    })
    log.info({ event: `task.${set.state}`, task: record._id, kind: record.kind })
  }
  if (record.cancelWanted) return await end({ state: 'cancelled' })
  if (record.tries > MAX_TRIES) {
    const message = `It was begun ${MAX_TRIES} times and its process died each time.`
    return await end({ state: 'failed', error: { code: 'internal', message } })
  }
  const hand = holdTask(model, deps, record, mine, abort)
  try {
    const result = await deps.runners[record.kind]?.(hand.work)
    await hand.close()
    // A cancel that comes when everything is done comes too late, and does not call it undone.
    if (abort.signal.reason !== cancelled) abort.signal.throwIfAborted()
    await end({ state: 'done', ...(result === undefined ? {} : { result }) })
  } catch (error) {
    await hand.close()
    await conclude({
      model,
      record,
      mine,
      end,
      log,
      error: abort.signal.aborted ? abort.signal.reason : error,
    })
  }
}

async function conclude({
  model,
  record,
  mine,
  end,
  log,
  error,
}: {
  model: TaskModel
  record: TaskRecord
  mine: Record<string, unknown>
  end: (set: Partial<TaskRecord>) => Promise<void>
  log: Logger
  error: unknown
}): Promise<void> {
  try {
    if (error === lost) return
    if (error === cancelled) return await end({ state: 'cancelled' })
    if (error === stopped) {
      // Not its fault: the try does not count.
      await model.updateOne(mine, {
        $set: { state: 'queued', tries: record.tries - 1 },
        $unset: { lease: 1 },
      })
      return
    }
    const { code, message } = toAppError(error)
    if (!(error instanceof AppError)) log.error({ event: 'task.broke', task: record._id, err: error })
    await end({ state: 'failed', error: { code, message } })
  } catch (err) {
    // The store is away: the lease runs out, and the task is taken up again.
    log.warn({ event: 'task.unended', task: record._id, err })
  }
}

/** Renews the lease, brings progress into the store, and hears of a cancel. */
function holdTask(
  model: TaskModel,
  { clock }: Deps,
  record: TaskRecord,
  mine: Record<string, unknown>,
  abort: AbortController,
): { work: Work; close: () => Promise<void> } {
  let progress = record.progress
  let renewedAt = clock.now()
  const tell = async (more: Partial<TaskRecord> = {}) => {
    const until = new Date(clock.now() + LEASE_MS)
    const after = await model
      .findOneAndUpdate(
        mine,
        { $set: { progress, 'lease.until': until, ...more } },
        {
          returnDocument: 'after',
          projection: { cancelWanted: 1 },
          ...('checkpoint' in more ? {} : { writeConcern: relaxed }),
        },
      )
      .lean<TaskRecord>()
    renewedAt = clock.now()
    if (!after) abort.abort(lost)
    else if (after.cancelWanted) abort.abort(cancelled)
  }
  const beat = every(TELL_MS, tell, () => {
    // A store that stays away lets the lease run out; whoever takes over then must be alone.
    if (clock.now() - renewedAt > LEASE_MS) abort.abort(lost)
  })
  return {
    work: {
      id: record._id,
      input: record.input,
      by: record.by,
      checkpoint: record.checkpoint,
      signal: abort.signal,
      progress: (done, of, note) => {
        progress = { done, of, ...(note ? { note } : {}) }
      },
      save: async (checkpoint, done, of) => {
        progress = { ...progress, done, of }
        await tell({ checkpoint })
        abort.signal.throwIfAborted()
      },
    },
    close: beat.stop,
  }
}
