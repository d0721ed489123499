import { type Doc, getField, isArray, isDoc, setField, type Value } from '../bson/value.ts'
import { notSupported, StoreError } from '../errors.ts'
import { ACCUMULATED } from './accumulated.ts'
import { ARITHMETIC } from './arithmetic.ts'
import { ARRAYS } from './arrays.ts'
import { CONDITIONS } from './conditions.ts'
import { CONVERSIONS } from './conversions.ts'
import { DATE_FORMS } from './date-forms.ts'
import { DATE_UNITS } from './date-units.ts'
import { DATES } from './dates.ts'
import { LOOPS } from './loops.ts'
import { MATHEMATICS } from './mathematics.ts'
import { OBJECTS } from './objects.ts'
import type { Compile, Operators } from './operator.ts'
import { REGEXES } from './regexes.ts'
import type { Expression } from './scope.ts'
import { SETS } from './sets.ts'
import { STRINGS } from './strings.ts'

export type { Expression } from './scope.ts'

const OPERATORS: ReadonlyMap<string, Operators[string]> = new Map(
  [
    ACCUMULATED,
    ARITHMETIC,
    ARRAYS,
    CONDITIONS,
    CONVERSIONS,
    DATE_FORMS,
    DATE_UNITS,
    DATES,
    LOOPS,
    MATHEMATICS,
    OBJECTS,
    REGEXES,
    SETS,
    STRINGS,
  ].flatMap((group) => Object.entries(group)),
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

/** Operators that MongoDB has: JavaScript, text scores, hashes of its own, approximations. */
const REFUSED = new Set(['$function', '$accumulator', '$meta', '$toHashedIndexKey', '$percentile', '$median'])

function compileOperator(name: string, operand: Value): Expression {
  const operator = OPERATORS.get(name)
  if (!operator && REFUSED.has(name)) throw notSupported(`the expression ${name}`)
  if (!operator) throw new StoreError(168, `Unrecognized expression '${name}'`)
  return operator({ name, operand, compile: compileExpression satisfies Compile })
}

const SYSTEM_VARIABLES: Readonly<Record<string, Expression>> = {
  ROOT: (scope) => scope.root,
  CURRENT: (scope) => (scope.current ? scope.current.value : scope.root),
  REMOVE: () => undefined,
  // What $redact may decide; they are texts there as they are in MongoDB.
  DESCEND: () => 'descend',
  PRUNE: () => 'prune',
  KEEP: () => 'keep',
}
const REFUSED_VARIABLES = new Set(['CLUSTER_TIME', 'SEARCH_META', 'USER_ROLES', 'JS_SCOPE', 'IS_MR'])

function compilePath(source: string): Expression {
  if (!source.startsWith('$$')) return fieldPath(source.slice(1).split('.'))
  const [name = '', ...parts] = source.slice(2).split('.')
  if (name === 'CURRENT' && parts.length > 0) return fieldPath(parts)
  const system = SYSTEM_VARIABLES[name]
  if (system) return (scope) => walkPath(system(scope), parts, 0)
  if (REFUSED_VARIABLES.has(name)) throw notSupported(`$$${name}`)
  if (!/^(?:[a-z]|\P{ASCII})/u.test(name) && name !== 'NOW')
    throw new StoreError(17276, `Use of undefined variable: ${name}`)
  return (scope) => {
    if (!Object.hasOwn(scope.variables, name))
      throw new StoreError(17276, `Use of undefined variable: ${name}`)
    return walkPath(scope.variables[name], parts, 0)
  }
}

function fieldPath(parts: readonly string[]): Expression {
  if (parts.some((part) => part === ''))
    throw new StoreError(15998, 'FieldPath field names may not be empty strings.')
  const [only = ''] = parts
  if (parts.length === 1)
    return (scope) => (scope.current ? walkPath(scope.current.value, parts, 0) : getField(scope.root, only))
  return (scope) => walkPath(scope.current ? scope.current.value : scope.root, parts, 0)
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
