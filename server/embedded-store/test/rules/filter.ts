import { compare, equal, exact, rank } from './compare.ts'
import { truncated, typesOf, wholeNumber } from './kinds.ts'
import { namedParts, reach } from './paths.ts'
import { Refusal } from './refusal.ts'
import { arr, type Field, fieldOf, type Value } from './values.ts'

const bad = (message: string): Refusal => new Refusal(2, message)

/** Whether a document is one of those that a filter finds. */
export function matches(document: Value, filter: Value): boolean {
  return namedParts(filter).every(([name, condition]) => holds(document, name, condition))
}

function holds(document: Value, name: string, condition: Value): boolean {
  if (name === '$and')
    return clauses(condition)
      .map((clause) => matches(document, clause))
      .every(Boolean)
  if (name === '$or')
    return clauses(condition)
      .map((clause) => matches(document, clause))
      .some(Boolean)
  if (name === '$nor')
    return !clauses(condition)
      .map((clause) => matches(document, clause))
      .some(Boolean)
  if (name === '$expr') return expression(document, condition)
  if (name.startsWith('$')) throw bad(`unknown top level operator: ${name}`)
  if (condition.t === 'regex') return reach(document, name).some((value) => fits(value, condition))
  if (!isOperators(condition)) return reach(document, name).some((value) => related(value, '$eq', condition))
  return namedParts(condition).every(([operator, operand]) => {
    if (operator === '$options') return true
    return predicate(operator, operand, condition)((whole) => reach(document, name, whole))
  })
}

export function isOperators(value: Value): boolean {
  return value.t === 'object' && value.fields[0]?.[0].startsWith('$') === true
}

function clauses(value: Value): Value[] {
  if (value.t !== 'array' || value.items.length === 0) throw bad('$and/$or/$nor must be a nonempty array')
  for (const item of value.items)
    if (item.t !== 'object') throw bad('$or/$and/$nor entries need to be full objects')
  return value.items
}

/** Asks a question about all that a path reaches, arrays opened or whole. */
type Question = (values: (whole: boolean) => (Value | undefined)[]) => boolean
const some =
  (test: (value: Value | undefined) => boolean, whole = false): Question =>
  (values) =>
    values(whole).some(test)
const not =
  (question: Question): Question =>
  (values) =>
    !question(values)

function predicate(operator: string, operand: Value, siblings: Value): Question {
  switch (operator) {
    case '$eq':
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      if (operand.t === 'regex' && operator !== '$eq') throw bad(`Can't have RegEx as arg to ${operator}`)
      return some((value) => related(value, operator, operand))
    case '$ne':
      if (operand.t === 'regex') throw bad("Can't have regex as arg to $ne.")
      return not(some((value) => related(value, '$eq', operand)))
    case '$in':
      return isIn(operand)
    case '$nin':
      return not(isIn(operand))
    case '$exists':
      return truthy(operand)
        ? some((value) => value !== undefined)
        : not(some((value) => value !== undefined))
    case '$type': {
      const types = typesOf(operand)
      return some((value) => value !== undefined && types.has(value.t))
    }
    case '$size': {
      const size = wholeNumber(operand)
      if (size === undefined || size < 0n) throw bad('$size needs a whole number that is not negative')
      return some((value) => value?.t === 'array' && BigInt(value.items.length) === size, true)
    }
    case '$mod':
      return modulo(operand)
    case '$bitsAllSet':
    case '$bitsAllClear':
    case '$bitsAnySet':
    case '$bitsAnyClear':
      return some((value) => bits(value, operator, operand))
    case '$all':
      return all(operand)
    case '$elemMatch':
      return some(element(operand), true)
    case '$not':
      return not(negated(operand))
    case '$regex': {
      const pattern = operand.t === 'regex' ? operand.pattern : operand.t === 'string' ? operand.s : undefined
      if (pattern === undefined) throw bad('$regex has to be a string')
      const options = fieldOf(siblings, '$options')
      const flags = options?.t === 'string' ? options.s : operand.t === 'regex' ? operand.flags : ''
      return some((value) => fits(value, { t: 'regex', pattern, flags }))
    }
    default:
      throw bad(`unknown operator: ${operator}`)
  }
}

/** Comparison in a query: only within one type, NaN only with itself, and null also with what is missing. */
function related(value: Value | undefined, operator: string, operand: Value): boolean {
  if (rank(value) !== rank(operand)) {
    if (operand.t === 'maxKey') return operator === '$lt' || operator === '$lte'
    if (operand.t === 'minKey') return operator === '$gt' || operator === '$gte'
    return value === undefined && operand.t === 'null' && ['$eq', '$gte', '$lte'].includes(operator)
  }
  if (isNaN_(value) || isNaN_(operand))
    return isNaN_(value) && isNaN_(operand) && ['$eq', '$gte', '$lte'].includes(operator)
  return decided(compare(value, operand), operator)
}

function decided(order: number, operator: string): boolean {
  if (operator === '$eq') return order === 0
  if (operator === '$ne') return order !== 0
  if (operator === '$gt') return order > 0
  if (operator === '$gte') return order >= 0
  if (operator === '$lt') return order < 0
  return order <= 0
}

const isNaN_ = (value: Value | undefined): boolean =>
  value !== undefined && rank(value) === 10 && exact(value) === 'nan'

function isIn(operand: Value): Question {
  if (operand.t !== 'array') throw bad('$in needs an array')
  for (const item of operand.items) if (isOperators(item)) throw bad('cannot nest $ under $in')
  return some((value) =>
    operand.items.some((item) => (item.t === 'regex' ? fits(value, item) : related(value, '$eq', item))),
  )
}

