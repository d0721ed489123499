import { TRANSFORMS, type Transform } from '../aggregate/transforms.ts'
import { type Doc, isArray, isDoc, type Value } from '../bson/value.ts'
import { notSupported, StoreError } from '../errors.ts'
import type { Variables } from '../expressions/scope.ts'
import { compileFilter, type Filter } from '../query/filter.ts'
import { OPERATORS } from './operators.ts'

/** One operator on one path. */
export interface Action {
  readonly operator: string
  readonly path: string
  readonly parts: readonly string[]
  readonly operand: Value
}

export type UpdateProgram =
  | { readonly kind: 'replace'; readonly document: Doc }
  | { readonly kind: 'pipeline'; readonly transforms: readonly Transform[] }
  | {
      readonly kind: 'operators'
      readonly actions: readonly Action[]
      readonly arrayFilters: ReadonlyMap<string, Filter>
      readonly variables: Variables
      /** First parts of all paths: indexes on other fields need not be looked at. */
      readonly touched: ReadonlySet<string>
    }

export interface UpdateSource {
  readonly update: Value
  readonly arrayFilters: Value
  readonly variables: Variables
}

export function compileUpdate({ update, arrayFilters, variables }: UpdateSource): UpdateProgram {
  if (isArray(update)) return compilePipeline(update, arrayFilters, variables)
  if (!isDoc(update)) throw new StoreError(9, 'Update argument must be either an object or an array')
  const [first] = Object.keys(update)
  if (!first?.startsWith('$')) {
    if (isArray(arrayFilters))
      throw new StoreError(9, 'Cannot specify arrayFilters for a replacement-style update')
    return { kind: 'replace', document: checkedReplacement(update) }
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
  const actions: Action[] = []
  for (const [operator, fields] of Object.entries(update)) {
    if (!Object.hasOwn(OPERATORS, operator) && operator !== '$rename')
      throw new StoreError(
        9,
        `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
      )
    if (!isDoc(fields))
      throw new StoreError(
        9,
        `Modifiers operate on fields but we found type ${typeof fields} instead. For example: {$mod: {<field>: ...}} not {${operator}: ...}`,
      )
    for (const [path, operand] of Object.entries(fields))
      actions.push({ operator, path, parts: parsePath(path), operand })
  }
  assertNoConflicts(actions)
  // MongoDB adds new fields in the order of their names, whatever the order in the update.
  actions.sort((a, b) => comparePaths(a.parts, b.parts))
  const filters = compileArrayFilters(arrayFilters, variables)
  assertArrayFiltersUsed(actions, filters)
  return { kind: 'operators', actions, arrayFilters: filters, variables, touched: touchedRoots(actions) }
}

function touchedRoots(actions: readonly Action[]): Set<string> {
  const touched = new Set<string>()
  for (const { parts, operator, operand } of actions) {
    touched.add(parts[0] ?? '')
    if (operator === '$rename' && typeof operand === 'string') touched.add(operand.split('.')[0] ?? '')
  }
  return touched
}

export function parsePath(path: string): string[] {
  if (path === '') throw new StoreError(56, 'An empty update path is not valid.')
  const parts = path.split('.')
  for (const part of parts) {
    if (part === '')
      throw new StoreError(
        56,
        `The update path '${path}' contains an empty field name, which is not allowed.`,
      )
    if (part.startsWith('$') && part !== '$' && !/^\$\[\w*\]$/.test(part))
      throw new StoreError(
        52,
        `The dollar ($) prefixed field '${part}' in '${path}' is not valid for storage.`,
      )
  }
  if (parts[0]?.startsWith('$'))
    throw new StoreError(
      2,
      `Cannot have array filter identifier or positional operator as the first part of the path '${path}'`,
    )
  return parts
}

function assertNoConflicts(actions: readonly Action[]): void {
  const paths = actions
    .flatMap(({ path, operator, operand }) =>
      operator === '$rename' && typeof operand === 'string' ? [path, operand] : [path],
    )
    .sort()
  const seen = new Set<string>()
  for (const path of paths) {
    const parts = path.split('.')
    const conflict = parts
      .map((_, index) => parts.slice(0, index + 1).join('.'))
      .find((prefix) => seen.has(prefix))
    if (conflict !== undefined)
      throw new StoreError(40, `Updating the path '${path}' would create a conflict at '${conflict}'`)
    seen.add(path)
  }
}

function comparePaths(a: readonly string[], b: readonly string[]): number {
  for (const [index, part] of a.entries()) {
    const other = b[index]
    if (other === undefined) return 1
    if (part === other) continue
    const bothNumbers = /^\d+$/.test(part) && /^\d+$/.test(other)
    if (bothNumbers) return Number(part) - Number(other)
    return part < other ? -1 : 1
  }
  return a.length - b.length
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

function assertArrayFiltersUsed(actions: readonly Action[], filters: ReadonlyMap<string, Filter>): void {
  const used = new Set(actions.flatMap(({ parts }) => parts.flatMap(identifiersIn)))
  for (const name of used)
    if (!filters.has(name)) throw new StoreError(2, `No array filter found for identifier '${name}'`)
  for (const name of filters.keys()) {
    if (!used.has(name))
      throw new StoreError(9, `The array filter for identifier '${name}' was not used in the update`)
  }
}

function identifiersIn(part: string): string[] {
  const name = /^\$\[(\w+)\]$/.exec(part)?.[1]
  return name === undefined ? [] : [name]
}
