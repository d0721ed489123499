import { compareValues } from '../bson/compare.ts'
import type { Value } from '../bson/value.ts'
import { asNumber, type Doc, double, int, integer } from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import { unique } from '../expressions/arrays.ts'
import { countMatches, execute } from '../plan/execute.ts'
import { besideIfLong, besideIfLongCount } from '../readers/beside.ts'
import { keyRows } from '../storage/index-keys.ts'
import { countArgument, missingField, namespaceOf } from './arguments.ts'
import { argument, type CommandContext, type Commands, type Reply } from './context.ts'
import { deadlineOf } from './deadline.ts'
import { filterOf, prepare, type QuerySpec } from './query.ts'

export const COUNT: Commands = {
  count: { handler: count, fields: ['query', 'limit', 'skip', 'hint', 'fields'] },
  distinct: { handler: distinct, fields: ['key', 'query', 'hint'] },
}

function count(context: CommandContext): Reply | Promise<Reply> {
  const collection = context.store.catalog.find(namespaceOf(context))
  if (!collection) return { n: int(0), ok: double(1) }
  const limit = Math.abs(asNumber(argument(context, 'limit')) ?? 0)
  const spec: QuerySpec = {
    filter: filterOf(argument(context, 'query'), context.variables),
    skip: countArgument(context, 'skip'),
    limit,
    hint: argument(context, 'hint'),
    deadline: deadlineOf(context),
  }
  const execution = prepare(context.store, collection, spec)
  const elsewhere = besideIfLongCount(context, execution)
  return elsewhere ?? { n: integer(countMatches(execution)), ok: double(1) }
}

function distinct(context: CommandContext): Reply | Promise<Reply> {
  const path = argument(context, 'key')
  if (path === undefined) throw missingField(context, 'key')
  if (typeof path !== 'string' || path === '')
    throw new StoreError(14, "BSON field 'distinct.key' is the wrong type, expected type 'string'")
  const collection = context.store.catalog.find(namespaceOf(context))
  if (!collection) return { values: [], ok: double(1) }
  const execution = prepare(context.store, collection, {
    filter: filterOf(argument(context, 'query'), context.variables),
    hint: argument(context, 'hint'),
    deadline: deadlineOf(context),
  })
  const elsewhere = besideIfLong(context, execution)
  if (elsewhere !== undefined) return elsewhere
  const field = { path, parts: path.split('.'), direction: 1 as const }
  const values: Value[] = []
  for (const found of execute(execution)) values.push(...presentValues(found.doc, field))
  return { values: unique(values).sort(compareValues), ok: double(1) }
}

/** The rows of an index on the path, without the null that stands for a missing field. */
function presentValues(doc: Doc, field: { path: string; parts: readonly string[]; direction: 1 }): Value[] {
  const { rows, present } = keyRows(doc, [field], 'keep-missing')
  return present ? rows.flatMap(([value]) => (value === undefined ? [] : [value])) : []
}
