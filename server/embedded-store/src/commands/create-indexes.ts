import { setTimeout as delay } from 'node:timers/promises'
import { type Doc, double, int, isDoc } from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import type { Collection } from '../storage/collection.ts'
import type { Index } from '../storage/index-definition.ts'
import { arrayArgument, namespaceOf } from './arguments.ts'
import type { CommandContext, Commands, Reply } from './context.ts'
import { writeSliced } from './sessions.ts'
import type { Pause, Slice } from './slices.ts'

export const CREATE_INDEXES: Commands = {
  createIndexes: { handler: createIndexes, fields: ['indexes', 'commitQuorum', 'ignoreUnknownIndexOptions'] },
}

/** Long builds are done a little at a time; until an index is whole, writes keep it up and no query uses it. */
async function createIndexes(context: CommandContext): Promise<Reply> {
  const ns = namespaceOf(context)
  const specs = arrayArgument(context, 'indexes').map((spec) => {
    if (!isDoc(spec)) throw new StoreError(14, 'index specifications must be objects')
    return spec
  })
  if (specs.length === 0) throw new StoreError(2, 'Must specify at least one index to create')
  const request: Request = { context, ns, specs, built: [] }
  try {
    const reply = await writeSliced(context, { work: (slice) => addIndexes(slice, request) })
    // Before the commit a reader would see the index without its entries.
    eachBuilt(request, (_, index) => Object.assign(index, { ready: true }))
    return reply
  } catch (error) {
    await takeBack(request)
    throw error
  }
}

const WAIT_MS = 20

interface Request {
  readonly context: CommandContext
  readonly ns: string
  readonly specs: readonly Doc[]
  readonly built: number[]
}

function* addIndexes(slice: Slice, request: Request): Generator<Pause, Doc, void> {
  const { context, ns, specs, built } = request
  const others: number[] = []
  const { catalog } = context.store
  const createdCollection = !catalog.find(ns)
  const before = catalog.ensure(slice.tx, ns).indexes.length
  for (const spec of specs) {
    const { index, isNew } = catalog.startIndex(slice.tx, catalog.ensure(slice.tx, ns), spec)
    if (isNew) built.push(index.id)
    else others.push(index.id)
  }
  for (const id of built) yield* fill(slice, request, id)
  for (const id of others) yield* untilBuilt(request, id)
  for (const id of built) {
    const { collection, index } = findBuilding(request, id)
    catalog.finishIndex(slice.tx, collection, index)
  }
  const note: Doc = built.length === 0 ? { note: 'all indexes already exist' } : {}
  return {
    numIndexesBefore: int(before),
    numIndexesAfter: int(before + built.length),
    createdCollectionAutomatically: createdCollection,
    ...note,
    ok: double(1),
  }
}

function* fill(slice: Slice, request: Request, id: number): Generator<Pause, void, void> {
  for (let from: number | undefined = 1; from !== undefined; ) {
    // Looked up each time: another commit may have come between, and may have dropped the collection.
    const { collection, index } = findBuilding(request, id)
    from = collection.buildNext(slice.tx, index, from)
    if (from !== undefined) yield
  }
}

/** The same index, which another client has asked for: it is there only when that is done. */
function* untilBuilt(request: Request, id: number): Generator<Pause, void, void> {
  while (findBuilding(request, id).index.building) yield () => delay(WAIT_MS)
}

function findBuilding({ context, ns }: Request, id: number): { collection: Collection; index: Index } {
  const collection = context.store.catalog.find(ns)
  const index = collection?.indexes.find((candidate) => candidate.id === id)
  if (!collection || !index)
    throw new StoreError(276, `the index build was aborted: the index or the collection ${ns} was dropped`)
  return { collection, index }
}

function eachBuilt(
  { context, ns, built }: Request,
  each: (collection: Collection, index: Index) => void,
): void {
  const collection = context.store.catalog.find(ns)
  for (const index of collection?.indexes ?? [])
    if (collection && built.includes(index.id)) each(collection, index)
}

/** Indexes of an earlier commit of the same build stay otherwise, kept up for nobody. */
async function takeBack(request: Request): Promise<void> {
  let left = false
  eachBuilt(request, () => {
    left = true
  })
  if (!left) return
  await request.context.store.env.write((tx) => {
    eachBuilt(request, (collection, index) => request.context.store.catalog.dropIndex(tx, collection, index))
  })
}
