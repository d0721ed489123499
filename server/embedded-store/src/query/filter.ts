import type { BSONRegExp } from 'bson'
import { asNumber, bsonType, type Doc, isArray, isDoc, type Value } from '../bson/value.ts'
import { badValue, notSupported } from '../errors.ts'
import { compileExpression, type Expression } from '../expressions/compile.ts'
import type { Variables } from '../expressions/scope.ts'
import { BIT_OPERATORS, type BitTest, bitPositions } from './bits.ts'
import { compileSchema, type Schema } from './json-schema.ts'
import { type Regex, regexFromBson, regexFromParts } from './regex.ts'
import { parseTypeAlias } from './type-alias.ts'
import { exactLong, truncatedLong } from './whole-number.ts'

export type Comparison = 'gt' | 'gte' | 'lt' | 'lte'

/** One condition on the values of one path. */
export type Test =
  | { readonly op: 'eq'; readonly value: Value }
  | { readonly op: Comparison; readonly value: Value }
  | { readonly op: 'in'; readonly values: readonly Value[]; readonly regexes: readonly Regex[] }
  | { readonly op: 'exists' }
  | { readonly op: 'type'; readonly orders: ReadonlySet<string> }
  | { readonly op: 'regex'; readonly regex: Regex }
  | { readonly op: 'all'; readonly tests: readonly Test[] }
  | { readonly op: 'elemMatchDoc'; readonly filter: Filter }
  | { readonly op: 'elemMatchValue'; readonly tests: readonly Test[] }
  | { readonly op: 'size'; readonly size: number }
  | { readonly op: 'mod'; readonly divisor: bigint; readonly remainder: bigint }
  | { readonly op: 'bits'; readonly bits: BitTest }
  | { readonly op: 'not'; readonly tests: readonly Test[] }

export type Filter =
  | { readonly kind: 'and' | 'or' | 'nor'; readonly parts: readonly Filter[] }
  | { readonly kind: 'field'; readonly path: string; readonly parts: readonly string[]; readonly test: Test }
  | { readonly kind: 'schema'; readonly schema: Schema }
  | { readonly kind: 'expr'; readonly expression: Expression; readonly variables: Variables }

const NO_VARIABLES: Variables = {}

export function compileFilter(filter: Doc, variables: Variables = NO_VARIABLES): Filter {
  const parts: Filter[] = []
  for (const [name, value] of Object.entries(filter)) {
    if (name === '$comment') continue
    if (name.startsWith('$')) parts.push(compileTopLevel(name, value, variables))
    else parts.push(...compileField(name, value, variables))
  }
  const [only] = parts
  return parts.length === 1 && only ? only : { kind: 'and', parts }
}

const REFUSED_TOP_LEVEL = new Set(['$where', '$text', '$sampleRate', '$_internalSchemaEq'])

function compileTopLevel(name: string, value: Value, variables: Variables): Filter {
  switch (name) {
    case '$and':
    case '$or':
    case '$nor':
      return {
        kind: name === '$and' ? 'and' : name === '$or' ? 'or' : 'nor',
        parts: compileList(name, value, variables),
      }
    case '$expr':
      return { kind: 'expr', expression: compileExpression(value), variables }
    case '$jsonSchema':
      return { kind: 'schema', schema: compileSchema(value) }
    default:
      if (REFUSED_TOP_LEVEL.has(name)) throw notSupported(name)
      throw badValue(
        `unknown top level operator: ${name}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.`,
      )
  }
}

function compileList(name: string, value: Value, variables: Variables): Filter[] {
  if (!isArray(value)) throw badValue(`${name} must be an array`)
  if (value.length === 0) throw badValue(`$and/$or/$nor must be a nonempty array`)
  return value.map((part) => {
    if (!isDoc(part)) throw badValue('$or/$and/$nor entries need to be full objects')
    return compileFilter(part, variables)
  })
}

function compileField(path: string, value: Value, variables: Variables): Filter[] {
  const parts = path.split('.')
  return compileTests(value, variables).map((test) => ({ kind: 'field', path, parts, test }))
}

/** Is this `{ $op: … }` rather than a value to compare with? */
export function isOperatorDoc(value: Value): value is Doc {
  if (!isDoc(value)) return false
  const first = Object.keys(value)[0]
  return first?.startsWith('$') === true && !(first === '$ref' || first === '$id' || first === '$db')
}

function compileTests(value: Value, variables: Variables): Test[] {
  if (bsonType(value) === 'BSONRegExp') return [{ op: 'regex', regex: regexFromBson(value as BSONRegExp) }]
  if (value === undefined) throw badValue('cannot compare to undefined')
  if (!isOperatorDoc(value)) return [{ op: 'eq', value }]
  const tests: Test[] = []
  for (const [operator, operand] of Object.entries(value)) {
    const compile = Object.hasOwn(OPERATORS, operator) ? OPERATORS[operator] : undefined
    if (!compile) throw unknownOperator(operator)
    tests.push(...compile({ operand, siblings: value, variables }))
  }
  return tests
}

const REFUSED_OPERATORS = new Set([
  '$near',
  '$nearSphere',
  '$geoWithin',
  '$geoIntersects',
  '$within',
  '$maxDistance',
  '$minDistance',
  '$geometry',
  '$where',
  '$text',
])

function unknownOperator(operator: string): Error {
  return REFUSED_OPERATORS.has(operator) ? notSupported(operator) : badValue(`unknown operator: ${operator}`)
}

