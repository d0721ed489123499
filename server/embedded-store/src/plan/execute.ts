import { decode } from '../bson/decode.ts'
import type { Doc } from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import type { Filter } from '../query/filter.ts'
import { matches } from '../query/matches.ts'
import type { Collection, StoredRecord } from '../storage/collection.ts'
import type { Entry, Environment } from '../storage/environment.ts'
import { type IndexField, sortKey } from '../storage/index-keys.ts'
import {
  indexKey,
  indexRange,
  RECORD_ID_BYTES,
  readRecordId,
  recordIdOfKey,
  recordRange,
} from '../storage/keys.ts'
import type { Interval } from './bounds.ts'
import type { IndexPlan, Plan } from './planner.ts'

/** A found document; decoded only by who needs its fields. */
export class Found implements StoredRecord {
  readonly recordId: number
  readonly raw: Buffer
  readonly #fields: ReadonlySet<string> | undefined
  #doc: Doc | undefined

  constructor(recordId: number, raw: Buffer, fields?: ReadonlySet<string>) {
    this.recordId = recordId
    this.raw = raw
    this.#fields = fields
  }

  /** The whole document, or the fields that the query asked for. */
  get doc(): Doc {
    this.#doc ??= decode(this.raw, 0, this.#fields)
    return this.#doc
  }
}

export interface Execution {
  readonly env: Environment
  readonly collection: Collection
  readonly plan: Plan
  readonly filter: Filter
  readonly sort: readonly IndexField[]
  readonly skip: number
  /** 0 means all. */
  readonly limit: number
  /** The only fields that anyone will look at; undefined for all. */
  readonly fields?: ReadonlySet<string> | undefined
  readonly examined?: { documents: number; keys: number }
  /** Asked at every document that is looked at; throws when the client's time is over. */
  readonly deadline?: { step(): void } | undefined
}

const FIRST_CHUNK = 32
const MAX_CHUNK = 512
const MAX_SORT_BYTES = 100 * 1024 * 1024

/** Runs a plan; the generator may be left and taken up again, because it reads in chunks and keeps no transaction. */
export function* execute(execution: Execution): Generator<Found, void, undefined> {
  const { plan, sort, skip, limit } = execution
  const source = plan.sorted || sort.length === 0 ? filtered(execution) : sortedInMemory(execution)
  let skipped = 0
  let given = 0
  for (const found of source) {
    if (skipped < skip) {
      skipped += 1
      continue
    }
    yield found
    given += 1
    if (given === limit) return
  }
}

/** How many documents match; with exact bounds only keys are counted, and nothing of them is read. */
export function countMatches(execution: Execution): number {
  const { skip, limit } = execution
  const most = limit > 0 ? skip + limit : Number.POSITIVE_INFINITY
  const total = countedByKeys(execution, most) ?? countedOneByOne(filtered(execution), most)
  return Math.max(0, Math.min(total, most) - skip)
}

function countedByKeys({ env, collection, plan }: Execution, most: number): number | undefined {
  if (!plan.exact) return undefined
  if (plan.kind === 'scan') return collection.count()
  if (plan.kind !== 'index') return undefined
  env.indexUses.note(plan.index.id)
  if (plan.points) return countedOneByOne(indexEntries(env, plan), most)
  return intervalKeys(env, plan, most)
}

/** How many entries the index has between the plan's bounds, or `most` when there are as many. */
export function intervalKeys(env: Environment, plan: IndexPlan, most: number): number {
  let total = 0
  for (const interval of plan.intervals) {
    const { start, end } = absolute(plan, interval)
    total += env.countKeys(start, end, most === Number.POSITIVE_INFINITY ? undefined : most - total)
    if (total >= most) break
  }
  return total
}

function countedOneByOne(source: Iterable<unknown>, most: number): number {
  let total = 0
  for (const _ of source) {
    total += 1
    if (total >= most) break
  }
  return total
}

function* filtered(execution: Execution): Generator<Found, void, undefined> {
  const { plan, filter } = execution
  for (const found of candidates(execution, plan)) {
    if (execution.examined) execution.examined.documents += 1
    execution.deadline?.step()
    if (plan.exact || matches(filter, found.doc)) yield found
  }
}

