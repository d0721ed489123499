import { createHash } from 'node:crypto'
import type { Connection } from 'mongoose'
import type { BadRow, ImportCounts } from '../../contract/index.ts'
import { AppError } from '../../errors.ts'
import { durable, isDuplicateKey } from '../../storage/mongo.ts'
import { ownFilter } from '../../storage/own-filter.ts'
import { type CustomerChange, customerChangesOn } from '../change.ts'
import { type Customer, customersOn } from '../customer.ts'
import type { FieldDefinition } from '../values.ts'
import { findKnown, type Judge, judge, type Mark, ownId, type Verdict } from './match.ts'
import { badRow, type Wish } from './plan-row.ts'
import { type Update, writesOf } from './write-update.ts'

const MAX_MISSES = 10

export interface Outcome {
  counts: ImportCounts
  bad: BadRow[]
}

export const none: ImportCounts = { rows: 0, created: 0, updated: 0, unchanged: 0, skipped: 0, bad: 0 }

/** What a batch of rows would do; nothing is written. */
export async function weigh(connection: Connection, wishes: readonly Wish[], by: Judge): Promise<Outcome> {
  const verdicts = await judgeAll(connection, wishes, by)
  return outcomeOf(verdicts)
}

/**
 * Does what a batch of rows wants, in a few writes for all of them. Done again it changes nothing and counts the same:
 * customers carry the line that made them, and what happened to them is written down under ids that follow from it.
 */
export async function apply(
  connection: Connection,
  wishes: readonly Wish[],
  by: Judge & { person: Person; renamed: Renamed },
): Promise<Outcome> {
  const first = await judgeAll(connection, wishes, by)
  const missed = new Set([
    ...(await createAll(connection, first)),
    ...(await updateAll(connection, first, by)),
  ])
  const verdicts: Judged[] = []
  for (const judged of first)
    verdicts.push(
      missed.has(judged) ? { ...judged, verdict: await applyOne(connection, judged.wish, by) } : judged,
    )
  await tell(connection, verdicts, by)
  await follow(connection, verdicts, by)
  return outcomeOf(verdicts)
}

interface Person {
  id: string
  name: string
}

/** These records have another name or standing: what shows it follows. */
export type Renamed = (
  customers: readonly Pick<Customer, '_id' | 'name' | 'vip'>[],
  by: Person,
) => Promise<void>

interface Judged {
  wish: Wish
  verdict: Verdict
}

async function judgeAll(connection: Connection, wishes: readonly Wish[], by: Judge): Promise<Judged[]> {
  if (wishes.length === 0) return []
  const known = await findKnown(
    connection,
    by.plan.key,
    wishes.map(({ key }) => key),
  )
  return wishes.map((wish) => ({ wish, verdict: judge(wish, known.get(wish.key) ?? [], by) }))
}

/** Answers those that somebody else made meanwhile, or whose id is taken. */
async function createAll(connection: Connection, all: readonly Judged[]): Promise<Judged[]> {
  const made = all.filter(({ verdict }) => verdict.kind === 'create')
  if (made.length === 0) return []
  const documents = made.map(({ verdict }) => (verdict as Verdict & { kind: 'create' }).customer)
  try {
    await customersOn(connection).collection.insertMany(documents as never[], {
      ordered: false,
      writeConcern: durable,
    })
    return []
  } catch (error) {
    return refusedOf(error).flatMap((index) => made[index] ?? [])
  }
}

/** Places of the documents that are there already. @throws the error when it says anything else */
function refusedOf(error: unknown): number[] {
  const { writeErrors } = error as { writeErrors?: { index: number; code: number }[] }
  if (!isDuplicateKey(error) || !Array.isArray(writeErrors)) throw error
  if (writeErrors.some(({ code }) => code !== 11_000)) throw error
  return writeErrors.map(({ index }) => index)
}

/** Answers those whose record was changed by somebody else between look and write. */
async function updateAll(connection: Connection, all: readonly Judged[], by: Judge): Promise<Judged[]> {
  const changed = all.filter(({ verdict }) => verdict.kind === 'update')
  if (changed.length === 0) return []
  const customers = customersOn(connection)
  const updates = changed.map(({ verdict }) => verdict as Update)
  const operations = (await writesOf(connection, updates, by.definitions)).map((write) => ({
    updateOne: write,
  }))
  const { matchedCount } = await customers.collection.bulkWrite(operations as never[], {
    ordered: false,
    writeConcern: durable,
  })
  if (matchedCount === changed.length) return []
  const ids = updates.map(({ customer }) => customer._id)
  const after = await customers
    .find(ownFilter({ _id: { $in: ids } }), { imported: 1 })
    .lean<Pick<Customer, '_id' | 'imported'>[]>()
  const marks = new Map(after.map(({ _id, imported }) => [_id, imported]))
  return changed.filter(({ wish, verdict }) => {
    const mark = marks.get((verdict as Update).customer._id)
    return !(mark?.import === by.import && mark.line === wish.line)
  })
}

