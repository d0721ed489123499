import { valuesEqual } from '../bson/compare.ts'
import { asNumber, type Doc, hasField, isArray, isDoc, isNumber, type Value } from '../bson/value.ts'
import { badValue, StoreError } from '../errors.ts'
import { typeName } from '../query/type-alias.ts'
import { show } from '../storage/duplicate-key.ts'
import { elementOrder } from './element-order.ts'
import type { CompileOperator } from './operators.ts'
import { compilePull } from './pull.ts'

export const compilePush: CompileOperator = (operand) => {
  const insert = compileInsert(operand)
  return {
    creates: true,
    apply: (current, { id, path }) => {
      if (current !== undefined && !isArray(current))
        throw badValue(
          `The field '${path}' must be an array but is of type ${typeName(current)} in document {_id: ${show(id)}}`,
        )
      return insert(current ?? [])
    },
  }
}

const PUSH_MODIFIERS = new Set(['$each', '$slice', '$sort', '$position'])

function compileInsert(operand: Value): (items: readonly Value[]) => readonly Value[] {
  if (!isDoc(operand) || !hasField(operand, '$each')) return (items) => [...items, operand]
  for (const name of Object.keys(operand))
    if (!PUSH_MODIFIERS.has(name)) throw badValue(`Unrecognized clause in $push: ${name}`)
  const each = operand['$each']
  if (!isArray(each))
    throw badValue(`The argument to $each in $push must be an array but it was of type: ${typeName(each)}`)
  const slice = wholeNumber(operand, '$slice')
  const order = operand['$sort'] === undefined ? undefined : elementOrder(operand['$sort'])
  const position = wholeNumber(operand, '$position')
  return (items) => {
    const result = [...items]
    if (position === undefined) result.push(...each)
    else result.splice(position < 0 ? Math.max(result.length + position, 0) : position, 0, ...each)
    if (order) result.sort(order)
    if (slice === undefined) return result
    return slice < 0 ? result.slice(slice) : result.slice(0, slice)
  }
}

function wholeNumber(operand: Doc, name: string): number | undefined {
  const value = operand[name]
  if (value === undefined) return undefined
  const number = asNumber(value)
  if (number === undefined || !Number.isInteger(number))
    throw badValue(`The value for ${name} must be an integer value but was given type: ${typeName(value)}`)
  return number
}

export const compileAddToSet: CompileOperator = (operand) => {
  const wanted = wantedElements(operand)
  return {
    creates: true,
    apply: (current, { path }) => {
      if (current !== undefined && !isArray(current))
        throw badValue(
          `Cannot apply $addToSet to non-array field. Field named '${lastPart(path)}' has non-array type ${typeName(current)}`,
        )
      const items = [...(current ?? [])]
      for (const value of wanted) if (!items.some((item) => valuesEqual(item, value))) items.push(value)
      return items
    },
  }
}

function wantedElements(operand: Value): readonly Value[] {
  if (!isDoc(operand) || Object.keys(operand)[0] !== '$each') return [operand]
  const each = operand['$each']
  if (!isArray(each))
    throw new StoreError(
      14,
      `The argument to $each in $addToSet must be an array but it was of type ${typeName(each)}`,
    )
  if (Object.keys(operand).length > 1)
    throw badValue(`Found unexpected fields after $each in $addToSet: ${show(operand)}`)
  return each
}

export const compilePullOperator: CompileOperator = (operand, { variables }) =>
  removal('$pull', compilePull(operand, variables))

export const compilePullAll: CompileOperator = (operand) => {
  if (!isArray(operand))
    throw badValue(`$pullAll requires an array argument but was given a ${typeName(operand)}`)
  return removal('$pullAll', (item) => operand.some((unwanted) => valuesEqual(item, unwanted)))
}

function removal(operator: string, unwanted: (item: Value) => boolean): ReturnType<CompileOperator> {
  return {
    creates: false,
    apply: (current) => {
      if (!isArray(current)) throw badValue(`Cannot apply ${operator} to a non-array value`)
      return current.filter((item) => !unwanted(item))
    },
  }
}

export const compilePop: CompileOperator = (operand, { path }) => {
  if (!isNumber(operand)) throw new StoreError(9, `Expected a number in: ${path}: ${show(operand)}`)
  const side = asNumber(operand)
  if (side === undefined || !Number.isInteger(side))
    throw new StoreError(9, `Expected an integer: ${path}: ${show(operand)}`)
  if (side !== 1 && side !== -1) throw new StoreError(9, `$pop expects 1 or -1, found: ${show(operand)}`)
  return {
    creates: false,
    apply: (current, context) => {
      if (!isArray(current))
        throw new StoreError(
          14,
          `Path '${context.path}' contains an element of non-array type '${typeName(current)}'`,
        )
      return side === 1 ? current.slice(0, -1) : current.slice(1)
    },
  }
}

export function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1)
}
