import { type Doc, getField, isArray, isDoc, setField, type Value } from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import { ARITHMETIC } from './arithmetic.ts'
import { ARRAYS } from './arrays.ts'
import { CONDITIONS } from './conditions.ts'
import { CONVERSIONS } from './conversions.ts'
import { DATES } from './dates.ts'
import { LOOPS } from './loops.ts'
import { OBJECTS } from './objects.ts'
import type { Compile, Operators } from './operator.ts'
import type { Expression } from './scope.ts'
import { STRINGS } from './strings.ts'

export type { Expression } from './scope.ts'

const OPERATORS: ReadonlyMap<string, Operators[string]> = new Map(
  [ARITHMETIC, ARRAYS, CONDITIONS, CONVERSIONS, DATES, LOOPS, OBJECTS, STRINGS].flatMap((group) =>
    Object.entries(group),
  ),
)

/** Turns an aggregation expression into a function; an operator that is not on the list is refused by name. */
export function compileExpression(source: Value): Expression {
  if (typeof source === 'string') return source.startsWith('$') ? compilePath(source) : () => source
  if (isArray(source)) return compileArray(source)
  if (!isDoc(source)) return () => source
  const names = Object.keys(source)
  const [first] = names
  if (!first?.startsWith('$')) return compileObject(source)
  if (names.length > 1)
    throw new StoreError(15983, 'an object representing an expression must have exactly one field')
  return compileOperator(first, source[first])
}

function compileArray(source: readonly Value[]): Expression {
  const items = source.map(compileExpression)
  return (scope) => items.map((item) => item(scope) ?? null)
}

function compileObject(source: Doc): Expression {
  const fields = Object.entries(source).map(([name, value]) => {
    if (name.startsWith('$') || name.includes('.'))
      throw new StoreError(16410, `FieldPath field names may not contain '.' or start with '$': ${name}`)
    return { name, value: compileExpression(value) }
  })
  return (scope) => {
    const result: Doc = {}
    for (const { name, value } of fields) {
      const item = value(scope)
      if (item !== undefined) setField(result, name, item)
    }
    return result
  }
}

function compileOperator(name: string, operand: Value): Expression {
  const operator = OPERATORS.get(name)
  if (!operator) throw new StoreError(168, `Unrecognized expression '${name}'`)
  return operator({ name, operand, compile: compileExpression satisfies Compile })
}

const SYSTEM_VARIABLES = new Set(['ROOT', 'CURRENT', 'REMOVE', 'NOW'])

function compilePath(source: string): Expression {
  if (!source.startsWith('$$')) return fieldPath(source.slice(1).split('.'))
  const [name = '', ...parts] = source.slice(2).split('.')
  if (name === 'ROOT' || name === 'CURRENT')
    return parts.length === 0 ? (scope) => scope.root : fieldPath(parts)
  if (name === 'REMOVE') return () => undefined
  if (!/^(?:[a-z]|\P{ASCII})/u.test(name) && !SYSTEM_VARIABLES.has(name)) {
    throw new StoreError(17276, `Use of undefined variable: ${name}`)
  }
  return (scope) => {
    if (!Object.hasOwn(scope.variables, name))
      throw new StoreError(17276, `Use of undefined variable: ${name}`)
    return walkPath(scope.variables[name], parts, 0)
  }
}

function fieldPath(parts: readonly string[]): Expression {
  if (parts.some((part) => part === ''))
    throw new StoreError(15998, 'FieldPath field names may not be empty strings.')
  return (scope) => walkPath(scope.root, parts, 0)
}

/** In expressions an array on the way gives an array of what its documents hold; positions are not looked up. */
export function walkPath(value: Value, parts: readonly string[], at: number): Value {
  if (at === parts.length) return value
  if (isDoc(value)) return walkPath(getField(value, parts[at] ?? ''), parts, at + 1)
  if (!isArray(value)) return undefined
  const items: Value[] = []
  for (const item of value) {
    // An array within the array is not opened.
    const found = isDoc(item) ? walkPath(item, parts, at) : undefined
    if (found !== undefined) items.push(found)
  }
  return items
}
