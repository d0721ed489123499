import { Int32, Long } from 'bson'
import { fieldsNeeded } from '../aggregate/dependencies.ts'
import { type Output, outputOf } from '../aggregate/output.ts'
import { compilePipeline } from '../aggregate/pipeline.ts'
import { assertPlaces, pushDown } from '../aggregate/source.ts'
import { type PipelineContext, parseStage, type SourceQuery } from '../aggregate/stage.ts'
import { asNumber, type Doc, integer, isArray, isDoc, isNullish, type Value } from '../bson/value.ts'
import { badValue, notSupported, StoreError } from '../errors.ts'
import { countMatches } from '../plan/execute.ts'
import { beside } from '../readers/beside.ts'
import { isLongCount, isLong as isLongExecution } from '../readers/long.ts'
import { holdsRiskyPattern } from '../readers/patterns.ts'
import type { Collection } from '../storage/collection.ts'
import { describeIndex } from '../storage/index-definition.ts'
import { flagArgument, missingField, namespaceOf, optionalDoc } from './arguments.ts'
import { argument, type CommandContext, type Commands, type Reply } from './context.ts'
import { databaseSource } from './database-sources.ts'
import { type Deadline, deadlineOf } from './deadline.ts'
import { writeOutput } from './output.ts'
import { encoded, prepare, type QuerySpec, run } from './query.ts'
import { type Results, resultsBeside, resultsHere } from './results.ts'
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
  const batchSize = batchSizeOf(context)
  const pipeline = pipelineOf(context)
  const deadline = deadlineOf(context)
  const output = outputOf(pipeline, context)
  if (output) assertReadConcern(context, output.kind)
  const fromDatabase = databaseSource(context, pipeline)
  const made = output ? pipeline.slice(0, -1) : pipeline
  const isLong = !fromDatabase && isLongPipeline(context, made)
  const { readers } = context.store
  if (output && isLong && readers)
    return written(context, output, resultsBeside(context, made, { readers, deadline }))
  const elsewhere = isLong ? beside(context) : undefined
  if (elsewhere !== undefined) return elsewhere
  const stages = pipelineContext(context, deadline)
  const docs = fromDatabase
    ? compilePipeline(made.slice(1), stages)(fromDatabase.documents)
    : fromCollection(context, made, stages)
  if (output) return written(context, output, resultsHere(deadline ? deadline.watch(docs) : docs))
  const reply = context.store.cursors.first({
    ns: fromDatabase ? `${context.database}.$cmd.aggregate` : namespaceOf(context),
    documents: encoded(deadline ? deadline.watch(docs) : docs),
    batchSize,
    singleBatch: false,
    session: sessionOf(context),
  })
  deadline?.lift()
  return reply
}

function pipelineOf(context: CommandContext): readonly Value[] {
  const pipeline = argument(context, 'pipeline')
  if (pipeline === undefined) throw missingField(context, 'pipeline')
  if (!isArray(pipeline)) throw new StoreError(14, "'pipeline' option must be specified as an array")
  assertPlaces(pipeline)
  return pipeline
}

/** A pipeline that ends with writing answers nothing when it is done. */
async function written(context: CommandContext, output: Output, results: Results): Promise<Reply> {
  await writeOutput(context, output, results)
  return context.store.cursors.first({
    ns: `${context.database}.${String(argument(context, 'aggregate'))}`,
    documents: [][Symbol.iterator](),
    batchSize: 1,
    singleBatch: true,
    session: undefined,
  })
}

/** A stage that writes can do nothing with a read that waits for other members. */
function assertReadConcern(context: CommandContext, kind: 'out' | 'merge'): void {
  const concern = optionalDoc(context, 'readConcern')
  if (concern?.['level'] === 'linearizable')
    throw new StoreError(72, `$${kind} cannot be used with a 'linearizable' read concern level`)
}

const OF_THE_COLLECTION = new Set(['$collStats', '$indexStats'])
/** Stages that read other collections, nobody knows how much of them. */
const JOINING = new Set(['$lookup', '$graphLookup', '$unionWith', '$facet'])

function isLongPipeline(context: CommandContext, pipeline: readonly Value[]): boolean {
  if (!context.store.readers) return false
  // What only this thread knows needs no document.
  if (pipeline[0] !== undefined && OF_THE_COLLECTION.has(parseStage(pipeline[0]).name)) return false
  if (holdsRiskyPattern(context.body)) return true
  if (pipeline.some((stage) => JOINING.has(parseStage(stage).name))) return true
  const collection = context.store.catalog.find(namespaceOf(context))
  if (!collection) return false
  const { query, rest } = pushDown(pipeline, context.variables)
  const execution = prepare(context.store, collection, { ...query, hint: argument(context, 'hint') })
  return countingStage(rest) ? isLongCount(execution) : isLongExecution(execution)
}

function pipelineContext(context: CommandContext, deadline: Deadline | undefined): PipelineContext {
  const ns = `${context.database}.${String(argument(context, 'aggregate'))}`
  return {
    variables: context.variables,
    compile: compilePipeline,
    read: (name, query) => read(context, name, { ...query, deadline }),
    statistics: () => {
      const found = context.store.catalog.find(ns)
      return found && { ns, count: found.count(), indexes: indexStatistics(context, found) }
    },
  }
}

function indexStatistics({ store, connection }: CommandContext, { indexes }: Collection): Doc[] {
  return indexes.map((index) => ({
    name: index.name,
    key: index.keyPattern,
    host: connection.local,
    accesses: { ops: Long.fromNumber(store.env.indexUses.of(index.id)), since: index.since },
    spec: describeIndex(index),
  }))
}

function fromCollection(
  context: CommandContext,
  pipeline: readonly Value[],
  stagesContext: PipelineContext,
): Iterable<Doc> {
  const collection = String(argument(context, 'aggregate'))
  const { query, rest } = pushDown(pipeline, context.variables)
  const stages = compilePipeline(rest, stagesContext)
  const source: SourceQuery = { ...query, hint: argument(context, 'hint'), fields: fieldsNeeded(pipeline) }
  const counting = countingStage(rest)
  return counting
    ? counted(context, collection, source, counting)
    : stages(stagesContext.read(collection, source))
}

function batchSizeOf(context: CommandContext): number | undefined {
  const cursor = optionalDoc(context, 'cursor')
  if (!cursor)
    throw new StoreError(9, "The 'cursor' option is required, except for aggregate with the explain argument")
  for (const field of Object.keys(cursor))
    if (field !== 'batchSize')
      throw new StoreError(40415, `BSON field 'cursor.${field}' is an unknown field.`)
  const { batchSize } = cursor
  if (isNullish(batchSize)) return undefined
  const number = asNumber(batchSize)
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
