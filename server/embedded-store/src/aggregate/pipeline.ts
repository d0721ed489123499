import { type Doc, isArray, isDoc, type Value } from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import type { Variables } from '../expressions/scope.ts'
import type { Filter } from '../query/filter.ts'
import type { IndexField } from '../storage/index-keys.ts'
import { STAGES } from './stages.ts'

/** What a stage may ask of the store. */
export interface PipelineContext {
  readonly variables: Variables
  /** Reads a collection of the same database through the planner. */
  readonly read: (collection: string, query: SourceQuery) => Iterable<Doc>
}

export interface SourceQuery {
  readonly filter: Filter
  readonly sort?: readonly IndexField[]
  readonly skip?: number
  readonly limit?: number
  readonly hint?: Value
}

export type Stage = (input: Iterable<Doc>) => Iterable<Doc>
export type CompileStage = (spec: Value, context: PipelineContext) => Stage

/** Stages that MongoDB has and this store does not. */
const KNOWN_STAGES = new Set([
  '$bucketAuto',
  '$changeStream',
  '$collStats',
  '$currentOp',
  '$densify',
  '$documents',
  '$fill',
  '$geoNear',
  '$graphLookup',
  '$indexStats',
  '$listLocalSessions',
  '$listSessions',
  '$merge',
  '$out',
  '$planCacheStats',
  '$redact',
  '$search',
  '$searchMeta',
  '$setWindowFields',
  '$vectorSearch',
])

export function parseStage(stage: Value): { name: string; spec: Value } {
  const [name, ...others] = isDoc(stage) ? Object.keys(stage) : []
  if (!isDoc(stage) || name === undefined || others.length > 0)
    throw new StoreError(40323, 'A pipeline stage specification object must contain exactly one field.')
  return { name, spec: stage[name] }
}

export function compilePipeline(stages: Value, context: PipelineContext): Stage {
  if (!isArray(stages)) throw new StoreError(14, "'pipeline' option must be specified as an array")
  const compiled = stages.map((stage) => {
    const { name, spec } = parseStage(stage)
    const compile = Object.hasOwn(STAGES, name) ? STAGES[name] : undefined
    if (!compile) throw unknownStage(name)
    return compile(spec, context)
  })
  return (input) => compiled.reduce<Iterable<Doc>>((docs, stage) => stage(docs), input)
}

function unknownStage(name: string): StoreError {
  if (KNOWN_STAGES.has(name))
    return new StoreError(
      238,
      `${name} is not supported by the embedded store; set MONGODB_URI to use a MongoDB server`,
    )
  return new StoreError(40324, `Unrecognized pipeline stage name: '${name}'`)
}
