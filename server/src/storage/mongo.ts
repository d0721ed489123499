import mongoose, { type Connection, mongo } from 'mongoose'
import { mendDriverDrain } from './driver-drain.ts'

mendDriverDrain()

/** For the acknowledgement, the commit and the log: on disk at a majority before anyone is told. */
export const durable = { w: 'majority', j: true } as const
/** For what can be written again or recomputed. */
export const relaxed = { w: 1 } as const

/**
 * What every schema of Parley begins with: an unknown path in a document or in a filter is an error. With
 * `strictQuery: true` mongoose would drop the unknown path, and the filter `{}` that is left matches everything.
 */
export const schemaOptions = {
  strict: 'throw',
  strictQuery: 'throw',
  versionKey: false,
  minimize: false,
  autoIndex: false,
  autoCreate: false,
  id: false,
} as const

// Schemas made without `schemaOptions` must not fall back to the lenient defaults either.
mongoose.set('strictQuery', 'throw')

/** A store that is down is an error within 2 s, not a request that hangs: platforms retry on 503. */
const PATIENCE_MS = 2000

/**
 * Connects to the store and waits until it answers. An object with a `$` key inside a filter needs `trusted(…)`
 * of mongoose, because `sanitizeFilter` takes every other one for an attack.
 *
 * @throws MongooseServerSelectionError when no server answers within `patienceMs`
 */
export async function connectStore({
  uri,
  appName,
  patienceMs = PATIENCE_MS,
}: {
  uri: string
  appName: string
  /** How long one waits for a server or for a free connection; longer for work that nobody waits for. */
  patienceMs?: number
}): Promise<Connection> {
  const connection = mongoose.createConnection(uri, {
    appName,
    sanitizeFilter: true,
    autoIndex: false,
    autoCreate: false,
    bufferCommands: false,
    serverSelectionTimeoutMS: patienceMs,
    waitQueueTimeoutMS: patienceMs,
    connectTimeoutMS: patienceMs,
    heartbeatFrequencyMS: 1000,
    socketTimeoutMS: 10_000,
    maxPoolSize: 20,
    retryWrites: true,
  })
  try {
    return await connection.asPromise()
  } catch (error) {
    await connection.close(true)
    throw error
  }
}

/**
 * Builds the indexes of every model that was made on this connection; what exists already is left alone. A collection's
 * indexes go in one command: mongoose says each by itself and waits, which was a second of a busy start.
 */
export async function ensureIndexes(connection: Connection): Promise<void> {
  await Promise.all(
    Object.values(connection.models).map(async ({ schema, collection }) => {
      const indexes = schema
        .indexes()
        .map(([key, options]) => ({ ...options, key }) as mongo.IndexDescription)
      if (indexes.length > 0) await collection.createIndexes(indexes)
    }),
  )
}

/**
 * The documents at which a write of many failed, by their numbers: each with what a write of it alone would have met.
 * Undefined when it failed, or may have failed, as a whole, such as by a majority that did not confirm.
 */
export function documentFailures(error: unknown): ReadonlyMap<number, Error> | undefined {
  if (!(error instanceof mongo.MongoBulkWriteError)) return undefined
  const failures = [error.writeErrors].flat()
  if (failures.length === 0 || error.result.getWriteConcernError()) return undefined
  return new Map(
    failures.map(({ index, code, errmsg = '' }) => [
      index,
      new mongo.MongoServerError({ message: errmsg, code }),
    ]),
  )
}

/** True for the error of a second document with the same unique key. */
export function isDuplicateKey(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 11_000
}
