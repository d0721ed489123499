import { decode } from '../bson/decode.ts'
import type { Doc } from '../bson/value.ts'
import { execute } from '../plan/execute.ts'
import { choosePlan } from '../plan/planner.ts'
import { compileFilter } from '../query/filter.ts'
import type { Catalog } from './catalog.ts'
import type { Collection } from './collection.ts'
import type { Environment } from './environment.ts'
import type { Index } from './index-definition.ts'

/** Documents that one commit removes; clients' writes come between. */
const BATCH = 500

/** Removes what TTL indexes say is too old. */
export async function sweepExpired(
  { env, catalog }: { env: Environment; catalog: Catalog },
  now: number,
): Promise<number> {
  let removed = 0
  for (const { ns, indexes } of catalog.list()) {
    for (const index of indexes) {
      if (index.expireAfterSeconds === undefined || !index.ready) continue
      for (let count = BATCH; count === BATCH; removed += count)
        count = await sweepIndex({ env, catalog, ns, name: index.name }, now)
    }
  }
  return removed
}

interface Sweep {
  readonly env: Environment
  readonly catalog: Catalog
  readonly ns: string
  readonly name: string
}

function sweepIndex({ env, catalog, ns, name }: Sweep, now: number): Promise<number> {
  return env.write((tx) => {
    const collection = catalog.find(ns)
    const index = collection?.indexes.find((candidate) => candidate.name === name)
    const expired = collection && index ? expiredRecords(env, { collection, index, now }) : []
    for (const { recordId, doc } of expired) collection?.remove(tx, recordId, doc)
    return expired.length
  })
}

function expiredRecords(
  env: Environment,
  { collection, index, now }: { collection: Collection; index: Index; now: number },
): { recordId: number; doc: Doc }[] {
  const [field] = index.fields
  const before = new Date(now - (index.expireAfterSeconds ?? 0) * 1000)
  if (!field) return []
  const dates = compileFilter({ [field.path]: { $lt: before } })
  const filter = index.partial ? ({ kind: 'and', parts: [dates, index.partial] } as const) : dates
  const plan = choosePlan(collection, { filter, sort: [], hint: index.name })
  const found = execute({ env, collection, plan, filter, sort: [], skip: 0, limit: BATCH })
  return Array.from(found, ({ recordId, raw }) => ({ recordId, doc: decode(raw) }))
}
