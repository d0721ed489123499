import { Long } from 'bson'
import { groupKey } from '../bson/group-key.ts'
import { sizeOf } from '../bson/size.ts'
import { asNumber, type Doc, isArray, isDoc, isNumber, type Value } from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import { compileExpression, walkPath } from '../expressions/compile.ts'
import { compileFilter, type Filter } from '../query/filter.ts'
import { Memory } from './memory.ts'
import { fieldParts, withNested } from './paths.ts'
import type { CompileStage, PipelineContext } from './stage.ts'

const FIELDS = [
  'from',
  'startWith',
  'connectFromField',
  'connectToField',
  'as',
  'maxDepth',
  'depthField',
  'restrictSearchWithMatch',
]

interface Graph {
  readonly from: string
  readonly connectFrom: readonly string[]
  readonly connectTo: string
  readonly maxDepth: number
  readonly depthField: readonly string[] | undefined
  readonly restriction: Filter | undefined
}

export const compileGraphLookup: CompileStage = (spec, context) => {
  if (!isDoc(spec)) throw new StoreError(40327, 'the $graphLookup stage specification must be an object')
  for (const name of Object.keys(spec))
    if (!FIELDS.includes(name)) throw new StoreError(40104, `Unknown argument to $graphLookup: ${name}`)
  const as = fieldParts(text(spec, 'as'))
  if (!Object.hasOwn(spec, 'startWith')) throw missing()
  const startWith = compileExpression(spec['startWith'])
  const graph = graphOf(spec, context)
  return function* graphLookup(input) {
    for (const doc of input) {
      const start = startWith({ root: doc, variables: context.variables })
      yield withNested(doc, as, search(graph, isArray(start) ? start : [start], context))
    }
  }
}

function missing(): StoreError {
  return new StoreError(
    40105,
    "$graphLookup requires 'from', 'as', 'startWith', 'connectFromField', and 'connectToField' to be specified.",
  )
}

function text(spec: Doc, name: string): string {
  const value = spec[name]
  if (value === undefined) throw missing()
  if (typeof value !== 'string') throw new StoreError(40103, `expected string as argument for ${name}`)
  return value
}

function graphOf(spec: Doc, { variables }: PipelineContext): Graph {
  const { maxDepth, depthField, restrictSearchWithMatch: restriction } = spec
  const depth = maxDepth === undefined ? Number.POSITIVE_INFINITY : asNumber(maxDepth)
  if (depth === undefined || (maxDepth !== undefined && !isNumber(maxDepth)))
    throw new StoreError(40100, 'maxDepth requires numeric argument')
  if (depth < 0) throw new StoreError(40101, 'maxDepth requires a nonnegative argument')
  if (maxDepth !== undefined && !Number.isInteger(depth))
    throw new StoreError(40102, 'maxDepth could not be represented as a long long')
  if (restriction !== undefined && !isDoc(restriction))
    throw new StoreError(40185, '$graphLookup argument restrictSearchWithMatch must be an object')
  const connectTo = text(spec, 'connectToField')
  fieldParts(connectTo)
  return {
    from: text(spec, 'from'),
    connectFrom: fieldParts(text(spec, 'connectFromField')),
    connectTo,
    maxDepth: depth,
    depthField: depthField === undefined ? undefined : fieldParts(text(spec, 'depthField')),
    restriction: restriction && compileFilter(restriction, variables),
  }
}

/** Breadth first; a document is kept with the depth at which it was met first. */
function search(graph: Graph, start: readonly Value[], context: PipelineContext): Doc[] {
  const found = new Map<string, Doc>()
  const asked = new Set<string>()
  const memory = new Memory('$graphLookup reached maximum memory consumption')
  let frontier = unasked(start, asked)
  for (let depth = 0; depth <= graph.maxDepth && frontier.length > 0; depth += 1) {
    const next: Value[] = []
    for (const doc of context.read(graph.from, { filter: filterFor(graph, frontier) })) {
      const key = groupKey(doc['_id'])
      if (found.has(key)) continue
      memory.add(sizeOf(doc) + key.length)
      found.set(key, graph.depthField ? withNested(doc, graph.depthField, Long.fromNumber(depth)) : doc)
      const value = walkPath(doc, graph.connectFrom, 0)
      if (isArray(value)) next.push(...value)
      else next.push(value)
    }
    frontier = unasked(next, asked)
  }
  return [...found.values()]
}

function filterFor({ connectTo, restriction }: Graph, frontier: readonly Value[]): Filter {
  const test = { op: 'in', values: frontier, regexes: [] } as const
  const join: Filter = { kind: 'field', path: connectTo, parts: connectTo.split('.'), test }
  return restriction ? { kind: 'and', parts: [join, restriction] } : join
}

/** A missing value connects to nothing. */
function unasked(values: readonly Value[], asked: Set<string>): Value[] {
  return values.filter((value) => {
    if (value === undefined) return false
    const key = groupKey(value)
    if (asked.has(key)) return false
    asked.add(key)
    return true
  })
}