/** One row by itself, looked at again after each time that somebody else was faster. */
async function applyOne(connection: Connection, wish: Wish, by: Judge): Promise<Verdict> {
  // Nobody has the key, and yet its id is there: that person has another address by now.
  let taken = false
  for (let attempt = 0; attempt < MAX_MISSES; attempt++) {
    const known = (await findKnown(connection, by.plan.key, [wish.key])).get(wish.key) ?? []
    const found = judge(wish, known, by)
    const verdict: Verdict =
      found.kind === 'create' && taken ? under(found, ownId(by.import, wish.line)) : found
    if (await write(connection, verdict, by.definitions)) return verdict
    taken = verdict.kind === 'create' && by.plan.key !== 'id'
  }
  throw new AppError('store_unavailable', { message: 'A record changes too fast; try again.' })
}

function under(verdict: Extract<Verdict, { kind: 'create' }>, _id: string): Verdict {
  return { ...verdict, customer: { ...verdict.customer, _id } }
}

/** False when somebody else was faster. */
async function write(
  connection: Connection,
  verdict: Verdict,
  definitions: readonly FieldDefinition[],
): Promise<boolean> {
  if (verdict.kind === 'update') return await updateOne(connection, verdict, definitions)
  return verdict.kind === 'create' ? await insertOne(connection, verdict.customer) : true
}

async function updateOne(
  connection: Connection,
  verdict: Update,
  definitions: readonly FieldDefinition[],
): Promise<boolean> {
  const [write] = await writesOf(connection, [verdict], definitions)
  if (!write) return false
  const result = await customersOn(connection).collection.updateOne(
    write.filter as never,
    write.update as never,
    { writeConcern: durable },
  )
  return result.matchedCount === 1
}

async function insertOne(connection: Connection, customer: Customer): Promise<boolean> {
  try {
    await customersOn(connection).collection.insertOne(customer as never, { writeConcern: durable })
    return true
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
    return false
  }
}

/** What happened, on the records' timelines. */
async function tell(
  connection: Connection,
  all: readonly Judged[],
  { person, now, import: id }: Judge & { person: Person },
): Promise<void> {
  const lines = all.flatMap(({ verdict }): CustomerChange[] => {
    const told = toldOf(verdict)
    return told ? [changeOf(told.customer, told.mark)] : []
  })
  if (lines.length === 0) return
  try {
    await customerChangesOn(connection).collection.insertMany(lines as never[], {
      ordered: false,
      writeConcern: durable,
    })
  } catch (error) {
    refusedOf(error)
  }

  function changeOf(customer: string, mark: Mark): CustomerChange {
    const digest = createHash('sha256').update(`${id}:${mark.line}`).digest('base64url').slice(0, 16)
    return {
      _id: `cc_${digest}`,
      customer,
      at: now,
      by: { id: person.id, name: person.name },
      what: 'imported',
      fields: mark.fields,
      added: mark.added,
      removed: [],
      import: { id, line: mark.line },
    }
  }
}

/** Conversations carry the name of their customer. */
async function follow(
  connection: Connection,
  all: readonly Judged[],
  { person, renamed }: { person: Person; renamed: Renamed },
): Promise<void> {
  const ids = all.flatMap(({ verdict }) => {
    const told = toldOf(verdict)
    const shown = told?.mark.fields.some((field) => field === 'name' || field === 'vip')
    return told && shown && told.mark.how === 'updated' ? [told.customer] : []
  })
  if (ids.length === 0) return
  const customers = await customersOn(connection)
    .find(ownFilter({ _id: { $in: ids } }), { name: 1, vip: 1 })
    .lean<Pick<Customer, '_id' | 'name' | 'vip'>[]>()
  await renamed(customers, person)
}

function toldOf(verdict: Verdict): { customer: string; mark: Mark } | undefined {
  if (verdict.kind === 'replayed') return verdict
  if (verdict.kind === 'create' || verdict.kind === 'update')
    return { customer: verdict.customer._id, mark: verdict.mark }
  return undefined
}

function outcomeOf(all: readonly Judged[]): Outcome {
  const counts = { ...none, rows: all.length }
  const bad: BadRow[] = []
  for (const { wish, verdict } of all) {
    if (verdict.kind === 'bad') bad.push(badRow(wish, verdict.problem))
    counts[countOf(verdict)] += 1
  }
  return { counts, bad }
}

function countOf(verdict: Verdict): Exclude<keyof ImportCounts, 'rows'> {
  if (verdict.kind === 'create') return 'created'
  if (verdict.kind === 'update') return 'updated'
  return verdict.kind === 'replayed' ? verdict.mark.how : verdict.kind
}
