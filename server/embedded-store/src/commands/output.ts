import { ObjectId } from 'bson'
import { Memory } from '../aggregate/memory.ts'
import type { Output } from '../aggregate/output.ts'
import { nestedValue } from '../aggregate/paths.ts'
import { sizeOf } from '../bson/size.ts'
import { type Doc, hasField, isArray, isNullish } from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import type { Found } from '../plan/execute.ts'
import type { Filter } from '../query/filter.ts'
import type { Collection } from '../storage/collection.ts'
import type { Transaction } from '../storage/transaction.ts'
import { applyUpdate } from '../update/apply.ts'
import { compileUpdate, type UpdateProgram } from '../update/compile.ts'
import type { CommandContext } from './context.ts'
import { run } from './query.ts'
import { changeRecord, insertDocument } from './records.ts'

const BATCH = 1000
const EVERYTHING: Filter = { kind: 'and', parts: [] }

/** Writes what a pipeline gives to where its `$out` or `$merge` says. */
export async function writeOutput(
  context: CommandContext,
  output: Output,
  docs: Iterable<Doc>,
): Promise<void> {
  const ns = `${context.database}.${output.target}`
  if (output.kind === 'out') return replaceCollection(context, ns, docs)
  assertJoinIsUnique(context.store.catalog.find(ns), output.on)
  // What is read while it is written could be met again, so the command's own collection is read to its end first.
  const source = output.target === context.body['aggregate'] ? collected('$merge', docs) : docs
  for (const batch of batches(source))
    await context.store.env.write((tx) => {
      for (const doc of batch) mergeOne(tx, { context, ns, output, doc })
    })
}

function collected(stage: string, docs: Iterable<Doc>): Doc[] {
  const memory = new Memory(
    `${stage} exceeded memory limit: the embedded store keeps the whole result before writing it`,
  )
  const all: Doc[] = []
  for (const doc of docs) {
    memory.add(sizeOf(doc))
    all.push(doc)
  }
  return all
}

function* batches(docs: Iterable<Doc>): Generator<Doc[], void, undefined> {
  let batch: Doc[] = []
  for (const doc of docs) {
    batch.push(doc)
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** One commit: readers see the old documents or the new ones, and a failure leaves the old ones. */
async function replaceCollection({ store }: CommandContext, ns: string, docs: Iterable<Doc>): Promise<void> {
  const fresh = collected('$out', docs)
  await store.env.write((tx) => {
    const collection = store.catalog.ensure(tx, ns)
    for (const { recordId, doc } of [...run(store, collection, { filter: EVERYTHING })])
      collection.remove(tx, recordId, doc)
    for (const doc of fresh) insertDocument(tx, collection, withId(doc))
  })
}

function withId(doc: Doc): Doc {
  if (!hasField(doc, '_id')) return { _id: new ObjectId(), ...doc }
  if (Object.keys(doc)[0] === '_id') return doc
  const { _id, ...rest } = doc
  return { _id, ...rest }
}

function assertJoinIsUnique(collection: Collection | undefined, on: readonly string[]): void {
  const isId = on.length === 1 && on[0] === '_id'
  const wanted = [...on].sort().join('\0')
  const backed = collection?.indexes.some(
    ({ unique, partial, fields }) =>
      unique &&
      !partial &&
      fields
        .map(({ path }) => path)
        .sort()
        .join('\0') === wanted,
  )
  if (!isId && !backed)
    throw new StoreError(51183, 'Cannot find index to verify that join fields will be unique')
}

interface Merge {
  readonly context: CommandContext
  readonly ns: string
  readonly output: Extract<Output, { kind: 'merge' }>
  readonly doc: Doc
}

function mergeOne(tx: Transaction, { context, ns, output, doc: source }: Merge): void {
  const { store } = context
  const doc = output.on.includes('_id') ? withId(source) : source
  const filter = joinOf(doc, output.on)
  const collection = store.catalog.find(ns)
  const [existing] = collection ? [...run(store, collection, { filter, limit: 1 })] : []
  if (!existing || !collection) {
    if (output.whenNotMatched === 'discard') return
    if (output.whenNotMatched === 'fail')
      throw new StoreError(
        13113,
        '$merge could not find a matching document in the target collection for at least one document in the source collection',
      )
    insertDocument(tx, store.catalog.ensure(tx, ns), withId(doc))
    return
  }
  change(tx, { collection, existing, doc, filter, output, context })
}

/** Missing, null and arrays say nothing unique. */
function joinOf(doc: Doc, on: readonly string[]): Filter {
  const parts = on.map((path): Filter => {
    const steps = path.split('.')
    const value = nestedValue(doc, steps)
    if (isNullish(value) || isArray(value))
      throw new StoreError(
        51132,
        "$merge write error: 'on' field cannot be missing, null, undefined or an array",
      )
    return { kind: 'field', path, parts: steps, test: { op: 'eq', value } }
  })
  return { kind: 'and', parts }
}

interface Change {
  readonly collection: Collection
  readonly existing: Found
  readonly doc: Doc
  readonly filter: Filter
  readonly output: Extract<Output, { kind: 'merge' }>
  readonly context: CommandContext
}

function change(tx: Transaction, { collection, existing, doc, filter, output, context }: Change): void {
  const { whenMatched } = output
  if (whenMatched === 'keepExisting') return
  if (whenMatched === 'fail') {
    // The insertion fails as MongoDB's does, with the number and the fields of a duplicate key.
    insertDocument(tx, collection, withId(doc))
    return
  }
  const program = programOf(whenMatched, doc, context)
  const after = applyUpdate(program, { before: existing.doc, filter, inserting: false })
  changeRecord(tx, { collection, record: existing, after, program })
}

function programOf(
  whenMatched: Exclude<Change['output']['whenMatched'], 'keepExisting' | 'fail'>,
  doc: Doc,
  { variables }: CommandContext,
): UpdateProgram {
  if (whenMatched === 'replace') return { kind: 'replace', document: doc }
  if (whenMatched === 'merge')
    return compileUpdate({ update: { $set: doc }, arrayFilters: undefined, variables })
  return { kind: 'pipeline', transforms: [(existing) => whenMatched.apply(existing, doc)] }
}
