import { type Connection, type Model, Schema } from 'mongoose'
import type { Task, TaskState } from '../contract/index.ts'
import { durable, schemaOptions } from '../storage/mongo.ts'

export interface TaskRecord {
  _id: string
  kind: string
  state: TaskState
  by: { id: string; name: string }
  /** What the runner of the kind needs; small, and nothing that people wrote. */
  input: unknown
  progress: { done: number; of: number; note?: string }
  /** Where a runner that takes it up again goes on. */
  checkpoint?: unknown
  result?: unknown
  error?: { code: string; message: string }
  cancelWanted?: boolean
  /** Present while it is queued or runs: one of a kind and subject at a time. */
  only?: string
  /** How often a process took it up. */
  tries: number
  lease?: { by: string; until: Date }
  createdAt: Date
  startedAt?: Date
  endedAt?: Date
}

const task = new Schema<TaskRecord>(
  {
    _id: { type: String, required: true },
    kind: { type: String, required: true },
    state: { type: String, required: true },
    by: { type: Schema.Types.Mixed, required: true },
    input: Schema.Types.Mixed,
    progress: { type: Schema.Types.Mixed, required: true },
    checkpoint: Schema.Types.Mixed,
    result: Schema.Types.Mixed,
    error: Schema.Types.Mixed,
    cancelWanted: Boolean,
    only: String,
    tries: { type: Number, required: true },
    lease: Schema.Types.Mixed,
    createdAt: { type: Date, required: true },
    startedAt: Date,
    endedAt: Date,
  },
  { ...schemaOptions, collection: 'tasks', writeConcern: durable },
)
task.index({ kind: 1, createdAt: -1 })
task.index({ state: 1, createdAt: 1 })
task.index({ only: 1 }, { unique: true, partialFilterExpression: { only: { $exists: true } } })

export type TaskModel = Model<TaskRecord>
/** The tasks of this connection's store. */
export function tasksOn(connection: Connection): TaskModel {
  return (connection.models['Task'] as TaskModel | undefined) ?? connection.model<TaskRecord>('Task', task)
}

/** What people see of a task. */
export function toTask(record: TaskRecord): Task {
  const { _id: id, kind, state, by, progress, result, error, createdAt, startedAt, endedAt } = record
  const stopping = state === 'running' && record.cancelWanted === true
  return {
    id,
    kind,
    state,
    by,
    progress,
    ...(stopping ? { stopping } : {}),
    ...(result === undefined ? {} : { result }),
    ...(error ? { error } : {}),
    createdAt: createdAt.getTime(),
    ...(startedAt ? { startedAt: startedAt.getTime() } : {}),
    ...(endedAt ? { endedAt: endedAt.getTime() } : {}),
  }
}
