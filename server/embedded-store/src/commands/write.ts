import { ObjectId } from 'bson'
import { decode } from '../bson/decode.ts'
import { assertStorableSize, encodeStored, withIdFirst } from '../bson/encode.ts'
import {
  asNumber,
  type Doc,
  double,
  hasField,
  int,
  integer,
  isDoc,
  isTruthy,
  type Value,
} from '../bson/value.ts'
import { notSupported, StoreError } from '../errors.ts'
import type { Found } from '../plan/execute.ts'
import { assertValidId, type Collection } from '../storage/collection.ts'
import type { Transaction } from '../storage/environment.ts'
import { applyUpdate } from '../update/apply.ts'
import { compileUpdate, type UpdateProgram } from '../update/compile.ts'
import { upsertDocument } from '../update/upsert.ts'
import { flagArgument, namespaceOf, refuseCollation } from './arguments.ts'
import type { CommandContext, Commands } from './context.ts'
import { type Deadline, deadlineOf } from './deadline.ts'
import { filterOf, run } from './query.ts'
import { writeOnce } from './sessions.ts'
import { DELETE, parsedStatements, statements, UPDATE } from './statements.ts'

const COMMON = ['ordered', 'bypassDocumentValidation', 'let', 'maxTimeMS', 'bypassEmptyTsReplacement']

export const WRITES: Commands = {
  insert: { handler: insert, fields: ['documents', ...COMMON] },
  update: { handler: update, fields: ['updates', ...COMMON] },
  delete: { handler: remove, fields: ['deletes', ...COMMON] },
}

/** One statement's failure stops an ordered batch and is only noted in an unordered one. */
function eachStatement<T>(
  items: readonly T[],
  ordered: boolean,
  work: (item: T, index: number) => void,
): Doc[] {
  const errors: Doc[] = []
  for (const [index, item] of items.entries()) {
    try {
      work(item, index)
    } catch (error) {
      if (!(error instanceof StoreError)) throw error
      errors.push({ index: int(index), code: int(error.code), errmsg: error.message, ...error.extra })
      if (ordered) break
    }
  }
  return errors
}

function withErrors(reply: Doc, errors: readonly Doc[]): Doc {
  return errors.length > 0 ? { ...reply, writeErrors: errors, ok: double(1) } : { ...reply, ok: double(1) }
}

export interface Insertion {
  readonly raw: Buffer
  readonly doc: Doc
}

function prepareInsert(raw: Buffer): Insertion {
  const doc = decode(raw)
  if (!hasField(doc, '_id')) {
    const complete = { _id: new ObjectId(), ...doc }
    return { raw: encodeStored(complete), doc: complete }
  }
  assertValidId(doc['_id'])
  assertPlainId(doc['_id'])
  assertStorableSize(raw.length)
  return { raw: withIdFirst(raw, doc), doc }
}

function assertPlainId(id: Value): void {
  if (!isDoc(id)) return
  const name = Object.keys(id).find((key) => key.startsWith('$'))
  if (name)
    throw new StoreError(
      52,
      `The dollar ($) prefixed field '${name}' in '_id.${name}' is not valid for storage.`,
    )
}

async function insert(context: CommandContext): Promise<Doc> {
  const ns = namespaceOf(context)
  const ordered = flagArgument(context, 'ordered', true)
  const documents = statements(context, 'documents')
  return writeOnce(context, (tx) => {
    const collection = context.store.catalog.ensure(tx, ns)
    let inserted = 0
    const errors = eachStatement(documents, ordered, (raw) => {
      collection.insert(tx, prepareInsert(raw))
      inserted += 1
    })
    return withErrors({ n: int(inserted) }, errors)
  })
}

interface UpdateStatement {
  readonly q: Value
  readonly program: UpdateProgram
  readonly upsert: boolean
  readonly multi: boolean
  readonly hint: Value
}

function parseUpdate(statement: Doc, context: CommandContext): UpdateStatement {
  if (statement['c'] !== undefined) throw notSupported('an update with constants')
  refuseCollation(statement['collation'])
  const program = compileUpdate({
    update: statement['u'],
    arrayFilters: statement['arrayFilters'],
    variables: context.variables,
  })
  const multi = isTruthy(statement['multi'])
  if (multi && program.kind === 'replace')
    throw new StoreError(9, 'multi update is not supported for replacement-style update')
  return { q: statement['q'], program, upsert: isTruthy(statement['upsert']), multi, hint: statement['hint'] }
}

