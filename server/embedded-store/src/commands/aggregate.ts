import { Int32 } from 'bson'
import { fieldsNeeded } from '../aggregate/dependencies.ts'
import { compilePipeline } from '../aggregate/pipeline.ts'
import { type PipelineContext, parseStage, type SourceQuery } from '../aggregate/stage.ts'
import { positive } from '../aggregate/stages.ts'
import { asNumber, type Doc, integer, isArray, isDoc, isNullish, type Value } from '../bson/value.ts'
import { badValue, notSupported, StoreError } from '../errors.ts'
import { countMatches } from '../plan/execute.ts'
import { compileFilter, type Filter } from '../query/filter.ts'
import { beside, besideIfLong, besideIfLongCount } from '../readers/beside.ts'
import type { IndexField } from '../storage/index-keys.ts'
import { parseFields } from '../storage/sort-fields.ts'
import { flagArgument, missingField, namespaceOf, optionalDoc } from './arguments.ts'
import { argument, type CommandContext, type Commands, type Reply } from './context.ts'
import { databaseSource } from './database-sources.ts'
import { deadlineOf } from './deadline.ts'
import { encoded, prepare, type QuerySpec, run } from './query.ts'
import { sessionOf } from './sessions.ts'

export const AGGREGATE: Commands = {
  aggregate: {
    handler: aggregate,
    fields: [
      'pipeline',
      'explain',
      'allowDiskUse',
      'cursor',
      'bypassDocumentValidation',
      'hint',
      'let',
      'bypassEmptyTsReplacement',
    ],
  },
}

function aggregate(context: CommandContext): Reply | Promise<Reply> {
  if (flagArgument(context, 'explain', false)) throw notSupported('aggregate with explain')
  const cursor = optionalDoc(context, 'cursor')
  if (!cursor)
    throw new StoreError(9, "The 'cursor' option is required, except for aggregate with the explain argument")
  for (const field of Object.keys(cursor))
    if (field !== 'batchSize')
      throw new StoreError(40415, `BSON field 'cursor.${field}' is an unknown field.`)
  const pipeline = argument(context, 'pipeline')
  if (pipeline === undefined) throw missingField(context, 'pipeline')
  if (!isArray(pipeline)) throw new StoreError(14, "'pipeline' option must be specified as an array")
  const deadline = deadlineOf(context)
  const pipelineContext: PipelineContext = {
    variables: context.variables,
    compile: compilePipeline,
    read: (name, query) => read(context, name, { ...query, deadline }),
  }
  const fromDatabase = databaseSource(context, pipeline)
  const elsewhere = fromDatabase ? undefined : besideIfLongPipeline(context, pipeline)
  if (elsewhere !== undefined) return elsewhere
  const docs = fromDatabase
    ? compilePipeline(fromDatabase.rest, pipelineContext)(fromDatabase.documents)
    : fromCollection(context, pipeline, pipelineContext)
  const reply = context.store.cursors.first({
    ns: fromDatabase ? `${context.database}.$cmd.aggregate` : namespaceOf(context),
    documents: encoded(deadline ? deadline.watch(docs) : docs),
    batchSize: batchSizeOf(cursor['batchSize']),
    singleBatch: false,
    session: sessionOf(context),
  })
  deadline?.lift()
  return reply
}

/** Stages that write are done by the thread that writes. */
const WRITING = new Set(['$merge', '$out'])
/** Stages that read other collections, nobody knows how much of them. */
const JOINING = new Set(['$lookup', '$graphLookup', '$unionWith'])

function besideIfLongPipeline(
  context: CommandContext,
  pipeline: readonly Value[],
): Promise<Reply> | undefined {
  const names = pipeline.map((stage) => parseStage(stage).name)
  if (names.some((name) => WRITING.has(name))) return undefined
  if (names.some((name) => JOINING.has(name) || name === '$facet')) return beside(context)
  const collection = context.store.catalog.find(namespaceOf(context))
  if (!collection) return undefined
  const { query, rest } = pushDown(pipeline, context)
  const execution = prepare(context.store, collection, { ...query, hint: argument(context, 'hint') })
  return countingStage(rest) ? besideIfLongCount(context, execution) : besideIfLong(context, execution)
}