interface Operand {
  readonly operand: Value
  readonly siblings: Doc
  readonly variables: Variables
}

const OPERATORS: Readonly<Record<string, (operand: Operand) => Test[]>> = {
  $eq: ({ operand }) => [{ op: 'eq', value: known('$eq', operand) }],
  $ne: ({ operand }) => [not([{ op: 'eq', value: known('$ne', operand) }])],
  $gt: ({ operand }) => [{ op: 'gt', value: known('$gt', operand) }],
  $gte: ({ operand }) => [{ op: 'gte', value: known('$gte', operand) }],
  $lt: ({ operand }) => [{ op: 'lt', value: known('$lt', operand) }],
  $lte: ({ operand }) => [{ op: 'lte', value: known('$lte', operand) }],
  $in: ({ operand }) => [compileIn('$in', operand)],
  $nin: ({ operand }) => [not([compileIn('$nin', operand)])],
  $exists: ({ operand }) => [truthy(operand) ? { op: 'exists' } : not([{ op: 'exists' }])],
  $type: ({ operand }) => [{ op: 'type', orders: parseTypeAlias(operand) }],
  $regex: compileRegex,
  $options: ({ siblings }) => {
    if (!Object.hasOwn(siblings, '$regex')) throw badValue('$options needs a $regex')
    return []
  },
  $all: compileAll,
  $elemMatch: compileElemMatch,
  $size: compileSize,
  $mod: compileMod,
  $not: compileNot,
  $comment: () => [],
  ...Object.fromEntries(
    Object.entries(BIT_OPERATORS).map(([name, how]) => [
      name,
      ({ operand }: Operand): Test[] => [
        { op: 'bits', bits: { positions: bitPositions(name, operand), ...how } },
      ],
    ]),
  ),
}

function not(tests: readonly Test[]): Test {
  return { op: 'not', tests }
}

function truthy(value: Value): boolean {
  return value !== false && value !== null && value !== undefined && asNumber(value) !== 0
}

function known(operator: string, value: Value): Value {
  if (value === undefined) throw badValue(`cannot compare to undefined`)
  if (bsonType(value) === 'BSONRegExp' && operator !== '$eq')
    throw badValue(`Can't have regex as arg to ${operator}.`)
  return value
}

function compileIn(operator: string, operand: Value): Test {
  if (!isArray(operand)) throw badValue(`${operator} needs an array`)
  const regexes: Regex[] = []
  const values: Value[] = []
  for (const item of operand) {
    if (bsonType(item) === 'BSONRegExp') regexes.push(regexFromBson(item as BSONRegExp))
    else if (isOperatorDoc(item)) throw badValue(`cannot nest $ under ${operator}`)
    else values.push(item)
  }
  return { op: 'in', values, regexes }
}

function compileRegex({ operand, siblings }: Operand): Test[] {
  const options = siblings['$options']
  if (options !== undefined && typeof options !== 'string') throw badValue('$options has to be a string')
  if (typeof operand === 'string') return [{ op: 'regex', regex: regexFromParts(operand, options ?? '') }]
  if (bsonType(operand) !== 'BSONRegExp') throw badValue('$regex has to be a string')
  const { pattern, options: own } = operand as BSONRegExp
  return [{ op: 'regex', regex: regexFromParts(pattern, options ?? own) }]
}

function compileAll({ operand, variables }: Operand): Test[] {
  if (!isArray(operand)) throw badValue('$all needs an array')
  const tests = operand.map((item): Test => {
    const [test, second] = compileTests(item, variables)
    const allowed = test && !second && (!isOperatorDoc(item) || test.op.startsWith('elemMatch'))
    if (!test || !allowed) throw badValue('no $ expressions in $all')
    return test
  })
  return [{ op: 'all', tests }]
}

/** Operators that combine whole filters, where others compare one value. */
export const LOGICAL: ReadonlySet<string> = new Set(['$and', '$or', '$nor'])

function compileElemMatch({ operand, variables }: Operand): Test[] {
  if (!isDoc(operand)) throw badValue('$elemMatch needs an Object')
  const [first] = Object.keys(operand)
  if (first?.startsWith('$') && !LOGICAL.has(first))
    return [{ op: 'elemMatchValue', tests: compileTests(operand, variables) }]
  return [{ op: 'elemMatchDoc', filter: compileFilter(operand, variables) }]
}

function compileSize({ operand }: Operand): Test[] {
  const size = exactLong(operand)
  if (size === undefined || size < 0n)
    throw badValue('Failed to parse $size. Expected a non-negative integer.')
  return [{ op: 'size', size: Number(size) }]
}

function compileMod({ operand }: Operand): Test[] {
  if (!isArray(operand) || operand.length !== 2)
    throw badValue('malformed mod, needs to be an array of two numbers')
  const [divisor, remainder] = operand.map(truncatedLong)
  if (divisor === undefined) throw badValue('malformed mod, divisor not a number')
  if (remainder === undefined) throw badValue('malformed mod, remainder not a number')
  if (divisor === 0n) throw badValue('divisor cannot be 0')
  return [{ op: 'mod', divisor, remainder }]
}

function compileNot({ operand, variables }: Operand): Test[] {
  if (isDoc(operand) && Object.keys(operand).length === 0) throw badValue('$not cannot be empty')
  if (bsonType(operand) !== 'BSONRegExp' && !isOperatorDoc(operand))
    throw badValue('$not needs a regex or a document')
  return [not(compileTests(operand, variables))]
}
