import { asNumber, type Doc, double, int, integer, isArray, isDoc } from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import { flagArgument } from './arguments.ts'
import type { CommandContext } from './context.ts'
import { writeSliced } from './sessions.ts'
import type { Pause, Slice } from './slices.ts'

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
