import { asNumber, isArray, isDoc, isNullish, isNumber, isTruthy, type Value } from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import { typeName } from '../query/type-alias.ts'
import { namedArguments, type OperatorCall, type Operators } from './operator.ts'
import type { Expression, Scope } from './scope.ts'

/** Operators that evaluate one of their arguments under further variables. */
export const LOOPS: Operators = {
  $let: compileLet,
  $map: compileMap,
  $filter: compileFilterArray,
  $reduce: compileReduce,
}

function withVariables(scope: Scope, variables: Readonly<Record<string, Value>>): Scope {
  const bound = { ...scope.variables, ...variables }
  if (Object.hasOwn(variables, 'CURRENT'))
    return { root: scope.root, variables: bound, current: { value: variables['CURRENT'] } }
  return { ...scope, variables: bound }
}

function compileLet(call: OperatorCall): Expression {
  const fields = namedArguments(call, { required: ['vars', 'in'] })
  const { vars } = fields
  if (!isDoc(vars)) throw new StoreError(16876, 'invalid parameter: expected an object (vars)')
  const bindings = Object.entries(vars).map(([name, value]) => ({
    name: checkedName(name),
    value: call.compile(value),
  }))
  const body = call.compile(fields['in'])
  return (scope) =>
    body(withVariables(scope, Object.fromEntries(bindings.map(({ name, value }) => [name, value(scope)]))))
}

/** A name that `let` and its like may bind; `CURRENT` is the one system variable among them. */
export function checkedName(name: Value): string {
  if (name === 'CURRENT') return name
  if (typeof name !== 'string' || name === '')
    throw new StoreError(16866, 'empty variable names are not allowed')
  if (!/^(?:[a-z]|\P{ASCII})/u.test(name))
    throw new StoreError(16867, `'${name}' starts with an invalid character for a user variable name`)
  const invalid = /[^\w\P{ASCII}]/u.exec(name)
  if (invalid)
    throw new StoreError(
      16868,
      `'${name}' contains an invalid character for a variable name: '${invalid[0]}'`,
    )
  return name
}

const NO_ARRAY: Readonly<Record<string, number>> = { $map: 16883, $filter: 28651, $reduce: 40080 }

function items(operator: string, value: Value): readonly Value[] | null {
  if (isNullish(value)) return null
  if (!isArray(value))
    throw new StoreError(
      NO_ARRAY[operator] ?? 16883,
      `input to ${operator} must be an array not ${typeName(value)}`,
    )
  return value
}

function compileMap(call: OperatorCall): Expression {
  const fields = namedArguments(call, { required: ['input', 'in'], optional: ['as'] })
  const input = call.compile(fields['input'])
  const name = Object.hasOwn(fields, 'as') ? checkedName(fields['as']) : 'this'
  const body = call.compile(fields['in'])
  return (scope) =>
    items('$map', input(scope))?.map((item) => body(withVariables(scope, { [name]: item })) ?? null) ?? null
}

function compileFilterArray(call: OperatorCall): Expression {
  const fields = namedArguments(call, { required: ['input', 'cond'], optional: ['as', 'limit'] })
  const input = call.compile(fields['input'])
  const name = Object.hasOwn(fields, 'as') ? checkedName(fields['as']) : 'this'
  const condition = call.compile(fields['cond'])
  const limit = Object.hasOwn(fields, 'limit') ? call.compile(fields['limit']) : undefined
  return (scope) => {
    const list = items('$filter', input(scope))
    if (!list) return null
    const most = limit ? limitOf(limit(scope)) : Number.POSITIVE_INFINITY
    const kept: Value[] = []
    for (const item of list) {
      if (kept.length >= most) break
      if (isTruthy(condition(withVariables(scope, { [name]: item })))) kept.push(item)
    }
    return kept
  }
}

/** A null or missing limit is none. */
function limitOf(value: Value): number {
  if (isNullish(value)) return Number.POSITIVE_INFINITY
  const most = isNumber(value) ? asNumber(value) : undefined
  if (most === undefined || !Number.isInteger(most) || most > 0x7fffffff)
    throw new StoreError(327391, '$filter: limit must be represented as a 32-bit integral value')
  if (most < 1) throw new StoreError(327392, '$filter: limit must be greater than 0')
  return most
}

function compileReduce(call: OperatorCall): Expression {
  const fields = namedArguments(call, { required: ['input', 'initialValue', 'in'] })
  const input = call.compile(fields['input'])
  const initial = call.compile(fields['initialValue'])
  const body = call.compile(fields['in'])
  return (scope) => {
    const list = items('$reduce', input(scope))
    if (!list) return null
    return list.reduce<Value>(
      (value, item) => body(withVariables(scope, { value, this: item })),
      initial(scope),
    )
  }
}
