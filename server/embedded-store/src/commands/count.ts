import { pushDown } from '../aggregate/source.ts'
import { compareValues } from '../bson/compare.ts'
import type { Value } from '../bson/value.ts'
import { asNumber, type Doc, double, int, integer, isDoc, isNullish } from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import { unique } from '../expressions/arrays.ts'
import { countMatches, execute } from '../plan/execute.ts'
import { describePlan } from '../plan/planner.ts'
import { keyRows } from '../storage/index-keys.ts'
import { countArgument, namespaceOf } from './arguments.ts'
import { argument, type CommandContext, type Commands } from './context.ts'
import { findSpec } from './find.ts'
import { filterOf, prepare, type QuerySpec } from './query.ts'

export const COUNT: Commands = {
  count: { handler: count, fields: ['query', 'limit', 'skip', 'hint', 'fields'] },
  distinct: { handler: distinct, fields: ['key', 'query', 'hint'] },
  explain: { handler: explain, fields: ['verbosity'] },
}

function count(context: CommandContext): Doc {
  const collection = context.store.catalog.find(namespaceOf(context))
  if (!collection) return { n: int(0), ok: double(1) }
  const limit = Math.abs(asNumber(argument(context, 'limit')) ?? 0)
  const spec: QuerySpec = {
    filter: filterOf(argument(context, 'query'), context.variables),
    skip: countArgument(context, 'skip'),
    limit,
    hint: argument(context, 'hint'),
  }
  return { n: integer(countMatches(prepare(context.store, collection, spec))), ok: double(1) }
}

function distinct(context: CommandContext): Doc {
  const path = argument(context, 'key')
  if (typeof path !== 'string' || path === '')
    throw new StoreError(14, "BSON field 'distinct.key' is the wrong type, expected type 'string'")
  const collection = context.store.catalog.find(namespaceOf(context))
  if (!collection) return { values: [], ok: double(1) }
  const execution = prepare(context.store, collection, {
    filter: filterOf(argument(context, 'query'), context.variables),
    hint: argument(context, 'hint'),
  })
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

/** Says which index serves a query and how much of it was read. */
function explain(context: CommandContext): Doc {
  const inner = argument(context, 'explain')
  if (!isDoc(inner)) throw new StoreError(14, 'explain needs a command')
  const [name = ''] = Object.keys(inner)
  const nested: CommandContext = { ...context, name, body: inner }
  const ns = namespaceOf(nested)
  const collection = context.store.catalog.find(ns)
  const started = Date.now()
  const spec = explainedSpec(nested)
  if (!collection)
    return {
      queryPlanner: { namespace: ns, winningPlan: { stage: 'EOF' } },
      executionStats: { nReturned: int(0), totalKeysExamined: int(0), totalDocsExamined: int(0) },
      ok: double(1),
    }
  const examined = { documents: 0, keys: 0 }
  const execution = { ...prepare(context.store, collection, spec), examined }
  let returned = 0
  for (const _ of execute(execution)) returned += 1
  const winningPlan =
    execution.plan.sorted || execution.sort.length === 0
      ? describePlan(execution.plan)
      : { stage: 'SORT', inputStage: describePlan(execution.plan) }
  return {
    queryPlanner: { namespace: ns, winningPlan },
    executionStats: {
      executionSuccess: true,
      nReturned: integer(returned),
      executionTimeMillis: integer(Date.now() - started),
      totalKeysExamined: integer(examined.keys),
      totalDocsExamined: integer(examined.documents),
    },
    ok: double(1),
  }
}

function explainedSpec(context: CommandContext): QuerySpec {
  switch (context.name) {
    case 'find':
      return findSpec(context)
    case 'count':
    case 'distinct':
      return {
        filter: filterOf(argument(context, 'query'), context.variables),
        hint: argument(context, 'hint'),
      }
    case 'aggregate': {
      const pipeline = argument(context, 'pipeline')
      return {
        ...pushDown(Array.isArray(pipeline) ? pipeline : [], context.variables).query,
        hint: argument(context, 'hint'),
      }
    }
    default:
      throw new StoreError(
        238,
        `explain of ${isNullish(context.name) ? '' : context.name} is not supported by the embedded store`,
      )
  }
}
