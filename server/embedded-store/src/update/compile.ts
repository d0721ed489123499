import { TRANSFORMS, type Transform } from '../aggregate/transforms.ts'
import { type Doc, fieldEntries, isArray, isDoc, type Value } from '../bson/value.ts'
import { badValue, notSupported, StoreError } from '../errors.ts'
import type { Variables } from '../expressions/scope.ts'
import { compileFilter, type Filter } from '../query/filter.ts'
import { typeName } from '../query/type-alias.ts'
import { show } from '../storage/duplicate-key.ts'
import { withTimestamps } from './empty-timestamps.ts'
import { OPERATORS, type UpdateOperator } from './operators.ts'
import { PathTree } from './path-tree.ts'
import { comparePaths, compileRename, parsePath } from './paths.ts'

/** One operator on one path, or a value that goes there from another. */
export interface Action {
  readonly path: string
  readonly parts: readonly string[]
  readonly change: UpdateOperator | Rename
}

export interface Rename {
  readonly from: readonly string[]
}

export type UpdateProgram =
  | { readonly kind: 'replace'; readonly document: Doc }
  | { readonly kind: 'pipeline'; readonly transforms: readonly Transform[] }
  | {
      readonly kind: 'operators'
      readonly actions: readonly Action[]
      readonly arrayFilters: ReadonlyMap<string, Filter>
      /** First parts of all paths: indexes on other fields need not be looked at. */
      readonly touched: ReadonlySet<string>
    }

export interface UpdateSource {
  readonly update: Value
  readonly arrayFilters: Value
  readonly variables: Variables
  /** For copies of what another server has stored. */
  readonly keepsEmptyTimestamps?: boolean
}

export function compileUpdate({
  update,
  arrayFilters,
  variables,
  keepsEmptyTimestamps = false,
}: UpdateSource): UpdateProgram {
  if (isArray(update)) return compilePipeline(update, arrayFilters, variables)
  if (!isDoc(update)) throw new StoreError(9, 'Update argument must be either an object or an array')
  const [first] = Object.keys(update)
  if (!first?.startsWith('$')) {
    if (isArray(arrayFilters))
      throw new StoreError(9, 'Cannot specify arrayFilters for a replacement-style update')
    const document = checkedReplacement(update)
    return { kind: 'replace', document: keepsEmptyTimestamps ? document : withTimestamps(document) }
  }
  return compileOperators(update, arrayFilters, variables)
}

