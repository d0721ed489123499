import { type Doc, isArray, isDoc, isNullish, type Value } from '../bson/value.ts'
import { notSupported, StoreError } from '../errors.ts'
import type { Variables } from '../expressions/scope.ts'
import { Bindings } from './lookup.ts'
import { parseStage } from './stage.ts'
import { TRANSFORMS, type Transform } from './transforms.ts'

/** What becomes of a document that meets one of the target: see the manual page of `$merge`. */
export type WhenMatched = 'replace' | 'keepExisting' | 'merge' | 'fail' | MergePipeline

export interface MergePipeline {
  /** The target's document after the pipeline, which sees the incoming one as `$$new`. */
  readonly apply: (existing: Doc, incoming: Doc) => Doc
}

export type Output =
  | { readonly kind: 'out'; readonly target: string }
  | {
      readonly kind: 'merge'
      readonly target: string
      readonly on: readonly string[]
      readonly whenMatched: WhenMatched
      readonly whenNotMatched: 'insert' | 'discard' | 'fail'
    }

/** The `$out` or `$merge` that ends a pipeline, if one does. */
export function outputOf(
  pipeline: readonly Value[],
  { database, variables }: { database: string; variables: Variables },
): Output | undefined {
  const last = pipeline.at(-1)
  if (last === undefined) return undefined
  const { name, spec } = parseStage(last)
  if (name === '$out') return { kind: 'out', target: targetOf(name, spec, database) }
  return name === '$merge' ? parseMerge(spec, { database, variables }) : undefined
}

function targetOf(name: string, into: Value, database: string): string {
  if (typeof into === 'string') return into
  if (!isDoc(into))
    throw new StoreError(name === '$out' ? 16990 : 51178, `${name} needs the name of a collection`)
  const { db, coll } = into
  if (Object.hasOwn(into, 'timeseries')) throw notSupported(`${name} into a time-series collection`)
  for (const field of Object.keys(into))
    if (field !== 'db' && field !== 'coll')
      throw new StoreError(40415, `BSON field '${name}.${field}' is an unknown field.`)
  if (typeof coll !== 'string' || coll === '')
    throw new StoreError(51178, `${name} needs the name of a collection`)
  if (db !== undefined && db !== database) throw notSupported(`${name} into another database`)
  return coll
}

const OPTIONS = ['into', 'on', 'let', 'whenMatched', 'whenNotMatched']

function parseMerge(
  spec: Value,
  { database, variables }: { database: string; variables: Variables },
): Output {
  if (typeof spec === 'string')
    return { kind: 'merge', target: spec, on: ['_id'], whenMatched: 'merge', whenNotMatched: 'insert' }
  if (!isDoc(spec)) throw new StoreError(51182, '$merge requires a string or object argument')
  for (const name of Object.keys(spec))
    if (!OPTIONS.includes(name))
      throw new StoreError(40415, `BSON field '$merge.${name}' is an unknown field.`)
  if (!Object.hasOwn(spec, 'into'))
    throw new StoreError(40414, "BSON field '$merge.into' is missing but a required field")
  const target = targetOf('$merge', spec['into'], database)
  const whenNotMatched = notMatchedOf(spec['whenNotMatched'])
  const whenMatched = matchedOf(spec, variables)
  const single = whenMatched === 'keepExisting' || whenMatched === 'fail'
  if (single && whenNotMatched !== 'insert')
    throw new StoreError(
      51189,
      `Combination of $merge modes 'whenMatched: ${whenMatched}' and 'whenNotMatched: ${whenNotMatched}' is not supported`,
    )
  return { kind: 'merge', target, on: onFields(spec['on']), whenMatched, whenNotMatched }
}

function notMatchedOf(value: Value): 'insert' | 'discard' | 'fail' {
  if (value === undefined) return 'insert'
  if (value === 'insert' || value === 'discard' || value === 'fail') return value
  throw new StoreError(
    2,
    `Enumeration value '${String(value)}' for field '$merge.whenNotMatched' is not a valid value.`,
  )
}

function onFields(on: Value): readonly string[] {
  if (on === undefined) return ['_id']
  const fields = isArray(on) ? on : [on]
  if (fields.length === 0)
    throw new StoreError(51187, "If explicitly specifying $merge 'on', must include at least one field")
  const names = fields.map((field) => {
    if (typeof field !== 'string') throw new StoreError(51134, "$merge 'on' array elements must be strings")
    return field
  })
  if (new Set(names).size < names.length)
    throw new StoreError(31465, `Found a duplicate field in the $merge.on list`)
  return names
}

function matchedOf(spec: Doc, variables: Variables): WhenMatched {
  const { whenMatched: mode } = spec
  if (isArray(mode)) return pipelineOf(mode, spec['let'], variables)
  if (spec['let'] !== undefined)
    throw new StoreError(51199, "Cannot use 'let' variables with 'whenMatched' that is not a pipeline")
  if (mode === undefined || mode === 'merge') return 'merge'
  if (mode === 'replace' || mode === 'keepExisting' || mode === 'fail') return mode
  throw new StoreError(
    51191,
    "$merge 'whenMatched' must be one of replace, keepExisting, merge, fail or a pipeline",
  )
}

function pipelineOf(stages: readonly Value[], source: Value, variables: Variables): MergePipeline {
  if (!isNullish(source) && !isDoc(source)) throw new StoreError(14, "$merge 'let' must be an object")
  const own = isDoc(source) ? source : {}
  if (Object.hasOwn(own, 'new') && own['new'] !== '$$ROOT')
    throw new StoreError(
      51273,
      "'let' may not define a value for the reserved 'new' variable other than '$$ROOT'",
    )
  const bindings = new Bindings({ ...own, new: '$$ROOT' }, variables)
  const transforms = stages.map((stage): Transform => {
    const { name, spec } = parseStage(stage)
    const compile = Object.hasOwn(TRANSFORMS, name) ? TRANSFORMS[name] : undefined
    if (!compile) throw new StoreError(72, `${name} is not allowed to be used within an update`)
    return compile(spec, bindings.variables)
  })
  return {
    apply: (existing, incoming) => {
      bindings.bind(incoming)
      return transforms.reduce((doc, transform) => transform(doc), existing)
    },
  }
}
