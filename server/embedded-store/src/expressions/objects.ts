import type { Binary } from 'bson'
import { encode } from '../bson/encode.ts'
import {
  bsonType,
  type Doc,
  deleteField,
  fieldEntries,
  getField,
  int,
  isArray,
  isDoc,
  isNullish,
  setField,
  type Value,
} from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import { typeName } from '../query/type-alias.ts'
import { ANY_COUNT, eager, namedArguments, type OperatorCall, type Operators, unary } from './operator.ts'
import type { Expression } from './scope.ts'

export const OBJECTS: Operators = {
  $mergeObjects: eager(ANY_COUNT, (args) => {
    const [only] = args
    return mergeObjects(args.length === 1 && isArray(only) ? only : args)
  }),
  $objectToArray: unary((value) => {
    if (isNullish(value)) return null
    if (!isDoc(value))
      throw new StoreError(40390, `$objectToArray requires a document input, found: ${typeName(value)}`)
    return fieldEntries(value).map(([k, v]) => ({ k, v }))
  }),
  $arrayToObject: unary(arrayToObject),
  $getField: compileGetField,
  $setField: compileSetField,
  $unsetField: compileUnsetField,
  $bsonSize: unary((value) => {
    if (isNullish(value)) return null
    if (!isDoc(value))
      throw new StoreError(31393, `$bsonSize requires a document input, found: ${typeName(value)}`)
    return int(encode(value).length)
  }),
  $binarySize: unary((value) => {
    if (isNullish(value)) return null
    if (typeof value === 'string') return int(Buffer.byteLength(value))
    if (bsonType(value) === 'Binary') return int((value as Binary).position)
    throw new StoreError(
      51276,
      `$binarySize requires a string or BinData argument, found: ${typeName(value)}`,
    )
  }),
}

export function mergeObjects(values: readonly Value[]): Doc {
  const merged: Doc = {}
  for (const value of values) {
    if (isNullish(value)) continue
    if (!isDoc(value)) throw new StoreError(40400, '$mergeObjects requires object inputs')
    for (const [name, item] of Object.entries(value)) setField(merged, name, item)
  }
  return merged
}

function arrayToObject(value: Value): Value {
  if (isNullish(value)) return null
  if (!isArray(value)) throw new StoreError(40386, '$arrayToObject requires an array input')
  const result: Doc = {}
  for (const entry of value) {
    if (isArray(entry) !== isArray(value[0]))
      throw new StoreError(40391, '$arrayToObject requires a consistent input format of pairs or of objects')
    const [name, item] = keyAndValue(entry)
    if (typeof name !== 'string')
      throw new StoreError(
        isArray(entry) ? 40395 : 40394,
        `$arrayToObject requires a string key, found ${typeName(name)}`,
      )
    if (name.includes('\0')) throw new StoreError(4940400, 'Key field cannot contain an embedded null byte')
    setField(result, name, item)
  }
  return result
}

function keyAndValue(entry: Value): readonly Value[] {
  if (isArray(entry)) {
    if (entry.length === 2) return entry
    throw new StoreError(
      40397,
      `$arrayToObject requires an array of size 2 arrays, found array of size ${entry.length}`,
    )
  }
  if (!isDoc(entry))
    throw new StoreError(40398, `Unrecognised input type format for $arrayToObject: ${typeName(entry)}`)
  if (Object.keys(entry).length !== 2)
    throw new StoreError(40392, "$arrayToObject requires an object keys of 'k' and 'v'")
  if (!Object.hasOwn(entry, 'k') || !Object.hasOwn(entry, 'v'))
    throw new StoreError(40393, "$arrayToObject requires an object with keys 'k' and 'v'")
  return [entry['k'], entry['v']]
}

function compileGetField(call: OperatorCall): Expression {
  const spec: Doc =
    isDoc(call.operand) &&
    !Object.hasOwn(call.operand, '$literal') &&
    !Object.keys(call.operand)[0]?.startsWith('$')
      ? namedArguments(call, { required: ['field', 'input'] })
      : { field: call.operand }
  const field = constantName(call, spec['field'])
  const input = Object.hasOwn(spec, 'input') ? call.compile(spec['input']) : undefined
  return (scope) => {
    const source = input ? input(scope) : scope.current ? scope.current.value : scope.root
    if (isNullish(source)) return source
    return isDoc(source) ? getField(source, field) : undefined
  }
}

function compileSetField(call: OperatorCall): Expression {
  const spec = namedArguments(call, { required: ['field', 'input', 'value'] })
  const field = constantName(call, spec['field'])
  const input = call.compile(spec['input'])
  const value = call.compile(spec['value'])
  return (scope) => {
    const source = input(scope)
    if (isNullish(source)) return null
    if (!isDoc(source)) throw new StoreError(4161105, '$setField requires an object input')
    const { ...copy } = source
    const item = value(scope)
    if (item === undefined) deleteField(copy, field)
    else setField(copy, field, item)
    return copy
  }
}

function compileUnsetField(call: OperatorCall): Expression {
  const spec = namedArguments(call, { required: ['field', 'input'] })
  const field = constantName(call, spec['field'])
  const input = call.compile(spec['input'])
  return (scope) => {
    const source = input(scope)
    if (isNullish(source)) return null
    if (!isDoc(source)) throw new StoreError(4161105, '$unsetField requires an object input')
    const { ...copy } = source
    delete copy[field]
    return copy
  }
}

function constantName(call: OperatorCall, value: Value): string {
  const literal = isDoc(value) ? value['$literal'] : value
  if (typeof literal !== 'string' || (literal === value && literal.startsWith('$')))
    throw new StoreError(5654601, `${call.name} requires 'field' to be a constant string`)
  return literal
}
