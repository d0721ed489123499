import { type Doc, isDoc, type Value } from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import type { Variables } from '../expressions/scope.ts'
import type { Filter } from '../query/filter.ts'
import type { IndexField } from '../storage/index-keys.ts'

/** What a stage may ask of the store. */
export interface PipelineContext {
  readonly variables: Variables
  /** Compiles the pipelines inside `$facet`, `$lookup` and `$unionWith`. */
  readonly compile: (stages: Value, context: PipelineContext) => Stage
  /** Reads a collection of the same database through the planner. */
  readonly read: (collection: string, query: SourceQuery) => Iterable<Doc>
  /** What `$collStats` tells of the collection that the command names; undefined within other pipelines. */
  readonly statistics?: () => Statistics | undefined
}

export interface Statistics {
  readonly ns: string
  readonly count: number
  /** As `$indexStats` shows each. */
  readonly indexes: readonly Doc[]
}

export interface SourceQuery {
  readonly filter: Filter
  readonly sort?: readonly IndexField[]
  readonly skip?: number
  readonly limit?: number
  readonly hint?: Value
  /** The only top-level fields that the pipeline looks at; undefined for all. */
  readonly fields?: ReadonlySet<string> | undefined
}

export type Stage = (input: Iterable<Doc>) => Iterable<Doc>
export type CompileStage = (spec: Value, context: PipelineContext) => Stage

export function parseStage(stage: Value): { name: string; spec: Value } {
  const [name, ...others] = isDoc(stage) ? Object.keys(stage) : []
  if (!isDoc(stage) || name === undefined || others.length > 0)
    throw new StoreError(40323, 'A pipeline stage specification object must contain exactly one field.')
  return { name, spec: stage[name] }
}
