import { Int32 } from 'bson'
import { fieldsNeeded } from '../aggregate/dependencies.ts'
import { outputOf } from '../aggregate/output.ts'
import { compilePipeline } from '../aggregate/pipeline.ts'
import { assertPlaces, pushDown } from '../aggregate/source.ts'
import { type PipelineContext, parseStage, type SourceQuery } from '../aggregate/stage.ts'
import { asNumber, type Doc, integer, isArray, isDoc, isNullish, type Value } from '../bson/value.ts'
import { badValue, notSupported, StoreError } from '../errors.ts'
import { countMatches } from '../plan/execute.ts'
import { flagArgument, namespaceOf, optionalDoc } from './arguments.ts'
import { argument, type CommandContext, type Commands, type Reply } from './context.ts'
import { writeOutput } from './output.ts'
import { encoded, prepare, run } from './query.ts'
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
  const pipeline = argument(context, 'pipeline')
  if (!isArray(pipeline)) throw new StoreError(14, "'pipeline' option must be specified as an array")
  const collection = collectionOf(context, pipeline)
  assertPlaces(pipeline)
  const output = outputOf(pipeline, context)
  const docs = results(context, collection, output ? pipeline.slice(0, -1) : pipeline)
  const answer = (found: Iterable<Doc>): Reply =>
    context.store.cursors.first({
      ns: typeof collection === 'string' ? namespaceOf(context) : `${context.database}.$cmd.aggregate`,
      documents: encoded(found),
      batchSize: batchSizeOf(cursor['batchSize']),
      singleBatch: false,
      session: sessionOf(context),
    })
  return output ? writeOutput(context, output, docs).then(() => answer([])) : answer(docs)
}

function results(
  context: CommandContext,
  collection: string | undefined,
  pipeline: readonly Value[],
): Iterable<Doc> {
  const { query, rest } = pushDown(pipeline, context.variables)
  const stages = compilePipeline(rest, pipelineContext(context, collection))
  if (collection === undefined) return stages([])
  const source: SourceQuery = { ...query, hint: argument(context, 'hint'), fields: fieldsNeeded(pipeline) }
  const counting = countingStage(rest)
  return counting ? counted(context, collection, source, counting) : stages(read(context, collection, source))
}

function pipelineContext(context: CommandContext, collection: string | undefined): PipelineContext {
  const ns = `${context.database}.${collection}`
  return {
    variables: context.variables,
    compile: compilePipeline,
    read: (name, query) => read(context, name, query),
    statistics: () => {
      const found = context.store.catalog.find(ns)
      return found && { ns, count: found.count() }
    },
  }
}

/** A command on the whole database names 1 instead of a collection; its pipeline brings its documents along. */
function collectionOf(context: CommandContext, pipeline: readonly Value[]): string | undefined {
  const collection = argument(context, 'aggregate')
  if (typeof collection === 'string') return collection
  const [first] = pipeline
  if (first !== undefined && parseStage(first).name === '$documents') return undefined
  throw notSupported('aggregate without a collection')
}

function batchSizeOf(value: Value): number | undefined {
  if (isNullish(value)) return undefined
  const number = asNumber(value)
  if (number === undefined || !Number.isInteger(number) || number < 0)
    throw badValue('cursor.batchSize must be a non-negative whole number')
  return number
}

function* read(context: CommandContext, name: string, query: SourceQuery): Generator<Doc, void, undefined> {
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