function fromCollection(
  context: CommandContext,
  pipeline: readonly Value[],
  pipelineContext: PipelineContext,
): Iterable<Doc> {
  const collection = String(argument(context, 'aggregate'))
  const { query, rest } = pushDown(pipeline, context)
  const stages = compilePipeline(rest, pipelineContext)
  const source: SourceQuery = {
    ...query,
    hint: argument(context, 'hint'),
    fields: fieldsNeeded(pipeline),
  }
  const counting = countingStage(rest)
  return counting
    ? counted(context, collection, source, counting)
    : stages(pipelineContext.read(collection, source))
}

function batchSizeOf(value: Value): number | undefined {
  if (isNullish(value)) return undefined
  const number = asNumber(value)
  if (number === undefined || !Number.isInteger(number) || number < 0)
    throw badValue('cursor.batchSize must be a non-negative whole number')
  return number
}

function* read(context: CommandContext, name: string, query: QuerySpec): Generator<Doc, void, undefined> {
  const collection = context.store.catalog.find(`${context.database}.${name}`)
  if (!collection) return
  for (const found of run(context.store, collection, query)) yield found.doc
}

/** One document with the number, or none where there is nothing to count. */
function counted(context: CommandContext, name: string, query: SourceQuery, { id, column }: Counting): Doc[] {
  const collection = context.store.catalog.find(`${context.database}.${name}`)
  const total = collection ? countMatches(prepare(context.store, collection, query)) : 0
  return total === 0 ? [] : [{ ...id, [column]: integer(total) }]
}

interface Counting {
  readonly id: Doc
  readonly column: string
}

/**
 * What a pipeline asks that, once its source is read, does nothing but count: `$count`, or the `$group` by which drivers
 * count documents. Such a count needs no document.
 */
export function countingStage(stages: readonly Value[]): Counting | undefined {
  if (stages.length !== 1) return undefined
  const { name, spec } = parseStage(stages[0])
  if (name === '$count' && typeof spec === 'string') return { id: {}, column: spec }
  if (name !== '$group' || !isDoc(spec)) return undefined
  const { _id: id, ...columns } = spec
  const [column, ...others] = Object.keys(columns)
  if (column === undefined || others.length > 0 || !(id === null || id instanceof Int32)) return undefined
  const sum = columns[column]
  const each = isDoc(sum) && Object.keys(sum).length === 1 ? sum['$sum'] : undefined
  return each instanceof Int32 && asNumber(each) === 1 ? { id: { _id: id }, column } : undefined
}

interface Pushed {
  readonly filters: Filter[]
  sort?: readonly IndexField[]
  skip?: number
  limit?: number
}

/** Leading `$match`, `$sort`, `$skip` and `$limit` become one planned query, so that indexes serve them. */
export function pushDown(
  pipeline: readonly Value[],
  context: CommandContext,
): { query: SourceQuery; rest: readonly Value[] } {
  const pushed: Pushed = { filters: [] }
  let taken = 0
  for (const stage of pipeline) {
    if (!pushStage(pushed, parseStage(stage), context)) break
    taken += 1
  }
  const { filters, ...others } = pushed
  return { query: { filter: { kind: 'and', parts: filters }, ...others }, rest: pipeline.slice(taken) }
}

/** A stage fits only where a query does the same in its fixed order: filter, sort, skip, limit. */
function pushStage(
  pushed: Pushed,
  { name, spec }: { name: string; spec: Value },
  { variables }: CommandContext,
): boolean {
  const unsliced = pushed.skip === undefined && pushed.limit === undefined
  if (name === '$match' && isDoc(spec) && unsliced && !pushed.sort) {
    pushed.filters.push(compileFilter(spec, variables))
    return true
  }
  if (name === '$sort' && isDoc(spec) && Object.keys(spec).length > 0 && unsliced && !pushed.sort) {
    pushed.sort = parseFields(spec)
    return true
  }
  if (name === '$skip' && unsliced) {
    pushed.skip = positive(name, spec, 0)
    return true
  }
  if (name !== '$limit' || pushed.limit !== undefined) return false
  pushed.limit = positive(name, spec, 1)
  return true
}
