import { type Doc, isArray, isDoc, isNullish, type Value } from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import { compileExpression, type Expression } from '../expressions/compile.ts'
import type { Variables } from '../expressions/scope.ts'
import { compileFilter, type Filter } from '../query/filter.ts'
import type { IndexField } from '../storage/index-keys.ts'
import { parseFields } from '../storage/sort-fields.ts'
import { fieldsNeeded } from './dependencies.ts'
import { type PipelineContext, parseStage, type SourceQuery } from './stage.ts'
import { positive } from './stages.ts'

interface Pushed {
  readonly filters: Filter[]
  readonly matches: Doc[]
  sort?: readonly IndexField[]
  skip?: number
  limit?: number
}

/** Leading `$match`, `$sort`, `$skip` and `$limit` become one planned query, so that indexes serve them. */
export function pushDown(
  pipeline: readonly Value[],
  variables: Variables,
): { query: SourceQuery; rest: readonly Value[]; matches: readonly Doc[] } {
  const pushed: Pushed = { filters: [], matches: [] }
  let taken = 0
  for (const stage of pipeline) {
    if (!pushStage(pushed, parseStage(stage), variables)) break
    taken += 1
  }
  const { filters, matches, ...others } = pushed
  const query = { filter: { kind: 'and', parts: filters } as const, ...others }
  return { query, rest: pipeline.slice(taken), matches }
}

/** A stage fits only where a query does the same in its fixed order: filter, sort, skip, limit. */
function pushStage(
  pushed: Pushed,
  { name, spec }: { name: string; spec: Value },
  variables: Variables,
): boolean {
  const unsliced = pushed.skip === undefined && pushed.limit === undefined
  if (name === '$match' && isDoc(spec) && unsliced && !pushed.sort) {
    pushed.filters.push(compileFilter(spec, variables))
    pushed.matches.push(spec)
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

/** Stages that make their documents themselves. */
const FIRST_ONLY = new Set(['$documents', '$collStats', '$indexStats'])
const LAST_ONLY = new Set(['$out', '$merge'])

/** @throws 40602 and 40601 where a stage stands at a place that is not its own */
export function assertPlaces(pipeline: readonly Value[]): void {
  for (const [index, stage] of pipeline.entries()) {
    const { name } = parseStage(stage)
    if (index > 0 && FIRST_ONLY.has(name))
      throw new StoreError(40602, `${name} is only valid as the first stage in a pipeline`)
    if (index < pipeline.length - 1 && LAST_ONLY.has(name))
      throw new StoreError(40601, `${name} can only be the final stage in the pipeline`)
  }
}

/** A pipeline over another collection; `join` narrows what is read, and all variables are looked up at each run. */
export type Subpipeline = (join?: Filter) => Iterable<Doc>

export function compileSubpipeline(
  { collection, pipeline, joinField }: { collection: string; pipeline: Value; joinField?: string },
  context: PipelineContext,
): Subpipeline {
  if (!isArray(pipeline)) throw new StoreError(14, "'pipeline' option must be specified as an array")
  assertPlaces(pipeline)
  const { query, rest, matches } = pushDown(pipeline, context.variables)
  // The statistics are those of the collection that the command names, which this pipeline does not read.
  const { statistics: _, ...inner } = context
  const stages = context.compile(rest, inner)
  const fields = withField(fieldsNeeded(pipeline), joinField)
  const equalities = matches.flatMap(comparedFields)
  return (join) => {
    const parts = [query.filter, ...equalities.flatMap((equality) => equality(context.variables))]
    if (join) parts.push(join)
    return stages(context.read(collection, { ...query, filter: { kind: 'and', parts }, fields }))
  }
}

function withField(
  fields: ReadonlySet<string> | undefined,
  path: string | undefined,
): ReadonlySet<string> | undefined {
  return fields && path !== undefined ? new Set([...fields, path.split('.')[0] ?? '']) : fields
}

type Equality = (variables: Variables) => Filter[]

/**
 * `{ $expr: { $eq: ['$field', '$$variable'] } }` as a condition that an index can serve. It is asked besides the
 * expression, never instead of it, so it may let more documents through but none too few.
 */
function comparedFields(match: Doc): Equality[] {
  const { $expr: expression } = match
  return isDoc(expression) ? equalitiesIn(expression) : []
}

function equalitiesIn(expression: Doc): Equality[] {
  const { $and: all, $eq: pair } = expression
  if (isArray(all)) return all.filter(isDoc).flatMap(equalitiesIn)
  if (!isArray(pair) || pair.length !== 2) return []
  const [a, b] = pair
  if (isFieldPath(a) && isVariable(b)) return [equality(a, b)]
  return isFieldPath(b) && isVariable(a) ? [equality(b, a)] : []
}

const isFieldPath = (value: Value): value is string =>
  typeof value === 'string' && /^\$[^$]/.test(value) && !value.endsWith('.')
const isVariable = (value: Value): value is string =>
  typeof value === 'string' && value.startsWith('$$') && !/^\$\$(?:ROOT|CURRENT)\b/.test(value)

function equality(field: string, variable: string): Equality {
  const path = field.slice(1)
  const read: Expression = compileExpression(variable)
  return (variables) => {
    const value = read({ root: {}, variables })
    // Null also means missing to a filter but not to $eq, and an array would be taken apart.
    if (isNullish(value) || isArray(value)) return []
    return [{ kind: 'field', path, parts: path.split('.'), test: { op: 'eq', value } }]
  }
}
