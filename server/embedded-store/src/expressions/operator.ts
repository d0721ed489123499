import { type Doc, isArray, isDoc, type Value } from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import type { Expression, Scope } from './scope.ts'

export type Compile = (source: Value) => Expression

export interface OperatorCall {
  readonly name: string
  readonly operand: Value
  readonly compile: Compile
}

export type Operators = Readonly<Record<string, (call: OperatorCall) => Expression>>

interface Arity {
  readonly min: number
  readonly max: number
}

export function argumentsOf({ name, operand, compile }: OperatorCall, { min, max }: Arity): Expression[] {
  const items = isArray(operand) ? operand : [operand]
  if (items.length < min || items.length > max) {
    const wanted = min === max ? `exactly ${min}` : `at least ${min} and at most ${max}`
    throw new StoreError(
      16020,
      `Expression ${name} takes ${wanted} arguments. ${items.length} were passed in.`,
    )
  }
  return items.map(compile)
}

/** An operator whose arguments are all evaluated first. */
export function eager(
  arity: Arity,
  apply: (args: readonly Value[], scope: Scope) => Value,
): Operators[string] {
  return (call) => {
    const args = argumentsOf(call, arity)
    return (scope) =>
      apply(
        args.map((arg) => arg(scope)),
        scope,
      )
  }
}

export function unary(apply: (value: Value) => Value): Operators[string] {
  return eager({ min: 1, max: 1 }, ([value]) => apply(value))
}

export const ANY_COUNT: Arity = { min: 0, max: Number.MAX_SAFE_INTEGER }

interface NamedSpec {
  readonly required: readonly string[]
  readonly optional?: readonly string[]
}

/** The `{ name: expression }` form; an unknown name is refused, because ignoring it would change the answer. */
export function namedArguments({ name, operand }: OperatorCall, { required, optional = [] }: NamedSpec): Doc {
  if (!isDoc(operand)) throw new StoreError(9, `${name} only supports an object as its argument`)
  for (const key of Object.keys(operand)) {
    if (!required.includes(key) && !optional.includes(key))
      throw new StoreError(9, `Unrecognized parameter to ${name}: ${key}`)
  }
  for (const key of required)
    if (!Object.hasOwn(operand, key)) throw new StoreError(9, `Missing '${key}' parameter to ${name}`)
  return operand
}
