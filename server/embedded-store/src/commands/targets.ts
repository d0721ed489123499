import { type Doc, double, int, type Value } from '../bson/value.ts'
import { examined } from '../plan/estimate.ts'
import { execute, Found } from '../plan/execute.ts'
import { matches } from '../query/matches.ts'
import { holdsRiskyPattern } from '../readers/patterns.ts'
import type { Collection } from '../storage/collection.ts'
import type { Transaction } from '../storage/transaction.ts'
import type { CommandContext } from './context.ts'
import { prepare, type QuerySpec } from './query.ts'
import type { Pause, Slice } from './slices.ts'

/** A search that looks at more than this is done beside, by a read worker, and checked again before anything is written. */
const LONG_SEARCH = 2000
const MAX_SEARCHES = 5
/** What is found is matched once more before it is written to, and that cannot be ended. */
const WRITE_PATTERN_LIMIT_MS = 1000
const UNREAD = Buffer.alloc(0)

export interface Search {
  readonly context: CommandContext
  readonly ns: string
  readonly spec: QuerySpec
  /** The same as the client wrote it. */
  readonly source: { readonly filter: Value; readonly sort?: Value; readonly hint?: Value }
}

type Write = (tx: Transaction, collection: Collection, found: Found) => void

/**
 * Writes to the documents that a write is about, one after another. It may be interrupted between two of them, so each
 * is looked at again when another commit came between: it may be gone, or may not match any more.
 * @returns how many there were
 */
export function* eachTarget(slice: Slice, search: Search, write: Write): Generator<Pause, number, void> {
  const { context, ns, spec } = search
  const collection = context.store.catalog.find(ns)
  if (!collection) return 0
  const execution = prepare(context.store, collection, spec)
  const isRisky = holdsRiskyPattern(search.source.filter)
  if (isRisky || examined(execution, LONG_SEARCH) === LONG_SEARCH)
    return yield* searchBeside(slice, search, {
      write,
      limitMs: isRisky ? WRITE_PATTERN_LIMIT_MS : undefined,
    })
  // All are found before the first is changed, so that none is met again at its new place.
  return yield* writeEach(slice, search, { found: [...execute(execution)], write })
}

function* searchBeside(
  slice: Slice,
  search: Search,
  { write, limitMs }: { write: Write; limitMs: number | undefined },
): Generator<Pause, number, void> {
  const { context, ns, spec, source } = search
  for (let tries = 1; ; tries += 1) {
    let ids: readonly number[] = []
    yield async () => {
      ids = (await context.store.readers?.search(searchCommand({ context, ns, spec, source }), limitMs)) ?? []
    }
    const found = ids.map((id) => new Found(id, UNREAD))
    const written = yield* writeEach(slice, search, { found, write })
    // A single one that another client changed meanwhile has a successor.
    if (written > 0 || ids.length === 0 || spec.limit !== 1 || tries === MAX_SEARCHES) return written
  }
}

function searchCommand({ context, ns, spec, source }: Search): Doc {
  const { filter, sort, hint } = source
  const { limit, deadline } = spec
  return {
    ns,
    filter,
    sort,
    hint,
    limit: int(limit ?? 0),
    ...(deadline && { remainingMs: double(deadline.remainingMs) }),
    variables: context.variables,
  }
}

function* writeEach(
  slice: Slice,
  { context, ns, spec }: Search,
  { found, write }: { found: readonly Found[]; write: Write },
): Generator<Pause, number, void> {
  const { tx } = slice
  const { deadline } = spec
  let written = 0
  for (const [position, record] of found.entries()) {
    if (position > 0) yield
    deadline?.step()
    const collection = context.store.catalog.find(ns)
    if (!collection) break
    const isFresh = slice.tx === tx && record.raw !== UNREAD
    const current = isFresh ? record : foundAgain(collection, record.recordId, spec)
    if (!current) continue
    slice.tx.statement(() => write(slice.tx, collection, current))
    written += 1
  }
  return written
}

function foundAgain(collection: Collection, recordId: number, { filter }: QuerySpec): Found | undefined {
  const raw = collection.get(recordId)
  const found = raw && new Found(recordId, raw)
  return found && matches(filter, found.doc) ? found : undefined
}
