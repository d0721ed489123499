import type { Connection } from 'mongoose'
import { BadRow } from '../../contract/index.ts'
import { storeNow } from '../../storage/clock.ts'
import { durable } from '../../storage/mongo.ts'
import { ownFilter } from '../../storage/own-filter.ts'
import type { Sealer } from '../../storage/sealing.ts'
import { importPerson, importRowsOn } from './import-record.ts'

const KEPT_MS = 90 * 86_400_000
const DIGITS = 6

export type Phase = 'check' | 'import'

/** What could not be taken over, in the order of the file; sealed, and kept for 90 days. */
export function createBadRows({ connection, sealer }: { connection: Connection; sealer: Sealer }) {
  const model = importRowsOn(connection)
  const idOf = (id: string, phase: Phase, batch: number) =>
    `${id}:${phase}:${String(batch).padStart(DIGITS, '0')}`
  const allOf = (id: string, phase: Phase, after?: string) =>
    ownFilter({ _id: { $gt: after ?? `${id}:${phase}:`, $lt: `${id}:${phase};` } })
  return {
    /** The rows of one batch; done again it is the same. */
    async keep(id: string, phase: Phase, batch: number, rows: readonly BadRow[]): Promise<void> {
      if (rows.length === 0) return
      const sealed = await sealer.seal(importPerson(id), JSON.stringify(rows))
      await model.updateOne(
        { _id: idOf(id, phase, batch) },
        { $set: { rows: sealed, expiresAt: new Date(storeNow(connection) + KEPT_MS) } },
        { upsert: true, writeConcern: durable },
      )
    },

    async clear(id: string, phase: Phase): Promise<void> {
      await model.deleteMany(allOf(id, phase))
    },

    /** The next rows behind a cursor, a batch of them. */
    async page(
      id: string,
      phase: Phase,
      cursor: string | undefined,
    ): Promise<{ rows: BadRow[]; next?: string }> {
      const [found, more] = await model
        .find(allOf(id, phase, cursor))
        .sort({ _id: 1 })
        .limit(2)
        .lean()
      if (!found) return { rows: [] }
      const text = await sealer.open(importPerson(id), found.rows)
      return { rows: BadRow.array().parse(JSON.parse(text)), ...(more ? { next: found._id } : {}) }
    },
  }
}
export type BadRows = ReturnType<typeof createBadRows>