function checkedReplacement(document: Doc): Doc {
  for (const name of Object.keys(document)) {
    if (name.startsWith('$'))
      throw new StoreError(
        52,
        `The dollar ($) prefixed field '${name}' in '${name}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
      )
  }
  return document
}

const UPDATE_STAGES = new Set(['$set', '$addFields', '$unset', '$project', '$replaceRoot', '$replaceWith'])

function compilePipeline(stages: readonly Value[], arrayFilters: Value, variables: Variables): UpdateProgram {
  if (isArray(arrayFilters) && arrayFilters.length > 0)
    throw new StoreError(9, 'Cannot specify arrayFilters with a pipeline update')
  const transforms = stages.map((stage) => {
    const [name, ...others] = isDoc(stage) ? Object.keys(stage) : []
    if (!isDoc(stage) || !name || others.length > 0)
      throw new StoreError(40323, 'A pipeline stage specification object must contain exactly one field.')
    const compile = UPDATE_STAGES.has(name) ? TRANSFORMS[name] : undefined
    if (!compile) throw new StoreError(72, `${name} is not allowed to be used within an update`)
    return compile(stage[name], variables)
  })
  return { kind: 'pipeline', transforms }
}

function compileOperators(update: Doc, arrayFilters: Value, variables: Variables): UpdateProgram {
  const filters = compileArrayFilters(arrayFilters, variables)
  const paths = new PathTree()
  const actions: Action[] = []
  for (const [operator, fields] of fieldEntries(update)) {
    assertOperator(operator, fields)
    for (const [path, operand] of fieldEntries(fields)) {
      const action =
        operator === '$rename'
          ? compileRename(path, operand)
          : compileAction({ operator, path, operand, variables })
      assertFiltersKnown(action, filters)
      if ('from' in action.change) paths.add(action.change.from)
      paths.add(action.parts)
      actions.push(action)
    }
  }
  assertFiltersUsed(actions, filters)
  // New fields come in the order of their names, whatever the order in the update.
  actions.sort((a, b) => comparePaths(a.parts, b.parts))
  return { kind: 'operators', actions, arrayFilters: filters, touched: touchedRoots(actions) }
}

function assertOperator(operator: string, fields: Value): asserts fields is Doc {
  if (!Object.hasOwn(OPERATORS, operator) && operator !== '$rename')
    throw new StoreError(
      9,
      `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
    )
  if (!isDoc(fields))
    throw new StoreError(
      9,
      `Modifiers operate on fields but we found type ${typeName(fields)} instead. For example: {$mod: {<field>: ...}} not {${operator}: ${show(fields)}}`,
    )
}

function compileAction(source: {
  operator: string
  path: string
  operand: Value
  variables: Variables
}): Action {
  const { operator, path, operand, variables } = source
  const parts = parsePath(path)
  const compile = OPERATORS[operator]
  if (!compile) throw new StoreError(9, `Unknown modifier: ${operator}`)
  return { path, parts, change: compile(operand, { path, variables }) }
}

function touchedRoots(actions: readonly Action[]): Set<string> {
  return new Set(
    actions.flatMap(({ parts, change }) => [
      parts[0] ?? '',
      ...('from' in change ? [change.from[0] ?? ''] : []),
    ]),
  )
}

function compileArrayFilters(arrayFilters: Value, variables: Variables): Map<string, Filter> {
  const filters = new Map<string, Filter>()
  if (arrayFilters === undefined || arrayFilters === null) return filters
  if (!isArray(arrayFilters)) throw new StoreError(14, 'arrayFilters must be an array')
  for (const source of arrayFilters) {
    if (!isDoc(source)) throw new StoreError(14, 'each array filter must be an object')
    const identifier = identifierOf(source)
    if (filters.has(identifier))
      throw new StoreError(9, `Found multiple array filters with the same top-level field name ${identifier}`)
    filters.set(identifier, compileFilter(source, variables))
  }
  return filters
}

/** Every condition of one array filter speaks of the same identifier. */
function identifierOf(source: Doc): string {
  const names = new Set<string>()
  collectRoots(source, names)
  const [name] = names
  if (names.size !== 1 || name === undefined || !/^[a-z]\w*$/.test(name))
    throw new StoreError(
      9,
      'Error parsing array filter :: caused by :: expected a single top-level field name that begins with a lowercase letter',
    )
  return name
}

function collectRoots(source: Doc, names: Set<string>): void {
  for (const [name, value] of Object.entries(source)) {
    if (!name.startsWith('$')) names.add(name.split('.')[0] ?? '')
    else for (const part of alternatives(name, value)) collectRoots(part, names)
  }
}

function alternatives(name: string, value: Value): readonly Doc[] {
  if (name !== '$and' && name !== '$or' && name !== '$nor') throw notSupported(`${name} in an array filter`)
  return isArray(value) ? value.filter(isDoc) : []
}

function assertFiltersKnown({ path, parts }: Action, filters: ReadonlyMap<string, Filter>): void {
  for (const name of parts.flatMap(identifiersIn))
    if (!filters.has(name)) throw badValue(`No array filter found for identifier '${name}' in path '${path}'`)
}

function assertFiltersUsed(actions: readonly Action[], filters: ReadonlyMap<string, Filter>): void {
  const used = new Set(actions.flatMap(({ parts }) => parts.flatMap(identifiersIn)))
  for (const name of filters.keys())
    if (!used.has(name))
      throw new StoreError(9, `The array filter for identifier '${name}' was not used in the update`)
}

function identifiersIn(part: string): string[] {
  const name = /^\$\[(\w+)\]$/.exec(part)?.[1]
  return name === undefined ? [] : [name]
}
