import {
  type Doc,
  deleteField,
  fieldEntries,
  getField,
  isArray,
  isDoc,
  isNullish,
  setField,
  type Value,
} from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import { ANY_COUNT, eager, namedArguments, type OperatorCall, type Operators, unary } from './operator.ts'
import type { Expression } from './scope.ts'

export const OBJECTS: Operators = {
  $mergeObjects: eager(ANY_COUNT, (args) => {
    const [only] = args
    return mergeObjects(args.length === 1 && isArray(only) ? only : args)
  }),
  $objectToArray: unary((value) => {
    if (isNullish(value)) return null
    if (!isDoc(value)) throw new StoreError(40390, '$objectToArray requires a document input')
    return fieldEntries(value).map(([k, v]) => ({ k, v }))
  }),
  $arrayToObject: unary(arrayToObject),
  $getField: compileGetField,
  $setField: compileSetField,
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
    const [name, item] = isArray(entry) ? entry : isDoc(entry) ? [entry['k'], entry['v']] : []
    if (typeof name !== 'string')
      throw new StoreError(40394, '$arrayToObject requires pairs with a string key')
    setField(result, name, item)
  }
  return result
}

function compileGetField(call: OperatorCall): Expression {
  const spec: Doc =
    isDoc(call.operand) && Object.hasOwn(call.operand, 'field')
      ? namedArguments(call, { required: ['field'], optional: ['input'] })
      : { field: call.operand }
  const field = constantName(call, spec['field'])
  const input = Object.hasOwn(spec, 'input') ? call.compile(spec['input']) : undefined
  return (scope) => {
    const source = input ? input(scope) : scope.root
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

function constantName(call: OperatorCall, value: Value): string {
  const literal = isDoc(value) ? value['$literal'] : value
  if (typeof literal !== 'string' || (literal === value && literal.startsWith('$')))
    throw new StoreError(5654601, `${call.name} requires 'field' to be a constant string`)
  return literal
}
