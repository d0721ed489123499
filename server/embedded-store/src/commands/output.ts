import { randomUUID } from 'node:crypto'
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
import type { CommandContext, Store } from './context.ts'
import { run } from './query.ts'
import { changeRecord, insertDocument } from './records.ts'
import type { Results } from './results.ts'
import { writeInSlices } from './slices.ts'

/** Writes what a pipeline gives to where its `$out` or `$merge` says. */
export async function writeOutput(context: CommandContext, output: Output, results: Results): Promise<void> {
  const ns = `${context.database}.${output.target}`
  if (output.kind === 'out') return replaceCollection(context, ns, results)
  assertJoinIsUnique(context.store.catalog.find(ns), output.on)
  // What is read while it is written could be met again, so the command's own collection is read to its end first.
  const source = output.target === context.body['aggregate'] ? [await collected(results)] : results
  for await (const batch of source)
    await inSlices(context, batch, (tx, doc) => mergeOne(tx, { context, ns, output, doc }))
}

async function collected(results: Results): Promise<Doc[]> {
  const memory = new Memory(
    '$merge exceeded memory limit: the embedded store keeps the whole result before writing it back',
  )
  const all: Doc[] = []
  for await (const batch of results)
    for (const doc of batch) {
      memory.add(sizeOf(doc))
      all.push(doc)
    }
  return all
}

/** One after another, in as many commits as let others in between; what was written before a failure stays. */
async function inSlices(
  { store }: CommandContext,
  docs: readonly Doc[],
  write: (tx: Transaction, doc: Doc) => void,
): Promise<void> {
  await writeInSlices({
    store,
    retry: undefined,
    *work(slice) {
      let failure: unknown
      for (const doc of docs) {
        try {
          slice.tx.statement(() => write(slice.tx, doc))
        } catch (error) {
          failure = error
          break
        }
        yield
      }
      if (failure !== undefined) yield () => Promise.reject(failure)
      return {}
    },
  })
}

/** Made beside and put in the place of the old one at once: readers see the old documents or the new ones. */
async function replaceCollection(context: CommandContext, ns: string, results: Results): Promise<void> {
  const { store, database } = context
  const draft = `${database}.tmp.agg_out.${randomUUID()}`
  await store.env.write((tx) => createDraft(tx, { store, draft, like: store.catalog.find(ns) }))
  try {
    for await (const batch of results)
      await inSlices(context, batch, (tx, doc) =>
        insertDocument(tx, store.catalog.ensure(tx, draft), withId(doc)),
      )
    await store.env.write((tx) => {
      const target = store.catalog.find(ns)
      if (target) store.catalog.drop(tx, target)
      store.catalog.rename(tx, store.catalog.ensure(tx, draft), ns)
    })
  } catch (error) {
    await store.env.write((tx) => {
      const left = store.catalog.find(draft)
      if (left) store.catalog.drop(tx, left)
    })
    throw error
  }
}

/** With the indexes of the collection whose place it will take. */
function createDraft(
  tx: Transaction,
  { store, draft, like }: { store: Store; draft: string; like: Collection | undefined },
): void {
  const collection = store.catalog.create(tx, draft, { temp: true })
  for (const { keyPattern, name, options } of like?.indexes ?? []) {
    if (name === '_id_') continue
    const { index } = store.catalog.startIndex(tx, collection, { key: keyPattern, name, ...options })
    store.catalog.finishIndex(tx, collection, index)
    // Nobody asks a collection before it has its name.
    index.ready = true
  }
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
