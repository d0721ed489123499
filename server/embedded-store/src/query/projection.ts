import {
  asNumber,
  type Doc,
  deleteField,
  fieldKey,
  getField,
  hasField,
  isArray,
  isDoc,
  isTruthy,
  setField,
  type Value,
} from '../bson/value.ts'
import { badValue, notSupported, StoreError } from '../errors.ts'
import { compileExpression, type Expression } from '../expressions/compile.ts'
import type { Variables } from '../expressions/scope.ts'
import { compileFilter, type Filter } from './filter.ts'
import { matches } from './matches.ts'
import { matchedPosition } from './position.ts'

type Leaf =
  | { readonly kind: 'include' | 'exclude' }
  | { readonly kind: 'computed'; readonly expression: Expression }
  | { readonly kind: 'slice'; readonly from: number; readonly count: number | undefined }
  | { readonly kind: 'elemMatch'; readonly filter: Filter }
  | { readonly kind: 'positional'; readonly path: string }

interface Tree {
  readonly kind: 'tree'
  readonly children: Map<string, Leaf | Tree>
}

export interface ProjectionContext {
  readonly variables: Variables
  /** `find` knows `$slice`, `$elemMatch` and `a.$`; the `$project` stage knows only expressions. */
  readonly style: 'find' | 'stage'
  readonly filter?: Filter
}

export type Projection = (doc: Doc) => Doc

export function compileProjection(spec: Doc, context: ProjectionContext): Projection {
  const root: Tree = { kind: 'tree', children: new Map() }
  addFields(root, spec, { context, prefix: '' })
  const mode = modeOf(root)
  if (!root.children.has('_id') && mode === 'include') root.children.set('_id', { kind: 'include' })
  return (doc) => project(doc, root, { mode, root: doc, context })
}

interface Position {
  readonly context: ProjectionContext
  readonly prefix: string
}

function addFields(tree: Tree, spec: Doc, position: Position): void {
  for (const [name, value] of Object.entries(spec)) {
    const path = position.prefix === '' ? name : `${position.prefix}.${name}`
    if (isNested(value)) addFields(tree, value, { context: position.context, prefix: path })
    else place(tree, path, compileLeaf(path, value, position.context))
  }
}

function isNested(value: Value): value is Doc {
  return isDoc(value) && Object.keys(value).length > 0 && !Object.keys(value)[0]?.startsWith('$')
}

function place(root: Tree, path: string, leaf: Leaf): void {
  const parts = path.split('.')
  if (leaf.kind === 'positional') parts.pop()
  if (parts.includes('')) throw new StoreError(40352, 'FieldPath cannot be constructed with empty string')
  const last = fieldKey(parts.pop() ?? '')
  let tree = root
  for (const part of parts.map(fieldKey)) {
    const next = tree.children.get(part) ?? { kind: 'tree', children: new Map() }
    if (next.kind !== 'tree') throw new StoreError(31249, `Path collision at ${path}`)
    tree.children.set(part, next)
    tree = next
  }
  if (tree.children.has(last)) throw new StoreError(31250, `Path collision at ${path}`)
  tree.children.set(last, leaf)
}

function compileLeaf(path: string, value: Value, context: ProjectionContext): Leaf {
  const number = asNumber(value)
  if (path.endsWith('.$')) return positionalLeaf(path, value, context)
  if (path.startsWith('$'))
    throw new StoreError(
      16410,
      `FieldPath field names may not start with '$'. Consider using $getField or $setField.`,
    )
  if (typeof value === 'boolean' || number !== undefined)
    return { kind: isTruthy(value) ? 'include' : 'exclude' }
  if (isDoc(value) && context.style === 'find') {
    if (hasField(value, '$slice') && !isExpressionSlice(value['$slice'])) return sliceLeaf(value['$slice'])
    if (hasField(value, '$elemMatch')) return elemMatchLeaf(path, value['$elemMatch'], context)
    if (hasField(value, '$meta')) throw notSupported('$meta in a projection')
  }
  return { kind: 'computed', expression: compileExpression(value) }
}

function isExpressionSlice(value: Value): boolean {
  return isArray(value) && asNumber(value[0]) === undefined
}

function positionalLeaf(path: string, value: Value, context: ProjectionContext): Leaf {
  if (context.style !== 'find' || !isTruthy(value))
    throw badValue('positional projection is allowed only as an inclusion in find')
  return { kind: 'positional', path: path.slice(0, -2) }
}

function sliceLeaf(value: Value): Leaf {
  if (!isArray(value)) {
    const count = wholeNumber(value)
    return count < 0 ? { kind: 'slice', from: count, count: undefined } : { kind: 'slice', from: 0, count }
  }
  const count = wholeNumber(value[1])
  if (value.length !== 2 || count <= 0)
    throw new StoreError(28724, '$slice takes [skip, limit] with a positive limit')
  return { kind: 'slice', from: wholeNumber(value[0]), count }
}

function wholeNumber(value: Value): number {
  const number = asNumber(value)
  if (number === undefined || !Number.isFinite(number))
    throw new StoreError(28667, '$slice takes whole numbers')
  return Math.trunc(number)
}

