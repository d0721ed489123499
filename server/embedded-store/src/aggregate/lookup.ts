import { type Doc, getField, isArray, isDoc, isNullish, setField, type Value } from '../bson/value.ts'
import { notSupported, StoreError } from '../errors.ts'
import { compileExpression, walkPath } from '../expressions/compile.ts'
import { checkedName } from '../expressions/loops.ts'
import type { Filter } from '../query/filter.ts'
import type { CompileStage, PipelineContext } from './stage.ts'

const FIELDS = new Set(['from', 'localField', 'foreignField', 'as', 'let', 'pipeline'])
const EVERYTHING: Filter = { kind: 'and', parts: [] }

export const compileLookup: CompileStage = (spec, context) => {
  if (!isDoc(spec)) throw new StoreError(9, 'the $lookup specification must be an object')
  for (const name of Object.keys(spec))
    if (!FIELDS.has(name)) throw new StoreError(9, `unknown argument to $lookup: ${name}`)
  const { from, as } = spec
  if (typeof from !== 'string' || typeof as !== 'string')
    throw new StoreError(9, '$lookup needs the strings from and as')
  if (as.includes('.')) throw notSupported('$lookup into a nested field')
  const join = joinOf(spec)
  const variables = variablesOf(spec['let'])
  // Compiled once for its errors; compiled again per document, because its filters hold the document's variables.
  if (spec['pipeline'] !== undefined && variables.length === 0) context.compile(spec['pipeline'], context)
  return function* run(input) {
    for (const doc of input) {
      const filter = join ? joinFilter(join.foreign, doc, join.local) : EVERYTHING
      const found = filter ? context.read(from, { filter }) : []
      const result: Doc = { ...doc }
      setField(result, as, [...piped(found, { doc, spec, variables, context })])
      yield result
    }
  }
}

function joinOf(spec: Doc): { local: readonly string[]; foreign: string } | undefined {
  const { localField, foreignField } = spec
  if (localField === undefined && foreignField === undefined) {
    if (spec['pipeline'] === undefined)
      throw new StoreError(9, '$lookup needs localField and foreignField, or a pipeline')
    return undefined
  }
  if (typeof localField !== 'string' || typeof foreignField !== 'string')
    throw new StoreError(9, '$lookup needs both localField and foreignField')
  return { local: localField.split('.'), foreign: foreignField }
}

function joinFilter(foreign: string, doc: Doc, local: readonly string[]): Filter {
  const value = local.length === 1 ? getField(doc, local[0] ?? '') : walkPath(doc, local, 0)
  const parts = foreign.split('.')
  if (!isArray(value))
    return { kind: 'field', path: foreign, parts, test: { op: 'eq', value: value ?? null } }
  return { kind: 'field', path: foreign, parts, test: { op: 'in', values: value, regexes: [] } }
}

interface Variable {
  readonly name: string
  readonly value: ReturnType<typeof compileExpression>
}

function variablesOf(source: Value): readonly Variable[] {
  if (isNullish(source)) return []
  if (!isDoc(source)) throw new StoreError(9, '$lookup let must be an object')
  return Object.entries(source).map(([name, value]) => ({
    name: checkedName(name),
    value: compileExpression(value),
  }))
}

interface Piped {
  readonly doc: Doc
  readonly spec: Doc
  readonly variables: readonly Variable[]
  readonly context: PipelineContext
}

function piped(found: Iterable<Doc>, { doc, spec, variables, context }: Piped): Iterable<Doc> {
  if (spec['pipeline'] === undefined) return found
  const scope = { root: doc, variables: context.variables }
  const bound = Object.fromEntries(variables.map(({ name, value }) => [name, value(scope) ?? null]))
  return context.compile(spec['pipeline'], { ...context, variables: { ...context.variables, ...bound } })(
    found,
  )
}

export const compileUnionWith: CompileStage = (spec, context) => {
  const options: Doc = isDoc(spec) ? spec : { coll: spec }
  for (const name of Object.keys(options))
    if (name !== 'coll' && name !== 'pipeline')
      throw new StoreError(40415, `BSON field '$unionWith.${name}' is an unknown field.`)
  const { coll, pipeline } = options
  if (typeof coll !== 'string') throw new StoreError(9, '$unionWith needs a collection')
  const run = pipeline === undefined ? undefined : context.compile(pipeline, context)
  return function* union(input) {
    yield* input
    const other = context.read(coll, { filter: EVERYTHING })
    yield* run ? run(other) : other
  }
}
