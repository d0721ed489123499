import { randomBytes } from 'node:crypto'
import { type Connection, type Model, Schema } from 'mongoose'
import { AppError } from '../errors.ts'
import { storeNow } from '../storage/clock.ts'
import { durable, isDuplicateKey, schemaOptions } from '../storage/mongo.ts'
import { ownFilter } from '../storage/own-filter.ts'

const HELD_MS = 10_000
const TRIES = 50
const PAUSE_MS = 50

interface LockRecord {
  _id: string
  by: string
  until: Date
}

const lock = new Schema<LockRecord>(
  {
    _id: { type: String, required: true },
    by: { type: String, required: true },
    until: { type: Date, required: true },
  },
  { ...schemaOptions, collection: 'people_locks', writeConcern: durable },
)

function locksOn(connection: Connection): Model<LockRecord> {
  return (
    (connection.models['PeopleLock'] as Model<LockRecord> | undefined) ??
    connection.model<LockRecord>('PeopleLock', lock)
  )
}

/**
 * Changes of people's rights one after another over all processes: two admins who take each other's right away at the
 * same moment would leave none.
 * @throws AppError `store_unavailable` when others hold it for seconds
 */
export function createAdminLock(connection: Connection) {
  const locks = locksOn(connection)
  const take = async (by: string): Promise<boolean> => {
    const now = storeNow(connection)
    try {
      const taken = await locks.findOneAndUpdate(
        ownFilter({ _id: 'rights', until: { $lt: new Date(now) } }),
        { $set: { by, until: new Date(now + HELD_MS) } },
        { upsert: true, returnDocument: 'after' },
      )
      return taken?.by === by
    } catch (error) {
      if (isDuplicateKey(error)) return false
      throw error
    }
  }
  return async <T>(work: () => Promise<T>): Promise<T> => {
    const by = randomBytes(9).toString('base64url')
    for (let attempt = 0; !(await take(by)); attempt++) {
      if (attempt >= TRIES) throw new AppError('store_unavailable')
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
    }
    try {
      return await work()
    } finally {
      await locks.updateOne({ _id: 'rights', by }, { $set: { until: new Date(0) } })
    }
  }
}
export type AdminLock = ReturnType<typeof createAdminLock>
