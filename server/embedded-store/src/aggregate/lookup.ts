import { type Doc, getField, isArray, isDoc, isNullish, type Value } from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import { compileExpression, walkPath } from '../expressions/compile.ts'
import { checkedName } from '../expressions/loops.ts'
import type { Scope, Variables } from '../expressions/scope.ts'
import type { Filter } from '../query/filter.ts'
import { fieldParts, withNested } from './paths.ts'
import { compileSubpipeline } from './source.ts'
import { type CompileStage, parseStage } from './stage.ts'

const FIELDS = new Set(['from', 'localField', 'foreignField', 'as', 'let', 'pipeline'])

export const compileLookup: CompileStage = (spec, context) => {
  if (!isDoc(spec)) throw new StoreError(9, 'the $lookup specification must be an object')
  for (const name of Object.keys(spec))
    if (!FIELDS.has(name)) throw new StoreError(9, `unknown argument to $lookup: ${name}`)
  const { from, as, pipeline = [] } = spec
  if (typeof as !== 'string') throw new StoreError(9, "must specify 'as' field for a $lookup")
  const collection = sourceOf(from, pipeline)
  const target = fieldParts(as)
  const join = joinOf(spec)
  const bindings = new Bindings(spec['let'], context.variables)
  refuseWrites(pipeline)
  const run = compileSubpipeline(
    { collection, pipeline, ...(join ? { joinField: join.foreign } : {}) },
    { ...context, variables: bindings.variables },
  )
  return function* lookup(input) {
    for (const doc of input) {
      bindings.bind(doc)
      const filter = join ? joinFilter(join.foreign, doc, join.local) : undefined
      yield withNested(doc, target, [...run(filter)])
    }
  }
}

/** Without `from` the pipeline has to bring its documents along. */
function sourceOf(from: Value, pipeline: Value): string {
  if (typeof from === 'string') return from
  const [first] = isArray(pipeline) ? pipeline : []
  if (from === undefined && isDoc(first) && parseStage(first).name === '$documents') return ''
  throw new StoreError(9, "missing 'from' option to $lookup stage specification")
}

function refuseWrites(pipeline: Value): void {
  for (const stage of isArray(pipeline) ? pipeline : []) {
    const { name } = parseStage(stage)
    if (name === '$out' || name === '$merge')
      throw new StoreError(51047, `${name} is not allowed within a $lookup's sub-pipeline`)
  }
}

function joinOf(spec: Doc): { local: readonly string[]; foreign: string } | undefined {
  const { localField, foreignField } = spec
  if (localField === undefined && foreignField === undefined) {
    if (spec['pipeline'] === undefined)
      throw new StoreError(
        9,
        '$lookup requires either "pipeline" or both "localField" and "foreignField" to be specified',
      )
    return undefined
  }
  if (typeof localField !== 'string' || typeof foreignField !== 'string')
    throw new StoreError(
      9,
      '$lookup requires both or neither of "localField" and "foreignField" to be specified',
    )
  fieldParts(foreignField)
  return { local: fieldParts(localField), foreign: foreignField }
}

/** An array of the document stands for its elements; a missing value meets null and missing ones. */
export function joinFilter(foreign: string, doc: Doc, local: readonly string[]): Filter {
  const value = local.length === 1 ? getField(doc, local[0] ?? '') : walkPath(doc, local, 0)
  const parts = foreign.split('.')
  if (!isArray(value))
    return { kind: 'field', path: foreign, parts, test: { op: 'eq', value: value ?? null } }
  return { kind: 'field', path: foreign, parts, test: { op: 'in', values: value, regexes: [] } }
}

/**
 * The variables of a `let`. The object stays the same for all documents and only its values change, so that what was
 * compiled with it is compiled once.
 */
export class Bindings {
  readonly variables: Record<string, Value> = {}
  readonly #outer: Variables
  readonly #own: readonly (readonly [string, (scope: Scope) => Value])[]

  constructor(source: Value, outer: Variables) {
    if (!isNullish(source) && !isDoc(source)) throw new StoreError(9, '$lookup let must be an object')
    this.#outer = outer
    this.#own = Object.entries(isDoc(source) ? source : {}).map(
      ([name, value]) => [checkedName(name), compileExpression(value)] as const,
    )
    Object.assign(this.variables, outer)
  }

  /** A value that is missing stays missing: null would compare differently. */
  bind(doc: Doc): void {
    Object.assign(this.variables, this.#outer)
    const scope = { root: doc, variables: this.#outer }
    for (const [name, value] of this.#own) this.variables[name] = value(scope)
  }
}

export const compileUnionWith: CompileStage = (spec, context) => {
  const options: Doc = isDoc(spec) ? spec : { coll: spec }
  for (const name of Object.keys(options))
    if (name !== 'coll' && name !== 'pipeline')
      throw new StoreError(40415, `BSON field '$unionWith.${name}' is an unknown field.`)
  const { coll, pipeline = [] } = options
  if (coll !== undefined && typeof coll !== 'string')
    throw new StoreError(14, "BSON field '$unionWith.coll' is the wrong type, expected type 'string'")
  for (const stage of isArray(pipeline) ? pipeline : []) {
    const { name } = parseStage(stage)
    if (name === '$out' || name === '$merge')
      throw new StoreError(31441, `${name} is not allowed within a $unionWith's sub-pipeline`)
  }
  const run = compileSubpipeline({ collection: sourceOf(coll, pipeline), pipeline }, context)
  return function* union(input) {
    yield* input
    yield* run()
  }
}