function all(operand: Value): Question {
  if (operand.t !== 'array') throw bad('$all needs an array')
  const { items } = operand
  const nested = items.filter((item) => fieldOf(item, '$elemMatch') !== undefined)
  if (nested.length > 0 && nested.length < items.length)
    throw bad('no mixing of $elemMatch and values in $all')
  if (nested.length === 0 && items.some(isOperators)) throw bad('no $ expressions in $all')
  return (values) =>
    items.length > 0 &&
    items.every((item) => {
      const inner = fieldOf(item, '$elemMatch')
      if (inner !== undefined) return values(true).some(element(inner))
      return values(false).some((value) =>
        item.t === 'regex' ? fits(value, item) : related(value, '$eq', item),
      )
    })
}

/** Whether one element of an array meets all conditions at once. */
function element(operand: Value): (value: Value | undefined) => boolean {
  if (operand.t !== 'object') throw bad('$elemMatch needs an Object')
  const first = operand.fields[0]?.[0] ?? ''
  const ofValues = first.startsWith('$') && !['$and', '$or', '$nor'].includes(first)
  const test = ofValues
    ? (item: Value) => single(item, operand.fields)
    : (item: Value) => (item.t === 'object' || item.t === 'array') && matches(item, operand)
  // Conditions are wrong whether or not there is an element to hold them against.
  if (ofValues) single(arr(), operand.fields)
  else matches(arr(), operand)
  return (value) => value?.t === 'array' && value.items.some(test)
}

function single(item: Value, conditions: Field[]): boolean {
  const siblings: Value = { t: 'object', fields: conditions }
  return conditions
    .filter(([operator]) => operator !== '$options')
    .map(([operator, operand]) => predicate(operator, operand, siblings)(() => [item]))
    .every(Boolean)
}

function negated(operand: Value): Question {
  if (operand.t === 'regex') return some((value) => fits(value, operand))
  if (operand.t !== 'object') throw bad('$not needs a regex or a document')
  if (operand.fields.length === 0) throw bad('$not cannot be empty')
  const questions = operand.fields
    .filter(([operator]) => operator !== '$options')
    .map(([operator, inner]) => predicate(operator, inner, operand))
  return (values) => questions.every((question) => question(values))
}

function modulo(operand: Value): Question {
  if (operand.t !== 'array') throw bad('malformed mod, needs to be an array')
  if (operand.items.length < 2) throw bad('malformed mod, not enough elements')
  if (operand.items.length > 2) throw bad('malformed mod, too many elements')
  const [divisor, remainder] = operand.items.map(truncated)
  if (divisor === undefined || remainder === undefined) throw bad('malformed mod, no whole number')
  if (divisor === 0n) throw bad('divisor cannot be 0')
  return some((value) => {
    const dividend = value === undefined ? undefined : truncated(value)
    return dividend !== undefined && dividend % divisor === remainder
  })
}

/** Longs in two's complement, so that the sign goes on without end; of binary data the zeros do. */
function bits(value: Value | undefined, operator: string, operand: Value): boolean {
  const number = value === undefined ? undefined : wholeNumber(value)
  const isSet = (at: bigint): boolean => {
    if (value?.t === 'binary') return (((value.bytes[Number(at / 8n)] ?? 0) >> Number(at % 8n)) & 1) === 1
    return (((number ?? 0n) >> at) & 1n) === 1n
  }
  if (number === undefined && value?.t !== 'binary') return false
  const wanted = operator.endsWith('Set')
  const answers = positions(operand).map((at) => isSet(at) === wanted)
  return operator.includes('All') ? answers.every(Boolean) : answers.some(Boolean)
}

/** A list of positions, or those of the ones in a number or in binary data. */
function positions(operand: Value): bigint[] {
  if (operand.t === 'array') return operand.items.map((item) => wholeNumber(item) ?? 0n)
  const isOne = (at: bigint): boolean =>
    bits(operand, '$bitsAllSet', { t: 'array', items: [{ t: 'long', n: at }] })
  return Array.from({ length: 64 }, (_, at) => BigInt(at)).filter(isOne)
}

function truthy(value: Value): boolean {
  if (value.t === 'bool') return value.b
  if (value.t === 'null') return false
  if (rank(value) !== 10) return true
  const number = exact(value)
  return typeof number === 'string' || number.top !== 0n
}

/** Only for patterns that mean the same to everyone; PCRE's own ways have a table. */
function fits(value: Value | undefined, pattern: Extract<Value, { t: 'regex' }>): boolean {
  if (value?.t === 'regex') return equal(value, pattern)
  return (
    value?.t === 'string' &&
    new RegExp(pattern.pattern, `${pattern.flags.replaceAll('x', '')}u`).test(value.s)
  )
}

/** `$expr` with one comparison of a field and a literal: all types in one order, and what is missing below null. */
function expression(document: Value, condition: Value): boolean {
  const [operator, operands] = namedParts(condition)[0] ?? ['', arr()]
  const [left, right] = namedParts(operands).map(([, operand]) => {
    if (operand.t !== 'string') return fieldOf(operand, '$literal')
    return valueAt(document, operand.s.slice(1).split('.'))
  })
  return decided(compare(left, right), operator)
}

/** A field path of expressions: over an array it is the array of what its documents have there. */
function valueAt(value: Value | undefined, parts: string[]): Value | undefined {
  if (parts.length === 0) return value
  if (value?.t === 'array')
    return arr(
      ...value.items
        .filter((item) => item.t === 'object')
        .map((item) => valueAt(item, parts))
        .filter((item) => item !== undefined),
    )
  return valueAt(fieldOf(value, parts[0] ?? ''), parts.slice(1))
}
