import { valuesEqual } from '../bson/compare.ts'
import { cloneDoc } from '../bson/encode.ts'
import { type Doc, getField, hasField, isArray, isDoc, setField, type Value } from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import type { Filter } from '../query/filter.ts'
import { matches } from '../query/matches.ts'
import { matchedPosition } from '../query/position.ts'
import { typeName } from '../query/type-alias.ts'
import type { Action, UpdateProgram } from './compile.ts'
import { OPERATORS, type OperatorContext } from './operators.ts'

export interface UpdateInput {
  readonly before: Doc
  readonly filter: Filter
  readonly inserting: boolean
}

/** The document after the update; `before` stays as it is. */
export function applyUpdate(program: UpdateProgram, input: UpdateInput): Doc {
  const after = run(program, input)
  return input.inserting ? after : keepId(input.before, after)
}

function run(program: UpdateProgram, input: UpdateInput): Doc {
  switch (program.kind) {
    case 'replace':
      return replace(program.document, input.before)
    case 'pipeline':
      return program.transforms.reduce((doc, transform) => transform(doc), input.before)
    case 'operators':
      return applyOperators(program, input)
  }
}

function replace(document: Doc, before: Doc): Doc {
  if (hasField(document, '_id') || !hasField(before, '_id')) return document
  return { _id: before['_id'], ...document }
}

/** `_id` never changes and stays first. */
function keepId(before: Doc, after: Doc): Doc {
  const id = before['_id']
  if (!hasField(after, '_id')) return { _id: id, ...after }
  if (!valuesEqual(after['_id'], id))
    throw new StoreError(66, "Performing an update on the path '_id' would modify the immutable field '_id'")
  if (Object.keys(after)[0] === '_id') return after
  const { _id, ...rest } = after
  return { _id: id, ...rest }
}

function applyOperators(program: Extract<UpdateProgram, { kind: 'operators' }>, input: UpdateInput): Doc {
  const doc = cloneDoc(input.before)
  for (const action of program.actions) {
    if (action.operator === '$setOnInsert' && !input.inserting) continue
    if (action.operator === '$rename') rename(doc, action)
    else applyAction(doc, { action, program, input })
  }
  return doc
}

interface Step {
  readonly action: Action
  readonly program: Extract<UpdateProgram, { kind: 'operators' }>
  readonly input: UpdateInput
}

function applyAction(doc: Doc, step: Step): void {
  const { action, program } = step
  const operator = OPERATORS[action.operator]
  if (!operator) return
  const context: OperatorContext = { path: action.path, id: doc['_id'], variables: program.variables }
  for (const parts of concretePaths(doc, step)) {
    changeAt({ container: doc, parts, creates: operator.creates }, (current) =>
      operator.apply(current, action.operand, context),
    )
  }
}

/** Replaces `$`, `$[]` and `$[name]` by the positions that they stand for in this document. */
function concretePaths(doc: Doc, { action, program, input }: Step): string[][] {
  if (!action.parts.some((part) => part.startsWith('$'))) return [[...action.parts]]
  let paths: string[][] = [[]]
  for (const part of action.parts) {
    paths = part.startsWith('$')
      ? paths.flatMap((path) =>
          positions(doc, { path, part, program, input, action }).map((position) => [
            ...path,
            String(position),
          ]),
        )
      : paths.map((path) => [...path, part])
  }
  return paths
}

function positions(
  doc: Doc,
  { path, part, program, input, action }: Step & { path: readonly string[]; part: string },
): number[] {
  if (part === '$') {
    const position = matchedPosition(input.filter, input.before, path.join('.'))
    if (position === undefined)
      throw new StoreError(2, 'The positional operator did not find the match needed from the query.')
    return [position]
  }
  const array = valueAt(doc, path)
  if (!isArray(array))
    throw new StoreError(
      2,
      `The path '${path.join('.')}' must exist in the document in order to apply array updates (${action.path}).`,
    )
  const name = part.slice(2, -1)
  const filter = program.arrayFilters.get(name)
  const all = array.map((_, index) => index)
  return filter ? all.filter((index) => matches(filter, { [name]: array[index] })) : all
}

function valueAt(doc: Doc, parts: readonly string[]): Value {
  let value: Value = doc
  for (const part of parts)
    value = isDoc(value) ? getField(value, part) : isArray(value) ? value[Number(part)] : undefined
  return value
}

/** Arrays may not be filled with more nulls than this by writing far behind their end. */
const MAX_BACKFILL = 1_500_000

interface Target {
  readonly container: Doc | Value[]
  readonly parts: readonly string[]
  readonly creates: boolean
}

function changeAt({ container, parts, creates }: Target, change: (current: Value) => Value): void {
  const [part = '', ...rest] = parts
  const current = childOf(container, part)
  if (rest.length === 0) {
    if (current === undefined && !creates) return
    store(container, part, change(current))
    return
  }
  if (isDoc(current) || isArray(current)) {
    changeAt({ container: current, parts: rest, creates }, change)
    return
  }
  if (current !== undefined) {
    if (!creates) return
    throw new StoreError(28, `Cannot create field '${rest[0]}' in element {${part}: ${typeName(current)}}`)
  }
  if (!creates) return
  const created: Doc = {}
  changeAt({ container: created, parts: rest, creates }, change)
  store(container, part, created)
}

function childOf(container: Doc | Value[], part: string): Value {
  if (!isArray(container)) return getField(container, part)
  if (!/^\d+$/.test(part)) return undefined
  return container[Number(part)]
}

function store(container: Doc | Value[], part: string, value: Value): void {
  if (!isArray(container)) {
    if (value === undefined) delete container[part]
    else setField(container, part, value)
    return
  }
  if (!/^\d+$/.test(part)) throw new StoreError(28, `Cannot create field '${part}' in an array element`)
  const index = Number(part)
  if (index > container.length + MAX_BACKFILL)
    throw new StoreError(2, 'Cannot insert that far behind the end of an array')
  while (container.length < index) container.push(null)
  // Removing an element would move the others, so it becomes null, as in MongoDB.
  container[index] = value === undefined ? null : value
}

function rename(doc: Doc, { path, parts, operand }: Action): void {
  if (typeof operand !== 'string' || operand === '')
    throw new StoreError(2, `The 'to' field for $rename must be a string: ${path}`)
  if (operand === path)
    throw new StoreError(2, `The source and target field for $rename must differ: ${path}`)
  const target = operand.split('.')
  if ([...parts, ...target].some((part) => part.startsWith('$')))
    throw new StoreError(2, 'The source and target of $rename may not be dynamic')
  if (crossesArray(doc, parts) || crossesArray(doc, target))
    throw new StoreError(2, 'The source and target of $rename cannot be array elements')
  const value = valueAt(doc, parts)
  if (value === undefined) return
  changeAt({ container: doc, parts, creates: false }, () => undefined)
  changeAt({ container: doc, parts: target, creates: true }, () => value)
}

function crossesArray(doc: Doc, parts: readonly string[]): boolean {
  return parts.some((_, index) => index > 0 && isArray(valueAt(doc, parts.slice(0, index))))
}