interface UpdateTally {
  matched: number
  modified: number
  readonly upserted: Doc[]
}

async function update(context: CommandContext): Promise<Doc> {
  const ns = namespaceOf(context)
  const ordered = flagArgument(context, 'ordered', true)
  const sources = parsedStatements(context, 'updates', UPDATE)
  const deadline = deadlineOf(context)
  return writeOnce(context, (tx) => {
    const tally: UpdateTally = { matched: 0, modified: 0, upserted: [] }
    const errors = eachStatement(sources, ordered, (source, index) => {
      // A statement that changes many documents and fails midway must leave none of them changed by half.
      tx.statement(() =>
        updateOne(tx, { context, ns, statement: parseUpdate(source, context), tally, index, deadline }),
      )
    })
    const reply: Doc = {
      n: integer(tally.matched + tally.upserted.length),
      nModified: integer(tally.modified),
    }
    return withErrors(tally.upserted.length > 0 ? { ...reply, upserted: tally.upserted } : reply, errors)
  })
}

interface UpdateRun {
  readonly context: CommandContext
  readonly ns: string
  readonly statement: UpdateStatement
  readonly tally: UpdateTally
  readonly index: number
  readonly deadline: Deadline | undefined
}

function updateOne(tx: Transaction, { context, ns, statement, tally, index, deadline }: UpdateRun): void {
  const { program, upsert, multi, q, hint } = statement
  const filter = filterOf(q, context.variables)
  const collection = context.store.catalog.find(ns)
  // All are found before the first is changed, so that none is met again at its new place.
  const found = collection
    ? [...run(context.store, collection, { filter, limit: multi ? 0 : 1, hint, deadline })]
    : []
  let modified = 0
  for (const record of found) {
    const after = applyUpdate(program, { before: record.doc, filter, inserting: false })
    if (collection && changeRecord(tx, { collection, record, after, program })) modified += 1
  }
  // Counted at the end: a statement that fails is undone as a whole and has matched nothing.
  tally.matched += found.length
  tally.modified += modified
  if (found.length > 0 || !upsert) return
  const doc = upsertDocument(program, filter)
  insertDocument(tx, context.store.catalog.ensure(tx, ns), doc)
  tally.upserted.push({ index: int(index), _id: doc['_id'] })
}

export function insertDocument(tx: Transaction, collection: Collection, doc: Doc): void {
  assertValidId(doc['_id'])
  assertPlainId(doc['_id'])
  collection.insert(tx, { raw: encodeStored(doc), doc })
}

interface RecordChange {
  readonly collection: Collection
  readonly record: Found
  readonly after: Doc
  readonly program: UpdateProgram
}

/** Writes the new form; false when not a byte would change. */
export function changeRecord(tx: Transaction, { collection, record, after, program }: RecordChange): boolean {
  const rawAfter = encodeStored(after)
  if (rawAfter.equals(record.raw)) return false
  collection.update(tx, {
    recordId: record.recordId,
    raw: record.raw,
    before: record.doc,
    after,
    rawAfter,
    touched: program.kind === 'operators' ? program.touched : undefined,
  })
  return true
}

async function remove(context: CommandContext): Promise<Doc> {
  const ns = namespaceOf(context)
  const ordered = flagArgument(context, 'ordered', true)
  const sources = parsedStatements(context, 'deletes', DELETE)
  const deadline = deadlineOf(context)
  return writeOnce(context, (tx) => {
    let removed = 0
    const errors = eachStatement(sources, ordered, (statement) => {
      removed += removeMatching(tx, { context, ns, statement, deadline })
    })
    return withErrors({ n: integer(removed) }, errors)
  })
}

function removeMatching(
  tx: Transaction,
  {
    context,
    ns,
    statement,
    deadline,
  }: { context: CommandContext; ns: string; statement: Doc; deadline: Deadline | undefined },
): number {
  refuseCollation(statement['collation'])
  const limit = asNumber(statement['limit']) ?? 0
  const collection = context.store.catalog.find(ns)
  if (!collection) return 0
  const found = [
    ...run(context.store, collection, {
      filter: filterOf(statement['q'], context.variables),
      limit,
      hint: statement['hint'],
      deadline,
    }),
  ]
  for (const record of found) collection.remove(tx, record.recordId, record.doc)
  return found.length
}
