import type { BSONSymbol } from 'bson'
import { compareValues, valuesEqual } from '../bson/compare.ts'
import {
  arrayAsDoc,
  asNumber,
  bsonType,
  type Doc,
  getField,
  isArray,
  isDoc,
  isTruthy,
  TYPE_ORDER,
  typeOrder,
  type Value,
} from '../bson/value.ts'
import type { Scope } from '../expressions/scope.ts'
import { testBits } from './bits.ts'
import type { Comparison, Filter, Test } from './filter.ts'
import { typeName } from './type-alias.ts'
import { truncatedLong } from './whole-number.ts'

/** Does the document fulfil the filter, by MongoDB's rules for arrays, null and types? */
export function matches(filter: Filter, doc: Doc): boolean {
  switch (filter.kind) {
    case 'and':
      return filter.parts.every((part) => matches(part, doc))
    case 'or':
      return filter.parts.some((part) => matches(part, doc))
    case 'nor':
      return !filter.parts.some((part) => matches(part, doc))
    case 'expr': {
      const scope: Scope = { root: doc, variables: filter.variables }
      return isTruthy(filter.expression(scope))
    }
    case 'schema':
      return filter.schema(doc)
    case 'field':
      return matchesPath(doc, { parts: filter.parts, at: 0 }, filter.test)
  }
}

interface Path {
  readonly parts: readonly string[]
  readonly at: number
}

const NUMERIC = /^(?:0|[1-9]\d*)$/

function matchesPath(doc: Doc, path: Path, test: Test): boolean {
  // Negations hold when no value on the path fulfils the condition, so they cannot be asked value by value.
  if (test.op === 'not') return !test.tests.every((inner) => matchesPath(doc, path, inner))
  return below(getField(doc, path.parts[path.at] ?? ''), { parts: path.parts, at: path.at + 1 }, test)
}

/** `path.at` names the part after `value`. */
function below(value: Value, path: Path, test: Test): boolean {
  if (path.at === path.parts.length) return testValue(value, test)
  if (isDoc(value)) return matchesPath(value, path, test)
  if (!isArray(value)) return testValue(undefined, test)
  const part = path.parts[path.at] ?? ''
  if (NUMERIC.test(part) && Number(part) < value.length) {
    if (atPosition(value[Number(part)], { parts: path.parts, at: path.at + 1 }, test)) return true
  }
  return value.some((item) => isDoc(item) && matchesPath(item, path, test))
}

/** `a.0` names one element; when it is an array, its own elements are not meant. */
function atPosition(item: Value, path: Path, test: Test): boolean {
  return path.at === path.parts.length ? testElement(item, test) : below(item, path, test)
}

/** The value at the end of a path; an array there also stands for each of its elements. */
function testValue(value: Value, test: Test): boolean {
  switch (test.op) {
    case 'exists':
      return value !== undefined
    case 'size':
      return isArray(value) && value.length === test.size
    case 'all':
      return test.tests.length > 0 && test.tests.every((inner) => testValue(value, inner))
    case 'elemMatchDoc':
      return isArray(value) && value.some((item) => matchesElement(item, test.filter))
    case 'elemMatchValue':
      return isArray(value) && value.some((item) => test.tests.every((inner) => testElement(item, inner)))
    case 'not':
      return !test.tests.every((inner) => testValue(value, inner))
    default:
      return testOne(value, test) || (isArray(value) && value.some((item) => testOne(item, test)))
  }
}

function matchesElement(item: Value, filter: Filter): boolean {
  if (isDoc(item)) return matches(filter, item)
  return isArray(item) && matches(filter, arrayAsDoc(item))
}

/** Inside `$elemMatch` the element itself is meant, not what it may contain. */
function testElement(item: Value, test: Test): boolean {
  if (test.op === 'not') return !test.tests.every((inner) => testElement(item, inner))
  return OF_ONE_VALUE.has(test.op) ? testOne(item, test) : testValue(item, test)
}

const OF_ONE_VALUE: ReadonlySet<Test['op']> = new Set([
  'eq',
  'in',
  'gt',
  'gte',
  'lt',
  'lte',
  'regex',
  'type',
  'mod',
  'bits',
])

function testOne(value: Value, test: Test): boolean {
  switch (test.op) {
    case 'eq':
      return equals(value, test.value)
    case 'in':
      return (
        test.values.some((candidate) => equals(value, candidate)) ||
        test.regexes.some((regex) => testRegex(value, regex))
      )
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return compares(value, test.value, test.op)
    case 'type':
      return test.orders.has(typeName(value))
    case 'regex':
      return testRegex(value, test.regex)
    case 'mod':
      return testMod(value, test)
    case 'bits':
      return testBits(value, test.bits)
    default:
      return false
  }
}

function equals(value: Value, wanted: Value): boolean {
  if (value === undefined) return wanted === null || wanted === undefined
  return valuesEqual(value, wanted ?? null)
}

function testRegex(value: Value, regex: Extract<Test, { op: 'regex' }>['regex']): boolean {
  if (typeof value === 'string') return regex.matches(value)
  if (bsonType(value) === 'BSONSymbol') return regex.matches((value as BSONSymbol).value)
  return bsonType(value) === 'BSONRegExp' && valuesEqual(value, regex.source)
}

function testMod(value: Value, test: Extract<Test, { op: 'mod' }>): boolean {
  const dividend = truncatedLong(value)
  return dividend !== undefined && dividend % test.divisor === test.remainder
}

/** Ranges hold only inside one type, except against MinKey and MaxKey. */
function compares(value: Value, bound: Value, op: Comparison): boolean {
  const present = value === undefined ? null : value
  const boundOrder = typeOrder(bound)
  const crossType = boundOrder === TYPE_ORDER.minKey || boundOrder === TYPE_ORDER.maxKey
  if (value === undefined && crossType)
    return op === 'gt' || op === 'gte' ? boundOrder === TYPE_ORDER.minKey : boundOrder === TYPE_ORDER.maxKey
  if (!crossType && typeOrder(present) !== boundOrder) return false
  if (isNaNValue(present) !== isNaNValue(bound)) return false
  const order = compareValues(present, bound)
  if (op === 'gt') return order > 0
  if (op === 'gte') return order >= 0
  if (op === 'lt') return order < 0
  return order <= 0
}

function isNaNValue(value: Value): boolean {
  return typeof value === 'object' && Number.isNaN(asNumber(value) ?? 0)
}