function elemMatchLeaf(path: string, value: Value, { variables }: ProjectionContext): Leaf {
  if (path.includes('.')) throw new StoreError(31275, 'Cannot use $elemMatch projection on a nested field.')
  if (!isDoc(value)) throw badValue('elemMatch: Invalid argument, object required')
  const filter = compileFilter({ v: { $elemMatch: value } }, variables)
  return { kind: 'elemMatch', filter }
}

type Mode = 'include' | 'exclude'

/** `_id` may go against the rest; everything else must agree. */
function modeOf(root: Tree): Mode {
  const modes = new Set<Mode>()
  const kinds: Leaf['kind'][] = []
  visit(root, (leaf, path) => {
    kinds.push(leaf.kind)
    if (path === '_id' && leaf.kind !== 'computed') return
    if (leaf.kind === 'slice') return
    modes.add(leaf.kind === 'exclude' ? 'exclude' : 'include')
  })
  if (kinds.filter((kind) => kind === 'positional').length > 1)
    throw new StoreError(31276, 'Cannot specify more than one positional projection per query.')
  if (kinds.includes('positional') && kinds.includes('elemMatch'))
    throw new StoreError(31255, 'Cannot specify positional operator and $elemMatch.')
  if (modes.size > 1) throw new StoreError(31254, 'Cannot do exclusion and inclusion in the same projection')
  const [mode] = modes
  const id = root.children.get('_id')
  return mode ?? (id?.kind === 'include' ? 'include' : 'exclude')
}

function visit(tree: Tree, each: (leaf: Leaf, path: string) => void, prefix = ''): void {
  for (const [name, child] of tree.children) {
    const path = prefix === '' ? name : `${prefix}.${name}`
    if (child.kind === 'tree') visit(child, each, path)
    else each(child, path)
  }
}

interface Run {
  readonly mode: Mode
  readonly root: Doc
  readonly context: ProjectionContext
}

function project(doc: Doc, tree: Tree, run: Run): Doc {
  const result: Doc = {}
  for (const [name, value] of Object.entries(doc)) {
    const child = tree.children.get(name)
    const kept = child ? projectChild(value, child, run) : run.mode === 'exclude' ? value : undefined
    if (kept !== undefined) setField(result, name, kept)
  }
  for (const [name, child] of tree.children) addComputed(result, { name, child, doc, run })
  return result
}

function projectChild(value: Value, child: Leaf | Tree, run: Run): Value {
  switch (child.kind) {
    case 'include':
      return value
    case 'exclude':
      return undefined
    case 'tree':
      return projectBelow(value, child, run)
    case 'slice':
      return isArray(value) ? sliced(value, child) : value
    case 'elemMatch':
      return undefined
    case 'positional':
      return positional(value, child.path, run)
    case 'computed':
      return COMPUTED_LATER
  }
}

/** Keeps a computed field at its old place among the others. */
const COMPUTED_LATER = null

function projectBelow(value: Value, tree: Tree, run: Run): Value {
  if (isDoc(value)) return project(value, tree, run)
  if (!isArray(value))
    return run.mode === 'exclude' ? value : hasComputed(tree) ? project({}, tree, run) : undefined
  const items = value.map((item) =>
    isDoc(item) || isArray(item) ? projectBelow(item, tree, run) : run.mode === 'exclude' ? item : undefined,
  )
  return items.filter((item) => item !== undefined)
}

function hasComputed(tree: Tree): boolean {
  return [...tree.children.values()].some(
    (child) => child.kind === 'computed' || (child.kind === 'tree' && hasComputed(child)),
  )
}

function addComputed(
  result: Doc,
  { name, child, doc, run }: { name: string; child: Leaf | Tree; doc: Doc; run: Run },
): void {
  if (child.kind === 'tree') {
    if (!hasField(doc, name) && hasComputed(child)) setField(result, name, project({}, child, run))
    return
  }
  // What an element is picked for comes behind what is only kept, in the order of the projection.
  if (child.kind !== 'computed' && child.kind !== 'elemMatch') return
  const value =
    child.kind === 'computed'
      ? child.expression({ root: run.root, variables: run.context.variables })
      : firstMatch(getField(doc, name), child.filter)
  if (value === undefined) deleteField(result, name)
  else setField(result, name, value)
}

function sliced(
  items: readonly Value[],
  { from, count }: { from: number; count: number | undefined },
): Value[] {
  const start = from < 0 ? Math.max(items.length + from, 0) : from
  return items.slice(start, count === undefined ? undefined : start + count)
}

function firstMatch(value: Value, filter: Filter): Value {
  if (!isArray(value)) return undefined
  const found = value.find((item) => matches(filter, { v: [item] }))
  return found === undefined ? undefined : [found]
}

function positional(value: Value, path: string, { root, context }: Run): Value {
  if (!isArray(value)) return value
  const index = context.filter && matchedPosition(context.filter, root, path)
  if (index === undefined)
    throw new StoreError(
      51246,
      "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array",
    )
  return [getElement(value, index)]
}

function getElement(items: readonly Value[], index: number): Value {
  return items[index] ?? null
}