function sortedInMemory(execution: Execution): Iterable<Found> {
  const { sort, skip, limit } = execution
  const rows: { key: Buffer; found: Found }[] = []
  let bytes = 0
  const keep = limit > 0 ? skip + limit : Number.POSITIVE_INFINITY
  const compact = Math.max(keep * 2, 1000)
  for (const found of filtered(execution)) {
    const key = sortKey(found.doc, sort)
    rows.push({ key, found: new Found(found.recordId, found.raw, execution.fields) })
    bytes += key.length + found.raw.length
    if (rows.length > compact) {
      rows.sort(byKey).splice(keep)
      bytes = rows.reduce((sum, row) => sum + row.key.length + row.found.raw.length, 0)
    }
    if (bytes > MAX_SORT_BYTES)
      throw new StoreError(292, 'Sort exceeded memory limit of 104857600 bytes; add an index or a limit')
  }
  return rows.sort(byKey).map(({ found }) => found)
}

function byKey(a: { key: Buffer; found: Found }, b: { key: Buffer; found: Found }): number {
  return a.key.compare(b.key) || a.found.recordId - b.found.recordId
}

function* candidates(execution: Execution, plan: Plan): Generator<Found, void, undefined> {
  if (plan.kind === 'scan') return yield* scanRecords(execution, plan.reverse)
  if (plan.kind === 'index') return yield* indexRecords(execution, plan, new Set())
  const seen = new Set<number>()
  for (const branch of plan.plans) yield* indexRecords(execution, branch, seen)
}

function* scanRecords(
  { env, collection, fields }: Execution,
  reverse: boolean,
): Generator<Found, void, undefined> {
  for (const { key, value } of chunked(env, recordRange(collection.id), reverse))
    yield new Found(recordIdOfKey(key), value, fields)
}

function* indexRecords(
  { env, collection, plan: whole, examined, fields }: Execution,
  plan: IndexPlan,
  seen: Set<number>,
): Generator<Found, void, undefined> {
  const repeats = plan.index.multikey || whole.kind === 'union'
  env.indexUses.note(plan.index.id)
  for (const entry of indexEntries(env, plan)) {
    if (examined) examined.keys += 1
    const recordId = recordIdOfEntry(plan, entry)
    if (repeats) {
      if (seen.has(recordId)) continue
      seen.add(recordId)
    }
    const raw = collection.get(recordId)
    if (raw) yield new Found(recordId, raw, fields)
  }
}

function recordIdOfEntry(plan: IndexPlan, { key, value }: Entry): number {
  return plan.index.unique ? readRecordId(value, 0) : readRecordId(key, key.length - RECORD_ID_BYTES)
}

function* indexEntries(env: Environment, plan: IndexPlan): Generator<Entry, void, undefined> {
  const intervals = plan.reverse ? [...plan.intervals].reverse() : plan.intervals
  for (const interval of intervals) {
    if (plan.points) {
      const key = indexKey(plan.index.id, interval.start)
      const value = env.get(key)
      if (value) yield { key, value }
    } else {
      yield* chunked(env, absolute(plan, interval), plan.reverse)
    }
  }
}

function absolute(plan: IndexPlan, { start, end }: Interval): Interval {
  return {
    start: indexKey(plan.index.id, start),
    end: end.length === 0 ? indexRange(plan.index.id).end : indexKey(plan.index.id, end),
  }
}

function* chunked(env: Environment, range: Interval, reverse: boolean): Generator<Entry, void, undefined> {
  let { start, end } = range
  for (let size = FIRST_CHUNK; ; size = Math.min(size * 4, MAX_CHUNK)) {
    const entries = env.entries({ start, end, reverse, limit: size })
    yield* entries
    const last = entries.at(-1)
    if (!last || entries.length < size) return
    // The next chunk begins after this key, or ends before it when read backwards.
    if (reverse) end = last.key
    else start = Buffer.concat([last.key, Buffer.of(0)])
  }
}
