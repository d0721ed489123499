import { Int32 } from 'bson'
import { compareValues } from '../bson/compare.ts'
import { isArray, isDoc, isNullish, isTruthy, type Value } from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import {
  ANY_COUNT,
  argumentsOf,
  eager,
  namedArguments,
  type OperatorCall,
  type Operators,
  unary,
} from './operator.ts'
import type { Expression } from './scope.ts'

export const CONDITIONS: Operators = {
  $eq: comparison((order) => order === 0),
  $ne: comparison((order) => order !== 0),
  $gt: comparison((order) => order > 0),
  $gte: comparison((order) => order >= 0),
  $lt: comparison((order) => order < 0),
  $lte: comparison((order) => order <= 0),
  $cmp: eager({ min: 2, max: 2 }, ([a, b]) => new Int32(Math.sign(compareValues(a, b)))),
  $and: (call) => {
    const args = argumentsOf(call, ANY_COUNT)
    return (scope) => args.every((arg) => isTruthy(arg(scope)))
  },
  $or: (call) => {
    const args = argumentsOf(call, ANY_COUNT)
    return (scope) => args.some((arg) => isTruthy(arg(scope)))
  },
  $not: unary((value) => !isTruthy(value)),
  $cond: compileCondition,
  $ifNull: (call) => {
    const args = argumentsOf(call, { min: 2, max: ANY_COUNT.max })
    return (scope) => {
      let value: Value
      for (const arg of args) {
        value = arg(scope)
        if (!isNullish(value)) return value
      }
      return value
    }
  },
  $switch: compileSwitch,
  $literal:
    ({ operand }) =>
    () =>
      operand,
}

function comparison(test: (order: number) => boolean): Operators[string] {
  return eager({ min: 2, max: 2 }, ([a, b]) => test(compareValues(a, b)))
}

function compileCondition(call: OperatorCall): Expression {
  const [test, yes, no] = isDoc(call.operand) ? conditionFields(call) : argumentsOf(call, { min: 3, max: 3 })
  return (scope) => (isTruthy(test?.(scope)) ? yes?.(scope) : no?.(scope))
}

function conditionFields(call: OperatorCall): Expression[] {
  const fields = namedArguments(call, { required: ['if', 'then', 'else'] })
  return [fields['if'], fields['then'], fields['else']].map(call.compile)
}

function compileSwitch(call: OperatorCall): Expression {
  const fields = namedArguments(call, { required: ['branches'], optional: ['default'] })
  const { branches } = fields
  if (!isArray(branches)) throw new StoreError(40061, "$switch expected an array for 'branches'")
  if (branches.length === 0) throw new StoreError(40068, '$switch requires at least one branch.')
  const cases = branches.map((branch) => {
    if (!isDoc(branch)) throw new StoreError(40062, '$switch expected each branch to be an object')
    for (const name of Object.keys(branch))
      if (name !== 'case' && name !== 'then')
        throw new StoreError(40063, `$switch found an unknown argument to a branch: ${name}`)
    if (!Object.hasOwn(branch, 'case'))
      throw new StoreError(40064, "$switch requires each branch have a 'case' expression")
    if (!Object.hasOwn(branch, 'then'))
      throw new StoreError(40065, "$switch requires each branch have a 'then' expression.")
    return { test: call.compile(branch['case']), value: call.compile(branch['then']) }
  })
  const otherwise = Object.hasOwn(fields, 'default') ? call.compile(fields['default']) : undefined
  return (scope) => {
    const found = cases.find(({ test }) => isTruthy(test(scope)))
    if (found) return found.value(scope)
    if (!otherwise)
      throw new StoreError(
        40066,
        '$switch could not find a matching branch for an input, and no default was specified.',
      )
    return otherwise(scope)
  }
}
