import { decode } from '../bson/decode.ts'
import { asNumber, type Doc, double, int, integer, isArray, isDoc } from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import { documentsOf } from '../wire/message.ts'
import { flagArgument, missingField } from './arguments.ts'
import type { CommandContext } from './context.ts'
import { writeSliced } from './sessions.ts'
import type { Pause, Slice } from './slices.ts'

const MAX_BATCH = 100_000
/** The arguments that insert, update and delete share. */
export const BATCH_FIELDS = [
  'ordered',
  'bypassDocumentValidation',
  'let',
  'maxTimeMS',
  'bypassEmptyTsReplacement',
]

/** What a batch did so far, and where it goes on. */
export interface Tally {
  next: number
  n: number
  modified: number
  upserted: Doc[]
  errors: Doc[]
}

/** How one statement says what it did; it counts only if the statement does not fail. */
export interface Counting {
  readonly index: number
  readonly count: (by: { n?: number; modified?: number; upserted?: Doc }) => void
}

export interface Batch<T> {
  readonly items: readonly T[]
  readonly apply: (slice: Slice, item: T, counting: Counting) => Generator<Pause, void, void> | undefined
  readonly reply: (tally: Tally) => Doc
}

/** The documents or statements of a batch as the client's bytes. */
export function statements(context: CommandContext, name: string): readonly Buffer[] {
  const list = documentsOf(context.request, name)
  if (!list) throw missingField(context, name)
  if (list.length === 0 || list.length > MAX_BATCH)
    throw new StoreError(
      16,
      `Write batch sizes must be between 1 and ${MAX_BATCH}. Got ${list.length} operations.`,
    )
  return list
}

/** A field that no statement may have fails the command before anything is written. */
export function parsedStatements(
  context: CommandContext,
  list: string,
  known: ReadonlySet<string>,
): readonly Doc[] {
  return statements(context, list).map((raw) => {
    const statement = decode(raw)
    for (const field of Object.keys(statement))
      if (!known.has(field))
        throw new StoreError(40415, `BSON field '${context.name}.${list}.${field}' is an unknown field.`)
    return statement
  })
}

/** Carries out a batch. One statement's failure stops an ordered one and is only noted in an unordered one. */
export function writeBatch<T>(context: CommandContext, { items, apply, reply }: Batch<T>): Promise<Buffer> {
  const ordered = flagArgument(context, 'ordered', true)
  const tally: Tally = { next: 0, n: 0, modified: 0, upserted: [], errors: [] }
  return writeSliced(context, {
    progress: () => progressOf(tally),
    *work(slice, progress) {
      if (progress) Object.assign(tally, tallyOf(progress))
      while (tally.next < items.length) {
        const failed = yield* runStatement(slice, { items, apply, tally })
        if (failed && ordered) break
        yield
      }
      const errors: Doc = tally.errors.length > 0 ? { writeErrors: tally.errors } : {}
      return { ...reply(tally), ...errors, ok: double(1) }
    },
  })
}

function* runStatement<T>(
  slice: Slice,
  { items, apply, tally }: Pick<Batch<T>, 'items' | 'apply'> & { tally: Tally },
): Generator<Pause, boolean, void> {
  const index = tally.next
  const added: Pick<Tally, 'n' | 'modified' | 'upserted'> = { n: 0, modified: 0, upserted: [] }
  try {
    const steps = apply(slice, items[index] as T, {
      index,
      count: ({ n = 0, modified = 0, upserted }) => {
        added.n += n
        added.modified += modified
        if (upserted) added.upserted.push(upserted)
      },
    })
    if (steps) yield* steps
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    tally.errors.push({ index: int(index), code: int(error.code), errmsg: error.message, ...error.extra })
    tally.next += 1
    return true
  }
  tally.n += added.n
  tally.modified += added.modified
  tally.upserted.push(...added.upserted)
  tally.next += 1
  return false
}

function progressOf({ next, n, modified, upserted, errors }: Tally): Doc {
  return { next: integer(next), n: integer(n), modified: integer(modified), upserted, errors }
}

function tallyOf({ next, n, modified, upserted, errors }: Doc): Tally {
  return {
    next: asNumber(next) ?? 0,
    n: asNumber(n) ?? 0,
    modified: asNumber(modified) ?? 0,
    upserted: isArray(upserted) ? upserted.filter(isDoc) : [],
    errors: isArray(errors) ? errors.filter(isDoc) : [],
  }
}
