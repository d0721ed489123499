import { randomBytes } from 'node:crypto'
import type { Connection } from 'mongoose'
import type { Task, User } from '../contract/index.ts'
import { AppError } from '../errors.ts'
import { storeDate } from '../storage/clock.ts'
import { isDuplicateKey } from '../storage/mongo.ts'
import { ownFilter } from '../storage/own-filter.ts'
import { type TaskRecord, tasksOn, toTask } from './task.ts'

const LISTED = 20

export function newTaskId(): string {
  return `t_${randomBytes(9).toString('base64url')}`
}

/** Begins, finds and stops long work; workers do it (`runner.ts`). */
export function createTasks(connection: Connection) {
  const model = tasksOn(connection)
  const find = async (id: string): Promise<TaskRecord> => {
    const record = await model.findById(id).lean<TaskRecord>()
    if (!record) throw new AppError('not_found', { message: 'There is no such task.' })
    return record
  }
  return {
    /**
     * Stores a task; a worker takes it up within a second.
     * @param only names what may run once at a time, such as `train`
     * @param id for who has to write it down before the task begins
     * @throws AppError `already_running` with the task that runs in `details`
     */
    async begin(wish: {
      kind: string
      by: Pick<User, 'id' | 'name'>
      input: unknown
      only?: string | undefined
      id?: string
    }): Promise<Task> {
      const record: TaskRecord = {
        _id: wish.id ?? newTaskId(),
        kind: wish.kind,
        state: 'queued',
        by: { id: wish.by.id, name: wish.by.name },
        input: wish.input,
        progress: { done: 0, of: 0 },
        ...(wish.only ? { only: wish.only } : {}),
        tries: 0,
        createdAt: storeDate(connection),
      }
      try {
        await model.create(record)
        return toTask(record)
      } catch (error) {
        if (!isDuplicateKey(error)) throw error
        const running = await model.findOne({ only: wish.only ?? '' }).lean<TaskRecord>()
        throw new AppError('already_running', { details: running ? { task: toTask(running) } : {} })
      }
    },

    /** @throws AppError `not_found` */
    find: async (id: string): Promise<Task> => toTask(await find(id)),

    /** The newest of a kind. */
    async list(kind: string): Promise<Task[]> {
      const found = await model.find({ kind }).sort({ createdAt: -1 }).limit(LISTED).lean<TaskRecord[]>()
      return found.map(toTask)
    },

    /**
     * What has not begun ends here; what runs is stopped by its worker within a second. Done again it changes nothing.
     * @throws AppError `not_found`
     */
    async cancel(id: string): Promise<Task> {
      // The wish first: it holds whether the task is taken up or put back in this moment.
      await model.updateOne(ownFilter({ _id: id, state: { $in: ['queued', 'running'] } }), {
        $set: { cancelWanted: true },
      })
      await model.updateOne(ownFilter({ _id: id, state: 'queued' }), {
        $set: { state: 'cancelled', endedAt: storeDate(connection) },
        $unset: { only: 1 },
      })
      return toTask(await find(id))
    },
  }
}
export type Tasks = ReturnType<typeof createTasks>
