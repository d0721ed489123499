import { asNumber, isArray, isDoc, isNullish, isTruthy, type Value } from '../bson/value.ts'
import { StoreError } from '../errors.ts'
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
  return { root: scope.root, variables: { ...scope.variables, ...variables } }
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

export function checkedName(name: Value): string {
  if (typeof name !== 'string' || !/^(?:[a-z]|\P{ASCII})(?:\w|\P{ASCII})*$/u.test(name)) {
    if (name !== 'CURRENT')
      throw new StoreError(
        16867,
        `'${String(name)}' starts with an invalid character for a user variable name`,
      )
    throw new StoreError(238, 'rebinding $$CURRENT is not supported by the embedded store')
  }
  return name
}

function items(operator: string, value: Value): readonly Value[] | null {
  if (isNullish(value)) return null
  if (!isArray(value)) throw new StoreError(16883, `input to ${operator} must be an array`)
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
    const kept = list.filter((item) => isTruthy(condition(withVariables(scope, { [name]: item }))))
    const most = limit && asNumber(limit(scope))
    return most === undefined ? kept : kept.slice(0, most)
  }
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
