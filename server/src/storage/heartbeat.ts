import { hostname } from 'node:os'
import { type Connection, type Model, Schema, trusted } from 'mongoose'
import { durable, relaxed, schemaOptions } from './mongo.ts'

const BEAT_MS = 2000
/** A process that was silent for so long does not work. */
const SILENT_MS = 10_000
const KEEP_S = 86_400

interface HeartbeatRecord {
  _id: string
  role: string
  at: Date
}

const heartbeatSchema = new Schema<HeartbeatRecord>(
  {
    _id: { type: String, required: true },
    role: { type: String, required: true },
    at: { type: Date, required: true },
  },
  { ...schemaOptions, collection: 'heartbeats', writeConcern: relaxed },
)
heartbeatSchema.index({ at: 1 }, { expireAfterSeconds: KEEP_S })

function heartbeatModel(connection: Connection): Model<HeartbeatRecord> {
  return connection.model<HeartbeatRecord>('Heartbeat', heartbeatSchema)
}

/** Writes that this process does the work of a role, every two seconds, by the store's clock. */
export function startHeartbeat(connection: Connection, role: 'web' | 'worker'): { stop: () => void } {
  const write = () =>
    beat(connection, { id: `${role}:${hostname()}:${process.pid}`, role }).catch(() => undefined)
  void write()
  const timer = setInterval(() => void write(), BEAT_MS)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}

/** Writes one row durably and answers the store's time: the proof that the store takes writes. */
export async function proveWrite(connection: Connection): Promise<Date> {
  return await beat(connection, {
    id: `health:${hostname()}:${process.pid}`,
    role: 'health',
    writeConcern: durable,
  })
}

/** Whether any process of the role wrote lately, as the store's clock sees it. */
export async function isAlive(connection: Connection, role: 'web' | 'worker'): Promise<boolean> {
  return (await heartbeatModel(connection).exists({ role, at: await lately(connection) })) !== null
}

/** How many processes do the work of each role. */
export async function countAlive(connection: Connection): Promise<{ web: number; worker: number }> {
  const at = await lately(connection)
  const count = async (role: string) => await heartbeatModel(connection).countDocuments({ role, at })
  const [web, worker] = await Promise.all([count('web'), count('worker')])
  return { web, worker }
}

async function lately(connection: Connection) {
  const now = await proveWrite(connection)
  return trusted({ $gt: new Date(now.getTime() - SILENT_MS) })
}

async function beat(
  connection: Connection,
  {
    id,
    role,
    writeConcern = relaxed,
  }: { id: string; role: string; writeConcern?: typeof durable | typeof relaxed },
): Promise<Date> {
  const row = await heartbeatModel(connection)
    .findOneAndUpdate({ _id: id }, [{ $set: { role, at: '$$NOW' } }], {
      upsert: true,
      returnDocument: 'after',
      updatePipeline: true,
      writeConcern,
    })
    .lean()
  return row.at
}
